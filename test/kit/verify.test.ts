import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import {
  WebhookError,
  createVerifier,
  verify,
  verifySignature,
} from '../../packages/partner-kit/src/index.ts';
import type {
  VerifyOptions,
  WebhookErrorCode,
  WebhookHeaders,
} from '../../packages/partner-kit/src/index.ts';
import { exampleOf } from '../support/event-schemas.ts';
import { signedHeaders, signingKey } from '../support/signed-message.ts';

const NOW = 1_800_000_000_000;
const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`;
const [oldSecret, newSecret, strangeSecret] = [1, 2, 3].map((n) => secretOf(new Uint8Array(32).fill(n))) as [
  string,
  string,
  string,
];
const [oldKey, newKey, strangeKey] = [4, 5, 6].map((n) => signingKey(new Uint8Array(32).fill(n))) as [
  ReturnType<typeof signingKey>,
  ReturnType<typeof signingKey>,
  ReturnType<typeof signingKey>,
];
const released = exampleOf('contact.released');
const message = { id: 'msg_1', at: NOW, body: JSON.stringify(released) };

/** The code with which it is refused; null if it is not. */
function refusal(act: () => unknown): WebhookErrorCode | null {
  try {
    act();
    return null;
  } catch (error) {
    assert.ok(error instanceof WebhookError, String(error));
    return error.code;
  }
}

/** What the other library makes of it; null where it throws. */
function theirVerdict(act: () => unknown): unknown {
  try {
    return act();
  } catch {
    return null;
  }
}

const verdict = (headers: WebhookHeaders, options: VerifyOptions, body: string | Uint8Array = message.body) =>
  refusal(() => verify(body, headers, { now: () => NOW, ...options }));

// `v1` is the specification's; `v1a` is the one that the Svix server's own test gives for the same message.
describe('verify: the known answers of Standard Webhooks', () => {
  const body = '{"test": 2432232314}';
  const at = 1_614_265_330;
  const headers = (signature: string) => ({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': String(at),
    'webhook-signature': signature,
  });
  const v1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const v1a = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
  const secrets = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const pair = Buffer.from(
    '6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
    'base64',
  );
  const publicKeys = `whpk_${pair.subarray(32).toString('base64')}`;
  const now = (): number => at * 1_000;

  it('hold, by secret, by public key and by JWK set', () => {
    const { jwk, whpk } = signingKey(pair.subarray(0, 32));
    assert.equal(whpk, publicKeys);
    const encryption = { kty: 'RSA', n: 'AQAB', e: 'AQAB', use: 'enc' };
    for (const [signature, options] of [
      [v1, { secrets }],
      [v1a, { publicKeys }],
      [v1a, { publicKeys: { keys: [encryption, { ...jwk, kid: '2026', use: 'sig', alg: 'EdDSA' }] } }],
      [`v2,new ${v1a} ${v1}`, { secrets, publicKeys }],
      [`${v1a} ${v1}`, { secrets }],
    ] as const) {
      assert.deepEqual(verifySignature(body, headers(signature), { ...options, now }), {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        timestamp: new Date('2021-02-25T15:02:10.000Z'),
      });
    }
  });

  it('do not hold when a bit differs, and are no event of ours', () => {
    const flipped = (text: string): string =>
      text.replace(/(.)(={1,2})$/, (_, last: string, pad: string) => (last === 'A' ? 'Q' : 'A') + pad);
    assert.equal(
      refusal(() => verifySignature(body, headers(flipped(v1)), { secrets, now })),
      'NO_MATCHING_SIGNATURE',
    );
    assert.equal(
      refusal(() => verifySignature(body, headers(v1.replace('g0h', 'g0i')), { secrets, now })),
      'NO_MATCHING_SIGNATURE',
    );
    assert.equal(
      refusal(() => verifySignature(body, headers(v1a.replace('hnO', 'hnP')), { publicKeys, now })),
      'NO_MATCHING_SIGNATURE',
    );
    assert.equal(
      refusal(() => verifySignature(body, headers(v1a), { secrets, now })),
      'NO_MATCHING_SIGNATURE',
    );
    assert.equal(
      refusal(() => verifySignature(body, headers(v1), { publicKeys, now })),
      'NO_MATCHING_SIGNATURE',
    );
    assert.equal(
      refusal(() => verify(body, headers(v1), { secrets, now })),
      'INVALID_BODY',
    );
  });
});

describe('verify', () => {
  it('gives the id, when it was signed, and the event', () => {
    const headers = signedHeaders({ secrets: [newSecret] }, { ...message, at: NOW - 4_321 });
    const verified = verify(message.body, headers, { secrets: newSecret, now: () => NOW });
    assert.deepEqual(verified, { id: 'msg_1', timestamp: new Date(NOW - 5_000), event: released });
    if (verified.event.type === 'contact.released' && 'data' in verified.event) {
      assert.equal(verified.event.data.contact.email, released.data.contact.email);
    }
  });

  it('says of every message what the independent library says', () => {
    const change = fc.constantFrom('nothing', 'body', 'id', 'timestamp', 'secret', 'signature');
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.stringMatching(/^[0-9A-Za-z_-]{1,40}$/),
        fc.record({
          type: fc.constant('of.later'),
          more: fc.jsonValue(),
          text: fc.string({ unit: 'grapheme' }),
        }),
        fc.integer({ min: -120_000, max: 120_000 }),
        change,
        (bytes, id, value, ago, what) => {
          const at = Date.now() + ago;
          const secret = secretOf(bytes);
          const signed = signedHeaders({ secrets: [secret] }, { id, at, body: JSON.stringify(value) });
          const body = JSON.stringify(value) + (what === 'body' ? ' ' : '');
          const headers = {
            'webhook-id': what === 'id' ? `${id}0` : id,
            'webhook-timestamp': String(Number(signed['webhook-timestamp']) + (what === 'timestamp' ? 1 : 0)),
            'webhook-signature':
              what === 'signature' ? signed['webhook-signature'].toLowerCase() : signed['webhook-signature'],
          };
          const own = what === 'secret' ? strangeSecret : secret;
          const theirs = theirVerdict(() => new Webhook(own).verify(body, headers));
          const ours = refusal(() => verify(body, headers, { secrets: own }));
          assert.equal(ours, theirs === null ? 'NO_MATCHING_SIGNATURE' : null);
          assert.equal(theirs === null, what !== 'nothing');
          if (theirs !== null)
            assert.deepEqual(verify(Buffer.from(body), headers, { secrets: own }).event, theirs);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes any one signature by any one key: the old, the new, both', () => {
    const signers = { secrets: [oldSecret, newSecret], keys: [oldKey.key, newKey.key] };
    const by = (...indexes: number[]) => {
      const [a, b, c, d] = signedHeaders(signers, message)['webhook-signature'].split(' ');
      const picked = indexes.map((index) => [a, b, c, d][index]).join(' ');
      return { ...signedHeaders(signers, message), 'webhook-signature': picked };
    };
    for (const [headers, options, expected] of [
      [by(0), { secrets: [oldSecret, newSecret] }, null],
      [by(1), { secrets: [oldSecret, newSecret] }, null],
      [by(0, 1), { secrets: oldSecret }, null],
      [by(0, 1), { secrets: newSecret }, null],
      [by(0, 1, 2, 3), { secrets: strangeSecret, publicKeys: [newKey.whpk] }, null],
      [by(2), { publicKeys: [newKey.whpk, oldKey.whpk] }, null],
      [by(3), { publicKeys: { keys: [oldKey.jwk, newKey.jwk] } }, null],
      [by(0), { secrets: newSecret }, 'NO_MATCHING_SIGNATURE'],
      [by(0, 1, 2, 3), { secrets: strangeSecret, publicKeys: strangeKey.whpk }, 'NO_MATCHING_SIGNATURE'],
      [by(2), { publicKeys: { keys: [newKey.jwk, strangeKey.jwk] } }, 'NO_MATCHING_SIGNATURE'],
    ] as const) {
      assert.equal(verdict(headers, options), expected);
    }
  });

  it('takes text and bytes beyond ASCII alike, and no other normal form of them', () => {
    const named = {
      ...released,
      data: { ...released.data, app: { ...released.data.app, name: 'Gr\u00fc\u00dfe 👋\u2028' } },
    };
    const body = JSON.stringify(named);
    const headers = signedHeaders({ secrets: [newSecret], keys: [newKey.key] }, { ...message, body });
    for (const options of [{ secrets: newSecret }, { publicKeys: newKey.whpk }]) {
      for (const form of [body, Buffer.from(body), new Uint8Array(Buffer.from(body))]) {
        assert.deepEqual(verify(form, headers, { ...options, now: () => NOW }).event, named);
      }
      assert.equal(verdict(headers, options, body.normalize('NFD')), 'NO_MATCHING_SIGNATURE');
      assert.equal(verdict(headers, options, Buffer.from(body, 'latin1')), 'NO_MATCHING_SIGNATURE');
    }
  });

  it('reads node’s headers, fetch’s and plain ones in any case', () => {
    const signed = signedHeaders({ secrets: [newSecret] }, message);
    const node: IncomingHttpHeaders = {
      host: 'you.example',
      cookie: undefined,
      'set-cookie': ['a', 'b'],
      ...signed,
    };
    const upper = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const lists = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, [value]]));
    for (const headers of [node, new Headers(signed), upper, lists]) {
      assert.equal(verdict(headers, { secrets: newSecret }), null);
    }
  });

  it('refuses headers that are absent, doubled or of the wrong form', () => {
    const signed = signedHeaders({ secrets: [newSecret] }, message);
    for (const name of Object.keys(signed) as (keyof typeof signed)[]) {
      const { [name]: value, ...others } = signed;
      const cases: readonly [WebhookHeaders, WebhookErrorCode][] = [
        [others, 'MISSING_HEADER'],
        [{ ...others, [name]: undefined }, 'MISSING_HEADER'],
        [new Headers(others), 'MISSING_HEADER'],
        [{ ...others, [name]: [value, value] }, 'INVALID_HEADER'],
        [{ ...signed, [name.toUpperCase()]: value }, 'INVALID_HEADER'],
        [
          { ...others, [name]: '' },
          name === 'webhook-signature' ? 'NO_MATCHING_SIGNATURE' : 'INVALID_HEADER',
        ],
      ];
      for (const [headers, code] of cases) assert.equal(verdict(headers, { secrets: newSecret }), code, name);
    }
    // Where the id may hold a full stop, what was signed can be cut another way.
    for (const id of ['msg.1', 'msg 1', 'msg\n1', 'mšg', 'm'.repeat(257)]) {
      assert.equal(verdict({ ...signed, 'webhook-id': id }, { secrets: newSecret }), 'INVALID_HEADER', id);
    }
    for (const timestamp of ['soon', '-1', '1e9', ' 1800000000', '0x10', '1800000000.0', '9'.repeat(13)]) {
      assert.equal(
        verdict({ ...signed, 'webhook-timestamp': timestamp }, { secrets: newSecret }),
        'INVALID_HEADER',
      );
    }
    const many = Array.from({ length: 17 }, () => signed['webhook-signature']).join(' ');
    assert.equal(verdict({ ...signed, 'webhook-signature': many }, { secrets: newSecret }), 'INVALID_HEADER');
  });

  it('takes a signature only in its one spelling', () => {
    const signed = signedHeaders({ secrets: [newSecret], keys: [newKey.key] }, message);
    const [v1 = '', v1a = ''] = signed['webhook-signature'].split(' ');
    for (const signature of [
      v1.slice(3),
      v1.replace('v1,', 'v1a,'),
      v1a.replace('v1a,', 'v1,'),
      v1.replace('v1', 'V1'),
      v1.replace(/=$/, ''),
      `${v1}=`,
      `${v1},${v1}`,
      v1a.replace(/=+$/, ''),
    ]) {
      const headers = { ...signed, 'webhook-signature': signature };
      assert.equal(
        verdict(headers, { secrets: newSecret, publicKeys: newKey.whpk }),
        'NO_MATCHING_SIGNATURE',
        signature,
      );
    }
  });

  it('refuses what is older or newer than the tolerance, by the second', () => {
    for (const [seconds, toleranceSeconds, expected] of [
      [-300, undefined, null],
      [-301, undefined, 'TIMESTAMP_TOO_OLD'],
      [300, undefined, null],
      [301, undefined, 'TIMESTAMP_TOO_NEW'],
      [-10, 10, null],
      [-11, 10, 'TIMESTAMP_TOO_OLD'],
      [0, 0, null],
      [1, 0, 'TIMESTAMP_TOO_NEW'],
    ] as const) {
      const headers = signedHeaders({ secrets: [newSecret] }, { ...message, at: NOW + seconds * 1_000 });
      assert.equal(verdict(headers, { secrets: newSecret, toleranceSeconds }), expected, String(seconds));
    }
    const headers = signedHeaders({ secrets: [newSecret] }, message);
    assert.equal(verdict(headers, { secrets: newSecret, now: () => NaN }), 'TIMESTAMP_TOO_NEW');
  });

  it('refuses a signed body that is no event, and repeats nothing of it', () => {
    const { data, ...envelope } = released;
    const ping = exampleOf('endpoint.ping');
    const bodies = [
      '',
      'ada@mail.example',
      '{"email":"ada@mail.example"',
      'null',
      '[]',
      '{}',
      '{"type":7}',
      JSON.stringify(envelope),
      JSON.stringify({ ...released, data: [] }),
      JSON.stringify({ ...released, encrypted: 'a.b.c.d.e' }),
      JSON.stringify({ type: released.type, data }),
      JSON.stringify({ ...ping, data: {} }),
      JSON.stringify({ ...ping, data: undefined, encrypted: 'a.b.c.d.e' }),
    ];
    for (const body of bodies) {
      const headers = signedHeaders({ secrets: [newSecret] }, { ...message, body });
      assert.throws(
        () => verify(body, headers, { secrets: newSecret, now: () => NOW }),
        (error) =>
          error instanceof WebhookError &&
          error.code === 'INVALID_BODY' &&
          !`${error.stack} ${String(error.cause)}`.includes('ada@'),
      );
      assert.equal(
        refusal(() => verifySignature(body, headers, { secrets: newSecret, now: () => NOW })),
        null,
      );
    }
  });

  it('lets a type pass that it does not know', () => {
    for (const type of ['contact.renamed', 'toString', '__proto__', 'constructor']) {
      const body = JSON.stringify({ type, whatever: 1 });
      const headers = signedHeaders({ secrets: [newSecret] }, { ...message, body });
      assert.equal(verify(body, headers, { secrets: newSecret, now: () => NOW }).event.type, type);
    }
  });

  it('refuses keys that are none, as soon as it is told them', () => {
    const short = secretOf(new Uint8Array(23));
    const long = secretOf(new Uint8Array(65));
    const wrong: readonly VerifyOptions[] = [
      {},
      { secrets: [] },
      { secrets: '' },
      { secrets: [newSecret, ''] },
      { secrets: newSecret.slice(6) },
      { secrets: short },
      { secrets: long },
      { secrets: `${newSecret}!` },
      { publicKeys: newSecret },
      { publicKeys: `${newKey.whpk}AAAA` },
      { publicKeys: { keys: [] } },
      { publicKeys: { keys: [{ kty: 'EC', crv: 'P-256' }] } },
      { publicKeys: { keys: [{ ...newKey.jwk, use: 'enc' }] } },
      { publicKeys: { keys: [{ ...newKey.jwk, x: 'AAAA' }] } },
      { secrets: newSecret, toleranceSeconds: -1 },
      { secrets: newSecret, toleranceSeconds: NaN },
    ];
    for (const options of wrong) {
      assert.equal(
        refusal(() => createVerifier(options)),
        'INVALID_OPTIONS',
        JSON.stringify(options),
      );
    }
  });

  it('throws nothing but its own error, whatever comes', () => {
    const signed = signedHeaders({ secrets: [newSecret], keys: [newKey.key] }, message);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...Object.values(signed),
        `${signed['webhook-signature']} v1,`,
        'v1a,'.padEnd(92, 'A') + '==',
      ),
    );
    const value = fc.oneof({ weight: 3, arbitrary: text }, fc.array(text, { maxLength: 2 }), fc.anything());
    const headers = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record(
          { 'webhook-id': value, 'webhook-timestamp': value, 'webhook-signature': value },
          { requiredKeys: [] },
        ),
      },
      fc.anything({ withMap: true, withNullPrototype: true, withTypedArray: true }),
    );
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.constant(`${message.body} `),
      fc.anything(),
    );
    const options = { secrets: [oldSecret, newSecret], publicKeys: newKey.whpk, now: () => NOW };
    const verifier = createVerifier(options);
    fc.assert(
      fc.property(headers, body, (some, bytes) => {
        const given = [bytes, some] as Parameters<typeof verifier.verify>;
        assert.notEqual(
          refusal(() => verifier.verify(...given)),
          null,
        );
      }),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (secrets, publicKeys, keys) => {
        for (const some of [
          { secrets },
          { publicKeys },
          { publicKeys: { keys } },
          { publicKeys: { keys: [keys] } },
          secrets,
        ]) {
          const code = refusal(() => createVerifier(some as VerifyOptions));
          assert.equal(code, 'INVALID_OPTIONS');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
