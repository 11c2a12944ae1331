import { createHash } from 'node:crypto';
import { rowsOf } from './marketplace.ts';
import type { Marketplace } from './marketplace.ts';

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table. */
export async function allRows(marketplace: Marketplace): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { db } = marketplace;
  const named = await db.read(async ({ q }) =>
    db.dialect === 'sqlite'
      ? ((await q('sqlite_master').select('name').where('type', 'table')) as { name: string }[])
      : ((await q('information_schema.tables')
          .select('table_name as name')
          .where('table_schema', 'public')) as { name: string }[]),
  );
  const names = named.map(({ name }) => name).sort();
  const tables = new Map<string, readonly Row[]>();
  for (const name of names) tables.set(name, await rowsOf<Row>(marketplace, name));
  return tables;
}

/** What every table holds, as one hash each. */
export async function tableDigests(marketplace: Marketplace): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const [name, rows] of await allRows(marketplace)) {
    const lines = rows.map((row) => JSON.stringify(row)).sort();
    digests.set(name, createHash('sha256').update(lines.join('\n')).digest('base64url'));
  }
  return digests;
}

/** Names of tables that do not hold what they held. */
export const changedTables = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => [...after].flatMap(([name, digest]) => (before.get(name) === digest ? [] : [name]));

/** Ids of these kinds, by their prefixes, in rows that name somebody. */
export async function idsBeside(
  marketplace: Marketplace,
  whose: string,
  kinds: readonly string[],
): Promise<readonly string[]> {
  const rows = [...(await allRows(marketplace)).values()].flat();
  const beside = rows.map((row) => Object.values(row)).filter((values) => values.includes(whose));
  const isId = (value: unknown): value is string =>
    typeof value === 'string' && /^[a-z]{3}_[0-9A-Z]{26}$/.test(value) && kinds.includes(value.slice(0, 3));
  return [...new Set(beside.flat().filter(isId))];
}
