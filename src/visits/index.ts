export { visitsMigrations } from './migrations.ts';
export { KEPT_FOR as VISITS_KEPT_FOR } from './rules.ts';
export type { LoggedPage } from './rules.ts';
export { destroyKeys, sweepVisits } from './store.ts';
export { subjectTypes } from './subject-types.ts';
export { createVisitorLog } from './visitor-log.ts';
export type { HeldVisit, VisitorLog } from './visitor-log.ts';
