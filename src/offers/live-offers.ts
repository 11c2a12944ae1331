import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { OfferIndex, lower } from '../targeting/index.ts';
import type { PersonFacts } from '../targeting/index.ts';
import { traitRegistry } from '../traits/index.ts';
import type { TraitRegistry } from '../traits/index.ts';
import { offersAhead } from './offers-in-force.ts';
import { dayOf } from './shows.ts';
import { campaignClock } from './store.ts';
import type { Offer } from './types.ts';

interface Kept {
  readonly index: OfferIndex;
  readonly offers: Map<string, Offer>;
  readonly day: number;
  registry: TraitRegistry;
  clock: number;
}

/**
 * The offers that can be shown, kept in memory with an index of whom they are for. Each look asks the database for one
 * number and reads anew only when it moved, so a change by any process counts for the next look.
 */
export function createLiveOffers() {
  let kept: Kept | null = null;
  let refreshing: Promise<Kept> | null = null;

  async function read(at: Queryable, now: Millis): Promise<Kept> {
    const clock = await campaignClock(at);
    const day = dayOf(now);
    const registry = await traitRegistry(at);
    const current = kept?.day === day ? kept : null;
    const next = current ?? {
      index: new OfferIndex(),
      registry,
      offers: new Map<string, Offer>(),
      day,
      clock,
    };
    next.registry = registry;
    const ahead = await offersAhead(at, now);
    const ids = new Set(ahead.map(({ id }) => id));
    for (const id of next.offers.keys()) {
      if (ids.has(id)) continue;
      next.offers.delete(id);
      next.index.remove(id);
    }
    for (const offer of ahead) {
      const before = next.offers.get(offer.id);
      next.offers.set(offer.id, offer);
      if (before?.version === offer.version) continue;
      next.index.put(offer.id, lower(offer.criterion, { traits: registry, today: day }));
    }
    next.clock = clock;
    kept = next;
    return next;
  }

  async function current(at: Queryable, now: Millis): Promise<Kept> {
    if (refreshing !== null) await refreshing;
    const clock = await campaignClock(at);
    if (kept !== null && kept.clock === clock && kept.day === dayOf(now)) return kept;
    refreshing ??= read(at, now).finally(() => (refreshing = null));
    return refreshing;
  }

  return {
    /** Offers in force whose criterion a person meets, whatever else speaks for or against them. */
    async targeting(at: Queryable, facts: PersonFacts, now: Millis): Promise<readonly Offer[]> {
      const { index, offers, registry } = await current(at, now);
      return index.matching(facts, registry).flatMap((id) => offers.get(id) ?? []);
    },
  };
}

export type LiveOffers = ReturnType<typeof createLiveOffers>;
