export { createEmlFiles } from './eml-files.ts';
export { SMTP_DEADLINE, createSmtpTransport } from './smtp.ts';
export type {
  Forwarder,
  MailTransport,
  OutgoingMail,
  PassedOnMail,
  SendError,
  SendOutcome,
} from './types.ts';
