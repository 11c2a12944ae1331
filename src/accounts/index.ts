export { createAgreement } from './agree-to-policy.ts';
export { createAccountCreation, loginPrincipal } from './create-account.ts';
export type { NewAccount, OnCreated } from './create-account.ts';
export { accountsMigrations } from './migrations.ts';
export { isAdult, isCalendarDate } from './rules.ts';
export {
  agreementsOfSubjects,
  correctBirthDate,
  eraseSubject,
  erasedSubjects,
  findByLogin,
  insertSubjects,
  lockSubjects,
  whoAgreedTo,
} from './store.ts';
export type { Agreement, Subject } from './store.ts';
