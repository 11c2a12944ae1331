import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** PKCS #8 of an Ed25519 key up to its 32 byte seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The Ed25519 key of a 32 byte seed, and its public half as partners are given it. */
export function signingKey(seed: Uint8Array): {
  readonly key: KeyObject;
  readonly whpk: string;
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string };
} {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const whpk = `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
  return { key, whpk, jwk: { kty: 'OKP', crv: 'Ed25519', x } };
}

/** The three headers of a message: `v1` by another library, `v1a` by node, over the same content. */
export function signedHeaders(
  by: { readonly secrets?: readonly string[]; readonly keys?: readonly KeyObject[] },
  message: { readonly id: string; readonly at: number; readonly body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const { id, at, body } = message;
  const seconds = Math.floor(at / 1_000).toString();
  const content = Buffer.from(`${id}.${seconds}.${body}`);
  const signatures = [
    ...(by.secrets ?? []).map((secret) => new Webhook(secret).sign(id, new Date(at), body)),
    ...(by.keys ?? []).map((key) => `v1a,${sign(null, content, key).toString('base64')}`),
  ];
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
