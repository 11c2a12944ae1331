import assert from 'node:assert/strict';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify as verifyEd25519,
} from 'node:crypto';
import fc from 'fast-check';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { WebhookError, verifySignature } from '../../packages/partner-kit/src/index.ts';
import type { VerifyOptions } from '../../packages/partner-kit/src/index.ts';
import { createSigningKeys, newSecret, signedHeaders, signingKey } from '../../src/delivery/index.ts';
import type { PublicSigningKey } from '../../src/delivery/index.ts';
import { systemRandom } from '../../src/kernel/random.ts';

/** As the kit takes a key set that came as JSON. */
const keySet = (published: readonly PublicSigningKey[]) => ({ keys: published.map((jwk) => ({ ...jwk })) });

const by = (...secrets: string[]) => ({ secrets, keys: [] });

describe('signature (Standard Webhooks)', () => {
  const secret = newSecret(systemRandom);

  it('is the one that the specification gives', () => {
    const headers = signedHeaders(by('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'), {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    });
    assert.deepEqual(headers, {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Sluice',
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('satisfies the library that partners use, whatever the body', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.stringMatching(/^msg_[0-9A-Za-z]{1,26}$/),
        fc.jsonValue(),
        fc.integer({ min: -120_000, max: 120_000 }),
        (key, id, value, ago) => {
          const own = newSecret({ bytes: () => Buffer.from(key), fraction: () => 0 });
          const at = Date.now() + ago;
          const body = JSON.stringify(value);
          const headers = signedHeaders(by(own), { id, at, body });
          assert.equal(headers['webhook-timestamp'], String(Math.floor(at / 1_000)));
          assert.equal(headers['webhook-id'], id);
          assert.equal(headers['webhook-signature'], new Webhook(own).sign(id, new Date(at), body));
          assert.deepEqual(new Webhook(own).verify(body, headers), JSON.parse(body));
        },
      ),
    );
  });

  it('does not verify with another body, id, time or secret', () => {
    const at = Date.now();
    const body = '{"email":"ada@mail.example"}';
    const headers = signedHeaders(by(secret), { id: 'msg_1', at, body });
    const webhook = new Webhook(secret);
    assert.deepEqual(webhook.verify(body, headers), { email: 'ada@mail.example' });
    const wrong: readonly [Webhook, string, Record<string, string>][] = [
      [webhook, body.replace('ada', 'eve'), headers],
      [webhook, `${body} `, headers],
      [webhook, body, { ...headers, 'webhook-id': 'msg_2' }],
      [webhook, body, { ...headers, 'webhook-timestamp': String(Math.floor(at / 1_000) + 1) }],
      [new Webhook(newSecret(systemRandom)), body, headers],
    ];
    for (const [verifier, text, given] of wrong) {
      assert.throws(() => verifier.verify(text, given), WebhookVerificationError);
      assert.throws(() => verifier.verify(text, given), /No matching signature found/);
    }
  });

  it('keeps the id over attempts and signs each for its time', () => {
    const [first, second] = [1_800_000_000_999, 1_800_000_001_000].map((at) =>
      signedHeaders(by(secret), { id: 'msg_1', at, body: '{}' }),
    );
    assert.equal(first?.['webhook-id'], second?.['webhook-id']);
    assert.equal(first?.['webhook-timestamp'], '1800000000');
    assert.equal(second?.['webhook-timestamp'], '1800000001');
    assert.notEqual(first?.['webhook-signature'], second?.['webhook-signature']);
  });

  it('has secrets of 32 bytes, no two alike, which no header repeats', () => {
    const secrets = Array.from({ length: 50 }, () => newSecret(systemRandom));
    assert.equal(new Set(secrets).size, 50);
    for (const one of secrets) {
      assert.match(one, /^whsec_[A-Za-z0-9+/]{43}=$/);
      assert.equal(Buffer.from(one.slice(6), 'base64').length, 32);
      const text = JSON.stringify(signedHeaders(by(one), { id: 'msg_1', at: 0, body: '{}' }));
      assert.ok(!text.includes(one.slice(6)));
    }
  });
});

describe('signature with keys (v1a) and with several at once', () => {
  const seeds = [4, 5].map((n) => Buffer.alloc(32, n)) as [Buffer, Buffer];
  const at = Date.now();
  const kitTakes = (body: string, headers: Record<string, string>, options: VerifyOptions): boolean => {
    try {
      verifySignature(body, headers, { now: () => at, ...options });
      return true;
    } catch (error) {
      assert.ok(error instanceof WebhookError);
      assert.equal(error.code, 'NO_MATCHING_SIGNATURE');
      return false;
    }
  };

  it('is the one that another implementation gives for the same message', () => {
    const pair = Buffer.from(
      '6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
      'base64',
    );
    const seed = pair.subarray(0, 32);
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    };
    const { 'webhook-signature': signature = '' } = signedHeaders(
      { secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], keys: [signingKey(seed)] },
      message,
    );
    const known = 'hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
    assert.equal(signature, `v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a,${known}`);

    // And by node alone, from the raw halves of the pair (RFC 8037).
    const jwk = {
      kty: 'OKP',
      crv: 'Ed25519',
      x: pair.subarray(32).toString('base64url'),
      d: seed.toString('base64url'),
    };
    const content = Buffer.from(`${message.id}.1614265330.${message.body}`);
    const own = sign(null, content, createPrivateKey({ key: jwk, format: 'jwk' }));
    assert.equal(own.toString('base64'), known);
    assert.ok(
      verifyEd25519(
        null,
        content,
        createPublicKey({ key: jwk, format: 'jwk' }),
        Buffer.from(known, 'base64'),
      ),
    );
  });

  it('is accepted by whoever knows any one of the secrets or keys, and by nobody else', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), {
          minLength: 2,
          maxLength: 4,
          selector: (bytes) => Buffer.from(bytes).toString('hex'),
        }),
        fc.string({ unit: 'binary', maxLength: 200 }),
        (keys, text) => {
          const [strange = new Uint8Array(32), ...own] = keys;
          const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`;
          const signing = createSigningKeys(own);
          const body = JSON.stringify({ text });
          const headers = signedHeaders(
            { secrets: own.map(secretOf), keys: signing.keys },
            { id: 'msg_1', at, body },
          );
          assert.equal(headers['webhook-signature']?.split(' ').length, 2 * own.length);
          for (const bytes of own) {
            assert.deepEqual(new Webhook(secretOf(bytes)).verify(body, headers), JSON.parse(body));
            assert.ok(kitTakes(body, headers, { secrets: secretOf(bytes) }));
            assert.ok(kitTakes(body, headers, { publicKeys: keySet(createSigningKeys([bytes]).published) }));
          }
          assert.ok(kitTakes(body, headers, { publicKeys: keySet(signing.published) }));
          assert.throws(() => new Webhook(secretOf(strange)).verify(body, headers), WebhookVerificationError);
          assert.ok(!kitTakes(body, headers, { secrets: secretOf(strange) }));
          assert.ok(!kitTakes(body, headers, { publicKeys: keySet(createSigningKeys([strange]).published) }));
          assert.ok(!kitTakes(`${body} `, headers, { publicKeys: keySet(signing.published) }));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('covers the bytes of a body in any script', () => {
    const secret = newSecret(systemRandom);
    const { keys, published } = createSigningKeys(seeds);
    for (const body of ['{"a":"żółć"}', '{"a":"ἀγορά 日本語 👩‍👩‍👧"}', '{"a":"\u0000\u2028"}', '{"a":"é"}', '']) {
      const headers = signedHeaders({ secrets: [secret], keys }, { id: 'msg_1', at, body });
      const bytes = Buffer.from(body);
      assert.doesNotThrow(() => verifySignature(bytes, headers, { secrets: secret, now: () => at }));
      assert.doesNotThrow(() =>
        verifySignature(bytes, headers, { publicKeys: keySet(published), now: () => at }),
      );
    }
    // Two spellings of one word are two bodies.
    const headers = signedHeaders({ secrets: [secret], keys }, { id: 'msg_1', at, body: '{"a":"\u00e9"}' });
    assert.ok(!kitTakes('{"a":"e\u0301"}', headers, { secrets: secret, publicKeys: keySet(published) }));
  });

  it('is published as a key set that names each key by its thumbprint and holds no private half', () => {
    const { keys, published } = createSigningKeys(seeds);
    assert.equal(keys.length, 2);
    assert.deepEqual(createSigningKeys([]), { keys: [], published: [] });
    published.forEach((jwk, i) => {
      assert.deepEqual(Object.keys(jwk).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x']);
      assert.equal(jwk.x, createPublicKey(signingKey(seeds[i] as Buffer)).export({ format: 'jwk' }).x);
    });
    // RFC 8037, appendices A.1 to A.3.
    const [example] = createSigningKeys([
      Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url'),
    ]).published;
    assert.deepEqual(example, {
      kty: 'OKP',
      crv: 'Ed25519',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      use: 'sig',
      alg: 'EdDSA',
    });
  });

  it('makes the key of a seed', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    assert.ok(signingKey(seed).equals(privateKey));
    for (const length of [0, 31]) assert.throws(() => signingKey(Buffer.alloc(length)));
  });
});
