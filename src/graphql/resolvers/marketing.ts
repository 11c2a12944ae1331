import type { Resolvers } from '../generated/marketing.ts';
import { createCampaignResolvers } from './marketing-campaigns.ts';
import type { CampaignServices } from './marketing-campaigns.ts';
import { createCatalogStaffResolvers } from './marketing-catalog.ts';
import type { CatalogStaffServices } from './marketing-catalog.ts';
import { createTargetingResolvers } from './marketing-targeting.ts';
import type { TargetingServices } from './marketing-targeting.ts';
import { createTraitsResolvers } from './marketing-traits.ts';
import type { TraitsServices } from './marketing-traits.ts';

export type MarketingServices = CatalogStaffServices & TraitsServices & TargetingServices & CampaignServices;

/** The marketing door, put together of its chapters. */
export function createMarketingResolvers(services: MarketingServices): Resolvers {
  const catalog = createCatalogStaffResolvers(services);
  const traits = createTraitsResolvers(services);
  const targeting = createTargetingResolvers(services);
  const campaigns = createCampaignResolvers(services);
  return {
    ...catalog,
    ...traits,
    ...targeting,
    ...campaigns,
    Query: { ...catalog.Query, ...traits.Query, ...targeting.Query, ...campaigns.Query },
    Mutation: { ...catalog.Mutation, ...traits.Mutation, ...targeting.Mutation, ...campaigns.Mutation },
  };
}
