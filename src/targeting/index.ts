export { targetingMigrations } from './migrations.ts';
export { admitCriterion } from './segments/admit-criterion.ts';
export type { Admission } from './segments/admit-criterion.ts';
export { createSegmentDesk } from './segments/segment-desk.ts';
export type { IsSegmentUsed } from './segments/segment-desk.ts';
export { listSegments, segmentsById, versionsOf } from './segments/store.ts';
export type { CriterionInput, NewSegment, Segment, SegmentChange } from './segments/types.ts';
