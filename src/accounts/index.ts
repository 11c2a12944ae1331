export { createAgreement } from './agree-to-policy.ts';
export { createAccountCreation, loginPrincipal } from './create-account.ts';
export type { NewAccount, OnCreated } from './create-account.ts';
export { accountsMigrations } from './migrations.ts';
export { refuseSession, sweepRefusedSessions } from './refused-sessions.ts';
export { isAdult, isCalendarDate } from './rules.ts';
export {
  agreementsOfSubjects,
  eraseSubject,
  erasedSubjects,
  findByLogin,
  insertSubjects,
  leavingSubjects,
  lockSubjects,
  loginIndexOf,
  setErasesAt,
  subjectsById,
  whoAgreedTo,
} from './store.ts';
export type { Agreement, Subject } from './store.ts';
