export { createErasure } from './erase-account.ts';
export type { Erasure } from './erase-account.ts';
export { createPolicyDesk, publishPolicy } from './publish-policy.ts';
export type { NewPolicy } from './publish-policy.ts';
export { searchReleases } from './search-releases.ts';
export type { ReleaseSearch } from './search-releases.ts';
