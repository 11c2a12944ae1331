import { normalizeEmail } from '../kernel/sealed-email.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { encrypt } from '../platform/key-ring.ts';
import { boundTo, unwrapPersonKey } from './person-key.ts';
import type { VaultParts } from './seal.ts';
import * as store from './store.ts';
import type { ValueField } from './store.ts';

export interface EmailState {
  /** 1: the account's first. */
  readonly version: number;
  readonly verified: boolean;
}

/** How a person's email stands, without opening it; null once erased. */
export async function emailState(at: Queryable, subjectId: string): Promise<EmailState | null> {
  const row = (await store.emailRows(at, [subjectId])).get(subjectId);
  return row === undefined ? null : { version: row.version, verified: Boolean(row.verified) };
}

async function personKey(
  tx: Tx,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  subjectId: string,
): Promise<Buffer> {
  const row = (await store.keyRows(tx, [subjectId])).get(subjectId);
  if (row === undefined) throw new Error('a person without a key has no values');
  return unwrapPersonKey(keyRing, row);
}

/**
 * Puts another email in the place of a person's, unverified, so that neither is released. The one before stays sealed as
 * it was, for the person alone. The caller holds the lock on the person. Returns the version that it follows.
 */
export async function replaceEmail(
  tx: Tx,
  vault: VaultParts,
  subjectId: string,
  email: SealedEmail,
): Promise<number> {
  const key = await personKey(tx, vault, subjectId);
  const former = (await store.emailRows(tx, [subjectId])).get(subjectId);
  if (former === undefined) throw new Error('a person with a key has an email');
  const version = former.version + 1;
  const address = email.reveal();
  await store.insertValue(tx, {
    ...{ subject_id: subjectId, field: 'email', version: former.version, ciphertext: former.ciphertext },
  });
  await store.updateEmail(tx, {
    subject_id: subjectId,
    version,
    ciphertext: encrypt(key, Buffer.from(address), boundTo.email(subjectId, version), vault.random),
    blind_index: vault.hashes.emailIndex(normalizeEmail(address)),
    verified: false,
  });
  return former.version;
}

/** Says that a person's email was verified; false: it is another one by now, or it was verified before. */
export const verifyEmail = (tx: Tx, subjectId: string, version: number): Promise<boolean> =>
  store.verifyEmail(tx, subjectId, version);

/** The newest sealed version of a field of a person; 0: there is none. */
export async function valueVersion(at: Queryable, subjectId: string, field: ValueField): Promise<number> {
  const rows = await store.valueRows(at, subjectId);
  return rows.filter((row) => row.field === field).at(-1)?.version ?? 0;
}

/** Seals a version of a field under the person's key. The caller holds the lock on the person. */
export async function sealValue(
  tx: Tx,
  vault: VaultParts,
  value: {
    readonly subjectId: string;
    readonly field: Exclude<ValueField, 'email'>;
    readonly version: number;
    readonly text: string;
  },
): Promise<void> {
  const { subjectId, field, version, text } = value;
  const key = await personKey(tx, vault, subjectId);
  const ciphertext = encrypt(key, Buffer.from(text), boundTo.value(subjectId, field, version), vault.random);
  await store.insertValue(tx, { subject_id: subjectId, field, version, ciphertext });
}
