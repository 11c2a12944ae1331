import assert from 'node:assert/strict';
import type { JWK } from 'jose';
import { Webhook } from 'standardwebhooks';
import { decrypt, verify } from '../../packages/partner-kit/src/index.ts';
import type { EncryptedEvent, WebhookEvent } from '../../packages/partner-kit/src/index.ts';
import { validatorOf } from './event-schemas.ts';
import type { Hook } from './receiver.ts';

function assertValid(schema: string, body: unknown): void {
  const validate = validatorOf(schema);
  assert.ok(validate(body), `${schema}: ${JSON.stringify(validate.errors)} ${JSON.stringify(body)}`);
}

/**
 * Reads a message as a partner does: verified by another library and by the kit, valid by its schema, decrypted where
 * it has to be. It must have come just now, by the system's clock.
 */
export async function checkEvent(
  hook: Hook | undefined,
  secret: string,
  privateKey?: JWK,
): Promise<WebhookEvent> {
  assert.ok(hook, 'a message came');
  const headers = hook.headers as Record<string, string>;
  new Webhook(secret).verify(hook.body, headers);
  const { event, id } = verify(hook.body, headers, { secrets: secret });
  assert.equal(id, headers['webhook-id']);
  assert.equal(hook.headers['content-type'], 'application/json; charset=utf-8');
  if (privateKey === undefined) {
    assertValid(event.type, JSON.parse(hook.body));
    return event as WebhookEvent;
  }
  assertValid('encrypted', JSON.parse(hook.body));
  const opened = await decrypt(event as EncryptedEvent, privateKey);
  assertValid(opened.type, opened);
  return opened;
}
