export { ActiveGrant, requireActiveGrants, weighGrants } from './active-grant.ts';
export { endEverything, lockEverything } from './end-everything.ts';
export { consentExports } from './export-sections.ts';
export { createConsentDesk } from './give-and-take-back.ts';
export type { ConsentDesk } from './give-and-take-back.ts';
export { consentMigrations } from './migrations.ts';
export type { HeldGrant, OffersPort, ReleasePort } from './ports.ts';
export { erasurePending } from './rules.ts';
export { createDisclosureDesk } from './show-disclosure.ts';
export type { DisclosureOf, ShownDisclosure } from './show-disclosure.ts';
export {
  firstRefusals,
  peopleWhoRefused,
  refusalsAfter,
  refusalsById,
  refusalsPage,
  refusedOffers,
} from './refusals.ts';
export {
  activeGrantsOf,
  grantsAfter,
  grantsById,
  grantsEndedBefore,
  markRecordsPurged,
  grantsOfSubjects,
  grantsPage,
  installationsById,
  installationsPage,
  peopleWhoAccepted,
  subjectsWithGrant,
} from './store.ts';
export type {
  EndReason,
  EndedGrant,
  Grant,
  Installation,
  OfferFacts,
  WordedOffer,
  OfferRefusal,
  Outcome,
} from './types.ts';
