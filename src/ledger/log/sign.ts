import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { COSIGNATURE, ED25519, cosignedMessage, isKeyName, keyId } from '../verify/note.ts';
import type { SignatureType, VerifierKey } from '../verify/note.ts';

/** Signed notes as C2SP signed-note describes them: the half that writes. */

/** A key that signs, and what verifies it. */
export interface Signer {
  readonly key: VerifierKey;
  /** Ed25519 (RFC 8032) over these bytes, 64 bytes. */
  sign(message: Uint8Array): Buffer;
}

/** PrivateKeyInfo of an Ed25519 key (RFC 8410) up to the seed itself. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY_SIZE = 32;

/** A signer from an Ed25519 seed of 32 bytes. `name`: non-empty, without Unicode spaces and plus signs. */
export function createSigner(name: string, seed: Uint8Array, type: SignatureType = ED25519): Signer {
  if (!isKeyName(name) || /\p{Cc}/u.test(name)) {
    throw new TypeError('a key name wants no spaces, no plus signs and no control characters');
  }
  if (seed.length !== 32) throw new TypeError('an Ed25519 seed wants 32 bytes');
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(spki.length - PUBLIC_KEY_SIZE);
  return {
    key: { name, id: keyId(name, type, publicKey), type, publicKey },
    sign: (message) => sign(null, message, secret),
  };
}

const line = ({ name, id }: VerifierKey, signature: Uint8Array): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

/** Signature lines over a text, one for each signer, each with its newline. */
export const signatureLines = (text: string, signers: readonly Signer[]): string =>
  signers.map(({ key, sign: by }) => line(key, by(Buffer.from(text)))).join('');

/**
 * A signed note: the text, an empty line, a signature line for each signer. The text is signed as UTF-8; it MUST end
 * in a newline and have no other control character. Throws a TypeError for one that does not.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  // eslint-disable-next-line no-control-regex -- the specification names them
  if (!text.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u.test(text)) {
    throw new TypeError('a note’s text wants a newline at its end and no other control characters');
  }
  if (signers.length === 0) throw new TypeError('a note wants a signer');
  return `${text}\n${signatureLines(text, signers)}`;
}

/** A witness's signature line over a checkpoint's text (C2SP tlog-cosignature). `timestamp`: seconds since the epoch. */
export function cosignatureLine(text: string, witness: Signer, timestamp: number): string {
  if (witness.key.type !== COSIGNATURE) throw new TypeError('a witness signs with a key of type 0x04');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timestamp));
  return line(witness.key, Buffer.concat([time, witness.sign(cosignedMessage(text, timestamp))]));
}
