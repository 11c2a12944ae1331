import { createHash } from 'node:crypto';
import type { Millis } from '../../kernel/clock.ts';
import { deleteSome } from '../../platform/db/index.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import type { Erasure } from './rules.ts';

const TABLE = 'erasures';

interface ErasureRow {
  id: string;
  subject_id: string;
  reference_hash: string;
  cause: Erasure['cause'];
  decided_by: string | null;
  state: Erasure['state'];
  requested_at: number;
  erases_at: number;
  next_at: number;
  finished_at: number | null;
  entry_id: string | null;
}

const toErasure = (row: ErasureRow): Erasure => ({
  id: row.id,
  subjectId: row.subject_id,
  cause: row.cause,
  decidedBy: row.decided_by,
  state: row.state,
  requestedAt: row.requested_at,
  erasesAt: row.erases_at,
  finishedAt: row.finished_at,
  entryId: row.entry_id,
});

const hashOf = (reference: string): string => createHash('sha256').update(reference).digest('hex');

async function one(query: PromiseLike<unknown>): Promise<Erasure | null> {
  const row = (await query) as ErasureRow | undefined;
  return row === undefined ? null : toErasure(row);
}

export const erasureById = (at: Queryable, id: string): Promise<Erasure | null> =>
  one(at.q(TABLE).where({ id }).first());

export const erasureByReference = (at: Queryable, reference: string): Promise<Erasure | null> =>
  one(
    at
      .q(TABLE)
      .where({ reference_hash: hashOf(reference) })
      .first(),
  );

/** What a person is waiting for; null: nothing. There is one at most. */
export const pendingErasureOf = (at: Queryable, subjectId: string): Promise<Erasure | null> =>
  one(at.q(TABLE).where({ subject_id: subjectId, state: 'pending' }).first());

/** Only the reference's hash is kept. */
export async function insertErasure(tx: Tx, erasure: Erasure, reference: string): Promise<void> {
  const row: ErasureRow = {
    id: erasure.id,
    subject_id: erasure.subjectId,
    reference_hash: hashOf(reference),
    cause: erasure.cause,
    decided_by: erasure.decidedBy,
    state: erasure.state,
    requested_at: erasure.requestedAt,
    erases_at: erasure.erasesAt,
    next_at: erasure.erasesAt,
    finished_at: erasure.finishedAt,
    entry_id: erasure.entryId,
  };
  await tx.q(TABLE).insert(row);
}

/** Makes a pending erasure due at once, for another reason than it had. */
export async function hastenErasure(
  tx: Tx,
  id: string,
  { cause, decidedBy }: Pick<Erasure, 'cause' | 'decidedBy'>,
): Promise<void> {
  await tx
    .q(TABLE)
    .where({ id })
    .update({ cause, decided_by: decidedBy, erases_at: tx.now, next_at: tx.now });
}

export async function finishErasure(
  tx: Tx,
  id: string,
  outcome: { readonly state: 'cancelled' } | { readonly state: 'done'; readonly entryId: string | null },
): Promise<void> {
  const entryId = outcome.state === 'done' ? outcome.entryId : null;
  await tx
    .q(TABLE)
    .where({ id, state: 'pending' })
    .update({ state: outcome.state, finished_at: tx.now, entry_id: entryId });
}

/** Looks at a pending erasure again at another time. What it tells its person stays. */
export async function postponeErasure(tx: Tx, id: string, until: Millis): Promise<void> {
  await tx.q(TABLE).where({ id, state: 'pending' }).update({ next_at: until });
}

/** Erasures whose time has come, the longest due first. */
export async function dueErasures(at: Queryable, now: Millis, limit: number): Promise<readonly Erasure[]> {
  const rows = (await at
    .q(TABLE)
    .where('state', 'pending')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)) as ErasureRow[];
  return rows.map(toErasure);
}

/** Forgets up to `limit` erasures that ended before an instant; returns how many. */
export function sweepErasures(tx: Tx, before: Millis, limit: number): Promise<number> {
  return deleteSome(tx, TABLE, 'id', limit, (old) => void old.where('finished_at', '<', before));
}
