import { createHash } from 'node:crypto';
import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Tx } from '../platform/db/index.ts';
import { deleteSome, insertRows } from '../platform/db/index.ts';

const TABLE = 'mail_unsubscribes';

/** How long the link of a mail works. */
export const UNSUBSCRIBE_FOR: Millis = 90 * DAY;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A token that takes one person off the list and does nothing else. Only its hash is kept. */
export async function issueUnsubscribe(tx: Tx, random: Random, subjectId: string): Promise<string> {
  const token = random.bytes(32).toString('base64url');
  await insertRows(tx, TABLE, [
    { token_hash: hashOf(token), subject_id: subjectId, expires_at: tx.now + UNSUBSCRIBE_FOR },
  ]);
  return token;
}

/** Whose token it is; null when it is none, or expired. */
export async function subjectOfUnsubscribe(tx: Tx, token: string): Promise<string | null> {
  const row = (await tx
    .q(TABLE)
    .where('token_hash', hashOf(token))
    .where('expires_at', '>', tx.now)
    .first()) as { subject_id: string } | undefined;
  return row?.subject_id ?? null;
}

/** Forgets up to `limit` tokens that expired. */
export function sweepUnsubscribes(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, TABLE, 'token_hash', limit, (old) => void old.where('expires_at', '<=', tx.now));
}
