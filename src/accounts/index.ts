export { createAgreement } from './agree-to-policy.ts';
export { createAccountCreation, loginPrincipal } from './create-account.ts';
export type { NewAccount, OnCreated } from './create-account.ts';
export { accountExports } from './export-sections.ts';
export { accountsMigrations } from './migrations.ts';
export { refuseSession, sweepRefusedSessions } from './refused-sessions.ts';
export { isAdult, isCalendarDate } from './rules.ts';
export {
  activeSubjectsBetween,
  agreementsOfSubjects,
  correctBirthDate,
  eraseSubject,
  erasedSubjects,
  findByLogin,
  insertSubjects,
  leavingSubjects,
  lockSubjects,
  loginIndexOf,
  setErasesAt,
  subjectsById,
} from './store.ts';
export type { Agreement, Subject } from './store.ts';
