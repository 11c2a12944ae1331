export { catalogMigrations } from './migrations.ts';
export { roundInstalls } from './rules.ts';
export type { App, Category, Endpoint, Partner, PartnerPolicy } from './types.ts';
export {
  addInstalls,
  appsById,
  appsOfPartner,
  categoriesById,
  findAppBySlug,
  insertApps,
  insertCategories,
  insertPartners,
  listApps,
  listCategories,
  partnerIdBySlug,
  partnerPoliciesById,
  partnersById,
} from './store.ts';
export type { AppFilter, AppOrder, NewPartner } from './store.ts';
export {
  addEndpoint,
  endpointsOfPartners,
  endpointsWithSecrets,
  rewrapEndpointSecrets,
} from './endpoints.ts';
export type { EndpointWithSecret } from './endpoints.ts';
