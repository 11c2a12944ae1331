import type { Clock, Millis } from '../kernel/clock.ts';
import { below } from '../kernel/random.ts';
import type { Random } from '../kernel/random.ts';
import { transactOrSee } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import { MICRO, QUARTERLY_EPSILON } from './budget.ts';
import { isMissing, makeRelease } from './make-release.ts';
import type { ReportPorts, ReportableOffer } from './ports.ts';
import { newestReleases, refusedWeeks } from './store.ts';
import type { ReportRelease } from './store.ts';
import { dueWeek } from './weeks.ts';

/** What a partner is told of one of its offers. Nothing in it names the offer. */
export interface OfferReport {
  readonly weekEnding: Millis;
  readonly reached: number | null;
  readonly dismissed: number | null;
}

/** By what they say, so that the order of several says nothing of its own. */
function inOrderOfContents(releases: readonly ReportRelease[]): readonly OfferReport[] {
  return releases
    .map(({ weekEndsAt, shown }) => ({ weekEnding: weekEndsAt, ...shown }))
    .sort(
      (a, b) =>
        b.weekEnding - a.weekEnding ||
        (b.reached ?? 0) - (a.reached ?? 0) ||
        (b.dismissed ?? 0) - (a.dismissed ?? 0),
    );
}

/** Reports to partners. `epsilon` is what a partner may learn of any one person in a quarter, a whole number. */
export function createOfferReports(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly ports: ReportPorts;
  readonly epsilon?: number;
}) {
  const { db, clock, random, ports, epsilon = QUARTERLY_EPSILON } = parts;
  const releaseParts = { ports, below: (n: number) => below(random, n), budget: epsilon * MICRO };

  const release = (partnerId: string, offerId: string): Promise<ReportRelease | null> =>
    transactOrSee(db, (tx) => makeRelease(tx, partnerId, offerId, releaseParts));

  /** What is kept of these offers, and which of them have a release to make. */
  async function look(partnerId: string, appId: string) {
    return db.read(async (reader) => {
      const offers = await ports.reportableOffers(reader, partnerId, appId);
      const ids = offers.map(({ offerId }) => offerId);
      const kept = await newestReleases(reader, ids);
      const refused = await refusedWeeks(reader, ids);
      const now = clock.now();
      const isDue = ({ offerId, startsAt }: ReportableOffer): boolean => {
        const week = dueWeek(startsAt, now);
        if (week === null || refused.get(offerId)?.has(week)) return false;
        return isMissing(kept.get(offerId) ?? null, week);
      };
      return { kept, due: offers.filter(isDue).map(({ offerId }) => offerId) };
    });
  }

  return {
    /**
     * The newest report on each of an app's offers that has one. None for an app that is not there or not this
     * partner's. The same until the next week is over.
     */
    async offerReport(partnerId: string, appId: string): Promise<readonly OfferReport[]> {
      const { kept, due } = await look(partnerId, appId);
      const newest = new Map(kept);
      for (const offerId of due) {
        const made = await release(partnerId, offerId);
        if (made !== null) newest.set(offerId, made);
      }
      return inOrderOfContents([...newest.values()]);
    },
  };
}

export type OfferReports = ReturnType<typeof createOfferReports>;
