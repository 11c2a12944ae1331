import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { explain, loadFacts } from '../targeting/index.ts';
import type { Explained } from '../targeting/index.ts';
import { traitRegistry } from '../traits/index.ts';
import { variantFor } from './draw.ts';
import { reasonsAgainst } from './eligibility.ts';
import type { Reason } from './eligibility.ts';
import { offersById } from './offers-in-force.ts';
import { dayOf } from './shows.ts';
import { standingsOf } from './viewer-offers.ts';

/** Why a person is shown an offer, or is not. */
export interface OfferExplanation {
  readonly shown: boolean;
  /** Every reason against it, not the first alone. */
  readonly reasons: readonly Reason[];
  /** How each part of the criterion came out. */
  readonly criterion: Explained;
  /** The version that was asked, and the words that the person sees or would see. */
  readonly version: number;
  readonly variant: string;
}

/** Null: there is no such person, or no offer that was ever approved. */
export async function explainOffer(
  at: Queryable,
  subjectId: string,
  offerId: string,
  now: Millis,
): Promise<OfferExplanation | null> {
  const registry = await traitRegistry(at);
  const facts = (await loadFacts(at, [subjectId], registry)).get(subjectId);
  const offer = (await offersById(at, [offerId])).get(offerId);
  if (facts === undefined || offer === undefined) return null;
  const criterion = explain(offer.criterion, facts, { traits: registry, today: dayOf(now) });
  const standing = (await standingsOf(at, facts, [offer], now))(offer, criterion.truth === true);
  const reasons = reasonsAgainst(offer, standing);
  return {
    shown: reasons.length === 0,
    reasons,
    criterion,
    version: offer.version,
    variant: variantFor(facts.dice, offer.salt, offer.content.variants).key,
  };
}
