import type { Knex } from 'knex';
import type { Queryable, Tx } from './database.ts';

/** SQLite binds at most 32,766 values a statement, PostgreSQL 65,535. */
const MAX_BINDINGS = 30_000;

/** Inserts many rows of one shape in as few statements as the engines' limits allow. */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const size = Math.max(1, Math.min(400, Math.floor(MAX_BINDINGS / Object.keys(first).length)));
  for (let i = 0; i < rows.length; i += size) {
    await tx.q(table).insert(rows.slice(i, i + size));
  }
}

/** `select ... for update` where the engine has row locks; on SQLite the transaction already holds the only lock. */
export function lockingRows<T extends Knex.QueryBuilder>(tx: Tx, query: T): T {
  return tx.dialect === 'postgres' ? (query.forUpdate() as T) : query;
}

/** Rows of `table` whose `column` is in `values`; none for an empty list, without a query. */
export async function rowsWhereIn<Row>(
  at: Queryable,
  table: string,
  column: string,
  values: readonly string[],
): Promise<Row[]> {
  const distinct = [...new Set(values)];
  const rows: Row[] = [];
  for (let i = 0; i < distinct.length; i += MAX_BINDINGS) {
    rows.push(...((await at.q(table).whereIn(column, distinct.slice(i, i + MAX_BINDINGS))) as Row[]));
  }
  return rows;
}
