import type { Millis } from '../kernel/clock.ts';
import { insertRows, lockingRows } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { DataExport, ExportState } from './types.ts';

export interface ExportRow {
  id: string;
  subject_id: string;
  state: ExportState;
  percent: number;
  attempts: number;
  next_at: number;
  sealed_key: Buffer | null;
  requested_at: number;
  finished_at: number | null;
  expires_at: number | null;
  pieces: number;
  size: number | null;
}

export const EXPORTS = 'exports';
export const LINKS = 'export_links';

export const toExport = (row: ExportRow): DataExport => ({
  id: row.id,
  subjectId: row.subject_id,
  state: row.state,
  percent: row.percent,
  requestedAt: row.requested_at,
  finishedAt: row.finished_at,
  expiresAt: row.expires_at,
  size: row.size,
});

export async function insertExport(
  tx: Tx,
  one: Pick<DataExport, 'id' | 'subjectId'> & { readonly sealedKey: Buffer; readonly startAt: Millis },
): Promise<DataExport> {
  const row: ExportRow = {
    ...{ id: one.id, subject_id: one.subjectId, state: 'queued', percent: 0, attempts: 0 },
    ...{ next_at: one.startAt, sealed_key: one.sealedKey, requested_at: tx.now },
    ...{ finished_at: null, expires_at: null, pieces: 0, size: null },
  };
  await insertRows(tx, EXPORTS, [row]);
  return toExport(row);
}

/** What a person asked for since an instant, newest first. The caller holds the lock on the person. */
export async function exportsSince(tx: Tx, subjectId: string, since: Millis): Promise<DataExport[]> {
  const rows = (await tx
    .q(EXPORTS)
    .where('subject_id', subjectId)
    .where('requested_at', '>', since)
    .orderBy('requested_at', 'desc')) as ExportRow[];
  return rows.map(toExport);
}

export async function exportRow(at: Queryable, id: string): Promise<ExportRow | null> {
  return ((await at.q(EXPORTS).where({ id }).first()) as ExportRow | undefined) ?? null;
}

/** Locked until the transaction ends. */
export async function lockExport(tx: Tx, id: string): Promise<ExportRow | null> {
  const [row] = (await lockingRows(tx, tx.q(EXPORTS).where({ id }))) as ExportRow[];
  return row ?? null;
}

/** What a person asked for, newest first. */
export function exportsPage(at: Queryable, subjectId: string, args: PageArgs): Promise<Page<DataExport>> {
  return keysetPage<ExportRow, DataExport>(
    at.q(EXPORTS).where('subject_id', subjectId),
    { column: 'requested_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.requested_at, row.id], node: toExport(row) }),
  );
}

/** Puts a link in the place of the one that was given out before. */
export async function replaceLink(
  tx: Tx,
  link: { readonly tokenHash: string; readonly exportId: string; readonly expiresAt: Millis },
): Promise<void> {
  await tx.q(LINKS).where('export_id', link.exportId).delete();
  await insertRows(tx, LINKS, [
    { token_hash: link.tokenHash, export_id: link.exportId, expires_at: link.expiresAt },
  ]);
}

/** Uses a link up. Null: there is none, or its time is over. */
export async function takeLink(tx: Tx, tokenHash: string): Promise<{ readonly exportId: string } | null> {
  const query = tx.q(LINKS).where('token_hash', tokenHash);
  const [link] = (await lockingRows(tx, query)) as { export_id: string; expires_at: number }[];
  if (link === undefined || link.expires_at <= tx.now) return null;
  await tx.q(LINKS).where('token_hash', tokenHash).delete();
  return { exportId: link.export_id };
}
