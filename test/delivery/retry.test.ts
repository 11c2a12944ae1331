import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { RETRY_WAITS, newSecret, signedHeaders, waitAfter } from '../../src/delivery/index.ts';
import { systemRandom } from '../../src/kernel/random.ts';

const by = (...secrets: string[]) => ({ secrets, keys: [] });

/** In [0, 1), as `Random.fraction` gives it. */
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('waits between attempts', () => {
  it('are nine: from 5 seconds to a day, about three days in all', () => {
    assert.deepEqual(
      RETRY_WAITS.map((wait) => wait / 1_000),
      [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    );
  });

  it('are within 20 % of their place in the list, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: RETRY_WAITS.length }), fraction, (failures, at) => {
        const wait = waitAfter(failures, at);
        const middle = RETRY_WAITS[failures - 1];
        assert.ok(wait !== null && middle !== undefined);
        assert.ok(Number.isInteger(wait));
        assert.ok(wait >= (middle * 8) / 10 && wait <= (middle * 12) / 10, `${wait} of ${middle}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('use all of that range, and are longer for a larger fraction', () => {
    RETRY_WAITS.forEach((middle, i) => {
      assert.equal(waitAfter(i + 1, 0), Math.round(middle * 0.8));
      assert.equal(waitAfter(i + 1, 0.5), middle);
      assert.equal(waitAfter(i + 1, 1 - Number.EPSILON), Math.round(middle * 1.2));
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: RETRY_WAITS.length }), fraction, fraction, (failures, a, b) => {
        const [less, more] = [waitAfter(failures, Math.min(a, b)), waitAfter(failures, Math.max(a, b))];
        return less !== null && more !== null && less <= more;
      }),
    );
  });

  it('come to an end after the last', () => {
    assert.notEqual(waitAfter(RETRY_WAITS.length, 0.5), null);
    fc.assert(
      fc.property(fc.integer({ min: RETRY_WAITS.length + 1, max: 1_000_000 }), fraction, (failures, at) =>
        assert.equal(waitAfter(failures, at), null),
      ),
    );
  });
});

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
