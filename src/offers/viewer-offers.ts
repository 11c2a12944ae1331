import { openApps } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { traitRegistry, traitValuesOf } from '../traits/index.ts';
import { matches } from './criterion.ts';
import type { Traits } from './criterion.ts';
import { isLive, liveOffers, offersById } from './store.ts';
import type { Offer } from './store.ts';

async function traitsOf(at: Queryable, subjectId: string): Promise<Traits> {
  const known = (await traitValuesOf(at, [subjectId], await traitRegistry(at))).get(subjectId);
  return Object.fromEntries([...(known ?? [])].map(([name, { value }]) => [name, value]));
}

/** The live offers that are for this person, of apps that everybody sees, oldest first. */
export async function viewerOffers(at: Queryable, subjectId: string, now: Millis): Promise<readonly Offer[]> {
  const [traits, offers] = await Promise.all([traitsOf(at, subjectId), liveOffers(at, now)]);
  const matching = offers.filter((offer) => matches(offer.criterion, traits));
  const open = await openApps(
    at,
    matching.map((offer) => offer.appId),
  );
  return matching.filter((offer) => open.has(offer.appId));
}

/** One offer, if it is live, of an app that everybody sees, and for this person. An offer for others is as good as none. */
export async function viewerOffer(
  at: Queryable,
  subjectId: string,
  offerId: string,
  now: Millis,
): Promise<Offer | null> {
  const [traits, offers] = await Promise.all([traitsOf(at, subjectId), offersById(at, [offerId])]);
  const offer = offers.get(offerId);
  if (offer === undefined || !isLive(offer, now)) return null;
  if (!matches(offer.criterion, traits)) return null;
  return (await openApps(at, [offer.appId])).has(offer.appId) ? offer : null;
}
