import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Random } from '../kernel/random.ts';
import type { Secrets } from './config/index.ts';

const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM (NIST SP 800-38D): nonce (12 bytes) || ciphertext || tag (16 bytes). `bound` is authenticated with it,
 * so that a ciphertext copied to another row, field or version does not open.
 */
export function encrypt(key: Buffer, plaintext: Uint8Array, bound: string, random: Random): Buffer {
  const nonce = random.bytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if the key, the ciphertext or `bound` is not the one it was made with. */
export function decrypt(key: Buffer, sealed: Uint8Array, bound: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
}

/** A key or secret as it rests in the database. */
export interface Wrapped {
  readonly version: string;
  readonly sealed: Buffer;
}

/** Wraps keys under the newest key-encryption key and unwraps under any that is still configured. */
export interface KeyRing {
  readonly currentVersion: string;
  wrap(key: Uint8Array, bound: string): Wrapped;
  unwrap(wrapped: Wrapped, bound: string): Buffer;
}

export function createKeyRing(keys: Secrets['keyEncryptionKeys'], random: Random): KeyRing {
  const byVersion = new Map(keys.map(({ version, key }) => [version, key]));
  const current = keys[0];
  return {
    currentVersion: current.version,
    wrap: (key, bound) => ({
      version: current.version,
      sealed: encrypt(current.key, key, `${bound}|${current.version}`, random),
    }),
    unwrap({ version, sealed }, bound) {
      const key = byVersion.get(version);
      if (key === undefined) {
        throw new Error(`SLUICE_KEK wants version ${version} too: data is still wrapped under it`);
      }
      return decrypt(key, sealed, `${bound}|${version}`);
    },
  };
}

/** Keyed hashes, each under its own key derived from the root (HKDF-SHA256, RFC 5869). */
export interface KeyedHashes {
  /** Look-up of an email without holding it. Input: the normalized address. */
  emailIndex(address: string): Buffer;
  /** Look-up of an account by the identity provider's issuer and subject. */
  loginIndex(issuer: string, subject: string): Buffer;
  /** The one name under which a partner knows a person; another partner's is unrelated. */
  pairwiseId(partnerId: string, subjectId: string): string;
  /**
   * Half of an address that we make up: 32 letters and digits that mean nothing and are the same for the same text.
   * Lower case, since mail systems do not keep case.
   */
  relayName(text: string): string;
  /** What a request's body is remembered by. */
  bodyDigest(body: string): Buffer;
  /** What tells a link to another site that this service made from one that somebody put together. */
  outsideLink(address: string): Buffer;
  /** The name of a visitor's network for one day. `dayKey` is random and destroyed when the day is over. */
  visitorName(dayKey: Buffer, network: string): Buffer;
  /** What tells a row of the ledger that the program wrote from one that somebody put there. */
  ledgerRow(row: string): Buffer;
  /** The key of the record of an erasure: the one record whose person has no key any more to seal it under. */
  erasureKey(entryId: string): Buffer;
  /** What a person asks by for an erasure that they asked for, when nothing else is left that knows them. */
  erasureReference(erasureId: string): string;
  /** What is remembered of a session that was refused for somebody's age. */
  sessionMark(mark: string): string;
  /** The one name under which a person is told of one of the staff; another person's is unrelated. */
  staffAlias(staff: string, subjectId: string): string;
  /** What tells, in a folder, the mails of one person. */
  mailMark(subjectId: string): string;
}

/** RFC 4648, without padding, in lower case. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(parseInt(five, 2)))
    .join('');
}

export function createKeyedHashes(root: Buffer): KeyedHashes {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `sluice/${purpose}`, 32));
  const [email, login, pairwise, body] = ['email-index', 'login-index', 'pairwise-id', 'idempotency'].map(
    derive,
  ) as [Buffer, Buffer, Buffer, Buffer];
  const relay = derive('relay-name');
  const row = derive('ledger-row');
  const erasure = derive('erasure-record');
  const reference = derive('erasure-reference');
  const session = derive('refused-session');
  const mail = derive('mail-mark');
  const alias = derive('staff-alias');
  const outside = derive('outside-link');
  const visitor = derive('visitor-name');
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    emailIndex: (address) => hmac(email, address),
    loginIndex: (issuer, subject) => hmac(login, JSON.stringify([issuer, subject])),
    pairwiseId: (partnerId, subjectId) =>
      `pw_${hmac(hmac(pairwise, partnerId), subjectId).subarray(0, 20).toString('base64url')}`,
    relayName: (text) => base32(hmac(relay, text).subarray(0, 20)),
    bodyDigest: (text) => hmac(body, text),
    outsideLink: (address) => hmac(outside, address),
    visitorName: (dayKey, network) =>
      hmac(createHmac('sha256', visitor).update(dayKey).digest(), network).subarray(0, 16),
    ledgerRow: (text) => hmac(row, text),
    erasureKey: (entryId) => hmac(erasure, entryId),
    erasureReference: (erasureId) => hmac(reference, erasureId).toString('base64url'),
    sessionMark: (mark) => hmac(session, mark).toString('base64url'),
    staffAlias: (staff, subjectId) =>
      `stf_${hmac(alias, JSON.stringify([staff, subjectId]))
        .subarray(0, 20)
        .toString('base64url')}`,
    // Hex: names of files are the same in either case on some systems.
    mailMark: (subjectId) => hmac(mail, subjectId).subarray(0, 16).toString('hex'),
  };
}
