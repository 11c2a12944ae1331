import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { deleteSome, insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { AddressKind, Basis, Disclosure, Policy } from './types.ts';

interface PolicyRow {
  id: string;
  version: string;
  text: string;
  text_hash: string;
  material: boolean | number;
  effective_at: number;
  published_at: number;
}

export interface DisclosureRow {
  id: string;
  hash: string;
  subject_id: string;
  app_id: string;
  partner_id: string;
  offer_id: string | null;
  basis: Basis;
  address: AddressKind;
  policy_id: string;
  partner_policy_id: string;
  text_version: string;
  text: string;
  nonce: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

const toPolicy = (row: PolicyRow): Policy => ({
  id: row.id,
  version: row.version,
  text: row.text,
  textHash: row.text_hash,
  material: Boolean(row.material),
  effectiveAt: row.effective_at,
  publishedAt: row.published_at,
});

export const toDisclosure = (row: DisclosureRow): Disclosure => ({
  id: row.id,
  hash: row.hash,
  subjectId: row.subject_id,
  appId: row.app_id,
  partnerId: row.partner_id,
  offerId: row.offer_id,
  basis: row.basis,
  address: row.address,
  policyId: row.policy_id,
  partnerPolicyId: row.partner_policy_id,
  textVersion: row.text_version,
  text: row.text,
  nonce: row.nonce,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

/** The version in force at `now`; null before the first one takes effect. */
export async function currentPolicy(at: Queryable, now: Millis): Promise<Policy | null> {
  const row = (await at
    .q('policies')
    .where('effective_at', '<=', now)
    .orderBy([
      { column: 'effective_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first()) as PolicyRow | undefined;
  return row === undefined ? null : toPolicy(row);
}

/** The version that is in force next; null: none is announced. */
export async function nextPolicy(at: Queryable, now: Millis): Promise<Policy | null> {
  const row = (await at
    .q('policies')
    .where('effective_at', '>', now)
    .orderBy(['effective_at', 'id'])
    .first()) as PolicyRow | undefined;
  return row === undefined ? null : toPolicy(row);
}

/** Versions that change what people were promised and are not in force yet, the nearest first. */
export async function announcedChanges(at: Queryable, now: Millis): Promise<readonly Policy[]> {
  // Of the first promise there is nothing to hear.
  if ((await currentPolicy(at, now)) === null) return [];
  const rows = (await at
    .q('policies')
    .where('effective_at', '>', now)
    .where({ material: true })
    .orderBy(['effective_at', 'id'])) as PolicyRow[];
  return rows.map(toPolicy);
}

/**
 * Versions from before the last one in force that changed what people were promised. Whoever agreed to one of these has to
 * agree anew.
 */
export async function supersededVersions(at: Queryable, now: Millis): Promise<ReadonlySet<string>> {
  const rows = (await at
    .q('policies')
    .select('version', 'material')
    .where('effective_at', '<=', now)
    .orderBy(['effective_at', 'id'])) as Pick<PolicyRow, 'version' | 'material'>[];
  const last = rows.findLastIndex(({ material }) => Boolean(material));
  return new Set(rows.slice(0, Math.max(0, last)).map(({ version }) => version));
}

export async function findPolicy(at: Queryable, version: string): Promise<Policy | null> {
  return (await policiesByVersion(at, [version])).get(version) ?? null;
}

export async function policiesByVersion(
  at: Queryable,
  versions: readonly string[],
): Promise<Map<string, Policy>> {
  const rows = await rowsWhereIn<PolicyRow>(at, 'policies', 'version', versions);
  return new Map(rows.map((row) => [row.version, toPolicy(row)]));
}

export async function policiesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Policy>> {
  const rows = await rowsWhereIn<PolicyRow>(at, 'policies', 'id', ids);
  return new Map(rows.map((row) => [row.id, toPolicy(row)]));
}

export function listPolicies(at: Queryable, args: PageArgs): Promise<Page<Policy>> {
  return keysetPage<PolicyRow, Policy>(
    at.q('policies'),
    { column: 'effective_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.effective_at, row.id], node: toPolicy(row) }),
  );
}

/** All versions in order of id, from after `afterId` on. */
export async function policiesAfter(at: Queryable, afterId: string, limit: number): Promise<Policy[]> {
  const rows = (await at.q('policies').where('id', '>', afterId).orderBy('id').limit(limit)) as PolicyRow[];
  return rows.map(toPolicy);
}

export async function insertPolicy(tx: Tx, policy: Policy): Promise<void> {
  const row: PolicyRow = {
    id: policy.id,
    version: policy.version,
    text: policy.text,
    text_hash: policy.textHash,
    material: policy.material,
    effective_at: policy.effectiveAt,
    published_at: policy.publishedAt,
  };
  await insertRows(tx, 'policies', [row]);
}

export async function insertDisclosures(tx: Tx, disclosures: readonly Disclosure[]): Promise<void> {
  const rows: DisclosureRow[] = disclosures.map((disclosure) => ({
    id: disclosure.id,
    hash: disclosure.hash,
    subject_id: disclosure.subjectId,
    app_id: disclosure.appId,
    partner_id: disclosure.partnerId,
    offer_id: disclosure.offerId,
    basis: disclosure.basis,
    address: disclosure.address,
    policy_id: disclosure.policyId,
    partner_policy_id: disclosure.partnerPolicyId,
    text_version: disclosure.textVersion,
    text: disclosure.text,
    nonce: disclosure.nonce,
    created_at: disclosure.createdAt,
    expires_at: disclosure.expiresAt,
    used_at: disclosure.usedAt,
  }));
  await insertRows(tx, 'disclosures', rows);
}

export async function disclosuresByHash(
  at: Queryable,
  hashes: readonly string[],
): Promise<Map<string, Disclosure>> {
  const rows = await rowsWhereIn<DisclosureRow>(at, 'disclosures', 'hash', hashes);
  return new Map(rows.map((row) => [row.hash, toDisclosure(row)]));
}

export async function markDisclosuresUsed(tx: Tx, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await tx.q('disclosures').whereIn('hash', hashes).update({ used_at: tx.now });
}

/** Forgets what a person was shown. What was agreed to stays in their grants as a hash. */
export async function deleteDisclosures(tx: Tx, subjectId: string): Promise<void> {
  await tx.q('disclosures').where('subject_id', subjectId).delete();
}

/** Forgets up to `limit` texts that were shown, not answered, and are too old to be since before an instant. */
export function sweepDisclosures(
  tx: Tx,
  before: Millis,
  limit: number,
  except: readonly string[],
): Promise<number> {
  return deleteSome(tx, 'disclosures', 'id', limit, (old) => {
    void old
      .whereNull('used_at')
      .where('expires_at', '<', before)
      .whereNotIn('subject_id', [...except])
      .orderBy('expires_at');
  });
}
