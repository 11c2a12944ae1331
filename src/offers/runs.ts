import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';

/** That a version of a campaign was sent by mail: to whom, by what, as of when. */
export interface CampaignRun {
  readonly id: string;
  readonly campaignId: string;
  readonly version: number;
  /** SHA-256 of the criterion's canonical JSON, segments in place. */
  readonly criterionHash: string;
  /** Where the feed of changes stood when people were looked up. */
  readonly watermark: string;
  /** Over the run's id and the ordinals of its audience; see `digestOrdinals`. */
  readonly digest: string;
  readonly people: number;
  /** How many of them had asked for offers by mail, so far. */
  readonly queued: number;
  readonly state: 'queuing' | 'done';
  readonly startedAt: Millis;
  readonly finishedAt: Millis | null;
}

interface RunRow {
  id: string;
  campaign_id: string;
  version: number;
  criterion_hash: string;
  watermark: string;
  digest: string;
  people: number;
  queued: number;
  /** The last ordinal that was looked at. */
  reached: number;
  state: CampaignRun['state'];
  started_at: number;
  finished_at: number | null;
}

const TABLE = 'campaign_runs';
const AUDIENCES = 'campaign_run_audiences';

const toRun = (row: RunRow): CampaignRun => ({
  id: row.id,
  campaignId: row.campaign_id,
  version: row.version,
  criterionHash: row.criterion_hash,
  watermark: row.watermark,
  digest: row.digest,
  people: row.people,
  queued: row.queued,
  state: row.state,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
});

/** Writes a run down with its audience. False: another process was first. */
export async function insertRun(
  tx: Tx,
  run: Omit<CampaignRun, 'queued' | 'state' | 'finishedAt'>,
  audience: Buffer,
): Promise<boolean> {
  const row: RunRow = {
    id: run.id,
    campaign_id: run.campaignId,
    version: run.version,
    criterion_hash: run.criterionHash,
    watermark: run.watermark,
    digest: run.digest,
    people: run.people,
    queued: 0,
    reached: 0,
    state: 'queuing',
    started_at: run.startedAt,
    finished_at: null,
  };
  await tx.q(TABLE).insert(row).onConflict(['campaign_id', 'version']).ignore();
  const [own] = (await tx.q(TABLE).where('id', run.id)) as RunRow[];
  if (own === undefined) return false;
  await tx.q(AUDIENCES).insert({ run_id: run.id, ordinals: audience });
  return true;
}

/** Campaigns and versions that were sent, as `ID VERSION`. */
export async function versionsSent(
  at: Queryable,
  campaignIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = (await at.q(TABLE).whereIn('campaign_id', [...campaignIds])) as RunRow[];
  return new Set(rows.map((row) => `${row.campaign_id} ${row.version}`));
}

export async function isRunQueuing(at: Queryable): Promise<boolean> {
  return (await at.q(TABLE).select('id').where('state', 'queuing').first()) !== undefined;
}

/** A run that is not through, locked, and how far it came; null: there is none, or another process has it. */
export async function lockQueuingRun(
  tx: Tx,
): Promise<{ readonly run: CampaignRun; readonly reached: number; readonly audience: Buffer } | null> {
  const query = tx.q(TABLE).where('state', 'queuing').orderBy('id').first();
  const row = (await (tx.dialect === 'postgres' ? query.forUpdate().skipLocked() : query)) as
    RunRow | undefined;
  if (row === undefined) return null;
  return { run: toRun(row), reached: row.reached, audience: await audienceOf(tx, row.id) };
}

export async function audienceOf(at: Queryable, runId: string): Promise<Buffer> {
  const row = (await at.q(AUDIENCES).where('run_id', runId).first()) as { ordinals: Buffer } | undefined;
  if (row === undefined) throw new Error('a run has its audience');
  return row.ordinals;
}

/** Says how far a run came; with `reached` null it is through. */
export async function advanceRun(
  tx: Tx,
  { id }: CampaignRun,
  { reached, queued }: { readonly reached: number | null; readonly queued: number },
): Promise<void> {
  await tx
    .q(TABLE)
    .where({ id })
    .increment('queued', queued)
    .update(reached === null ? { state: 'done', finished_at: tx.now } : { reached });
}

/** Runs of a campaign, oldest first. */
export async function runsOf(at: Queryable, campaignId: string): Promise<readonly CampaignRun[]> {
  const rows = (await at.q(TABLE).where('campaign_id', campaignId).orderBy('version')) as RunRow[];
  return rows.map(toRun);
}
