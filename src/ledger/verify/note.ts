import { createPublicKey, hash, verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';

/** Signed notes as C2SP signed-note describes them: the half that reads. */

/** Signature types of C2SP signed-note that this project knows. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

/** A key that may sign notes. With `type` COSIGNATURE it is a witness's and signs with a timestamp. */
export interface VerifierKey {
  /** Non-empty, without Unicode spaces and plus signs. */
  readonly name: string;
  /** 4 bytes. */
  readonly id: Buffer;
  readonly type: SignatureType;
  /** Ed25519 (RFC 8032), 32 bytes. */
  readonly publicKey: Buffer;
}

export interface VerifiedSignature {
  readonly key: VerifierKey;
  /** Seconds since the epoch at which a witness cosigned; null for a plain signature. */
  readonly timestamp: number | null;
  /** The signature line as it stood, with its newline. */
  readonly line: string;
}

export interface OpenedNote {
  /** With its final newline. */
  readonly text: string;
  /** Those that verified, at least one; each key once. */
  readonly signatures: readonly VerifiedSignature[];
}

/** Why a note is not to be believed. */
export class NoteError extends Error {
  readonly code: 'MALFORMED' | 'UNSIGNED' | 'BAD_SIGNATURE';

  constructor(code: NoteError['code'], message: string) {
    super(message);
    this.name = 'NoteError';
    this.code = code;
  }
}

const MAX_NOTE = 1_000_000;
const MAX_SIGNATURES = 100;
const ED25519_SIZE = 64;
const TIMESTAMP_SIZE = 8;

export const isKeyName = (name: string): boolean => name !== '' && !/[\p{White_Space}+]/u.test(name);

/** The first four bytes of SHA-256(name || 0x0A || type || public key). */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey]);
  return Buffer.from(hash('sha256', bytes, 'hex').slice(0, 8), 'hex');
}

/** Reads `<name>+<hex key id>+<base64(type || public key)>`; null if it is no key of a known type. */
export function parseVerifierKey(vkey: string): VerifierKey | null {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey) ?? [];
  if (name === undefined || id === undefined || material === undefined || !isKeyName(name)) return null;
  const bytes = decodeBase64(material);
  const type = bytes?.[0];
  if (bytes?.length !== 33 || (type !== ED25519 && type !== COSIGNATURE)) return null;
  const key: VerifierKey = { name, id: Buffer.from(id, 'hex'), type, publicKey: bytes.subarray(1) };
  return keyId(name, type, key.publicKey).equals(key.id) ? key : null;
}

export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  const material = Buffer.concat([Uint8Array.of(type), publicKey]).toString('base64');
  return `${name}+${id.toString('hex')}+${material}`;
}

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) up to the key itself. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export function isEd25519Signature(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
}

/** What a witness signs: C2SP tlog-cosignature, Ed25519. `timestamp` in seconds since the epoch. */
export const cosignedMessage = (text: string, timestamp: bigint | number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${timestamp}\n${text}`);

/** The timestamp of a plain signature is null; 'bad': the signature is not the key's. */
function check(key: VerifierKey, text: string, signature: Buffer): number | null | 'bad' {
  if (key.type === ED25519) {
    const good =
      signature.length === ED25519_SIZE && isEd25519Signature(key.publicKey, Buffer.from(text), signature);
    return good ? null : 'bad';
  }
  if (signature.length !== TIMESTAMP_SIZE + ED25519_SIZE) return 'bad';
  const timestamp = signature.readBigUInt64BE();
  const message = cosignedMessage(text, timestamp);
  const isGood = isEd25519Signature(key.publicKey, message, signature.subarray(TIMESTAMP_SIZE));
  return isGood && timestamp <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(timestamp) : 'bad';
}

interface SignatureLine {
  readonly name: string;
  readonly id: Buffer;
  readonly signature: Buffer;
  readonly line: string;
}

const malformed = (what: string): NoteError => new NoteError('MALFORMED', `not a signed note: ${what}`);

function parseSignatureLine(line: string): SignatureLine {
  const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = decodeBase64(encoded ?? '');
  if (name === undefined || !isKeyName(name) || bytes === null || bytes.length < 5) {
    throw malformed('a signature line is not “— NAME BASE64”');
  }
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4), line: `${line}\n` };
}

function decode(note: Uint8Array | string): string {
  const bytes = typeof note === 'string' ? Buffer.from(note) : note;
  if (bytes.length > MAX_NOTE) throw malformed(`longer than ${MAX_NOTE} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('not UTF-8');
  }
}

/** Takes a note apart without believing any of it. */
export function splitNote(note: Uint8Array | string): { text: string; signatures: readonly SignatureLine[] } {
  const whole = decode(note);
  // eslint-disable-next-line no-control-regex -- the specification names them
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw malformed('it has control characters');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw malformed('no empty line before the signatures');
  const lines = whole.slice(split + 2);
  if (!lines.endsWith('\n')) throw malformed('no signature, or no newline at its end');
  const signatures = lines.slice(0, -1).split('\n').map(parseSignatureLine);
  if (signatures.length > MAX_SIGNATURES) throw malformed(`more than ${MAX_SIGNATURES} signatures`);
  return { text: whole.slice(0, split + 1), signatures };
}

/**
 * Verifies a signed note (UTF-8 bytes or text) against keys that are trusted. Signatures of other keys are ignored; a
 * trusted key's that does not verify spoils the note, and so does having none. Throws a NoteError.
 */
export function openNote(note: Uint8Array | string, trusted: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const verified = new Map<VerifierKey, VerifiedSignature>();
  for (const { name, id, signature, line } of signatures) {
    const key = trusted.find((one) => one.name === name && one.id.equals(id));
    if (key === undefined || verified.has(key)) continue;
    const timestamp = check(key, text, signature);
    if (timestamp === 'bad') throw new NoteError('BAD_SIGNATURE', `the signature of ${name} does not verify`);
    verified.set(key, { key, timestamp, line });
  }
  if (verified.size === 0) throw new NoteError('UNSIGNED', 'no trusted key signed this note');
  return { text, signatures: [...verified.values()] };
}
