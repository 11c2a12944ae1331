import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { lockingRows } from '../platform/db/index.ts';
import type { CaseRow } from './rows.ts';
import { CASES } from './store.ts';

/** How many people wait for an answer whose time is over, and since when the longest of them. */
export interface OverdueCases {
  readonly count: number;
  readonly oldestDueAt: Millis;
}

const untold = (at: Queryable, now: Millis) => at.q(CASES).where('tell_at', '<=', now);

/** Whether the office has to be told of something. Cheap, on a reader. */
export async function isAnyUntold(at: Queryable, now: Millis): Promise<boolean> {
  return (await untold(at, now).select('id').first()) !== undefined;
}

/**
 * Marks what became overdue and was not told yet; null: nothing. Each deadline is told of once: a complaint that nobody
 * acknowledged, and that nobody answers either, is told of twice. The caller tells in the same transaction.
 */
export async function takeUntoldCases(tx: Tx): Promise<OverdueCases | null> {
  const rows = (await lockingRows(tx, untold(tx, tx.now).orderBy('id').limit(5_000))) as CaseRow[];
  if (rows.length === 0) return null;
  for (const row of rows) {
    const isFirst = row.acknowledge_by === row.tell_at && row.answer_by > tx.now;
    await tx
      .q(CASES)
      .where('id', row.id)
      .update({ tell_at: isFirst ? row.answer_by : null });
  }
  return { count: rows.length, oldestDueAt: Math.min(...rows.map((row) => row.tell_at ?? tx.now)) };
}
