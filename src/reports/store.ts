import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { rowsWhereIn } from '../platform/db/index.ts';
import type { Counts, Shown } from './figures.ts';

/** A release of an offer's report, as it is kept for good. */
export interface ReportRelease {
  readonly offerId: string;
  /** 1 to 8. */
  readonly number: number;
  readonly weekEndsAt: Millis;
  /** For the sum of the next release. */
  readonly noised: Counts;
  /** What the partner is given, now and ever. */
  readonly shown: Shown;
}

interface ReleaseRow {
  offer_id: string;
  number: number;
  week_ends_at: Millis;
  reached_noised: number;
  dismissed_noised: number;
  reached: number | null;
  dismissed: number | null;
  released_at: Millis;
}

const toRelease = (row: ReleaseRow): ReportRelease => ({
  offerId: row.offer_id,
  number: row.number,
  weekEndsAt: row.week_ends_at,
  noised: { reached: row.reached_noised, dismissed: row.dismissed_noised },
  shown: { reached: row.reached, dismissed: row.dismissed },
});

/** The newest release of each of these offers, by offer id. */
export async function newestReleases(
  at: Queryable,
  offerIds: readonly string[],
): Promise<Map<string, ReportRelease>> {
  const rows = await rowsWhereIn<ReleaseRow>(at, 'report_releases', 'offer_id', offerIds);
  rows.sort((a, b) => a.number - b.number);
  return new Map(rows.map((row) => [row.offer_id, toRelease(row)]));
}

/** Weeks, by offer id, whose release was refused. */
export async function refusedWeeks(
  at: Queryable,
  offerIds: readonly string[],
): Promise<Map<string, ReadonlySet<Millis>>> {
  interface Row {
    readonly offer_id: string;
    readonly week_ends_at: Millis;
  }
  const weeks = new Map<string, Set<Millis>>(offerIds.map((id) => [id, new Set()]));
  for (const row of await rowsWhereIn<Row>(at, 'report_refusals', 'offer_id', offerIds)) {
    weeks.get(row.offer_id)?.add(row.week_ends_at);
  }
  return weeks;
}

export async function insertRelease(tx: Tx, release: ReportRelease): Promise<void> {
  const row: ReleaseRow = {
    offer_id: release.offerId,
    number: release.number,
    week_ends_at: release.weekEndsAt,
    reached_noised: release.noised.reached,
    dismissed_noised: release.noised.dismissed,
    reached: release.shown.reached,
    dismissed: release.shown.dismissed,
    released_at: tx.now,
  };
  await tx.q('report_releases').insert(row);
}
