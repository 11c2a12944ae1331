export { stepPolicyNotices } from './announce-policy.ts';
export { mailExports } from './export-sections.ts';
export type { Carrier, CarrierRefusal } from './carrier.ts';
export { createMailer, mailerDefaults } from './mailer.ts';
export type { AddressOf, Mailer, MailerSettings } from './mailer.ts';
export { mailMigrations } from './migrations.ts';
export { createLegalLetters } from './legal-letters.ts';
export type { Composed, LegalLetters, OfferLetters, ServiceLetters, VerificationLetters } from './letters.ts';
export type {
  LegalNotice,
  Notice,
  OfferNotice,
  OfficialNotice,
  Recipient,
  ServiceNotice,
  VerificationNotice,
} from './notice.ts';
export { createOfferLetters, writeOffer } from './offer-letters.ts';
export { failedMails, mailDueSince, queueNotice, queueNotices, sweepMails } from './queue.ts';
export { createForgetting, forgetMails } from './forget.ts';
export type { Forgetting } from './forget.ts';
export type { MailError, MailState, QueuedMail } from './queue.ts';
export { createServiceLetters } from './service-letters.ts';
export { MAIL_WAITS, MAX_ATTEMPTS, waitAfterAttempt } from './retry.ts';
export { writeNotice } from './texts.ts';
export type { MailText, NoticeFacts } from './texts.ts';
export { issueUnsubscribe, subjectOfUnsubscribe, sweepUnsubscribes } from './unsubscribes.ts';
export { createVerificationLetters, writeVerification } from './verification-letters.ts';
