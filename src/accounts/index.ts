export { createAccountCreation, loginPrincipal } from './create-account.ts';
export type { NewAccount } from './create-account.ts';
export { accountsMigrations } from './migrations.ts';
export { isAdult, isCalendarDate } from './rules.ts';
export {
  eraseSubject,
  erasedSubjects,
  findByLogin,
  insertSubjects,
  lockSubjects,
  traitsOf,
} from './store.ts';
export type { Subject } from './store.ts';
export { isTraitValue, traitRegistry } from './traits.ts';
export type { Traits, TraitType, TraitValue } from './traits.ts';
