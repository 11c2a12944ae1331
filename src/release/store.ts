import type { Knex } from 'knex';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';

/** That a person's email went, or is going, to a partner, and which entry of the ledger says so. */
export interface Release {
  readonly id: string;
  readonly grantId: string;
  readonly subjectId: string;
  readonly partnerId: string;
  readonly appId: string;
  /** The one name under which the partner knows the person. */
  readonly contactId: string;
  readonly ledgerEntryId: string;
  readonly releasedAt: Millis;
  /** When the first attempt to send it started, or the partner first fetched it; null: the partner cannot have it. */
  readonly sentAt: Millis | null;
  /** When the partner first confirmed that it has it, or fetched it. */
  readonly receivedAt: Millis | null;
  /** When the yes behind it ended. */
  readonly endedAt: Millis | null;
}

export interface ReleaseRow {
  id: string;
  grant_id: string;
  subject_id: string;
  partner_id: string;
  app_id: string;
  contact_id: string;
  ledger_entry_id: string;
  released_at: number;
  sent_at: number | null;
  received_at: number | null;
  ended_at: number | null;
}

export const RELEASES = 'releases';

export const toRelease = (row: ReleaseRow): Release => ({
  id: row.id,
  grantId: row.grant_id,
  subjectId: row.subject_id,
  partnerId: row.partner_id,
  appId: row.app_id,
  contactId: row.contact_id,
  ledgerEntryId: row.ledger_entry_id,
  releasedAt: row.released_at,
  sentAt: row.sent_at,
  receivedAt: row.received_at,
  endedAt: row.ended_at,
});

export async function insertReleases(tx: Tx, releases: readonly Release[]): Promise<void> {
  const rows: ReleaseRow[] = releases.map((release) => ({
    id: release.id,
    grant_id: release.grantId,
    subject_id: release.subjectId,
    partner_id: release.partnerId,
    app_id: release.appId,
    contact_id: release.contactId,
    ledger_entry_id: release.ledgerEntryId,
    released_at: release.releasedAt,
    sent_at: release.sentAt,
    received_at: release.receivedAt,
    ended_at: release.endedAt,
  }));
  await insertRows(tx, RELEASES, rows);
}

/** An attempt to send these starts now: from here on their partners may have them. The caller holds their grants. */
export async function markSent(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await whereAny(tx, tx.q(RELEASES), 'id', ids).whereNull('sent_at').update({ sent_at: tx.now });
}

/** Their partners have these. */
export async function markReceived(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await whereAny(tx, tx.q(RELEASES), 'id', ids).whereNull('received_at').update({ received_at: tx.now });
}

/** The yeses behind these are over. Whoever polls is shown them anew. */
export async function markEnded(tx: Tx, grantIds: readonly string[]): Promise<void> {
  await tx
    .q(RELEASES)
    .whereIn('grant_id', [...grantIds])
    .update({ ended_at: tx.now, position: null });
}

/** Their partners are sent the corrected email of these. Whoever polls is shown them anew. */
export async function markCorrected(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await whereAny(tx, tx.q(RELEASES), 'id', ids).update({ position: null });
}

/** What partners may have of these people: releases that were sent or fetched at least once. */
export async function sentReleasesOf(at: Queryable, subjectIds: readonly string[]): Promise<Release[]> {
  const rows = await rowsWhereIn<ReleaseRow>(at, RELEASES, 'subject_id', subjectIds);
  return rows.filter(({ sent_at }) => sent_at !== null).map(toRelease);
}

export async function releasesOfGrants(at: Queryable, grantIds: readonly string[]): Promise<Release[]> {
  return (await rowsWhereIn<ReleaseRow>(at, RELEASES, 'grant_id', grantIds)).map(toRelease);
}

export async function releasesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Release>> {
  const rows = await rowsWhereIn<ReleaseRow>(at, RELEASES, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRelease(row)]));
}

export async function countReleases(at: Queryable, subjectId: string): Promise<number> {
  const [row] = (await at.q(RELEASES).where('subject_id', subjectId).count({ n: '*' })) as {
    n: number | string;
  }[];
  return Number(row?.n ?? 0);
}

/** All releases in order of id, from after `afterId` on. */
export async function releasesAfter(at: Queryable, afterId: string, limit: number): Promise<Release[]> {
  const rows = (await at.q(RELEASES).where('id', '>', afterId).orderBy('id').limit(limit)) as ReleaseRow[];
  return rows.map(toRelease);
}

export async function releasesByEntry(
  at: Queryable,
  entryIds: readonly string[],
): Promise<Map<string, Release>> {
  const rows = await rowsWhereIn<ReleaseRow>(at, RELEASES, 'ledger_entry_id', entryIds);
  return new Map(rows.map((row) => [row.ledger_entry_id, toRelease(row)]));
}

export interface ReleaseFilter {
  readonly subjectIds?: readonly string[] | undefined;
  readonly partnerId?: string | undefined;
  readonly appId?: string | undefined;
  /** From this instant on. */
  readonly since?: Millis | undefined;
  /** Before this instant. */
  readonly until?: Millis | undefined;
}

/** Releases, newest first. */
export function listReleases(at: Queryable, filter: ReleaseFilter, args: PageArgs): Promise<Page<Release>> {
  const query = at.q(RELEASES);
  if (filter.subjectIds !== undefined) void query.whereIn('subject_id', [...filter.subjectIds]);
  if (filter.partnerId !== undefined) void query.where('partner_id', filter.partnerId);
  if (filter.appId !== undefined) void query.where('app_id', filter.appId);
  if (filter.since !== undefined) void query.where('released_at', '>=', filter.since);
  if (filter.until !== undefined) void query.where('released_at', '<', filter.until);
  return keysetPage<ReleaseRow, Release>(
    query,
    { column: 'released_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.released_at, row.id], node: toRelease(row) }),
  );
}

/** Names the contacts of releases of before they were named; a step of an upgrade, for names take a key. */
export async function nameContacts(
  q: Knex,
  nameOf: (partnerId: string, subjectId: string) => string,
): Promise<void> {
  for (;;) {
    const rows = (await q(RELEASES).where('contact_id', '').orderBy('id').limit(1_000)) as ReleaseRow[];
    if (rows.length === 0) return;
    for (const { id, partner_id, subject_id } of rows) {
      await q(RELEASES)
        .where({ id })
        .update({ contact_id: nameOf(partner_id, subject_id) });
    }
  }
}
