import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { generate } from 'selfsigned';
import {
  readEncryptionKey,
  readEvents,
  refuseClient,
  refuseHeaders,
  refuseRate,
  webhookEvents,
} from '../../src/delivery/index.ts';
import { readWish } from '../../src/delivery/endpoints/endpoint-wish.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';

const wrongIn = (field: string, answer: unknown, what = ''): Refusal => {
  assert.ok(isRefusal(answer), `${what} was taken`);
  assert.equal(answer.refused, 'INVALID_INPUT');
  assert.deepEqual(answer.field, ['input', field]);
  return answer;
};
const header = (name: string, value = 'x') => [{ name, value }];

describe('headers that a partner adds', () => {
  it('may be credentials and names of its own', () => {
    for (const [name, value] of [
      ['Authorization', 'Bearer abc.def-ghi_jkl=='],
      ['X-Api-Key', '!"#$%&()*+,/:;<=>?@[]^_`{|}~'],
      ['x', 'a b  c'],
      ['X-Constructor', 'y'],
      ['constructor', 'z'],
      ['A'.repeat(64), 'v'.repeat(512)],
    ] as const) {
      assert.equal(refuseHeaders(header(name, value)), null, name);
    }
    assert.equal(refuseHeaders([]), null);
    const ten = Array.from({ length: 10 }, (_, i) => ({ name: `x-${i}`, value: 'v' }));
    assert.equal(refuseHeaders(ten), null);
    wrongIn('headers', refuseHeaders([...ten, { name: 'x-10', value: 'v' }]));
  });

  it('cannot end the header and begin another, or the body', () => {
    for (const value of [
      ...[
        'a\r\nwebhook-id: msg_1',
        'a\nb',
        'a\rb',
        'a\r\n\r\n{}',
        '\r\n',
        'a\0b',
        '\u2028',
        'a\u0085b',
        'a\tb',
      ],
      ...[
        '',
        ' ',
        ' a',
        'a ',
        'a\n',
        '\na',
        'é',
        '\u010d\u010a',
        '嘊嘍set-cookie',
        'a\x7fb',
        'v'.repeat(513),
      ],
    ]) {
      const refusal = wrongIn('headers', refuseHeaders(header('x-own', value)), JSON.stringify(value));
      assert.ok(value.trim() === '' || !refusal.message.includes(value), 'it repeats a value');
    }
    for (const name of [
      ...[
        '',
        ' x',
        'x ',
        'x:',
        'x\r\ny',
        'x\n',
        'x y',
        '-x',
        'x_y',
        'x.y',
        'é',
        'x\0',
        ':path',
        'x\u212a',
        'a'.repeat(65),
      ],
    ]) {
      wrongIn('headers', refuseHeaders(header(name)), JSON.stringify(name));
    }
  });

  it('are not those that say what a message is, who sent it or how it is framed, in any case', () => {
    for (const name of [
      ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'webhook-anything', 'content-type'],
      ...[
        'content-length',
        'content-encoding',
        'host',
        'user-agent',
        'connection',
        'keep-alive',
        'te',
        'trailer',
      ],
      ...[
        'transfer-encoding',
        'upgrade',
        'expect',
        'proxy-authorization',
        'proxy-connection',
        'forwarded',
        'via',
      ],
      ...[
        'x-forwarded-for',
        'x-forwarded-host',
        'cookie',
        'set-cookie',
        'referer',
        'origin',
        'sec-fetch-site',
        'date',
      ],
    ]) {
      for (const spelled of [name, name.toUpperCase(), name.replace(/^./, (c) => c.toUpperCase())]) {
        wrongIn('headers', refuseHeaders(header(spelled)), spelled);
        wrongIn('headers', refuseHeaders([...header('x-own'), ...header(spelled)]), spelled);
      }
    }
  });

  it('have each name once, however it is spelled', () => {
    wrongIn('headers', refuseHeaders([...header('X-Own'), ...header('x-own', 'other')]));
    assert.equal(refuseHeaders([...header('x-own'), ...header('x-own-2')]), null);
  });

  it('that are taken are visible ASCII in one line, whatever comes', () => {
    const any = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[ -~]{0,20}\s?$/));
    fc.assert(
      fc.property(any, any, (name, value) => {
        if (refuseHeaders([{ name, value }]) !== null) return;
        assert.match(name, /^[A-Za-z0-9-]+$/);
        assert.ok([...value].every((c) => c >= ' ' && c <= '~'));
        assert.equal(new Headers([[name, value]]).get(name), value);
      }),
      { numRuns: 3_000 },
    );
  });
});

const publicJwk = (key: KeyObject): Record<string, unknown> => ({ ...key.export({ format: 'jwk' }) });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const p256 = ec('P-256');
const x25519 = generateKeyPairSync('x25519');

