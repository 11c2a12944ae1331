export { admitAttempts } from './admit-attempts.ts';
export { createLetterAdmission } from './admit-letter.ts';
export { createAttestation } from './attest-deletion.ts';
export type { Attestation } from './attest-deletion.ts';
export { createContactCorrection, isCorrectionDue, sendHeldCorrections } from './correct-contacts.ts';
export type { CorrectContacts } from './correct-contacts.ts';
export { contactFeed, findContact } from './contact-feed.ts';
export { createContactFetch } from './fetch-contacts.ts';
export type { FetchContacts } from './fetch-contacts.ts';
export { releaseMigrations } from './migrations.ts';
export type { TellReleased } from './ports.ts';
export { recordReceived } from './record-received.ts';
export { createReleasePort } from './release-to-partner.ts';
export { createShowProfile } from './show-profile.ts';
export type { ShowProfile } from './show-profile.ts';
export { createShowToSubject } from './show-to-subject.ts';
export type { OwnEmail } from './show-to-subject.ts';
export {
  countReleases,
  listReleases,
  nameContacts,
  releasesAfter,
  releasesByEntry,
  releasesById,
} from './store.ts';
export type { Release, ReleaseFilter } from './store.ts';
export { createUnseal } from './unseal-for-delivery.ts';
export { createLegalOpening } from './open-for-legal.ts';
export type { OpenedForLegal } from './open-for-legal.ts';
export { createStaffOpening } from './open-for-staff.ts';
export type { OpenedForStaff } from './open-for-staff.ts';
export { createOwnMailOpening } from './open-for-own-mail.ts';
export { isReleaseDue, releaseHeld } from './held-releases.ts';
