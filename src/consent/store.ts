import type { Knex } from 'knex';
import type { AddressKind, Basis, Field, Purpose } from '../policies/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { EndReason, Grant, Installation } from './types.ts';

interface GrantRow {
  id: string;
  subject_id: string;
  app_id: string;
  partner_id: string;
  basis: Basis;
  offer_id: string | null;
  address: AddressKind;
  fields: string;
  purposes: string;
  disclosure_hash: string;
  text_version: string;
  policy_id: string;
  partner_policy_id: string;
  means: Grant['means'];
  state: Grant['state'];
  granted_at: number;
  ended_at: number | null;
  end_reason: EndReason | null;
}

interface InstallationRow {
  id: string;
  subject_id: string;
  app_id: string;
  grant_id: string;
  state: Installation['state'];
  installed_at: number;
  uninstalled_at: number | null;
}

const toGrant = (row: GrantRow): Grant => ({
  id: row.id,
  subjectId: row.subject_id,
  appId: row.app_id,
  partnerId: row.partner_id,
  basis: row.basis,
  offerId: row.offer_id,
  address: row.address,
  fields: row.fields.split(' ') as Field[],
  purposes: row.purposes.split(' ') as Purpose[],
  disclosureHash: row.disclosure_hash,
  textVersion: row.text_version,
  policyId: row.policy_id,
  partnerPolicyId: row.partner_policy_id,
  means: row.means,
  state: row.state,
  grantedAt: row.granted_at,
  endedAt: row.ended_at,
  endReason: row.end_reason,
});

const toInstallation = (row: InstallationRow): Installation => ({
  id: row.id,
  subjectId: row.subject_id,
  appId: row.app_id,
  grantId: row.grant_id,
  state: row.state,
  installedAt: row.installed_at,
  uninstalledAt: row.uninstalled_at,
});

export async function insertGrants(tx: Tx, grants: readonly Grant[]): Promise<void> {
  const rows: GrantRow[] = grants.map((grant) => ({
    id: grant.id,
    subject_id: grant.subjectId,
    app_id: grant.appId,
    partner_id: grant.partnerId,
    basis: grant.basis,
    offer_id: grant.offerId,
    address: grant.address,
    fields: grant.fields.join(' '),
    purposes: grant.purposes.join(' '),
    disclosure_hash: grant.disclosureHash,
    text_version: grant.textVersion,
    policy_id: grant.policyId,
    partner_policy_id: grant.partnerPolicyId,
    means: grant.means,
    state: grant.state,
    granted_at: grant.grantedAt,
    ended_at: grant.endedAt,
    end_reason: grant.endReason,
  }));
  await insertRows(tx, 'grants', rows);
}

export async function insertInstallations(tx: Tx, installations: readonly Installation[]): Promise<void> {
  const rows: InstallationRow[] = installations.map((installation) => ({
    id: installation.id,
    subject_id: installation.subjectId,
    app_id: installation.appId,
    grant_id: installation.grantId,
    state: installation.state,
    installed_at: installation.installedAt,
    uninstalled_at: installation.uninstalledAt,
  }));
  await insertRows(tx, 'installations', rows);
}

/** Locked in order of id: a delivery attempt that is about to start on one of them either comes first or not at all. */
export async function lockGrants(tx: Tx, ids: readonly string[]): Promise<Map<string, Grant>> {
  if (ids.length === 0) return new Map();
  const query = whereAny(tx, tx.q('grants'), 'id', ids).orderBy('id');
  const rows = (await lockingRows(tx, query)) as GrantRow[];
  return new Map(rows.map((row) => [row.id, toGrant(row)]));
}

export async function endGrants(tx: Tx, ids: readonly string[], reason: EndReason): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .q('grants')
    .whereIn('id', [...ids])
    .where('state', 'active')
    .update({ state: 'ended', ended_at: tx.now, end_reason: reason });
}

