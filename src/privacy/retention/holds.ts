import type { Millis } from '../../kernel/clock.ts';
import { refuse, refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { kindOfId, newId } from '../../kernel/ids.ts';
import type { Database, Queryable, Tx } from '../../platform/db/index.ts';
import { lockingRows } from '../../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';
import { underLegalRequest } from '../legal/people.ts';

/** Why a person's data stays, whatever its age, until it is lifted. */
export interface RetentionHold {
  readonly id: string;
  readonly subjectId: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Millis;
  readonly liftedBy: string | null;
  readonly liftedAt: Millis | null;
}

interface HoldRow {
  id: string;
  subject_id: string;
  reason: string;
  placed_by: string;
  placed_at: number;
  lifted_by: string | null;
  lifted_at: number | null;
}

const TABLE = 'retention_holds';
const REASON = { least: 10, most: 500 };

const toHold = (row: HoldRow): RetentionHold => ({
  id: row.id,
  subjectId: row.subject_id,
  reason: row.reason,
  placedBy: row.placed_by,
  placedAt: row.placed_at,
  liftedBy: row.lifted_by,
  liftedAt: row.lifted_at,
});

/** Everybody under a hold, or whom an open legal request is about; of the given people only, if some are given. */
export async function heldSubjects(at: Queryable, of?: readonly string[]): Promise<readonly string[]> {
  const query = at.q(TABLE).select('subject_id').whereNull('lifted_at');
  if (of !== undefined) void query.whereIn('subject_id', [...of]);
  const held = ((await query) as Pick<HoldRow, 'subject_id'>[]).map((row) => row.subject_id);
  return [...new Set([...held, ...(await underLegalRequest(at, of))])];
}

export function listHolds(at: Queryable, args: PageArgs): Promise<Page<RetentionHold>> {
  return keysetPage<HoldRow, RetentionHold>(
    at.q(TABLE),
    { column: 'placed_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.placed_at, row.id], node: toHold(row) }),
  );
}

async function holdById(tx: Tx, id: string): Promise<RetentionHold | null> {
  const row = (await lockingRows(tx, tx.q(TABLE).where({ id }).first())) as HoldRow | undefined;
  return row === undefined ? null : toHold(row);
}

async function existing(tx: Tx, id: string): Promise<RetentionHold> {
  const hold = await holdById(tx, id);
  if (hold === null) throw new Error('a hold that was placed is there');
  return hold;
}

async function place(tx: Tx, officer: string, subjectId: string, reason: string) {
  const length = reason.trim().length;
  if (kindOfId(subjectId) !== 'subject') return refuseField('subjectId', 'a person, sub_...');
  if (length < REASON.least || length > REASON.most) {
    return refuseField('reason', `${REASON.least} to ${REASON.most} characters that name nobody`);
  }
  const row: HoldRow = {
    ...{ id: newId('hold', tx.now), subject_id: subjectId, reason: reason.trim() },
    ...{ placed_by: officer, placed_at: tx.now, lifted_by: null, lifted_at: null },
  };
  const placed: unknown = await tx
    .q(TABLE)
    .insert(row)
    .onConflict(tx.q.raw('(subject_id) where lifted_at is null'))
    .ignore()
    .returning('id');
  return (placed as unknown[]).length === 0
    ? refuseField('subjectId', 'a person who is under no hold yet')
    : toHold(row);
}

async function lift(tx: Tx, officer: string, id: string): Promise<RetentionHold | Refusal> {
  const hold = await holdById(tx, id);
  if (hold === null) return refuse('NOT_FOUND', ['input', 'holdId'], 'There is no such hold.');
  if (hold.liftedAt !== null) return hold;
  await tx.q(TABLE).where({ id }).update({ lifted_by: officer, lifted_at: tx.now });
  return { ...hold, liftedBy: officer, liftedAt: tx.now };
}

/** Where the privacy office places holds and lifts them. */
export function createHoldDesk(db: Database, hashes: KeyedHashes) {
  return {
    place(officer: string, key: string, input: { readonly subjectId: string; readonly reason: string }) {
      const { subjectId, reason } = input;
      const body = { subjectId, reason };
      const request = idempotentRequest(hashes, { principal: officer, mutation: 'placeHold', key, body });
      return onceForKey(db, request, {
        make: (tx) => place(tx, officer, subjectId, reason),
        reload: existing,
      });
    },
    lift(officer: string, key: string, holdId: string) {
      const request = idempotentRequest(hashes, {
        ...{ principal: officer, mutation: 'liftHold', key, body: { holdId } },
      });
      return onceForKey(db, request, { make: (tx) => lift(tx, officer, holdId), reload: existing });
    },
  };
}

export type HoldDesk = ReturnType<typeof createHoldDesk>;
