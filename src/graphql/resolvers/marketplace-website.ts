import { isOptedOutBySignal, wantsOffers } from '../../offers/index.ts';
import type { Resolvers } from '../generated/marketplace.ts';

/** The marketplace door's fields for what the browser and the pages do. */
export function createWebsiteResolvers() {
  return {
    Preferences: {
      offers: wantsOffers,
      optedOutBySignal: isOptedOutBySignal,
      signalSeenAt: ({ signal }) => signal?.seenAt ?? null,
      signalOverruledAt: ({ signal }) => signal?.overruledAt ?? null,
    },
  } satisfies Resolvers;
}
