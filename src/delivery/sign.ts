import { createHmac } from 'node:crypto';
import type { Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';

const PREFIX = 'whsec_';

/** A new signing secret in the form of Standard Webhooks: `whsec_` and base64 of 32 bytes. */
export const newSecret = (random: Random): string => `${PREFIX}${random.bytes(32).toString('base64')}`;

/**
 * Headers of one attempt (Standard Webhooks 1.0.0): the id stays the same over retries, the timestamp (Unix seconds)
 * is of the attempt, the signature is HMAC-SHA256 over `id.timestamp.body`, base64, after `v1,`.
 */
export function signedHeaders(
  secret: string,
  message: { readonly id: string; readonly at: Millis; readonly body: string },
): Record<string, string> {
  const timestamp = Math.floor(message.at / 1_000).toString();
  const signature = createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${message.id}.${timestamp}.${message.body}`)
    .digest('base64');
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Sluice',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
