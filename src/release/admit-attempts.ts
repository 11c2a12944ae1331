import { weighGrants } from '../consent/index.ts';
import { isUnderGrant } from '../delivery/index.ts';
import type { Admit, Delivery, Verdict } from '../delivery/index.ts';
import { overduePartners } from '../duties/index.ts';
import { covers } from './covers.ts';
import { markSent } from './store.ts';

/**
 * The last word before each attempt, first or repeated: what rests on a yes goes only while its grant is active, read
 * and locked in the transaction in which the attempt starts. A withdrawal that committed before it comes first; one
 * that commits after it finds an attempt under way, and its partner is told. A partner that owes the word that it
 * deleted what it was to delete gets nothing new until it gave it; a person who has to agree to the policy anew, or to
 * verify an email that they corrected, is waited for.
 */
export const admitAttempts: Admit = async (tx, deliveries) => {
  const underGrant = deliveries.filter(({ event }) => isUnderGrant(event));
  const { active, suspended } = await weighGrants(
    tx,
    underGrant.map(({ grantId }) => grantId),
  );
  const overdue = await overduePartners(
    tx,
    underGrant.map(({ partnerId }) => partnerId),
    tx.now,
  );
  const verdict = (delivery: Delivery): Verdict => {
    if (!isUnderGrant(delivery.event)) return 'go';
    if (suspended.has(delivery.grantId)) return 'later';
    if (!covers(active.get(delivery.grantId), delivery)) return 'cancel';
    return overdue.has(delivery.partnerId) ? 'hold' : 'go';
  };
  const verdicts = new Map(deliveries.map((delivery) => [delivery.id, verdict(delivery)]));
  await markSent(
    tx,
    deliveries.flatMap(({ id, releaseId }) => (verdicts.get(id) === 'go' ? (releaseId ?? []) : [])),
  );
  return verdicts;
};
