import type { Millis } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { lockingRows } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { RetentionClass } from './schedule.ts';

/** One look through a class of data, and what it destroyed. */
export interface RetentionRun {
  readonly id: string;
  readonly data: string;
  readonly rule: string;
  readonly startedAt: Millis;
  /** Null: it is under way, or its process ended and another goes on with it. */
  readonly finishedAt: Millis | null;
  /** Rows, or records. */
  readonly destroyed: number;
  /** How many people were under a hold. */
  readonly held: number;
  readonly after: string | null;
  /** The leaf that says so; null: nothing was destroyed, or it was about nobody. */
  readonly ledgerEntryId: string | null;
}

interface RunRow {
  id: string;
  data: string;
  rule: string;
  started_at: number;
  finished_at: number | null;
  destroyed: number;
  held: number;
  after: string | null;
  ledger_entry_id: string | null;
}

const TABLE = 'retention_runs';

const toRun = (row: RunRow): RetentionRun => ({
  id: row.id,
  data: row.data,
  rule: row.rule,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  destroyed: Number(row.destroyed),
  held: row.held,
  after: row.after,
  ledgerEntryId: row.ledger_entry_id,
});

/** When classes were last begun with, and whether that run is over. */
export async function latestRuns(
  at: Queryable,
): Promise<ReadonlyMap<string, { readonly startedAt: Millis; readonly isOver: boolean }>> {
  const rows = (await at
    .q({ r: TABLE })
    .select('data', 'started_at', 'finished_at')
    .where('started_at', at.q({ l: TABLE }).max('started_at').whereRaw('l.data = r.data'))) as RunRow[];
  return new Map(
    rows.map((row) => [row.data, { startedAt: row.started_at, isOver: row.finished_at !== null }]),
  );
}

/**
 * The run of a class that is under way, locked until the transaction ends; begins one if there is none. Null: somebody
 * finished it just now.
 */
export async function takeRun(
  tx: Tx,
  { data, rule }: RetentionClass,
  now: Millis,
): Promise<RetentionRun | null> {
  const row: RunRow = {
    ...{ id: newId('run', now), data, rule, started_at: now, finished_at: null },
    ...{ destroyed: 0, held: 0, after: null, ledger_entry_id: null },
  };
  await tx.q(TABLE).insert(row).onConflict(tx.q.raw('(data) where finished_at is null')).ignore();
  const open = tx.q(TABLE).where({ data }).whereNull('finished_at').first();
  const taken = (await lockingRows(tx, open)) as RunRow | undefined;
  return taken === undefined ? null : toRun(taken);
}

export async function saveRun(
  tx: Tx,
  id: string,
  made: Pick<RetentionRun, 'destroyed' | 'held' | 'after' | 'finishedAt' | 'ledgerEntryId'>,
): Promise<void> {
  const { destroyed, held, after, finishedAt, ledgerEntryId } = made;
  await tx
    .q(TABLE)
    .where({ id })
    .update({ destroyed, held, after, finished_at: finishedAt, ledger_entry_id: ledgerEntryId });
}

export function listRuns(at: Queryable, data: string | null, args: PageArgs): Promise<Page<RetentionRun>> {
  const query = at.q(TABLE);
  if (data !== null) void query.where({ data });
  return keysetPage<RunRow, RetentionRun>(
    query,
    { column: 'started_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.started_at, row.id], node: toRun(row) }),
  );
}
