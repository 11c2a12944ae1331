export { fsck } from './fsck.ts';
export type { FsckParts } from './check-entries.ts';
export type { Problem } from './problems.ts';
