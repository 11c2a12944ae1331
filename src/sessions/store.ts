import type { Millis } from '../kernel/clock.ts';
import { deleteSome } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';

export interface SessionRow {
  readonly secret_hash: string;
  readonly login_index: Buffer;
  readonly login: Buffer;
  readonly created_at: Millis;
  readonly expires_at: Millis;
}

const TABLE = 'sessions';

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.q(TABLE).insert(row);
}

/** The session, unless it has expired. */
export async function findSession(at: Queryable, hash: string, now: Millis): Promise<SessionRow | null> {
  const row = (await at.q(TABLE).where('secret_hash', hash).where('expires_at', '>', now).first()) as
    SessionRow | undefined;
  return row ?? null;
}

export async function deleteSession(tx: Tx, hash: string): Promise<void> {
  await tx.q(TABLE).where('secret_hash', hash).delete();
}

/** Ends all sessions of a login but the `keep` newest. */
export async function endSessions(tx: Tx, loginIndex: Buffer, keep = 0): Promise<void> {
  const kept = (await tx
    .q(TABLE)
    .select('secret_hash')
    .where('login_index', loginIndex)
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'secret_hash', order: 'desc' },
    ])
    .limit(keep)) as { secret_hash: string }[];
  await tx
    .q(TABLE)
    .where('login_index', loginIndex)
    .whereNotIn(
      'secret_hash',
      kept.map((row) => row.secret_hash),
    )
    .delete();
}

/** Forgets up to `limit` sessions that expired. */
export function sweepSessions(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, TABLE, 'secret_hash', limit, (old) => void old.where('expires_at', '<=', tx.now));
}
