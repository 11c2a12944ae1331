export { policiesMigrations } from './migrations.ts';
export {
  DISCLOSURE_LIFETIME,
  TEXT_VERSION,
  disclosureHash,
  disclosureStatement,
  hashOfStatement,
  partnerWords,
  renderDisclosure,
  scopeOf,
  textHash,
} from './rules.ts';
export type { DisclosureFacts } from './rules.ts';
export {
  currentPolicy,
  deleteDisclosures,
  disclosuresByHash,
  findPolicy,
  insertDisclosures,
  insertPolicy,
  listPolicies,
  markDisclosuresUsed,
  policiesAfter,
  policiesById,
} from './store.ts';
export type { Basis, Disclosure, Field, Policy, Purpose } from './types.ts';
