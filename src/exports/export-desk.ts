import { createHash } from 'node:crypto';
import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import { makeExportKey } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { KEPT_FOR, MAX_ASKED, RIPE_AFTER } from './rules.ts';
import { exportRow, exportsSince, insertExport, lockExport, replaceLink, toExport } from './store.ts';
import type { DataExport } from './types.ts';

/** A way to a copy that works once. */
export interface ExportLink {
  /** Of the export. */
  readonly id: string;
  /** Null: the request was repeated; a link is shown once. */
  readonly token: string | null;
  readonly expiresAt: Millis;
}

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

const isUnderWay = ({ state }: DataExport): boolean => state === 'queued' || state === 'running';

/** What people do to get a copy of all that is held about them. */
export function createExportDesk(db: Database, vault: VaultParts) {
  const requestOf = (subject: Subject, mutation: string, key: string, body: { exportId?: string }) =>
    idempotentRequest(vault.hashes, { principal: `subject:${subject.id}`, mutation, key, body });

  async function reload(tx: Tx, id: string): Promise<DataExport> {
    const row = await exportRow(tx, id);
    if (row === null) throw new Error('an export that was asked for is there');
    return toExport(row);
  }

  return {
    /** Whoever has one under way gets that one: two at once say nothing that one does not. */
    async request(subject: Subject | null, key: string): Promise<DataExport | Refusal> {
      if (subject === null) return accountRequired();
      return onceForKey<DataExport>(db, requestOf(subject, 'exportMyData', key, {}), {
        async make(tx) {
          if (!(await lockSubjects(tx, [subject.id])).has(subject.id)) return accountRequired();
          const recent = await exportsSince(tx, subject.id, tx.now - KEPT_FOR);
          const open = recent.find(isUnderWay);
          if (open !== undefined) return open;
          if (recent.length >= MAX_ASKED) {
            return refuse('LIMIT_REACHED', [], `At most ${MAX_ASKED} copies a day. Fetch one of those.`);
          }
          const id = newId('export', tx.now);
          const of = { subjectId: subject.id, exportId: id };
          const sealedKey = await makeExportKey(tx, vault, of);
          return insertExport(tx, { id, subjectId: subject.id, sealedKey, startAt: tx.now + RIPE_AFTER });
        },
        reload,
      });
    },

    /** A new link takes the place of the one before. */
    async createLink(subject: Subject | null, key: string, exportId: string): Promise<ExportLink | Refusal> {
      if (subject === null) return accountRequired();
      return onceForKey<ExportLink>(db, requestOf(subject, 'createExportLink', key, { exportId }), {
        async make(tx) {
          const row = await lockExport(tx, exportId);
          if (row?.subject_id !== subject.id) {
            return refuse('NOT_FOUND', ['input', 'exportId'], 'There is no such copy.');
          }
          const { expires_at: expiresAt } = row;
          if (row.state !== 'ready' || expiresAt === null || expiresAt <= tx.now) {
            return refuse('WRONG_STATUS', ['input', 'exportId'], 'This copy is not ready, or not any more.');
          }
          const token = vault.random.bytes(32).toString('base64url');
          await replaceLink(tx, { tokenHash: hashOfToken(token), exportId, expiresAt });
          return { id: exportId, token, expiresAt };
        },
        async reload(tx, id) {
          return { id, token: null, expiresAt: (await reload(tx, id)).expiresAt ?? tx.now };
        },
      });
    },
  };
}

export type ExportDesk = ReturnType<typeof createExportDesk>;
