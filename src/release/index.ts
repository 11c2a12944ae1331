export { admitAttempts } from './admit-attempts.ts';
export { releaseMigrations } from './migrations.ts';
export { createReleasePort } from './release-to-partner.ts';
export { createShowToSubject } from './show-to-subject.ts';
export type { OwnEmail } from './show-to-subject.ts';
export { listReleases, releasesAfter, releasesByEntry, releasesById } from './store.ts';
export type { Release, ReleaseFilter } from './store.ts';
export { createUnseal } from './unseal-for-delivery.ts';
