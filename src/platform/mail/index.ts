export { createEmlFiles } from './eml-files.ts';
export { SMTP_DEADLINE, createSmtpTransport } from './smtp.ts';
export type { MailTransport, OutgoingMail, SendError, SendOutcome } from './types.ts';
