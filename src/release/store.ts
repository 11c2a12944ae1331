import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';

/** That a person's email went, or is going, to a partner, and which entry of the ledger says so. */
export interface Release {
  readonly id: string;
  readonly grantId: string;
  readonly subjectId: string;
  readonly partnerId: string;
  readonly appId: string;
  readonly ledgerEntryId: string;
  readonly releasedAt: Millis;
}

interface ReleaseRow {
  id: string;
  grant_id: string;
  subject_id: string;
  partner_id: string;
  app_id: string;
  ledger_entry_id: string;
  released_at: number;
}

const toRelease = (row: ReleaseRow): Release => ({
  id: row.id,
  grantId: row.grant_id,
  subjectId: row.subject_id,
  partnerId: row.partner_id,
  appId: row.app_id,
  ledgerEntryId: row.ledger_entry_id,
  releasedAt: row.released_at,
});

export async function insertReleases(tx: Tx, releases: readonly Release[]): Promise<void> {
  const rows: ReleaseRow[] = releases.map((release) => ({
    id: release.id,
    grant_id: release.grantId,
    subject_id: release.subjectId,
    partner_id: release.partnerId,
    app_id: release.appId,
    ledger_entry_id: release.ledgerEntryId,
    released_at: release.releasedAt,
  }));
  await insertRows(tx, 'releases', rows);
}

export async function releasesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Release>> {
  const rows = await rowsWhereIn<ReleaseRow>(at, 'releases', 'id', ids);
  return new Map(rows.map((row) => [row.id, toRelease(row)]));
}

/** All releases in order of id, from after `afterId` on. */
export async function releasesAfter(at: Queryable, afterId: string, limit: number): Promise<Release[]> {
  const rows = (await at.q('releases').where('id', '>', afterId).orderBy('id').limit(limit)) as ReleaseRow[];
  return rows.map(toRelease);
}

export async function releasesByEntry(
  at: Queryable,
  entryIds: readonly string[],
): Promise<Map<string, Release>> {
  const rows = await rowsWhereIn<ReleaseRow>(at, 'releases', 'ledger_entry_id', entryIds);
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
  const query = at.q('releases');
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
