import { newId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { CATALOG, roundInstalls, searchText, searchWords } from './rules.ts';
import { insertRevisions } from './revisions.ts';
import type { App, AppWords, Category } from './types.ts';

interface AppRow {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  description: string;
  category_id: string;
  partner_id: string;
  status: App['status'];
  installs: number;
  search_text: string;
  created_at: number;
}

const toApp = (row: AppRow): App => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  tagline: row.tagline,
  description: row.description,
  categoryId: row.category_id,
  partnerId: row.partner_id,
  status: row.status,
  installs: roundInstalls(row.installs),
  createdAt: row.created_at,
});

export type AppOrder = 'NAME' | 'POPULAR' | 'NEWEST';

const orders = {
  NAME: { column: 'name', idColumn: 'id', direction: 'asc', value: 'string' },
  POPULAR: { column: 'installs', idColumn: 'id', direction: 'desc', value: 'number' },
  NEWEST: { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
} as const;

export interface AppFilter {
  readonly search?: string | null | undefined;
  readonly categorySlug?: string | null | undefined;
  readonly order: AppOrder;
}

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, (char) => `\\${char}`);

/**
 * Apps that everybody sees: listed ones of active partners. The partner is looked up for each app that comes by: asked
 * whether there `exists` one, a database may go by partners and sort all apps of each to show a page.
 */
const openAppsOf = (at: Queryable) =>
  at
    .q('apps')
    .where('apps.status', 'listed')
    .whereRaw('(select p.status from partners p where p.id = apps.partner_id) = ?', ['active']);

/** Those of these apps that everybody sees. */
export async function openApps(at: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = (await openAppsOf(at)
    .select('id')
    .whereIn('id', [...new Set(ids)])) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

/** Listed apps of active partners, filtered, in one of three orders. */
export async function listApps(at: Queryable, filter: AppFilter, args: PageArgs): Promise<Page<App>> {
  const query = openAppsOf(at);
  for (const word of filter.search ? searchWords(filter.search) : []) {
    void query.whereRaw(`search_text like ? escape '\\'`, [`%${escapeLike(word)}%`]);
  }
  if (filter.categorySlug != null) {
    void query.whereIn('category_id', at.q('categories').select('id').where('slug', filter.categorySlug));
  }
  const order = orders[filter.order];
  return keysetPage<AppRow, App>(query, order, args, (row) => ({
    key: [row[order.column], row.id],
    node: toApp(row),
  }));
}

export async function findAppBySlug(at: Queryable, slug: string): Promise<App | null> {
  const row = (await openAppsOf(at).where({ slug }).first()) as AppRow | undefined;
  return row === undefined ? null : toApp(row);
}

export async function appsById(at: Queryable, ids: readonly string[]): Promise<Map<string, App>> {
  const rows = await rowsWhereIn<AppRow>(at, 'apps', 'id', ids);
  return new Map(rows.map((row) => [row.id, toApp(row)]));
}

export async function appsOfPartner(at: Queryable, partnerId: string, args: PageArgs): Promise<Page<App>> {
  return keysetPage<AppRow, App>(at.q('apps').where('partner_id', partnerId), orders.NAME, args, (row) => ({
    key: [row.name, row.id],
    node: toApp(row),
  }));
}

export async function countApps(at: Queryable, partnerId: string): Promise<number> {
  const [row] = (await at.q('apps').where('partner_id', partnerId).count({ n: '*' })) as { n: number }[];
  return Number(row?.n);
}

/** Slugs name an app for good, whoever's it is and wherever it stands. */
export async function isAppSlugTaken(at: Queryable, slug: string): Promise<boolean> {
  const row: unknown = await at.q('apps').select('id').where({ slug }).first();
  return row !== undefined;
}

export async function categoryIdBySlug(at: Queryable, slug: string): Promise<string | null> {
  const row = (await at.q('categories').select('id').where({ slug }).first()) as { id: string } | undefined;
  return row?.id ?? null;
}

export async function listCategories(at: Queryable): Promise<Category[]> {
  return (await at.q('categories').select('id', 'slug', 'name').orderBy('name')) as Category[];
}

export async function categoriesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Category>> {
  const rows = await rowsWhereIn<Category>(at, 'categories', 'id', ids);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function insertCategories(tx: Tx, categories: readonly Category[]): Promise<void> {
  tx.touch(CATALOG);
  await insertRows(
    tx,
    'categories',
    categories.map(({ id, slug, name }) => ({ id, slug, name })),
  );
}

/** Adds apps; their words are the first revision of each, in a state that fits. */
export async function insertApps(tx: Tx, apps: readonly App[]): Promise<void> {
  const rows: AppRow[] = apps.map((app) => ({
    id: app.id,
    slug: app.slug,
    name: app.name,
    tagline: app.tagline,
    description: app.description,
    category_id: app.categoryId,
    partner_id: app.partnerId,
    status: app.status,
    installs: app.installs,
    search_text: searchText(app),
    created_at: app.createdAt,
  }));
  tx.touch(CATALOG);
  await insertRows(tx, 'apps', rows);
  await insertRevisions(
    tx,
    apps.map(({ id, name, tagline, description, categoryId, status, createdAt }) => ({
      ...{ id: newId('appRevision', createdAt), appId: id, number: 1 },
      ...{ name, tagline, description, categoryId },
      state: status === 'listed' || status === 'unlisted' ? 'approved' : status,
      ...{ reason: null, reviewer: null, createdAt, submittedAt: null, reviewedAt: null },
    })),
  );
}

/** Puts an app where a move has brought it; `words`, if given, become those of the app itself. */
export async function updateApp(
  tx: Tx,
  appId: string,
  status: App['status'],
  words: AppWords | null,
): Promise<void> {
  const { name, tagline, description, categoryId } = words ?? {};
  const shown =
    words === null
      ? {}
      : { name, tagline, description, category_id: categoryId, search_text: searchText(words) };
  tx.touch(CATALOG);
  await tx
    .q('apps')
    .where('id', appId)
    .update({ status, ...shown });
}

/** Counts installations. Apps are locked in order of id, so that two batches never wait for each other. */
export async function addInstalls(
  tx: Tx,
  changes: readonly { readonly appId: string; readonly by: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const sums = new Map<string, number>();
  for (const { appId, by } of changes) sums.set(appId, (sums.get(appId) ?? 0) + by);
  const apps = [...sums.keys()].sort();
  tx.touch(CATALOG);
  if (tx.dialect === 'postgres') {
    await lockingRows(tx, tx.q('apps').select('id').whereIn('id', apps).orderBy('id'));
  }
  for (const by of new Set(sums.values())) {
    const same = apps.filter((appId) => sums.get(appId) === by);
    if (by !== 0) await tx.q('apps').whereIn('id', same).increment('installs', by);
  }
}
