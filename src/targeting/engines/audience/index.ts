export { AudienceBuilder } from './audience-builder.ts';
export { AudienceIndex } from './audience-index.ts';
export { readSnapshot, writeSnapshot } from './snapshot.ts';
export type { SnapshotRefused } from './snapshot.ts';
