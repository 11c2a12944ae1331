import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Members that only a private or shared key has (RFC 7518 6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
/** 2^16 < e (FIPS 186-5 A.1.1); with e = 1 a ciphertext is its text, and every signature fits. */
const LEAST_EXPONENT = 65_537n;
const LEAST_MODULUS = 2_048;
const MAX_TEXT = 4_096;

/** Why a text is no key that can be used: it gives a secret away, or it is none. */
export type JwkProblem = 'private' | 'unreadable';

/** A key as it was sent, and as the runtime reads it. */
export interface PublicJwk {
  readonly sent: Readonly<Record<string, unknown>>;
  readonly key: KeyObject;
}

/** Reads a public JWK (RFC 7517) that somebody sent; a private one is told apart, for it is no secret any more. */
export function readPublicJwk(text: string): PublicJwk | JwkProblem {
  if (text.length > MAX_TEXT) return 'unreadable';
  try {
    const sent = JSON.parse(text) as Record<string, unknown>;
    if (SECRET_MEMBERS.some((member) => member in sent)) return 'private';
    const { kid } = sent;
    if (kid !== undefined && (typeof kid !== 'string' || kid.length > 200)) return 'unreadable';
    return { sent, key: createPublicKey({ key: sent, format: 'jwk' }) };
  } catch {
    return 'unreadable';
  }
}

/** Whether an RSA key is too short, or its exponent too small, to rely on. */
export function isWeakRsa({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  return modulusLength < LEAST_MODULUS || publicExponent < LEAST_EXPONENT || publicExponent % 2n === 0n;
}
