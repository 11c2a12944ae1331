import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { CATALOG } from './rules.ts';
import type { Partner, PartnerPolicy } from './types.ts';

/** SQL of partners and their policies. */

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
  contact_email: string | null;
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

const toPolicy = (row: ShownPolicy): PartnerPolicy => ({
  id: row.id,
  version: row.version,
  url: row.url,
  textHash: row.text_hash,
});

type ShownPolicy = Pick<PolicyRow, 'id' | 'version' | 'url' | 'text_hash'>;

/** Without their texts, which are long and asked for seldom. */
async function policyRows(at: Queryable, ids: readonly string[]): Promise<ShownPolicy[]> {
  if (ids.length === 0) return [];
  const query = at.q('partner_policies').select('id', 'version', 'url', 'text_hash');
  return (await query.whereIn('id', [...new Set(ids)])) as ShownPolicy[];
}

export async function partnersById(at: Queryable, ids: readonly string[]): Promise<Map<string, Partner>> {
  const rows = await rowsWhereIn<PartnerRow>(at, 'partners', 'id', ids);
  const policyIds = rows.flatMap((row) => (row.policy_id === null ? [] : [row.policy_id]));
  const policies = new Map((await policyRows(at, policyIds)).map((row) => [row.id, row]));
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

/** Versions of partners' policies, those that were replaced included. */
export async function partnerPoliciesById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, PartnerPolicy>> {
  return new Map((await policyRows(at, ids)).map((row) => [row.id, toPolicy(row)]));
}

export async function partnerIdBySlug(at: Queryable, slug: string): Promise<string | null> {
  const row = (await at.q('partners').select('id').where({ slug }).first()) as { id: string } | undefined;
  return row?.id ?? null;
}

/** The partner with this slug, for its token; null: there is none, or it has not accepted its invitation. */
export async function partnerLogin(
  at: Queryable,
  slug: string,
): Promise<{ readonly partnerId: string; readonly suspended: boolean } | null> {
  const row = (await at.q('partners').select('id', 'status').where({ slug }).first()) as
    Pick<PartnerRow, 'id' | 'status'> | undefined;
  if (row === undefined || row.status === 'invited') return null;
  return { partnerId: row.id, suspended: row.status === 'suspended' };
}

/** The status of these partners, in one statement. */
export async function partnerStatuses(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, Partner['status']>> {
  if (ids.length === 0) return new Map();
  const rows = (await at
    .q('partners')
    .select('id', 'status')
    .whereIn('id', [...new Set(ids)])) as Pick<PartnerRow, 'id' | 'status'>[];
  return new Map(rows.map((row) => [row.id, row.status]));
}

/** All partners, by name. */
export async function listPartners(at: Queryable, args: PageArgs): Promise<Page<Partner>> {
  const page = await keysetPage<Pick<PartnerRow, 'id' | 'name'>, string>(
    at.q('partners').select('id', 'name'),
    { column: 'name', idColumn: 'id', direction: 'asc', value: 'string' },
    args,
    (row) => ({ key: [row.name, row.id], node: row.id }),
  );
  const partners = await partnersById(
    at,
    page.edges.map((edge) => edge.node),
  );
  const edges = page.edges.flatMap(({ node, cursor }) => {
    const partner = partners.get(node);
    return partner === undefined ? [] : [{ node: partner, cursor }];
  });
  return { ...page, edges };
}

export interface NewPartner extends Omit<Partner, 'policy'> {
  readonly policy: (PartnerPolicy & { readonly text: string }) | null;
  /** Where operational notices go. */
  readonly contactEmail: string | null;
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
    contact_email: partner.contactEmail,
    created_at: tx.now,
  }));
  tx.touch(CATALOG);
  await insertRows(tx, 'partners', rows);
  await insertPartnerPolicies(
    tx,
    partners.flatMap(({ id, policy }) => (policy === null ? [] : [{ ...policy, partnerId: id }])),
  );
}

export async function insertPartnerPolicies(
  tx: Tx,
  policies: readonly (PartnerPolicy & { readonly text: string; readonly partnerId: string })[],
): Promise<void> {
  const rows: PolicyRow[] = policies.map((policy) => ({
    id: policy.id,
    partner_id: policy.partnerId,
    version: policy.version,
    url: policy.url,
    text: policy.text,
    text_hash: policy.textHash,
    published_at: tx.now,
  }));
  await insertRows(tx, 'partner_policies', rows);
}
