export { createAccountCreation, loginPrincipal } from './create-account.ts';
export type { NewAccount, OnCreated } from './create-account.ts';
export { accountsMigrations } from './migrations.ts';
export { isAdult, isCalendarDate } from './rules.ts';
export { eraseSubject, erasedSubjects, findByLogin, insertSubjects, lockSubjects } from './store.ts';
export type { Subject } from './store.ts';
