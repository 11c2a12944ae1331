// `open.ts` is not here: release/ alone imports it, and by its own path, so that the import shows.
export { LegalOpening, readLegalOpenings } from './legal-opening.ts';
export { LOOK_LASTS, personFields } from './looks.ts';
export type { PersonField } from './looks.ts';
export { MailOpening, readMailOpenings, recordMailOpenings } from './mail-opening.ts';
export type { MailPurpose, NewMailOpening } from './mail-opening.ts';
export { makeExportKey, openExportKey } from './export-keys.ts';
export type { ExportKeyOf } from './export-keys.ts';
export { vaultExports } from './export-sections.ts';
export { vaultMigrations } from './migrations.ts';
export {
  destroyPerson,
  findByEmail,
  openRecords,
  rewrapPersonKeys,
  sealEmails,
  sealRecords,
  verifiedSubjects,
} from './seal.ts';
export { StaffRead, readStaffReads } from './staff-read.ts';
export { SubjectView, readSubjectViews, recordSubjectViews } from './subject-view.ts';
export type { NewSubjectView, ViewPurpose } from './subject-view.ts';
export type { NewSealedEmail, VaultParts } from './seal.ts';
export { emailState, replaceEmail, sealValue, valueVersion, verifyEmail } from './values.ts';
export type { EmailState } from './values.ts';
