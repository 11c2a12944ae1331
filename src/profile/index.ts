export { createCorrectionDesk } from './correct-profile.ts';
export type { CorrectionDesk } from './correct-profile.ts';
export { profileExports } from './export-sections.ts';
export { forgetProfile } from './forget-profile.ts';
export { profileMigrations } from './migrations.ts';
export { holdsName, problemOfPublic } from './private-looking.ts';
export { sweepNotices } from './publication-notices.ts';
export type { PublicValues, PublicationNotice } from './publication-notices.ts';
export { profileByHandle, profileOfSubject } from './public-profiles.ts';
export type { PublicField, PublicProfile, PublishedField } from './public-profiles.ts';
export { createPublishingDesk } from './publish-fields.ts';
export type { PublishingDesk } from './publish-fields.ts';
export type { ProfileWishes } from './rules.ts';
export { createProfileView } from './show-corrections.ts';
export type { ProfileView, ShownCorrection } from './show-corrections.ts';
export {
  VERIFICATIONS_A_DAY,
  VERIFY_WITHIN,
  issueVerification,
  sweepVerifications,
} from './verifications.ts';
export { createEmailDesk } from './verify-email.ts';
export type { EmailDesk, QueueVerification } from './verify-email.ts';
