import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { problemOfLine } from '../catalog/index.ts';
import { accountRequired, refuse, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { ShowProfile } from '../release/index.ts';
import { valueVersion } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { holdsName, problemOfPublic } from './private-looking.ts';
import {
  deleteNotices,
  insertNotice,
  markNoticeUsed,
  noticeRow,
  openNotices,
} from './publication-notices.ts';
import type { PublicValues, PublicationNotice } from './publication-notices.ts';
import { profileOfSubject, publicFields, publish, takeDown } from './public-profiles.ts';
import type { PublicField, PublicProfile } from './public-profiles.ts';

const MOST: Readonly<Record<PublicField, number>> = { nickname: 40, about: 500 };
const HASH = ['input', 'noticeHash'];

/** Who somebody is while a text is weighed. */
interface OwnName {
  readonly name: string;
  /** 0: there is none. */
  readonly version: number;
}

/** Null: this can become public. */
function refuseValues(values: PublicValues, { name }: OwnName): Refusal | null {
  const given = publicFields.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [{ field, value }];
  });
  if (given.length === 0) return refuse('INVALID_INPUT', ['input'], 'input wants something to make public.');
  for (const { field, value } of given) {
    const problem = problemOfLine(value, MOST[field]) ?? problemOfPublic(value);
    if (problem !== null) return refuseField(field, problem);
    if (holdsName(value, name)) return refuseField(field, 'a text without your own name');
  }
  return null;
}

const unknown = (): Refusal =>
  refuse('DISCLOSURE_UNKNOWN', HASH, 'noticeHash wants the hash of the notice shown to you.');
const expired = (): Refusal =>
  refuse('DISCLOSURE_EXPIRED', HASH, 'This notice is no longer current. Show it again and confirm it anew.');

/** A person makes something public, having been told exactly what, and takes it down again. */
export function createPublishingDesk(parts: {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly showProfile: ShowProfile;
}) {
  const { db, vault, showProfile } = parts;

  async function ownName(subjectId: string): Promise<OwnName> {
    const { names } = await showProfile(subjectId);
    const version = Math.max(0, ...names.keys());
    return { name: names.get(version) ?? '', version };
  }

  async function confirm(tx: Tx, subjectId: string, hash: string, own: OwnName): Promise<Refusal | null> {
    if (!(await lockSubjects(tx, [subjectId])).has(subjectId)) return accountRequired();
    const row = await noticeRow(tx, hash);
    if (row?.subject_id !== subjectId) return unknown();
    const isCurrent = row.used_at === null && tx.now < row.expires_at;
    // What was no name when it was shown may be one by now.
    if (!isCurrent || (await valueVersion(tx, subjectId, 'name')) !== own.version) return expired();
    const notice = (await openNotices(tx, vault, [hash])).get(hash);
    if (notice === undefined) return unknown();
    if (refuseValues(notice.values, own) !== null) return expired();
    await publish(tx, vault.random, subjectId, hash, notice.values);
    await markNoticeUsed(tx, hash);
    return null;
  }

  async function once(
    request: {
      readonly subjectId: string;
      readonly mutation: string;
      readonly key: string;
      readonly body: { readonly [field: string]: string | readonly string[] };
    },
    act: (tx: Tx) => Promise<Refusal | null>,
  ): Promise<{ readonly profile: PublicProfile | null } | Refusal> {
    const { subjectId, mutation, key, body } = request;
    const principal = `subject:${subjectId}`;
    const result = async (tx: Tx) => ({ id: subjectId, profile: await profileOfSubject(tx, subjectId) });
    const asked = idempotentRequest(vault.hashes, { principal, mutation, key, body });
    return onceForKey(db, asked, {
      make: async (tx) => (await act(tx)) ?? result(tx),
      reload: (tx) => result(tx),
    });
  }

  return {
    /** Shows what would become public. Showing it publishes nothing. */
    async notice(subject: Subject | null, values: PublicValues): Promise<PublicationNotice | Refusal> {
      if (subject === null) return accountRequired();
      const refusal = refuseValues(values, await ownName(subject.id));
      if (refusal !== null) return refusal;
      return db.transact(async (tx) =>
        (await lockSubjects(tx, [subject.id])).has(subject.id)
          ? insertNotice(tx, vault, subject.id, values)
          : accountRequired(),
      );
    },

    async publishFields(subject: Subject | null, key: string, noticeHash: string) {
      if (subject === null) return accountRequired();
      const own = await ownName(subject.id);
      const request = { subjectId: subject.id, mutation: 'publishFields', key, body: { noticeHash } };
      return once(request, (tx) => confirm(tx, subject.id, noticeHash, own));
    },

    async unpublishFields(subject: Subject | null, key: string, fields: readonly PublicField[]) {
      if (subject === null) return accountRequired();
      const request = { subjectId: subject.id, mutation: 'unpublishFields', key, body: { fields } };
      return once(request, async (tx) => {
        if (!(await lockSubjects(tx, [subject.id])).has(subject.id)) return accountRequired();
        await takeDown(tx, subject.id, fields);
        const left = (await profileOfSubject(tx, subject.id))?.fields ?? [];
        await deleteNotices(
          tx,
          subject.id,
          left.map(({ noticeHash }) => noticeHash),
        );
        return null;
      });
    },

    /** The exact text that was confirmed for a field that is public. */
    async noticeText(hash: string): Promise<string | null> {
      return (await db.read((reader) => openNotices(reader, vault, [hash]))).get(hash)?.text ?? null;
    },
  };
}

export type PublishingDesk = ReturnType<typeof createPublishingDesk>;
