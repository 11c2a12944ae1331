export { createMailer, mailerDefaults } from './mailer.ts';
export type { AddressOf, Mailer, MailerSettings } from './mailer.ts';
export { mailMigrations } from './migrations.ts';
export type { Notice, Recipient } from './notice.ts';
export { failedMails, queueNotice } from './queue.ts';
export type { MailError, MailState, QueuedMail } from './queue.ts';
export { MAIL_WAITS, MAX_ATTEMPTS, waitAfterAttempt } from './retry.ts';
export { writeNotice } from './texts.ts';
export type { MailText, NoticeFacts } from './texts.ts';
