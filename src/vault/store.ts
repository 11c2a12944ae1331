import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';

/** The only place that names the tables in which an email and the key to it rest; a test holds it. */
const KEYS = 'vault_keys';
const EMAILS = 'vault_emails';

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

export async function deleteSealed(tx: Tx, subjectId: string): Promise<void> {
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