export async function endInstallations(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .q('installations')
    .whereIn('id', [...ids])
    .update({ state: 'uninstalled', uninstalled_at: tx.now });
}

export async function grantsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Grant>> {
  const rows = await rowsWhereIn<GrantRow>(at, 'grants', 'id', ids);
  return new Map(rows.map((row) => [row.id, toGrant(row)]));
}

export async function activeGrantsOf(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<readonly Grant[]> {
  if (subjectIds.length === 0) return [];
  const query = whereAny(at, at.q('grants'), 'subject_id', subjectIds);
  return ((await query.where('state', 'active')) as GrantRow[]).map(toGrant);
}

/** A query for the `subject_id` of everybody with an active grant for an app, to be part of another query. */
export function subjectsWithGrant(at: Queryable, appId: string, basis?: Basis): Knex.QueryBuilder {
  // A constant, not a bound value: SQLite takes the index of active grants only where the text says so.
  const query = at.q('grants').select('subject_id').where('app_id', appId).whereRaw(`state = 'active'`);
  return basis === undefined ? query : query.where({ basis });
}

/** Every yes of these people, over or not. */
export async function grantsOfSubjects(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<readonly Grant[]> {
  return (await rowsWhereIn<GrantRow>(at, 'grants', 'subject_id', subjectIds)).map(toGrant);
}

export async function installationsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, Installation>> {
  const rows = await rowsWhereIn<InstallationRow>(at, 'installations', 'id', ids);
  return new Map(rows.map((row) => [row.id, toInstallation(row)]));
}

export async function activeInstallationsOf(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<readonly Installation[]> {
  if (subjectIds.length === 0) return [];
  const rows = (await at
    .q('installations')
    .whereIn('subject_id', [...new Set(subjectIds)])
    .where('state', 'installed')) as InstallationRow[];
  return rows.map(toInstallation);
}

/** Up to `limit` grants that ended before an instant and whose records were not purged, the oldest first. */
export async function grantsEndedBefore(
  at: Queryable,
  before: Millis,
  limit: number,
  except: readonly string[],
): Promise<string[]> {
  const rows = (await at
    .q('grants')
    .select('id')
    .where('state', 'ended')
    .whereNull('records_purged_at')
    .where('ended_at', '<', before)
    .whereNotIn('subject_id', [...except])
    .orderBy('ended_at')
    .limit(limit)) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Says that nothing is left in the ledger of what these grants were about. */
export async function markRecordsPurged(tx: Tx, grantIds: readonly string[]): Promise<void> {
  await whereAny(tx, tx.q('grants'), 'id', grantIds).update({ records_purged_at: tx.now });
}

/** All grants in order of id, from after `afterId` on. */
export async function grantsAfter(at: Queryable, afterId: string, limit: number): Promise<Grant[]> {
  const rows = (await at.q('grants').where('id', '>', afterId).orderBy('id').limit(limit)) as GrantRow[];
  return rows.map(toGrant);
}

export function grantsPage(at: Queryable, subjectId: string, args: PageArgs): Promise<Page<Grant>> {
  return keysetPage<GrantRow, Grant>(
    at.q('grants').where('subject_id', subjectId),
    { column: 'granted_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.granted_at, row.id], node: toGrant(row) }),
  );
}

export function installationsPage(
  at: Queryable,
  subjectId: string,
  args: PageArgs,
): Promise<Page<Installation>> {
  return keysetPage<InstallationRow, Installation>(
    at.q('installations').where('subject_id', subjectId),
    { column: 'installed_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.installed_at, row.id], node: toInstallation(row) }),
  );
}

/** How many people accepted an offer before an instant, whatever they did later. */
export async function peopleWhoAccepted(at: Queryable, offerId: string, before: Millis): Promise<number> {
  const [row] = (await at
    .q('grants')
    .where('offer_id', offerId)
    .where('granted_at', '<', before)
    .countDistinct({ people: 'subject_id' })) as { people: number | string }[];
  return Number(row?.people ?? 0);
}
