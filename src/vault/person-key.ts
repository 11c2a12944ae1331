import type { KeyRing } from '../platform/key-ring.ts';
import type { KeyRow, ValueField } from './store.ts';

/** What a person's wrapped key, email and records are bound to: none opens in another's row or version. */
export const boundTo = {
  key: (subjectId: string): string => `person-key|${subjectId}`,
  email: (subjectId: string, version: number): string => `email|${subjectId}|${version}`,
  exportKey: (subjectId: string, exportId: string): string => `export-key|${subjectId}|${exportId}`,
  /** An email that was corrected stays bound as it was. */
  value: (subjectId: string, field: ValueField, version: number): string =>
    `${field}|${subjectId}|${version}`,
  record: (subjectId: string, entryId: string): string => `ledger-record|${subjectId}|${entryId}`,
};

export function unwrapPersonKey(keyRing: KeyRing, row: KeyRow): Buffer {
  return keyRing.unwrap({ version: row.kek_version, sealed: row.wrapped_key }, boundTo.key(row.subject_id));
}
