import { createHmac, createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Millis } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';

const SECRET_PREFIX = 'whsec_';
/** PKCS #8 of an Ed25519 private key (RFC 8410 7), up to its 32 bytes of seed. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A new signing secret in the form of Standard Webhooks: `whsec_` and base64 of 32 bytes. */
export const newSecret = (random: Random): string => `${SECRET_PREFIX}${random.bytes(32).toString('base64')}`;

/** The private key of `v1a` signatures from its seed of 32 bytes. */
export const signingKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });

/**
 * Headers of one attempt (Standard Webhooks 1.0.0): the id stays the same over retries, the timestamp (Unix seconds)
 * is of the attempt. Signatures are over `id.timestamp.body`: for each secret HMAC-SHA256, base64, after `v1,`; for
 * each key Ed25519, base64, after `v1a,`. While a secret or a key is rotated there are several; one that fits is enough.
 */
export function signedHeaders(
  signers: { readonly secrets: readonly string[]; readonly keys: readonly KeyObject[] },
  message: { readonly id: string; readonly at: Millis; readonly body: string },
): Record<string, string> {
  const timestamp = Math.floor(message.at / 1_000).toString();
  const content = Buffer.from(`${message.id}.${timestamp}.${message.body}`);
  const symmetric = signers.secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  });
  const asymmetric = signers.keys.map((key) => `v1a,${sign(null, content, key).toString('base64')}`);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Sluice',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': [...symmetric, ...asymmetric].join(' '),
  };
}