describe('the key that data is encrypted to', () => {
  const read = (jwk: unknown) => readEncryptionKey(JSON.stringify(jwk));

  it('is RSA, EC or X25519 with its algorithm, reduced to what it needs', () => {
    for (const [key, alg] of [
      [rsa.publicKey, 'RSA-OAEP-256'],
      [p256.publicKey, 'ECDH-ES'],
      [p256.publicKey, 'ECDH-ES+A256KW'],
      [ec('P-384').publicKey, 'ECDH-ES'],
      [ec('P-521').publicKey, 'ECDH-ES+A256KW'],
      [x25519.publicKey, 'ECDH-ES'],
      [x25519.publicKey, 'ECDH-ES+A256KW'],
    ] as const) {
      const jwk = { ...publicJwk(key), alg, kid: 'key 1' };
      const taken = read({ use: 'enc', ...jwk, key_ops: ['deriveBits'], x5c: ['junk'], '<script>': 1 });
      assert.ok(typeof taken === 'string', alg);
      assert.deepEqual(JSON.parse(taken), jwk);
      const { kid: _, ...unnamed } = jwk;
      assert.deepEqual(JSON.parse(read(unnamed) as string), unnamed);
    }
  });

  it('keeps nothing of another kind of key that came along', () => {
    const taken = read({ ...publicJwk(p256.publicKey), alg: 'ECDH-ES', n: { deep: 1 }, e: 5 });
    assert.deepEqual(Object.keys(JSON.parse(taken as string) as object).sort(), [
      'alg',
      'crv',
      'kty',
      'x',
      'y',
    ]);
  });

  it('is refused with any private part, whole or not, and the refusal says so', () => {
    for (const [key, alg] of [
      [rsa.privateKey, 'RSA-OAEP-256'],
      [p256.privateKey, 'ECDH-ES'],
      [x25519.privateKey, 'ECDH-ES+A256KW'],
    ] as const) {
      assert.match(wrongIn('encryptionKey', read({ ...publicJwk(key), alg })).message, /private/);
    }
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) {
      const jwk = { ...publicJwk(rsa.publicKey), alg: 'RSA-OAEP-256', [member]: '' };
      assert.match(wrongIn('encryptionKey', read(jwk), member).message, /private/);
    }
  });

  it('is refused where it is of another kind or algorithm', () => {
    const ed25519 = generateKeyPairSync('ed25519').publicKey;
    const x448 = generateKeyPairSync('x448').publicKey;
    const [ofRsa, ofEc, ofX] = [rsa, p256, x25519].map(({ publicKey }) => publicJwk(publicKey));
    const wrong: readonly unknown[] = [
      ...[null, 1, 'key', [], {}, [ofRsa], { keys: [ofRsa] }],
      ...[ofRsa, ofEc, ofX],
      ...['RSA-OAEP', 'RSA1_5', 'RSA-OAEP-512', 'ECDH-ES', 'dir', 'none', '', 1, null, ['RSA-OAEP-256']].map(
        (alg) => ({
          ...ofRsa,
          alg,
        }),
      ),
      ...['RSA-OAEP-256', 'ECDH-ES+A128KW', 'ES256', 'A256KW', 'constructor'].map((alg) => ({
        ...ofEc,
        alg,
      })),
      ...['EdDSA', 'X25519', 'RSA-OAEP-256'].map((alg) => ({ ...ofX, alg })),
      { ...publicJwk(ed25519), alg: 'ECDH-ES' },
      { ...publicJwk(x448), alg: 'ECDH-ES' },
      { ...publicJwk(ec('secp256k1').publicKey), alg: 'ECDH-ES' },
      { kty: 'oct', k: 'AAAA', alg: 'A256KW' },
      { kty: 'constructor', alg: 'name' },
      { ...ofEc, kty: 'OKP', alg: 'ECDH-ES' },
      { ...ofX, kty: 'EC', alg: 'ECDH-ES' },
      { ...ofEc, crv: ['P-256'], alg: 'ECDH-ES' },
      { ...ofEc, crv: 'P-384', alg: 'ECDH-ES' },
      { ...ofRsa, alg: 'RSA-OAEP-256', kid: 5 },
      { ...ofRsa, alg: 'RSA-OAEP-256', kid: 'k'.repeat(201) },
    ];
    for (const jwk of wrong) wrongIn('encryptionKey', read(jwk), JSON.stringify(jwk));
    for (const text of ['', '{', 'null', '-----BEGIN PUBLIC KEY-----', `{"kty":"RSA"}${' '.repeat(4_096)}`]) {
      wrongIn('encryptionKey', readEncryptionKey(text), text.slice(0, 40));
    }
  });

  it('is refused where nothing, or nothing well, can be encrypted to it', () => {
    const bytes = (size: number, fill: number, first = fill): string =>
      Buffer.concat([Buffer.from([first]), Buffer.alloc(size - 1, fill)]).toString('base64url');
    const { n } = publicJwk(rsa.publicKey);
    const ofRsa = { kty: 'RSA', alg: 'RSA-OAEP-256', n, e: 'AQAB' };
    const ofEc = { ...publicJwk(p256.publicKey), alg: 'ECDH-ES' } as { x?: string; y?: string };
    const ofX = { kty: 'OKP', crv: 'X25519', alg: 'ECDH-ES' };
    const small = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey;
    for (const [what, jwk] of Object.entries({
      'RSA of 1024 bits': { ...publicJwk(small), alg: 'RSA-OAEP-256' },
      'RSA of 20,000 bits': { ...ofRsa, n: bytes(2_500, 0xff) },
      'an even modulus': { ...ofRsa, n: bytes(256, 0, 0xff) },
      'e = 1': { ...ofRsa, e: 'AQ' },
      'e = 3': { ...ofRsa, e: 'Aw' },
      'no e': { ...ofRsa, e: undefined },
      'the point 0': { ...ofX, x: bytes(32, 0) },
      'a point of order 4': { ...ofX, x: bytes(32, 0, 1) },
      'a point off the curve': { ...ofEc, x: ofEc.y, y: ofEc.x },
      'half a point': { ...ofEc, y: undefined },
      'a short point': { ...ofEc, x: 'AQ' },
    })) {
      wrongIn('encryptionKey', read(jwk), what);
    }
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        wrongIn('encryptionKey', readEncryptionKey(text), text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the certificate that we show', () => {
  const make = (options: Parameters<typeof generate>[1] = {}) =>
    generate([{ name: 'commonName', value: 'sluice' }], { keyType: 'ec', ...options });
  const client = ({ cert, private: privateKey }: Awaited<ReturnType<typeof make>>) => ({
    certificate: cert,
    privateKey,
  });

  it('comes with the private key that belongs to it', async () => {
    const [one, other] = [await make(), await make()];
    assert.equal(refuseClient(client(one)), null);
    assert.equal(refuseClient(client(await make({ keyType: 'rsa', keySize: 2_048 }))), null);
    wrongIn('clientCertificate', refuseClient({ certificate: one.cert, privateKey: other.private }));
    // A chain is sent whole.
    assert.equal(refuseClient({ certificate: `${one.cert}\n${other.cert}`, privateKey: one.private }), null);
    wrongIn(
      'clientCertificate',
      refuseClient({ certificate: `${other.cert}\n${one.cert}`, privateKey: one.private }),
    );
  });

  it('is refused where a connection could not be opened with it', async () => {
    const { cert, private: key } = await make();
    const locked = createPrivateKey(key).export({
      ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
    });
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    for (const [what, certificate, privateKey] of [
      ['nothing', '', ''],
      ['no key', cert, ''],
      ['no certificate', '', key],
      ['the wrong way round', key, cert],
      ['a locked key', cert, locked.toString()],
      ['half a key', cert, key.slice(0, key.length / 2)],
      ['half a certificate', cert.slice(0, cert.length / 2), key],
      ['a chain with a broken link', `${cert}\n${broken}`, key],
      ['the public key', cert, (await make()).public],
      ['a certificate that is too long', cert + '\n'.repeat(16_384), key],
      ['a key that is too long', cert, key + '\n'.repeat(16_384)],
    ] as const) {
      const refusal = wrongIn('clientCertificate', refuseClient({ certificate, privateKey }), what);
      assert.ok(!refusal.message.includes('BEGIN'));
    }
  });
});

describe('the other wishes of an endpoint', () => {
  it('a rate is a whole number from 1 to 1000, or none', () => {
    for (const rate of [null, 1, 2, 999, 1_000]) assert.equal(refuseRate(rate), null);
    for (const rate of [0, -1, 1.5, 1_001, NaN, Infinity, -0])
      wrongIn('maxPerSecond', refuseRate(rate), String(rate));
  });

  it('events are each named once, in our order; null is all of them', () => {
    assert.equal(readEvents(null), null);
    wrongIn('events', readEvents([]));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...webhookEvents), { minLength: 1 }), (events) => {
        const read = readEvents(events);
        assert.ok(Array.isArray(read));
        assert.deepEqual(new Set(read), new Set(events));
        assert.deepEqual(
          read,
          webhookEvents.filter((event) => read.includes(event)),
        );
      }),
    );
  });

  it('are checked whole, and say only what was wished', () => {
    assert.deepEqual(readWish({}), { options: {}, kept: {} });
    assert.deepEqual(
      readWish({
        events: null,
        thin: false,
        encryptionKey: null,
        maxPerSecond: null,
        clientCertificate: null,
        headers: [],
      }),
      {
        options: { events: null, thin: false, encryptionKey: null, maxPerSecond: null },
        kept: { headers: [], client: null },
      },
    );
    const good = { thin: true, maxPerSecond: 5, headers: header('x-own') };
    assert.deepEqual(readWish(good), {
      options: { thin: true, maxPerSecond: 5 },
      kept: { headers: header('x-own') },
    });
    for (const [field, wish] of [
      ['events', { events: [] }],
      ['encryptionKey', { encryptionKey: '' }],
      ['maxPerSecond', { maxPerSecond: 0 }],
      ['headers', { headers: header('host') }],
      ['clientCertificate', { clientCertificate: { certificate: '', privateKey: '' } }],
    ] as const) {
      wrongIn(field, readWish({ ...good, ...wish }));
    }
  });
});
