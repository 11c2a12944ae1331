import { createHash } from 'node:crypto';
import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { Tx } from '../platform/db/index.ts';
import { deleteSome, insertRows } from '../platform/db/index.ts';
import { emailState } from '../vault/index.ts';

const TABLE = 'email_verifications';

/** How long the link of a mail works. */
export const VERIFY_WITHIN: Millis = DAY;
/** Longer than a mail is tried. */
const KEPT_UNSENT: Millis = 4 * DAY;
/** Mails to an address that nobody verified yet: enough for a slip, too few to plague a stranger with. */
export const VERIFICATIONS_A_DAY = 5;

interface Row {
  id: string;
  subject_id: string;
  email_version: number;
  /** Null: no letter was written yet, or its link was used. */
  token_hash: string | null;
  asked_at: number;
  expires_at: number;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Null: one more may be asked for. The caller holds the lock on the person. */
export async function refuseVerification(tx: Tx, subjectId: string): Promise<Refusal | null> {
  const asked = (await tx
    .q(TABLE)
    .where('subject_id', subjectId)
    .where('asked_at', '>', tx.now - DAY)
    .select('id')) as Pick<Row, 'id'>[];
  return asked.length < VERIFICATIONS_A_DAY
    ? null
    : refuse('LIMIT_REACHED', ['input'], `Mails that verify an address: ${VERIFICATIONS_A_DAY} a day.`);
}

/** That a person's email as it stands is to be verified; the id is what the mail queue refers to. */
export async function askVerification(tx: Tx, subjectId: string, version: number): Promise<string> {
  const row: Row = {
    id: newId('verification', tx.now),
    subject_id: subjectId,
    email_version: version,
    token_hash: null,
    asked_at: tx.now,
    expires_at: tx.now + KEPT_UNSENT,
  };
  await insertRows(tx, TABLE, [row]);
  return row.id;
}

/**
 * A token that verifies one version of one person's email and does nothing else. Only its hash is kept. Null: there is
 * nothing to verify any more.
 */
export async function issueVerification(tx: Tx, random: Random, id: string): Promise<string | null> {
  const row = (await tx.q(TABLE).where({ id }).first()) as Row | undefined;
  if (row === undefined) return null;
  const email = await emailState(tx, row.subject_id);
  if (email === null || email.verified || email.version !== row.email_version) return null;
  const token = random.bytes(32).toString('base64url');
  await tx
    .q(TABLE)
    .where({ id })
    .update({ token_hash: hashOf(token), expires_at: tx.now + VERIFY_WITHIN });
  return token;
}

/** Whose email a token verifies, and which version of it; null when it is none, or expired, or used. */
export async function verificationOf(
  tx: Tx,
  token: string,
): Promise<{ readonly subjectId: string; readonly version: number } | null> {
  const row = (await tx
    .q(TABLE)
    .where('token_hash', hashOf(token))
    .where('expires_at', '>', tx.now)
    .first()) as Row | undefined;
  return row === undefined ? null : { subjectId: row.subject_id, version: row.email_version };
}

/** No link of this person works any more. That they were asked for still counts. */
export async function spendVerifications(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).update({ token_hash: null });
}

export async function deleteVerifications(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}

/** Forgets up to `limit` that expired until an instant. */
export function sweepVerifications(tx: Tx, until: Millis, limit: number): Promise<number> {
  return deleteSome(tx, TABLE, 'id', limit, (expired) => void expired.where('expires_at', '<=', until));
}
