import type { Knex } from 'knex';
import type { Queryable, Tx } from './database.ts';

/** SQLite binds at most 32,766 values a statement, PostgreSQL 65,535. */
const MAX_BINDINGS = 30_000;

/** From so many rows on one bound value is cheaper than one for each field. */
const MANY = 8;

/** Inserts many rows of one shape. */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first);
  if (rows.length >= MANY && !rows.some((row) => Object.values(row).some(Buffer.isBuffer))) {
    return insertAsJson(tx, table, columns, rows);
  }
  const size = Math.max(1, Math.min(400, Math.floor(MAX_BINDINGS / columns.length)));
  for (let i = 0; i < rows.length; i += size) {
    await tx.q(table).insert(rows.slice(i, i + size));
  }
}

/**
 * Inserts rows of one shape without bytes; where one with the same `key` is there, sets its columns to what these SQL
 * expressions say, in which `excluded` is the new row. `set` is written by us, never sent. Keys must differ.
 */
export async function upsertRows<Row extends object>(
  tx: Tx,
  table: string,
  rows: readonly Row[],
  conflict: {
    readonly key: readonly (keyof Row & string)[];
    readonly set: { [Column in keyof Row]?: string };
  },
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const set = Object.entries(conflict.set).map(([column, sql]) => `${column} = ${sql as string}`);
  const what = set.length === 0 ? 'do nothing' : `do update set ${set.join(', ')}`;
  await insertAsJson(
    tx,
    table,
    Object.keys(first),
    rows,
    ` on conflict (${conflict.key.join(', ')}) ${what}`,
  );
}

/** All rows as one bound value, which the engine takes apart by itself: no bytes, for JSON has none. */
async function insertAsJson(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
  onConflict = '',
): Promise<void> {
  const names = columns.map(() => '??').join(', ');
  const json = JSON.stringify(rows);
  if (tx.dialect === 'postgres') {
    await tx.q.raw(
      `insert into ?? (${names}) select ${names} from json_populate_recordset(null::??, ?)${onConflict}`,
      [table, ...columns, ...columns, table, json],
    );
    return;
  }
  const fields = columns.map(() => 'json_extract(value, ?)').join(', ');
  const paths = columns.map((column) => `$.${column}`);
  // Without "where" SQLite would take "on" for a join's.
  await tx.q.raw(`insert into ?? (${names}) select ${fields} from json_each(?) where true${onConflict}`, [
    table,
    ...columns,
    ...paths,
    json,
  ]);
}

/** `select ... for update` where the engine has row locks; on SQLite the transaction already holds the only lock. */
export function lockingRows<T extends Knex.QueryBuilder>(tx: Tx, query: T): T {
  return tx.dialect === 'postgres' ? (query.forUpdate() as T) : query;
}

/**
 * `column` is one of `values`, as one bound value however many there are: the statement's text stays the same, so it
 * is parsed as fast for a thousand as for one.
 */
export function whereAny<T extends Knex.QueryBuilder>(
  at: Queryable,
  query: T,
  column: string,
  values: readonly (string | number)[],
): T {
  const distinct = [...new Set(values)];
  return at.dialect === 'postgres'
    ? (query.whereRaw('?? = any(?)', [column, distinct.map(String)]) as T)
    : (query.whereRaw('?? in (select value from json_each(?))', [column, JSON.stringify(distinct)]) as T);
}

/**
 * Deletes at most `limit` rows that `which` picks, and orders where it matters; returns how many. What is much goes in
 * steps, so that no statement holds its locks for long.
 */
export function deleteSome(
  tx: Tx,
  table: string,
  key: string | string[],
  limit: number,
  which: (rows: Knex.QueryBuilder) => void,
): Promise<number> {
  const some = tx.q(table).select(key).limit(limit);
  which(some);
  return tx
    .q(table)
    .whereIn(key as string, some)
    .delete();
}

/** Rows of a statement in SQL that both engines read the same; `?` stands for values. */
export async function rowsOfSql<Row>(
  at: Queryable,
  sql: string,
  values: readonly (string | number)[] = [],
): Promise<Row[]> {
  const answer: unknown = await at.q.raw(sql, [...values]);
  return at.dialect === 'postgres' ? (answer as { rows: Row[] }).rows : (answer as Row[]);
}

/** Rows of `table` whose `column` is in `values`; none for an empty list, without a query. */
export async function rowsWhereIn<Row>(
  at: Queryable,
  table: string,
  column: string,
  values: readonly string[],
): Promise<Row[]> {
  return values.length === 0 ? [] : ((await whereAny(at, at.q(table), column, values)) as Row[]);
}
