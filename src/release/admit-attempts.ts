import { partnersById } from '../catalog/index.ts';
import { requireActiveGrants } from '../consent/index.ts';
import type { ActiveGrant } from '../consent/index.ts';
import type { Admit, Delivery } from '../delivery/index.ts';

/** Whether a grant is for this very message: an active grant to somebody else lets nothing out. */
const covers = (grant: ActiveGrant | undefined, delivery: Delivery): boolean =>
  grant !== undefined &&
  grant.subjectId === delivery.subjectId &&
  grant.partnerId === delivery.partnerId &&
  grant.appId === delivery.appId;

/**
 * The last word before each attempt, first or repeated: an email goes only while its grant is active, read and locked
 * in the transaction in which the attempt starts. A withdrawal that committed before it comes first; one that commits
 * after it finds an attempt under way. A suspended partner receives nothing.
 */
export const admitAttempts: Admit = async (tx, deliveries) => {
  const releasing = deliveries.filter((delivery) => delivery.event === 'contact.released');
  const grants = await requireActiveGrants(
    tx,
    releasing.map((delivery) => delivery.grantId),
  );
  const partners = await partnersById(
    tx,
    deliveries.map((delivery) => delivery.partnerId),
  );
  const verdict = (delivery: Delivery): 'go' | 'cancel' | 'hold' => {
    if (delivery.event === 'contact.released' && !covers(grants.get(delivery.grantId), delivery))
      return 'cancel';
    return partners.get(delivery.partnerId)?.status === 'active' ? 'go' : 'hold';
  };
  return new Map(deliveries.map((delivery) => [delivery.id, verdict(delivery)]));
};
