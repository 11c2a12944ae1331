import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { roundInstalls, searchText, searchWords } from './rules.ts';
import type { App, Category, Partner, PartnerPolicy } from './types.ts';

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

interface PartnerRow {
  id: string;
  slug: string;
  name: string;
  legal_name: string;
  country: string;
  website: string;
  status: Partner['status'];
  compensates: boolean | number;
  policy_id: string | null;
  created_at: number;
}

interface PolicyRow {
  id: string;
  partner_id: string;
  version: string;
  url: string;
  text: string;
  text_hash: string;
  published_at: number;
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

const toPolicy = (row: PolicyRow): PartnerPolicy => ({
  id: row.id,
  version: row.version,
  url: row.url,
  textHash: row.text_hash,
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

/** Listed apps, filtered, in one of three orders. */
export async function listApps(at: Queryable, filter: AppFilter, args: PageArgs): Promise<Page<App>> {
  const query = at.q('apps').where('status', 'listed');
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
  const row = (await at.q('apps').where({ slug, status: 'listed' }).first()) as AppRow | undefined;
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

export async function partnersById(at: Queryable, ids: readonly string[]): Promise<Map<string, Partner>> {
  const rows = await rowsWhereIn<PartnerRow>(at, 'partners', 'id', ids);
  const policyIds = rows.flatMap((row) => (row.policy_id === null ? [] : [row.policy_id]));
  const policies = new Map(
    (await rowsWhereIn<PolicyRow>(at, 'partner_policies', 'id', policyIds)).map((row) => [row.id, row]),
  );
  return new Map(
    rows.map((row) => {
      const policy = row.policy_id === null ? undefined : policies.get(row.policy_id);
      const partner: Partner = {
        id: row.id,
        slug: row.slug,
        name: row.name,
        legalName: row.legal_name,
        country: row.country,
        website: row.website,
        status: row.status,
        compensates: Boolean(row.compensates),
        policy: policy === undefined ? null : toPolicy(policy),
      };
      return [row.id, partner];
    }),
  );
}

/** Whether partners are active, by id. */
export async function partnerStatuses(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, Partner['status']>> {
  if (ids.length === 0) return new Map();
  const rows = (await at
    .q('partners')
    .select('id', 'status')
    .whereIn('id', [...new Set(ids)])) as Pick<PartnerRow, 'id' | 'status'>[];
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Versions of partners' policies, those that were replaced included. */
export async function partnerPoliciesById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, PartnerPolicy>> {
  const rows = await rowsWhereIn<PolicyRow>(at, 'partner_policies', 'id', ids);
  return new Map(rows.map((row) => [row.id, toPolicy(row)]));
}

export async function partnerIdBySlug(at: Queryable, slug: string): Promise<string | null> {
  const row = (await at.q('partners').select('id').where({ slug }).first()) as { id: string } | undefined;
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
  await insertRows(
    tx,
    'categories',
    categories.map(({ id, slug, name }) => ({ id, slug, name })),
  );
}

export interface NewPartner extends Omit<Partner, 'policy'> {
  readonly policy: (PartnerPolicy & { readonly text: string }) | null;
}

export async function insertPartners(tx: Tx, partners: readonly NewPartner[]): Promise<void> {
  const rows: PartnerRow[] = partners.map((partner) => ({
    id: partner.id,
    slug: partner.slug,
    name: partner.name,
    legal_name: partner.legalName,
    country: partner.country,
    website: partner.website,
    status: partner.status,
    compensates: partner.compensates,
    policy_id: partner.policy?.id ?? null,
    created_at: tx.now,
  }));
  await insertRows(tx, 'partners', rows);
  const policies: PolicyRow[] = partners.flatMap(({ id, policy }) =>
    policy === null
      ? []
      : [
          {
            id: policy.id,
            partner_id: id,
            version: policy.version,
            url: policy.url,
            text: policy.text,
            text_hash: policy.textHash,
            published_at: tx.now,
          },
        ],
  );
  await insertRows(tx, 'partner_policies', policies);
}

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
  await insertRows(tx, 'apps', rows);
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
  if (tx.dialect === 'postgres') {
    await lockingRows(tx, tx.q('apps').select('id').whereIn('id', apps).orderBy('id'));
  }
  for (const by of new Set(sums.values())) {
    const same = apps.filter((appId) => sums.get(appId) === by);
    if (by !== 0) await tx.q('apps').whereIn('id', same).increment('installs', by);
  }
}
