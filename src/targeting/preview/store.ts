import type { Knex } from 'knex';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { deleteSome, rowsWhereIn } from '../../platform/db/index.ts';
import type { Expanded } from '../criteria/ast.ts';
import { takeTurn } from '../lock.ts';

/** `pending` counts as answered: whoever died over it may have answered. */
export type QueryState = 'pending' | 'answered' | 'refused';

/** One time that staff asked how many people a criterion is true of. */
export interface LoggedQuery {
  readonly seq: number;
  readonly hash: string;
  readonly breakdownBy: string | null;
  readonly state: QueryState;
  readonly at: Millis;
}

interface QueryRow {
  readonly seq: number;
  readonly hash: string;
  readonly breakdown_by: string | null;
  readonly state: QueryState;
  readonly at: number;
}

export interface NewQuery {
  readonly author: string;
  readonly hash: string;
  readonly breakdownBy: string | null;
  readonly criterion: Expanded;
}

const QUERIES = 'audience_queries';
const CRITERIA = 'audience_criteria';

/** How much was asked since an instant. */
export interface AskedSince {
  /** By this author. */
  readonly lastMinute: number;
  readonly lastDay: number;
  /** Different questions of a day: refused to this author, all, and those with a breakdown; null: this is one of them. */
  readonly others: { readonly refused: number; readonly all: number; readonly breakdowns: number } | null;
}

export async function askedSince(
  tx: Tx,
  { author, hash, breakdownBy }: NewQuery,
  since: { readonly minute: Millis; readonly day: Millis },
): Promise<AskedSince> {
  const count = async (query: Knex.QueryBuilder): Promise<number> =>
    Number(((await query.count({ n: '*' }).first()) as { n: number }).n);
  const today = () => tx.q(QUERIES).where('at', '>', since.day);
  const mine = {
    lastMinute: await count(tx.q(QUERIES).where({ author }).where('at', '>', since.minute)),
    lastDay: await count(today().where({ author })),
  };
  const isThere = (await today().where({ hash, breakdown_by: breakdownBy }).first('seq')) !== undefined;
  if (isThere) return { ...mine, others: null };
  const others = {
    refused: await count(today().where({ author, state: 'refused', is_new: true })),
    all: await count(today().where({ is_new: true })),
    breakdowns: await count(today().where({ is_new: true }).whereNotNull('breakdown_by')),
  };
  return { ...mine, others };
}

/** The caller has taken its turn, so that later queries have higher numbers and commit later. */
export async function insertQuery(tx: Tx, query: NewQuery, isNew: boolean): Promise<number> {
  const { author, hash, breakdownBy, criterion } = query;
  await tx
    .q(CRITERIA)
    .insert({ hash, criterion: JSON.stringify(criterion) })
    .onConflict('hash')
    .ignore();
  const [row] = (await tx
    .q(QUERIES)
    .insert({ author, hash, breakdown_by: breakdownBy, state: 'pending', is_new: isNew, at: tx.now })
    .returning('seq')) as { seq: number }[];
  return Number(row?.seq);
}

export async function decideQuery(tx: Tx, seq: number, state: QueryState): Promise<void> {
  await tx.q(QUERIES).where({ seq }).update({ state });
}

/** The next queries since an instant that were not refused, in order of `seq`. */
export async function queriesAfter(
  at: Queryable,
  { seq, since, limit }: { readonly seq: number; readonly since: Millis; readonly limit: number },
): Promise<readonly LoggedQuery[]> {
  const rows = (await at
    .q(QUERIES)
    .where('seq', '>', seq)
    .where('at', '>=', since)
    .whereNot({ state: 'refused' })
    .orderBy('seq')
    .limit(limit)
    .select('seq', 'hash', 'breakdown_by', 'state', 'at')) as QueryRow[];
  return rows.map((row) => ({
    seq: row.seq,
    hash: row.hash,
    breakdownBy: row.breakdown_by,
    state: row.state,
    at: row.at,
  }));
}

/** What became of queries. */
export async function statesOf(
  at: Queryable,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, QueryState>> {
  if (seqs.length === 0) return new Map();
  const rows = (await at
    .q(QUERIES)
    .whereIn('seq', [...seqs])
    .select('seq', 'state')) as Pick<QueryRow, 'seq' | 'state'>[];
  return new Map(rows.map(({ seq, state }) => [seq, state]));
}

export async function criteriaOf(
  at: Queryable,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Expanded>> {
  const rows = await rowsWhereIn<{ hash: string; criterion: string }>(at, CRITERIA, 'hash', hashes);
  return new Map(rows.map(({ hash, criterion }) => [hash, JSON.parse(criterion) as Expanded]));
}

/** Forgets queries of before an instant, and criteria that no query has any more, at most so many of each. */
export async function sweepQueries(tx: Tx, before: Millis, limit: number): Promise<number> {
  await takeTurn(tx, 'audience queries');
  const gone = await deleteSome(
    tx,
    QUERIES,
    'seq',
    limit,
    (old) => void old.where('at', '<', before).orderBy('at'),
  );
  const unused = tx
    .q({ c: CRITERIA })
    .whereNotExists(tx.q({ a: QUERIES }).whereRaw('a.hash = c.hash').select(tx.q.raw('1')))
    .limit(limit)
    .select('c.hash');
  await tx.q(CRITERIA).whereIn('hash', unused).delete();
  return gone;
}
