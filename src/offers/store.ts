import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { printCriterion, storedCriterion } from '../targeting/index.ts';
import type { Expanded } from '../targeting/index.ts';
import type { Campaign, CampaignContent, CampaignVersion, Standing, Variant, VersionState } from './types.ts';
import { windowOf } from './window.ts';

export interface CampaignRow {
  id: string;
  app_id: string;
  name: string;
  standing: Standing;
  salt: string;
  in_force: number | null;
  latest: number;
  /** Of the version in force. */
  starts_at: number | null;
  ends_at: number | null;
  accepted: number;
  created_at: number;
}

interface VersionRow {
  campaign_id: string;
  number: number;
  content: string;
  state: VersionState;
  author: string;
  created_at: number;
  submitted_by: string | null;
  decided_by: string | null;
  decided_at: number | null;
  reason: string | null;
  expanded: string | null;
}

export const CAMPAIGNS = 'campaigns';
export const VERSIONS = 'campaign_versions';

const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id,
  appId: row.app_id,
  name: row.name,
  standing: row.standing,
  salt: row.salt,
  inForce: row.in_force,
  latest: row.latest,
  createdAt: row.created_at,
});

export function printContent(content: CampaignContent): string {
  const plain = { ...content, criterion: printCriterion(content.criterion) };
  return canonicalJson(JSON.parse(JSON.stringify(plain)) as JsonValue);
}

export function readContent(json: string): CampaignContent {
  const content = JSON.parse(json) as Omit<CampaignContent, 'variants' | 'criterion'> & {
    readonly criterion: unknown;
    /** Versions of before there were pictures have none. */
    readonly variants: readonly (Omit<Variant, 'imageId'> & Partial<Pick<Variant, 'imageId'>>)[];
  };
  return {
    ...content,
    criterion: storedCriterion(content.criterion),
    variants: content.variants.map((variant) => ({ ...variant, imageId: variant.imageId ?? null })),
  };
}

export const printExpanded = (criterion: Expanded): string =>
  canonicalJson(printCriterion(criterion) as JsonValue);

/** What was approved names no segment any more. */
export const readExpanded = (json: string): Expanded => storedCriterion(JSON.parse(json)) as Expanded;

const toVersion = (row: VersionRow): CampaignVersion => ({
  campaignId: row.campaign_id,
  number: row.number,
  content: readContent(row.content),
  state: row.state,
  author: row.author,
  createdAt: row.created_at,
  submittedBy: row.submitted_by,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  reason: row.reason,
  expanded: row.expanded === null ? null : readExpanded(row.expanded),
});

const toVersionRow = (version: CampaignVersion): VersionRow => ({
  campaign_id: version.campaignId,
  number: version.number,
  content: printContent(version.content),
  state: version.state,
  author: version.author,
  created_at: version.createdAt,
  submitted_by: version.submittedBy,
  decided_by: version.decidedBy,
  decided_at: version.decidedAt,
  reason: version.reason,
  expanded: version.expanded === null ? null : printExpanded(version.expanded),
});

export async function campaignsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Campaign>> {
  const rows = await rowsWhereIn<CampaignRow>(at, CAMPAIGNS, 'id', ids);
  return new Map(rows.map((row) => [row.id, toCampaign(row)]));
}

/** A campaign, locked until the transaction ends: whatever is decided about one is decided one after the other. */
export async function lockCampaign(tx: Tx, id: string): Promise<Campaign | null> {
  const row = (await lockingRows(tx, tx.q(CAMPAIGNS).where({ id }).first())) as CampaignRow | undefined;
  return row === undefined ? null : toCampaign(row);
}

export function listCampaigns(at: Queryable, args: PageArgs): Promise<Page<Campaign>> {
  return keysetPage<CampaignRow, Campaign>(
    at.q(CAMPAIGNS),
    { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: toCampaign(row) }),
  );
}

