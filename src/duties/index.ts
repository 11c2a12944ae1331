export { dutiesMigrations, dutiesSince } from './migrations.ts';
export { DELETE_WITHIN, isOverdue } from './rules.ts';
export {
  attestDuty,
  dutiesAfter,
  dutiesById,
  dutiesOfSubjects,
  holdingKey,
  listDuties,
  listOverdue,
  lockDuty,
  openDuties,
  overduePartners,
  subjectOfContact,
  takeUntold,
  voidDuties,
} from './store.ts';
export type { DutyFilter, Holding, NewDuty, OverduePartner } from './store.ts';
export type { DeletionDuty, DutyState } from './types.ts';
