export { changesBetween } from './changes.ts';
export type { PolicyLines } from './changes.ts';
export { policyExports } from './export-sections.ts';
export { policiesMigrations } from './migrations.ts';
export {
  DISCLOSURE_LIFETIME,
  LOCKED_CLAUSE,
  NOTICE_OF_CHANGE,
  TEXT_VERSION,
  disclosureHash,
  disclosureStatement,
  hashOfStatement,
  keepsClause,
  partnerWords,
  renderDisclosure,
  isWithinScope,
  scopeOf,
  textHash,
} from './rules.ts';
export type { DisclosureFacts } from './rules.ts';
export {
  announcedChanges,
  currentPolicy,
  deleteDisclosures,
  sweepDisclosures,
  disclosuresByHash,
  findPolicy,
  insertDisclosures,
  insertPolicy,
  listPolicies,
  markDisclosuresUsed,
  nextPolicy,
  policiesAfter,
  policiesById,
  policiesByVersion,
  supersededVersions,
} from './store.ts';
export type { AddressKind, Basis, Disclosure, Field, Policy, Purpose } from './types.ts';
