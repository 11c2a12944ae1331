import { compactDecrypt } from 'jose';
import type { CryptoKey, JWK, KeyObject } from 'jose';
import type { EncryptedEvent, WebhookEvent } from './events.ts';
import { isEvent } from './parse-event.ts';
import { WebhookError } from './webhook-error.ts';

/** A private key: a JWK, node's `KeyObject` (`createPrivateKey(pem)`) or a `CryptoKey`. RSA, or EC and X25519. */
export type DecryptionKey = CryptoKey | KeyObject | JWK;

async function openWith(encrypted: string, keys: readonly DecryptionKey[]): Promise<Uint8Array> {
  let last: unknown;
  for (const key of keys) {
    try {
      const { plaintext } = await compactDecrypt(encrypted, key, {
        keyManagementAlgorithms: ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return plaintext;
    } catch (cause) {
      last = cause;
    }
  }
  throw new WebhookError('DECRYPTION_FAILED', 'No key of yours opens this message.', { cause: last });
}

/**
 * The event with its `data` readable. Give the old and the new key while yours changes. Throws `NO_DECRYPTION_KEY` and
 * `DECRYPTION_FAILED`. Only what `verify` let through is worth decrypting: anybody can encrypt to your public key.
 */
export async function decrypt(
  event: EncryptedEvent,
  keys: DecryptionKey | readonly DecryptionKey[],
): Promise<WebhookEvent> {
  const list = (Array.isArray(keys) ? keys : [keys]) as readonly DecryptionKey[];
  if (list.length === 0) throw new WebhookError('NO_DECRYPTION_KEY', 'It is encrypted, and there is no key.');
  const plaintext = await openWith(event.encrypted, list);
  const { encrypted: _, ...envelope } = event;
  let opened: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
    opened = { ...envelope, data: JSON.parse(text) as unknown };
  } catch {
    opened = null;
  }
  if (!isEvent(opened) || 'encrypted' in opened) {
    throw new WebhookError('DECRYPTION_FAILED', 'What was encrypted is no data of an event.');
  }
  return opened;
}
