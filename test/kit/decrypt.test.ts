import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { CompactEncrypt, exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { WebhookError, decrypt } from '../../packages/partner-kit/src/index.ts';
import type {
  DecryptionKey,
  EncryptedEvent,
  WebhookErrorCode,
} from '../../packages/partner-kit/src/index.ts';
import { encryptedExample, exampleOf, validatorOf } from '../support/event-schemas.ts';

const released = exampleOf('contact.released');
const { data, ...envelope } = released;

/** The algorithms that the marketplace uses, with the curves that partners have. */
const kinds = [
  { alg: 'RSA-OAEP-256' },
  { alg: 'ECDH-ES', crv: 'P-256' },
  { alg: 'ECDH-ES+A256KW', crv: 'P-256' },
  { alg: 'ECDH-ES', crv: 'X25519' },
  { alg: 'ECDH-ES+A256KW', crv: 'X25519' },
] as const;
type Kind = (typeof kinds)[number];

const pairOf = (kind: Kind) =>
  generateKeyPair(kind.alg, { extractable: true, ...('crv' in kind ? { crv: kind.crv } : {}) });

async function encrypted(
  kind: { readonly alg: string },
  publicKey: Awaited<ReturnType<typeof pairOf>>['publicKey'],
  plaintext = JSON.stringify(data),
  enc = 'A256GCM',
): Promise<EncryptedEvent> {
  const jwe = new CompactEncrypt(Buffer.from(plaintext)).setProtectedHeader({
    alg: kind.alg,
    enc,
    kid: 'k1',
  });
  return { ...envelope, encrypted: await jwe.encrypt(publicKey) };
}

async function refusal(act: Promise<unknown>): Promise<WebhookErrorCode> {
  try {
    await act;
  } catch (error) {
    assert.ok(error instanceof WebhookError, String(error));
    return error.code;
  }
  return assert.fail('it was not refused');
}

describe('decrypt', () => {
  for (const kind of kinds) {
    it(`opens ${kind.alg}${'crv' in kind ? ` with ${kind.crv}` : ''}, by JWK, by node’s key and by CryptoKey`, async () => {
      const { publicKey, privateKey } = await pairOf(kind);
      const event = await encrypted(kind, publicKey);
      assert.ok(validatorOf('encrypted')(event));
      const jwk = await exportJWK(privateKey);
      const keys: readonly DecryptionKey[] = [
        jwk,
        { ...jwk, alg: kind.alg, use: 'enc', kid: 'k1' },
        createPrivateKey(await exportPKCS8(privateKey)),
        privateKey,
      ];
      for (const key of keys) {
        const opened = await decrypt(event, key);
        assert.deepEqual(opened, released);
        assert.ok(validatorOf('contact.released')(opened));
      }
    });
  }

  it('keeps `test` and finds the right one of several keys, whatever their kind', async () => {
    const pairs = await Promise.all(kinds.map(pairOf));
    const keys = pairs.map(({ privateKey }) => privateKey);
    for (const [i, kind] of kinds.entries()) {
      const pair = pairs[i];
      assert.ok(pair);
      const event: EncryptedEvent = { ...(await encrypted(kind, pair.publicKey)), test: true };
      assert.deepEqual(await decrypt(event, keys), { ...released, test: true });
    }
  });

  it('refuses what no key opens, what was changed, and other algorithms', async () => {
    const kind = { alg: 'ECDH-ES', crv: 'P-256' } as const;
    const { publicKey, privateKey } = await pairOf(kind);
    const event = await encrypted(kind, publicKey);
    const other = await pairOf(kind);
    const rsa = await pairOf({ alg: 'RSA-OAEP-256' });
    const parts = event.encrypted.split('.');
    const changed = { ...event, encrypted: [...parts.slice(0, 3), `A${parts[3]}`, parts[4]].join('.') };
    const cases: readonly [EncryptedEvent, DecryptionKey | readonly DecryptionKey[], WebhookErrorCode][] = [
      [event, [], 'NO_DECRYPTION_KEY'],
      [event, other.privateKey, 'DECRYPTION_FAILED'],
      [event, rsa.privateKey, 'DECRYPTION_FAILED'],
      [event, publicKey, 'DECRYPTION_FAILED'],
      [event, {}, 'DECRYPTION_FAILED'],
      [encryptedExample(), privateKey, 'DECRYPTION_FAILED'],
      [changed, privateKey, 'DECRYPTION_FAILED'],
      [{ ...event, encrypted: 'a.b.c.d.e' }, privateKey, 'DECRYPTION_FAILED'],
      [{ ...event, encrypted: '' }, privateKey, 'DECRYPTION_FAILED'],
      [await encrypted({ alg: 'ECDH-ES+A128KW' }, publicKey), privateKey, 'DECRYPTION_FAILED'],
      [await encrypted(kind, publicKey, JSON.stringify(data), 'A128GCM'), privateKey, 'DECRYPTION_FAILED'],
      [await encrypted(kind, publicKey, '"ada@mail.example"'), privateKey, 'DECRYPTION_FAILED'],
      [await encrypted(kind, publicKey, 'ada@mail.example'), privateKey, 'DECRYPTION_FAILED'],
    ];
    for (const [given, keys, code] of cases) assert.equal(await refusal(decrypt(given, keys)), code);
    await assert.rejects(
      decrypt(await encrypted(kind, publicKey, 'ada@mail.example'), privateKey),
      (error: Error) => !`${error.stack} ${String(error.cause)}`.includes('ada@'),
    );
  });
});
