import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Tx } from '../platform/db/index.ts';
import { whereAny } from '../platform/db/index.ts';
import { markChanged } from './changes.ts';
import { lockPeople } from './people.ts';
import { eventKinds, traitRegistry } from './registry.ts';

/** Rows of one trait or kind of event that are kept no longer. */
interface Overdue {
  readonly table: 'trait_values' | 'event_days';
  readonly of: 'trait' | 'event';
  readonly name: string;
  readonly column: 'recorded_at' | 'day';
  /** What is less is not kept. */
  readonly before: number;
}

async function overdueKinds(tx: Tx, now: Millis): Promise<readonly Overdue[]> {
  const today = Math.floor(now / DAY);
  const [traits, kinds] = [await traitRegistry(tx), await eventKinds(tx)];
  return [
    ...[...traits.values()].map(({ name, retentionDays }): Overdue => ({
      ...{ table: 'trait_values', of: 'trait', name },
      ...{ column: 'recorded_at', before: now - retentionDays * DAY },
    })),
    ...[...kinds.values()].map(({ name, retentionDays }): Overdue => ({
      ...{ table: 'event_days', of: 'event', name },
      ...{ column: 'day', before: today - retentionDays },
    })),
  ];
}

const rowsOf = (tx: Tx, { table, of, name, column, before }: Overdue, except: readonly string[] = []) =>
  tx
    .q(table)
    .where(of, name)
    .where(column, '<', before)
    .whereNotIn('subject_id', [...except]);

/**
 * Forgets values that were recorded longer ago, and days with events that are longer past, than their trait or kind is
 * kept; about `limit` of them, none about the people excepted. Less than `limit` is returned when nothing is left.
 */
export async function sweepTraits(
  tx: Tx,
  now: Millis,
  limit = 1_000,
  except: readonly string[] = [],
): Promise<number> {
  const found = new Map<Overdue, readonly string[]>();
  let left = limit;
  for (const overdue of await overdueKinds(tx, now)) {
    if (left === 0) break;
    const rows = (await rowsOf(tx, overdue, except)
      .orderBy(overdue.column)
      .limit(left)
      .select('subject_id')) as {
      subject_id: string;
    }[];
    if (rows.length > 0) {
      found.set(
        overdue,
        rows.map((row) => row.subject_id),
      );
    }
    left -= rows.length;
  }
  // All at once and in order, like whoever records; what is recorded again meanwhile is overdue no more.
  const ids = [...found.values()].flat();
  await lockPeople(tx, ids);
  for (const [overdue, of] of found) await whereAny(tx, rowsOf(tx, overdue), 'subject_id', of).delete();
  await markChanged(tx, ids);
  return limit - left;
}
