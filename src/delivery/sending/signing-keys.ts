import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { signingKey } from './sign.ts';

/** A public key of `v1a` signatures as a JWK (RFC 8037), named by its thumbprint (RFC 7638). */
export interface PublicSigningKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

export interface SigningKeys {
  /** Newest first; each signs, so that a receiver that knows only an old one still verifies. */
  readonly keys: readonly KeyObject[];
  /** What `/.well-known/jwks.json` serves. */
  readonly published: readonly PublicSigningKey[];
}

function publish(key: KeyObject): PublicSigningKey {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }));
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    x,
    kid: thumbprint.digest('base64url'),
    use: 'sig',
    alg: 'EdDSA',
  };
}

/** The service's own signing keys from their seeds of 32 bytes, newest first. */
export function createSigningKeys(seeds: readonly Uint8Array[]): SigningKeys {
  const keys = seeds.map(signingKey);
  return { keys, published: keys.map(publish) };
}
