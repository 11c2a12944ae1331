import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { compactDecrypt, decodeProtectedHeader } from 'jose';
import { decrypt, isKnownType } from '../../packages/partner-kit/src/index.ts';
import type { EncryptedEvent } from '../../packages/partner-kit/src/index.ts';
import {
  contactContent,
  messageBody,
  noticeContent,
  readEncryptionKey,
  webhookEvents,
} from '../../src/delivery/index.ts';
import type { Content, ContentFacts } from '../../src/delivery/index.ts';
import { validatorOf } from '../support/event-schemas.ts';

const AT = Date.UTC(2026, 10, 24, 9, 30);

const facts = (event: ContentFacts['event'], test = false): ContentFacts => ({
  event,
  at: AT,
  app: { id: 'app_01KAV8R4T6W2Z9C3F5H7J1M8NP', slug: 'acorn-helpdesk', name: 'Acorn "Helpdesk" \u2028 日本' },
  contactId: 'pw_HZe9iCM3Kj0rF8Ti91OLmaHm9Io',
  purposes: ['communication'],
  test,
});
const email = 'ada.żółć@mail.example';

const every: readonly [string, Content][] = [
  ['contact.released', contactContent(facts('contact.released'), email)],
  ['contact.corrected', contactContent(facts('contact.corrected'), email)],
  ['contact.released', contactContent(facts('contact.released', true), null)],
  ['app.installed', contactContent(facts('app.installed'), null)],
  ...(['consent.withdrawn', 'app.uninstalled', 'contact.erased'] as const).flatMap(
    (event): [string, Content][] => [
      [event, noticeContent(facts(event), { purposesLeft: ['account_creation'], deleteBy: null })],
      [event, noticeContent(facts(event, true), { purposesLeft: [], deleteBy: AT })],
    ],
  ),
];

const pairs: readonly (readonly [
  name: string,
  alg: string,
  pair: { publicKey: KeyObject; privateKey: KeyObject },
])[] = [
  ['RSA', 'RSA-OAEP-256', generateKeyPairSync('rsa', { modulusLength: 2_048 })],
  ['P-256', 'ECDH-ES', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['P-256', 'ECDH-ES+A256KW', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['X25519', 'ECDH-ES', generateKeyPairSync('x25519')],
  ['X25519', 'ECDH-ES+A256KW', generateKeyPairSync('x25519')],
];

const keyOf = (publicKey: KeyObject, alg: string, kid?: string): string => {
  const read = readEncryptionKey(JSON.stringify({ ...publicKey.export({ format: 'jwk' }), alg, kid }));
  assert.ok(typeof read === 'string');
  return read;
};

describe('what messages say', () => {
  it('is what the schema of their event promises, for each event', async () => {
    assert.deepEqual(new Set(every.map(([type]) => type)), new Set(webhookEvents));
    for (const [type, content] of every) {
      const body: unknown = JSON.parse(await messageBody(content, null));
      const validate = validatorOf(type);
      assert.ok(validate(body), `${type}: ${JSON.stringify(validate.errors)}`);
      assert.equal((body as { timestamp: string }).timestamp, '2026-11-24T09:30:00.000Z');
    }
  });

  it('has an email only where there is one to give, and never in a notice', () => {
    for (const [, content] of every.slice(0, 2)) assert.ok(content.data.includes(email));
    for (const [, content] of every.slice(2)) assert.ok(!content.data.includes('@'));
    const thin = JSON.parse(contactContent(facts('contact.released'), null).data) as { contact: object };
    assert.deepEqual(thin.contact, { id: 'pw_HZe9iCM3Kj0rF8Ti91OLmaHm9Io' });
  });

  it('names the app and nothing else of it, whatever else is known', () => {
    const app = { ...facts('app.installed').app, offerId: 'off_1', criteria: 'age > 18' };
    const { data } = contactContent({ ...facts('app.installed'), app }, null);
    assert.deepEqual(Object.keys((JSON.parse(data) as { app: object }).app), ['id', 'slug', 'name']);
  });

  it('says that it is a test only where it is one', async () => {
    const real = JSON.parse(await messageBody(contactContent(facts('app.installed'), null), null)) as object;
    const made = JSON.parse(
      await messageBody(contactContent(facts('app.installed', true), null), null),
    ) as object;
    assert.deepEqual(Object.keys(real), ['type', 'timestamp', 'data']);
    assert.deepEqual(made, { ...real, test: true });
  });

  it('carries any text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        async (address, name) => {
          const app = { ...facts('contact.released').app, name };
          const content = contactContent({ ...facts('contact.released'), app }, address);
          const body = JSON.parse(await messageBody(content, null)) as {
            data: { app: { name: string }; contact: { email: string } };
          };
          assert.equal(body.data.contact.email, address);
          assert.equal(body.data.app.name, name);
        },
      ),
    );
  });
});

for (const [name, alg, { publicKey, privateKey }] of pairs) {
  describe(`encryption to a partner's key, ${name} with ${alg}`, () => {
    it('opens with the private key and says the same, for each event', async () => {
      for (const [type, content] of every) {
        const body = await messageBody(content, keyOf(publicKey, alg, 'key 1'));
        const event = JSON.parse(body) as EncryptedEvent;
        assert.ok(isKnownType(type));
        const validate = validatorOf('encrypted');
        assert.ok(validate(event), JSON.stringify(validate.errors));
        const { plaintext } = await compactDecrypt(event.encrypted, privateKey);
        assert.equal(Buffer.from(plaintext).toString(), content.data);
        assert.deepEqual(await decrypt(event, privateKey), JSON.parse(await messageBody(content, null)));
      }
    });

    it('hides all that a message says, with another nonce each time', async () => {
      const content = contactContent(facts('contact.released'), email);
      const key = keyOf(publicKey, alg);
      const [one, two] = [await messageBody(content, key), await messageBody(content, key)];
      assert.notEqual(one, two);
      assert.deepEqual(Object.keys(JSON.parse(one) as object), ['type', 'timestamp', 'encrypted']);
      for (const known of ['mail.example', 'pw_HZe9iCM3Kj0r', 'acorn-helpdesk', 'communication']) {
        for (const text of [known, Buffer.from(known).toString('base64url').slice(0, -1)]) {
          assert.ok(!one.includes(text), text);
        }
      }
    });

    it('says how it is encrypted, and by which key where that has a name', async () => {
      const content = contactContent(facts('app.installed', true), null);
      for (const kid of ['2026', undefined]) {
        const { encrypted, test } = JSON.parse(
          await messageBody(content, keyOf(publicKey, alg, kid)),
        ) as EncryptedEvent;
        const { epk: _, ...head } = decodeProtectedHeader(encrypted);
        assert.deepEqual(head, { alg, enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) });
        assert.equal(test, true);
      }
    });
  });
}
