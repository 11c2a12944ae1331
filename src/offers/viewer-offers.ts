import { leavingSubjects } from '../accounts/index.ts';
import { appsById, openApps } from '../catalog/index.ts';
import { activeGrantsOf, refusedOffers } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Reader } from '../platform/db/index.ts';
import { isTargeted, loadFacts } from '../targeting/index.ts';
import type { PersonFacts } from '../targeting/index.ts';
import { traitRegistry } from '../traits/index.ts';
import { variantFor } from './draw.ts';
import { byRank, reasonsAgainst } from './eligibility.ts';
import type { OfferStanding, Reason } from './eligibility.ts';
import type { LiveOffers } from './live-offers.ts';
import { acceptancesOf, offersById } from './offers-in-force.ts';
import { preferencesOf, wantsOffers } from './preferences.ts';
import type { Preferences } from './preferences.ts';
import { dayOf, showsTo } from './shows.ts';
import type { Offer } from './types.ts';

/** An offer as one person sees it. */
export interface ViewerOffer {
  readonly id: string;
  readonly appId: string;
  readonly title: string;
  readonly text: string;
  readonly imageId: string | null;
  /** From then on it is not shown. */
  readonly endsAt: Millis;
}

/** An offer in the words of the variant that a person sees. */
export function inWordsFor(facts: PersonFacts, offer: Offer): ViewerOffer {
  const { title, text, imageId } = variantFor(facts.dice, offer.salt, offer.content.variants);
  return { id: offer.id, appId: offer.appId, title, text, imageId, endsAt: offer.endsAt };
}

type Standings = (offer: Offer, targeted: boolean) => OfferStanding;

/** Reads all that decides about a person and these offers, in a constant number of statements. */
export async function standingsOf(
  at: Queryable,
  facts: PersonFacts,
  offers: readonly Offer[],
  now: Millis,
  known?: Preferences,
): Promise<Standings> {
  const { subjectId } = facts;
  const appIds = offers.map(({ appId }) => appId);
  const [open, apps, preferences, leaving, dismissed, grants, shows, acceptances] = await Promise.all([
    openApps(at, appIds),
    appsById(at, appIds),
    known ?? preferencesOf(at, subjectId),
    leavingSubjects(at, [subjectId]),
    refusedOffers(at, subjectId),
    activeGrantsOf(at, [subjectId]),
    showsTo(at, subjectId),
    acceptancesOf(at, offers),
  ]);
  const accepted = new Set(grants.map(({ offerId }) => offerId));
  const blocked = new Set(preferences.blockedPartners);
  return (offer, targeted) => ({
    now,
    today: dayOf(now),
    dice: facts.dice,
    appOpen: open.has(offer.appId),
    targeted,
    lists: facts.lists,
    // Whoever is about to be erased is left alone.
    optedOut: !wantsOffers(preferences) || leaving.has(subjectId),
    optedOutOfPartner: blocked.has(apps.get(offer.appId)?.partnerId ?? ''),
    dismissed: dismissed.has(offer.id),
    accepted: accepted.has(offer.id),
    acceptances: acceptances.get(offer.id) ?? 0,
    shows: shows.get(offer.id) ?? [],
  });
}

/** What does not keep somebody from reading an offer that they were led to and can say yes or no to. */
const NOT_IN_THE_WAY: ReadonlySet<Reason> = new Set(['not_on_site', 'dismissed', 'accepted', 'seen_enough']);

export function createViewerOffers(live: LiveOffers) {
  return {
    /** The offers that a person is shown, the foremost first. */
    async list(at: Queryable, subjectId: string, now: Millis): Promise<readonly ViewerOffer[]> {
      const preferences = await preferencesOf(at, subjectId);
      // Of who wants no offers nothing is looked at to find some.
      if (!wantsOffers(preferences)) return [];
      const facts = (await loadFacts(at, [subjectId], await traitRegistry(at))).get(subjectId);
      if (facts === undefined) return [];
      const offers = await live.targeting(at, facts, now);
      const standing = await standingsOf(at, facts, offers, now, preferences);
      return offers
        .filter((offer) => reasonsAgainst(offer, standing(offer, true)).length === 0)
        .toSorted(byRank)
        .map((offer) => inWordsFor(facts, offer));
    },

    /** One offer, if this person may read it and answer it. An offer for others is as good as none. */
    async one(at: Reader, subjectId: string, offerId: string, now: Millis): Promise<ViewerOffer | null> {
      const registry = await traitRegistry(at);
      const facts = (await loadFacts(at, [subjectId], registry)).get(subjectId);
      const offer = (await offersById(at, [offerId])).get(offerId);
      if (facts === undefined || offer === undefined) return null;
      const targeted = isTargeted(offer.criterion, facts, { traits: registry, today: dayOf(now) });
      const standing = (await standingsOf(at, facts, [offer], now))(offer, targeted);
      const against = reasonsAgainst(offer, standing).filter((reason) => !NOT_IN_THE_WAY.has(reason));
      return against.length === 0 ? inWordsFor(facts, offer) : null;
    },
  };
}

export type ViewerOffers = ReturnType<typeof createViewerOffers>;
