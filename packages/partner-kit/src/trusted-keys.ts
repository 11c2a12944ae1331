import { createPublicKey, createSecretKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { WebhookError } from './webhook-error.ts';

/** A JWK set as `/.well-known/jwks.json` serves it. Of its keys, the Ed25519 signing keys count. */
export interface JwkSet {
  readonly keys: readonly JsonWebKey[];
}

export interface KeyOptions {
  /** One or several `whsec_...`: the old and the new one while a secret is rotated. */
  readonly secrets?: string | readonly string[] | undefined;
  /** One or several `whpk_...` (base64 of 32 bytes), or a JWK set. */
  readonly publicKeys?: string | readonly string[] | JwkSet | undefined;
}

export interface TrustedKeys {
  readonly secrets: readonly KeyObject[];
  readonly publicKeys: readonly KeyObject[];
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Bytes of a secret (Standard Webhooks 1.0.0, "Signature scheme"). */
const [SHORTEST, LONGEST] = [24, 64];
const ED25519_BYTES = 32;

const wrong = (what: string): WebhookError => new WebhookError('INVALID_OPTIONS', what);

function bytesAfter(prefix: string, text: unknown): Buffer | null {
  if (typeof text !== 'string' || !text.startsWith(prefix)) return null;
  const encoded = text.slice(prefix.length);
  return BASE64.test(encoded) ? Buffer.from(encoded, 'base64') : null;
}

function readSecret(text: unknown): KeyObject {
  const bytes = bytesAfter('whsec_', text);
  if (bytes === null || bytes.length < SHORTEST || bytes.length > LONGEST) {
    throw wrong(`A secret is whsec_ and base64 of ${SHORTEST} to ${LONGEST} bytes.`);
  }
  return createSecretKey(bytes);
}

function ed25519(bytes: Buffer): KeyObject {
  const x = bytes.toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function readPublicKey(text: unknown): KeyObject {
  const bytes = bytesAfter('whpk_', text);
  if (bytes?.length !== ED25519_BYTES) throw wrong('A public key is whpk_ and base64 of 32 bytes.');
  return ed25519(bytes);
}

function readJwkSet(keys: unknown): KeyObject[] {
  if (!Array.isArray(keys)) throw wrong('publicKeys is a list of whpk_ keys or a JWK set.');
  return keys.flatMap((key: JsonWebKey | null | undefined) => {
    if (key?.kty !== 'OKP' || key.crv !== 'Ed25519' || (key['use'] ?? 'sig') !== 'sig') return [];
    const bytes = Buffer.from(typeof key.x === 'string' ? key.x : '', 'base64url');
    if (bytes.length !== ED25519_BYTES) throw wrong('An Ed25519 key of the JWK set wants an x of 32 bytes.');
    return [ed25519(bytes)];
  });
}

function readList(given: unknown, read: (text: unknown) => KeyObject): KeyObject[] {
  if (given === undefined || given === null) return [];
  return (Array.isArray(given) ? given : [given]).map(read);
}

/** Throws `INVALID_OPTIONS`: a receiver that trusts no key, or not the one it meant to, has to find out at its start. */
export function readKeys({ secrets, publicKeys }: KeyOptions): TrustedKeys {
  const isSet =
    typeof publicKeys === 'object' &&
    publicKeys !== null &&
    'keys' in publicKeys &&
    !Array.isArray(publicKeys);
  const read = {
    secrets: readList(secrets, readSecret),
    publicKeys: isSet ? readJwkSet(publicKeys.keys) : readList(publicKeys, readPublicKey),
  };
  if (read.secrets.length + read.publicKeys.length === 0) {
    throw wrong('There is no key to verify with: give secrets, publicKeys or both.');
  }
  return read;
}
