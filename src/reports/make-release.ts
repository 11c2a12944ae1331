import type { Millis } from '../kernel/clock.ts';
import type { Tx } from '../platform/db/index.ts';
import { Debit, debit, lockBudget } from './budget.ts';
import { NOTHING_YET, addNoised, shown } from './figures.ts';
import type { Below } from './noise.ts';
import type { ReportPorts } from './ports.ts';
import { insertRelease, newestReleases } from './store.ts';
import type { ReportRelease } from './store.ts';
import { RELEASES, dueWeek } from './weeks.ts';

export interface ReleaseParts {
  readonly ports: ReportPorts;
  readonly below: Below;
  /** What a partner may spend in a quarter, in millionths of epsilon. */
  readonly budget: number;
}

/** Whether the release of a week is still to be made after this one, the newest there is. */
export const isMissing = (last: ReportRelease | null, weekEndsAt: Millis): boolean =>
  last === null || (last.weekEndsAt < weekEndsAt && last.number < RELEASES);

/** Counts and noises what is new since the last release, once it is paid for, and keeps the result for good. */
async function measure(
  tx: Tx,
  paid: Debit,
  last: ReportRelease | null,
  { ports, below }: ReleaseParts,
): Promise<ReportRelease> {
  if (!Debit.isHeldIn(tx, paid)) throw new TypeError('a release is paid for in its own transaction');
  const span = { from: last?.weekEndsAt ?? 0, until: paid.weekEndsAt };
  const fresh = await ports.firstTimes(tx, paid.offerId, span);
  const noised = addNoised(last?.noised ?? NOTHING_YET, fresh, below);
  const release: ReportRelease = {
    offerId: paid.offerId,
    number: (last?.number ?? 0) + 1,
    weekEndsAt: paid.weekEndsAt,
    noised,
    shown: shown(noised),
  };
  await insertRelease(tx, release);
  return release;
}

/**
 * The newest release of an offer's report, made now if its week is over and nobody made it. The one before it where the
 * budget refuses it; the people of its week are then in the next that the budget bears. Null: there is none, or no
 * such report for this partner.
 *
 * Two that make it at once wait for one another at the budget. Two in different quarters do not: the second to number
 * its release breaks a unique key and wants to be run again.
 */
export async function makeRelease(
  tx: Tx,
  partnerId: string,
  offerId: string,
  parts: ReleaseParts,
): Promise<ReportRelease | null> {
  const offer = await parts.ports.reportableOffer(tx, partnerId, offerId);
  if (offer === null) return null;
  const weekEndsAt = dueWeek(offer.startsAt, tx.now);
  if (weekEndsAt !== null) await lockBudget(tx, partnerId, weekEndsAt);
  const last = (await newestReleases(tx, [offerId])).get(offerId) ?? null;
  if (weekEndsAt === null || !isMissing(last, weekEndsAt)) return last;
  const paid = await debit(tx, { partnerId, offerId, weekEndsAt }, parts.budget);
  return paid === null ? last : measure(tx, paid, last, parts);
}
