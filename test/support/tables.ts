import { createHash } from 'node:crypto';
import { rowsOf } from './marketplace.ts';
import type { Marketplace } from './marketplace.ts';
import { until } from './until.ts';

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

/** Tables that keep count of what the service does, and of looks, whoever asks for what. */
const BOOKKEEPING = new Set([
  'delivery_workers',
  'offer_shows',
  'retention_runs',
  'vault_subject_views',
  'visitor_log',
  'visitor_log_keys',
]);

/** Names of tables that do not hold what they held, but for what keeps count. */
export const changedTables = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] =>
  [...after].flatMap(([name, digest]) =>
    before.get(name) === digest || BOOKKEEPING.has(name) ? [] : [name],
  );

/** What the tables hold once nothing that was begun before goes on in them. */
export async function settledTables(marketplace: Marketplace): Promise<ReadonlyMap<string, string>> {
  let digests = await tableDigests(marketplace);
  await until(async () => {
    const before = digests;
    await new Promise((resolve) => setTimeout(resolve, 300));
    digests = await tableDigests(marketplace);
    return changedTables(before, digests).length === 0;
  }, 'the tables to be quiet');
  return digests;
}

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