export async function insertCampaigns(tx: Tx, campaigns: readonly Campaign[]): Promise<void> {
  const rows: CampaignRow[] = campaigns.map((campaign) => ({
    id: campaign.id,
    app_id: campaign.appId,
    name: campaign.name,
    standing: campaign.standing,
    salt: campaign.salt,
    in_force: null,
    latest: campaign.latest,
    starts_at: null,
    ends_at: null,
    accepted: 0,
    created_at: campaign.createdAt,
  }));
  await insertRows(tx, CAMPAIGNS, rows);
}

/** All versions of a campaign, oldest first. */
export async function versionsOf(at: Queryable, campaignId: string): Promise<readonly CampaignVersion[]> {
  const rows = (await at.q(VERSIONS).where('campaign_id', campaignId).orderBy('number')) as VersionRow[];
  return rows.map(toVersion);
}

export async function versionOf(
  at: Queryable,
  campaignId: string,
  number: number,
): Promise<CampaignVersion | null> {
  const row = (await at.q(VERSIONS).where({ campaign_id: campaignId, number }).first()) as
    VersionRow | undefined;
  return row === undefined ? null : toVersion(row);
}

export async function insertVersions(tx: Tx, versions: readonly CampaignVersion[]): Promise<void> {
  await insertRows(tx, VERSIONS, versions.map(toVersionRow));
  for (const { campaignId, number } of versions) {
    await tx.q(CAMPAIGNS).where('id', campaignId).update({ latest: number });
  }
}

/** Says where a version stands; its content never changes. */
export async function updateVersion(
  tx: Tx,
  { campaignId, number }: CampaignVersion,
  change: Partial<
    Pick<VersionRow, 'state' | 'submitted_by' | 'decided_by' | 'decided_at' | 'reason' | 'expanded'>
  >,
): Promise<void> {
  await tx.q(VERSIONS).where({ campaign_id: campaignId, number }).update(change);
}

/** Puts an approved version in force in place of the one before it. */
export async function putInForce(tx: Tx, { campaignId, number, content }: CampaignVersion): Promise<void> {
  const window = windowOf(content);
  await tx
    .q(CAMPAIGNS)
    .where('id', campaignId)
    .update({
      in_force: number,
      starts_at: window?.startsAt ?? null,
      ends_at: window?.endsAt ?? null,
    });
  await noteCampaignChange(tx);
}

export async function setStanding(tx: Tx, id: string, standing: Standing): Promise<void> {
  await tx.q(CAMPAIGNS).where({ id }).update({ standing });
  await noteCampaignChange(tx);
}

/** Counts people who accepted. The rows of capped campaigns are locked by who asks for their facts. */
export async function addAcceptances(tx: Tx, counts: ReadonlyMap<string, number>): Promise<void> {
  for (const id of [...counts.keys()].sort()) {
    await tx
      .q(CAMPAIGNS)
      .where({ id })
      .increment('accepted', counts.get(id) ?? 0);
  }
}

/** One number that moves with every change of what people can be shown, so that whoever keeps offers knows when to look. */
export async function campaignClock(at: Queryable): Promise<number> {
  const [row] = (await at.q('campaign_clock').select('version')) as { version: number }[];
  return row?.version ?? 0;
}

export async function noteCampaignChange(tx: Tx): Promise<void> {
  await tx.q('campaign_clock').increment('version', 1);
}

/** SQL of campaigns joined with the version of theirs that is in force. */
export const inForce = (at: Queryable) =>
  at
    .q({ c: CAMPAIGNS })
    .join({ v: VERSIONS }, (on) => void on.on('v.campaign_id', 'c.id').andOn('v.number', 'c.in_force'))
    .select('c.*', 'v.content', 'v.expanded');

/** Whether what waits for its approval names a segment. What was approved names none any more. */
export async function isSegmentAwaited(tx: Tx, segmentId: string): Promise<boolean> {
  const rows = (await tx
    .q(VERSIONS)
    .join(CAMPAIGNS, function () {
      this.on('campaigns.id', 'campaign_id').andOn('campaigns.latest', 'number');
    })
    .whereIn('state', ['draft', 'submitted'])
    .whereNot('campaigns.standing', 'ended')
    .whereLike('content', `%${JSON.stringify({ segment: segmentId })}%`)
    .limit(1)
    .select('number')) as unknown[];
  return rows.length > 0;
}
