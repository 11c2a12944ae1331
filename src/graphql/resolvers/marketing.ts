import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isLive, listOffers, printCriterion } from '../../offers/index.ts';
import type { createOfferDesk } from '../../offers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketing.ts';
import { existing } from '../loaders.ts';
import { connection, payloads } from '../shapes.ts';
import { createCatalogStaffResolvers } from './marketing-catalog.ts';
import type { CatalogStaffServices } from './marketing-catalog.ts';
import { createTargetingResolvers } from './marketing-targeting.ts';
import type { TargetingServices } from './marketing-targeting.ts';
import { createTraitsResolvers } from './marketing-traits.ts';
import type { TraitsServices } from './marketing-traits.ts';

/** Why this door refuses. */
const payload = payloads({
  CRITERION_INVALID: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface MarketingServices extends CatalogStaffServices, TraitsServices, TargetingServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly offers: ReturnType<typeof createOfferDesk>;
}

export function createMarketingResolvers(services: MarketingServices): Resolvers {
  const { db, clock, offers } = services;
  const catalog = createCatalogStaffResolvers(services);
  const traits = createTraitsResolvers(services);
  const targeting = createTargetingResolvers(services);
  return {
    ...catalog,
    ...traits,
    ...targeting,
    Query: {
      ...catalog.Query,
      ...traits.Query,
      ...targeting.Query,
      offers: async (_, page) => connection(await db.read((r) => listOffers(r, page))),
    },
    Mutation: {
      ...catalog.Mutation,
      ...traits.Mutation,
      ...targeting.Mutation,
      createOffer: async (_, { input }, context) => {
        const { idempotencyKey, ...offer } = input;
        const made = await offers.createOffer(context.staff(), idempotencyKey, offer);
        return payload(made, (offer) => ({ offer }));
      },
      endOffer: async (_, { input }, context) => {
        const ended = await offers.endOffer(context.staff(), input.idempotencyKey, input.offerId);
        return payload(ended, (offer) => ({ offer }));
      },
    },
    Offer: {
      app: (offer, _, { loaders }) => existing(loaders.apps, offer.appId),
      criterion: (offer) => printCriterion(offer.criterion) as JsonValue,
      live: (offer) => isLive(offer, clock.now()),
    },
  };
}
