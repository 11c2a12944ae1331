import {
  createDoorServer,
  createMarketingResolvers,
  createMarketplaceResolvers,
  createPartnerResolvers,
  createPrivacyResolvers,
  createTrustedDocuments,
} from '../graphql/index.ts';
import type {
  MarketingServices,
  MarketplaceServices,
  PartnerServices,
  PrivacyServices,
} from '../graphql/index.ts';
import {
  createAddressOf,
  createEntrance,
  createPoints,
  createPreparedAnswers,
  createProofToll,
  pathOf,
} from '../http/index.ts';
import type { GatewayParts } from '../http/index.ts';
import { MINUTE } from '../kernel/clock.ts';
import { doors } from '../kernel/principal.ts';
import type { Door } from '../kernel/principal.ts';
import type { Meters } from '../platform/metrics.ts';
import type { Surroundings } from './surroundings.ts';

/** Something for each door. */
const byDoor = <T>(make: (door: Door) => T): Readonly<Record<Door, T>> =>
  Object.fromEntries(doors.map((door) => [door, make(door)])) as Record<Door, T>;

/** The routers of the pages, by door. */
export const pageRouters = (pages: NonNullable<Surroundings['pages']>): GatewayParts['pages'] =>
  Object.fromEntries(Object.entries(pages).map(([door, { router }]) => [door, router]));

/** The wiring of the four doors: a server each, the documents that each knows, and the one way in. */
export function composeDoors(
  { config, clock, random, log, pages = {}, trustedDocuments = [] }: Surroundings,
  services: MarketingServices & MarketplaceServices & PartnerServices & PrivacyServices,
  meters: Pick<Meters, 'refused'>,
) {
  const resolvers = {
    marketplace: createMarketplaceResolvers(services),
    partner: createPartnerResolvers(services),
    marketing: createMarketingResolvers(services),
    privacy: createPrivacyResolvers(services),
  };
  const introspection = config.env === 'development';
  const trusted = byDoor((door) =>
    createTrustedDocuments([
      ...(pages[door]?.documents ?? []),
      ...(door === 'marketplace' ? trustedDocuments : []),
    ]),
  );
  const servers = byDoor((door) =>
    createDoorServer(door, resolvers[door], {
      ...{ log, meters, introspection, trusted: trusted[door] },
      adHoc: door !== 'marketplace' || config.requests.adHoc,
    }),
  );
  const addressOf = createAddressOf(config.requests.trustedProxies);
  const spend = createPoints({ clock, random }, { window: MINUTE, each: config.requests.points });
  return {
    apollo: byDoor((door) => servers[door].apollo),
    ...{ trusted, addressOf },
    payForProof: createProofToll({ clock, spend }),
    enter: createEntrance({
      ...{ clock, spend },
      admissions: byDoor((door) => servers[door].admission),
    }),
    prepared: createPreparedAnswers({
      ...{ clock, spend, addressOf, catalog: services.catalog },
      path: pathOf.marketplace,
    }),
  };
}
