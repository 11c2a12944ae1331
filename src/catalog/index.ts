export { catalogMigrations } from './migrations.ts';
export { roundInstalls } from './rules.ts';
export type { App, Category, Partner, PartnerPolicy } from './types.ts';
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
  partnerStatuses,
  partnersById,
} from './store.ts';
export type { AppFilter, AppOrder, NewPartner } from './store.ts';
