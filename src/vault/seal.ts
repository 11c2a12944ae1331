import { normalizeEmail } from '../kernel/sealed-email.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Random } from '../kernel/random.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { decrypt, encrypt } from '../platform/key-ring.ts';
import type { KeyedHashes, KeyRing } from '../platform/key-ring.ts';
import { boundTo, unwrapPersonKey } from './person-key.ts';
import * as store from './store.ts';

export interface VaultParts {
  readonly keyRing: KeyRing;
  readonly hashes: KeyedHashes;
  readonly random: Random;
}

export interface NewSealedEmail {
  readonly subjectId: string;
  readonly email: SealedEmail;
  /** Whether the identity provider verified it; an unverified email is kept but never released. */
  readonly verified: boolean;
}

const FIRST_VERSION = 1;

/** Makes each person's key and seals the email under it (AES-256-GCM). */
export async function sealEmails(
  tx: Tx,
  { keyRing, hashes, random }: VaultParts,
  emails: readonly NewSealedEmail[],
): Promise<void> {
  const rows = emails.map(({ subjectId, email, verified }) => {
    const key = random.bytes(32);
    const wrapped = keyRing.wrap(key, boundTo.key(subjectId));
    const address = email.reveal();
    return {
      key: { subject_id: subjectId, kek_version: wrapped.version, wrapped_key: wrapped.sealed },
      email: {
        subject_id: subjectId,
        version: FIRST_VERSION,
        ciphertext: encrypt(key, Buffer.from(address), boundTo.email(subjectId, FIRST_VERSION), random),
        blind_index: hashes.emailIndex(normalizeEmail(address)),
        verified,
      },
    };
  });
  await store.insertSealed(tx, rows);
}

/** Seals ledger records under their persons' keys; the ledger's port `SealForSubjects`. Throws if a key is gone. */
export async function sealRecords(
  tx: Tx,
  { keyRing, random }: VaultParts,
  items: readonly { readonly subjectId: string; readonly entryId: string; readonly plaintext: Uint8Array }[],
): Promise<readonly Buffer[]> {
  const keys = await store.keyRows(
    tx,
    items.map((item) => item.subjectId),
  );
  return items.map(({ subjectId, entryId, plaintext }) => {
    const row = keys.get(subjectId);
    if (row === undefined) throw new Error('a person without a key has no records');
    return encrypt(unwrapPersonKey(keyRing, row), plaintext, boundTo.record(subjectId, entryId), random);
  });
}

/**
 * Opens ledger records that `sealRecords` sealed, by entry id. They hold ids and what was agreed to, never an email.
 * What was erased is not there; throws if what is sealed is not what was sealed for this person and entry.
 */
export async function openRecords(
  at: Queryable,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  items: readonly { readonly subjectId: string; readonly entryId: string; readonly sealed: Buffer }[],
): Promise<Map<string, Buffer>> {
  const keys = await store.keyRows(
    at,
    items.map((item) => item.subjectId),
  );
  const unwrapped = new Map([...keys].map(([subjectId, row]) => [subjectId, unwrapPersonKey(keyRing, row)]));
  return new Map(
    items.flatMap(({ subjectId, entryId, sealed }) => {
      const key = unwrapped.get(subjectId);
      return key === undefined ? [] : [[entryId, decrypt(key, sealed, boundTo.record(subjectId, entryId))]];
    }),
  );
}

/** Which of these people have an email that may be released: present and verified. */
export async function verifiedSubjects(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await store.verifiedAmong(at, subjectIds));
}

/** Who has this address, without opening any. */
export function findByEmail(at: Queryable, { hashes }: VaultParts, email: SealedEmail): Promise<string[]> {
  return store.subjectsByBlindIndex(at, hashes.emailIndex(normalizeEmail(email.reveal())));
}

/** Destroys the person's key, email and blind index. What was sealed under the key is unreadable from then on. */
export async function destroyPerson(tx: Tx, subjectId: string): Promise<void> {
  await store.deleteSealed(tx, subjectId);
}

/** Wraps up to `limit` persons' keys anew under the current key-encryption key; returns how many there were. */
export async function rewrapPersonKeys(tx: Tx, { keyRing }: VaultParts, limit: number): Promise<number> {
  const rows = await store.keysUnderOtherVersions(tx, keyRing.currentVersion, limit);
  for (const row of rows) {
    const wrapped = keyRing.wrap(unwrapPersonKey(keyRing, row), boundTo.key(row.subject_id));
    await store.replaceKey(tx, { ...row, kek_version: wrapped.version, wrapped_key: wrapped.sealed });
  }
  return rows.length;
}
