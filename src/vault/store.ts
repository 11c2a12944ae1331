import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';

/** The only place that names the tables in which an email and the key to it rest; a test holds it. */
const KEYS = 'vault_keys';
const EMAILS = 'vault_emails';
const VALUES = 'vault_values';

export interface KeyRow {
  readonly subject_id: string;
  readonly kek_version: string;
  readonly wrapped_key: Buffer;
}

export interface EmailRow {
  readonly subject_id: string;
  readonly version: number;
  readonly ciphertext: Buffer;
  readonly blind_index: Buffer;
  readonly verified: boolean | number;
}

/** What of a person's profile rests sealed beside the email: the name, and what was corrected. */
export type ValueField = 'name' | 'email' | 'birth_date';

export interface ValueRow {
  readonly subject_id: string;
  readonly field: ValueField;
  readonly version: number;
  readonly ciphertext: Buffer;
}

export async function keyRows(at: Queryable, subjectIds: readonly string[]): Promise<Map<string, KeyRow>> {
  const rows = await rowsWhereIn<KeyRow>(at, KEYS, 'subject_id', subjectIds);
  return new Map(rows.map((row) => [row.subject_id, row]));
}

export async function emailRows(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<Map<string, EmailRow>> {
  const rows = await rowsWhereIn<EmailRow>(at, EMAILS, 'subject_id', subjectIds);
  return new Map(rows.map((row) => [row.subject_id, row]));
}

/** Which of these people have an email that is verified. */
export async function verifiedAmong(at: Queryable, subjectIds: readonly string[]): Promise<string[]> {
  if (subjectIds.length === 0) return [];
  const emails = at.q(EMAILS).select('subject_id').where('verified', true);
  const rows = (await whereAny(at, emails, 'subject_id', subjectIds)) as { subject_id: string }[];
  return rows.map((row) => row.subject_id);
}

export async function subjectsByBlindIndex(at: Queryable, blindIndex: Buffer): Promise<string[]> {
  const rows = (await at.q(EMAILS).select('subject_id').where('blind_index', blindIndex)) as {
    subject_id: string;
  }[];
  return rows.map((row) => row.subject_id);
}

export async function insertSealed(
  tx: Tx,
  rows: readonly { readonly key: KeyRow; readonly email: EmailRow }[],
): Promise<void> {
  await insertRows(
    tx,
    KEYS,
    rows.map(({ key }) => key),
  );
  await insertRows(
    tx,
    EMAILS,
    rows.map(({ email }) => email),
  );
}

export async function updateEmail(tx: Tx, { subject_id, ...change }: EmailRow): Promise<void> {
  await tx.q(EMAILS).where({ subject_id }).update(change);
}

/** Whether there was such an email to verify. */
export async function verifyEmail(tx: Tx, subjectId: string, version: number): Promise<boolean> {
  const emails = tx.q(EMAILS).where({ subject_id: subjectId, version, verified: false });
  return (await emails.update({ verified: true })) > 0;
}

export async function insertValue(tx: Tx, row: ValueRow): Promise<void> {
  await insertRows(tx, VALUES, [row]);
}

export async function valueRows(at: Queryable, subjectId: string): Promise<ValueRow[]> {
  return (await at.q(VALUES).where('subject_id', subjectId).orderBy('version')) as ValueRow[];
}

export async function deleteSealed(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(VALUES).where('subject_id', subjectId).delete();
  await tx.q(EMAILS).where('subject_id', subjectId).delete();
  await tx.q(KEYS).where('subject_id', subjectId).delete();
}

export async function keysUnderOtherVersions(tx: Tx, version: string, limit: number): Promise<KeyRow[]> {
  return (await tx.q(KEYS).whereNot('kek_version', version).orderBy('subject_id').limit(limit)) as KeyRow[];
}

export async function replaceKey(tx: Tx, row: KeyRow): Promise<void> {
  await tx
    .q(KEYS)
    .where('subject_id', row.subject_id)
    .update({ kek_version: row.kek_version, wrapped_key: row.wrapped_key });
}
