import { traitsOf } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { matches } from './criterion.ts';
import { isLive, liveOffers, offersById } from './store.ts';
import type { Offer } from './store.ts';

/** The live offers that are for this person, oldest first. */
export async function viewerOffers(at: Queryable, subjectId: string, now: Millis): Promise<readonly Offer[]> {
  const [traits, offers] = await Promise.all([traitsOf(at, subjectId), liveOffers(at, now)]);
  return offers.filter((offer) => matches(offer.criterion, traits));
}

/** One offer, if it is live and for this person. An offer for others is as good as none. */
export async function viewerOffer(
  at: Queryable,
  subjectId: string,
  offerId: string,
  now: Millis,
): Promise<Offer | null> {
  const [traits, offers] = await Promise.all([traitsOf(at, subjectId), offersById(at, [offerId])]);
  const offer = offers.get(offerId);
  if (offer === undefined || !isLive(offer, now)) return null;
  return matches(offer.criterion, traits) ? offer : null;
}
