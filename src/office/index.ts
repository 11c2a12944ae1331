export { createOfficeDesk } from './act-on-case.ts';
export type { OfficeDesk } from './act-on-case.ts';
export { CaseRead, readsOf } from './case-read.ts';
export type { PastRead } from './case-read.ts';
export { officeExports } from './export-sections.ts';
export { createFiling } from './file-case.ts';
export type { Anonymous, Filing } from './file-case.ts';
export { createCaseFollowing } from './follow-case.ts';
export type { CaseFollowing, Claim, OwnCase } from './follow-case.ts';
export { officeMigrations } from './migrations.ts';
export { isAnyUntold, takeUntoldCases } from './overdue.ts';
export type { OverdueCases } from './overdue.ts';
export { createCaseReading } from './read-case.ts';
export type { CaseReading } from './read-case.ts';
export { rewrapCaseKeys } from './rewrap.ts';
export {
  ACKNOWLEDGE_WITHIN,
  ANSWER_WITHIN,
  APPEAL_WITHIN,
  hadItsTurn,
  howToAppeal,
  isOverdue,
} from './rules.ts';
export type { ComplaintInput, RequestInput } from './rules.ts';
export { eraseCasesOf, eraseSettledCases, findCase, listCases } from './store.ts';
export type { CaseFilter } from './store.ts';
export type { CaseState, CaseWords, Exception, OfficeCase, OpenedCase, Right } from './types.ts';
