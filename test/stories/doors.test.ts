import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { createTokenVerifier } from '../../src/http/index.ts';
import { pathOf } from '../../src/http/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import type { Door } from '../../src/kernel/principal.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { probe } from '../support/probe.ts';

const ISSUER = 'https://id.sluice.example';
const REFUSAL =
  '{"errors":[{"message":"The token is missing, not valid, or not for this door.","extensions":{"code":"UNAUTHENTICATED"}}]}';

describe('doors and tokens', function () {
  this.timeout(60_000);
  let marketplace: Marketplace;
  let secret: Buffer;
  const good = {
    algorithm: 'HS256',
    issuer: ISSUER,
    audience: 'sluice:privacy',
    subject: 'pau',
    expiresIn: 600,
  } as const;
  const header = { alg: 'HS256', typ: 'at+jwt' };

  const sign = (claims: object, options: jwt.SignOptions, key: jwt.Secret = secret): string =>
    jwt.sign({ role: 'officer', ...claims }, key, { header, ...options });

  async function knock(door: Door, token: string): Promise<{ status: number; body: string }> {
    const response = await fetch(`${marketplace.serving.url}${pathOf[door]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ __typename }"}',
    });
    return { status: response.status, body: await response.text() };
  }

  before(async () => {
    marketplace = await startMarketplace('sqlite');
    secret = marketplace.surroundings.secrets.jwtSecret as Buffer;
  });
  after(() => marketplace.stop());

  it('opens each door to its own token and to no other', async () => {
    const tokens: Record<Door, string> = {
      marketplace: marketplace.login('a', 'a@mail.example').token,
      partner: marketplace.partnerToken('calmly'),
      marketing: marketplace.staffToken('marketing'),
      privacy: marketplace.staffToken('privacy'),
    };
    for (const door of doors) {
      for (const from of doors) {
        const { status, body } = await knock(door, tokens[from]);
        assert.equal(status, door === from ? 200 : 401, `${from} token at ${door}`);
        if (door !== from) assert.equal(body, REFUSAL);
      }
    }
  });

  it('lets nobody in without a token but at the marketplace, and at the partner door for what needs none', async () => {
    for (const door of doors) {
      const { status } = await marketplace.ask(door, null, '{ __typename }');
      assert.equal(status, door === 'marketplace' || door === 'partner' ? 200 : 401);
    }
    const answers = await probe(marketplace, 'partner', null);
    const open = [...answers].filter(([, code]) => code === null).map(([field]) => field);
    assert.deepEqual(open, ['rateLimit', 'acceptInvitation']);
    const others = [...answers.values()].filter((code) => code !== null);
    assert.deepEqual(new Set(others), new Set(['UNAUTHENTICATED']));
  });

  it('refuses every token that is wrong in one thing, all with one answer', async () => {
    assert.equal((await knock('privacy', sign({}, good))).status, 200);
    const [, payload = ''] = sign({}, good).split('.');
    const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
    const wrong: Record<string, string> = {
      'another secret': sign({}, good, Buffer.alloc(32, 1)),
      'empty secret': `${encode(header)}.${payload}.`,
      'alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      'alg None': `${encode({ alg: 'None', typ: 'at+jwt' })}.${payload}.`,
      HS512: sign({}, { ...good, algorithm: 'HS512', header: { alg: 'HS512', typ: 'at+jwt' } }),
      'typ JWT': sign({}, { ...good, header: { alg: 'HS256', typ: 'JWT' } }),
      'no typ': sign({}, { ...good, header: { alg: 'HS256' } }),
      crit: sign({}, { ...good, header: { ...header, crit: ['x'] } }),
      'another issuer': sign({}, { ...good, issuer: 'https://evil.example' }),
      'another audience': sign({}, { ...good, audience: 'sluice:marketing' }),
      expired: sign({}, { ...good, expiresIn: -60 }),
      'no exp': jwt.sign({ role: 'officer' }, secret, {
        header,
        issuer: ISSUER,
        audience: good.audience,
        subject: 'pau',
      }),
      'too old': sign({ iat: Math.floor(Date.now() / 1_000) - 200_000 }, { ...good, expiresIn: 900_000 }),
      'not yet': sign({}, { ...good, notBefore: 600 }),
      'no subject': jwt.sign({ role: 'officer' }, secret, {
        header,
        issuer: ISSUER,
        audience: good.audience,
        expiresIn: 600,
      }),
      'another role': sign({ role: 'marketer' }, good),
      'four parts': `${sign({}, good)}.x`,
      'not a token': 'abc',
    };
    for (const [name, token] of Object.entries(wrong)) {
      assert.deepEqual(await knock('privacy', token), { status: 401, body: REFUSAL }, name);
    }
    assert.equal((await knock('partner', marketplace.partnerToken('no-such-partner'))).status, 401);
  });

  it('answers malformed bodies, unknown paths and surprises in one form, without what was sent', async () => {
    const post = async (body: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(`${marketplace.serving.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: response.status, text: await response.text() };
    };
    assert.equal((await post('{"query": canary')).status, 400);
    assert.equal((await post(JSON.stringify({ query: 'x'.repeat(200_000) }))).status, 413);
    const wrong = await post(
      JSON.stringify({
        query: 'query ($n: Int) { apps(first: $n) { nodes { id } } }',
        variables: { n: 'canary' },
      }),
    );
    assert.match(wrong.text, /"\$n\\" got an invalid value/);
    const literal = await post(JSON.stringify({ query: '{ apps(first: "canary") { nodes { id } } }' }));
    const syntax = await post(JSON.stringify({ query: '{ canary(' }));
    const lost = await fetch(`${marketplace.serving.url}/canary`);
    assert.equal(lost.status, 404);
    for (const text of [wrong.text, literal.text, syntax.text, await lost.text()]) {
      assert.match(text, /"errors"/);
      assert.doesNotMatch(text, /canary/);
    }
  });

  it('says nothing of a surprise but an id that the log knows', async () => {
    const broken = await startMarketplace('sqlite');
    try {
      await broken.db.transact((tx) => tx.q.schema.dropTable('policies'));
      const { errors } = await broken.ask('marketplace', null, '{ policy { version } }');
      const { errorId, ...rest } = errors[0]?.extensions as { code: string; errorId?: string };
      assert.deepEqual([errors[0]?.message, rest], ['Internal error.', { code: 'INTERNAL' }]);
      assert.ok(errorId && broken.logLines.some((line) => line.includes(errorId)));
      const ready = await fetch(`${broken.serving.url}/readyz`);
      assert.equal(ready.status, 200);
    } finally {
      await broken.stop();
    }
  });

  it('serves staff doors on a port of their own when told to', async () => {
    const apart = await startMarketplace('sqlite', { environment: { SLUICE_STAFF_PORT: '0' } });
    try {
      const { url, staffUrl } = apart.serving;
      assert.notEqual(url, staffUrl);
      const status = async (origin: string, door: Door): Promise<number> =>
        (await fetch(`${origin}${pathOf[door]}`, { method: 'POST' })).status;
      assert.equal(await status(url, 'privacy'), 404);
      assert.equal(await status(staffUrl, 'privacy'), 401);
      assert.equal(await status(staffUrl, 'partner'), 404);
    } finally {
      await apart.stop();
    }
  });

  describe('with a key set', () => {
    const pairs = new Map<
      string,
      { kid: string; privateKey: KeyObject; publicKey: KeyObject; alg: 'RS256' | 'ES256' }
    >();
    let published: string[] = [];
    let fetches = 0;
    let close: () => void;
    let verify: ReturnType<typeof createTokenVerifier>;

    const newPair = (alg: 'RS256' | 'ES256'): string => {
      const kid = randomUUID();
      const pair =
        alg === 'RS256'
          ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
          : generateKeyPairSync('ec', { namedCurve: 'P-256' });
      pairs.set(kid, { kid, ...pair, alg });
      return kid;
    };
    const tokenOf = (kid: string, extra: jwt.SignOptions = {}): string => {
      const pair = pairs.get(kid);
      assert.ok(pair);
      return jwt.sign({ role: 'officer' }, pair.privateKey, {
        ...good,
        algorithm: pair.alg,
        header: { alg: pair.alg, typ: 'at+jwt', kid },
        ...extra,
      });
    };

    before(async () => {
      const server = createServer((_request, response) => {
        fetches += 1;
        const keys = published.map((kid) => ({
          ...pairs.get(kid)?.publicKey.export({ format: 'jwk' }),
          kid,
          use: 'sig',
          alg: pairs.get(kid)?.alg,
        }));
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      close = () => server.close();
      const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
      verify = createTokenVerifier({ issuer: ISSUER, maxAgeSeconds: 3_600, jwksUrl }, null);
    });
    after(() => close());

    it('takes RS256 and ES256, and keys that are rotated in and out', async () => {
      const [rsa, ec] = [newPair('RS256'), newPair('ES256')];
      published = [rsa, ec];
      assert.equal((await verify('privacy', tokenOf(rsa))).sub, 'pau');
      assert.equal((await verify('privacy', tokenOf(ec))).sub, 'pau');
      const next = newPair('ES256');
      published = [next];
      assert.equal((await verify('privacy', tokenOf(next))).sub, 'pau');
      const unpublished = newPair('RS256');
      await assert.rejects(verify('privacy', tokenOf(unpublished)), /not valid/);
    });

    it('takes no HS256 token, not even one signed with a public key', async () => {
      const rsa = newPair('RS256');
      published = [rsa];
      const pem = createPublicKey(pairs.get(rsa)?.publicKey.export({ type: 'spki', format: 'pem' }) as string)
        .export({ type: 'spki', format: 'pem' })
        .toString();
      const [head, body] = [
        { alg: 'HS256', typ: 'at+jwt', kid: rsa },
        jwt.decode(tokenOf(rsa)) as object,
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const { createHmac } = await import('node:crypto');
      const mac = createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url');
      await assert.rejects(verify('privacy', `${head}.${body}.${mac}`), /not valid/);
      await assert.rejects(verify('privacy', sign({}, good)), /not valid/);
    });

    it('does not ask for keys again and again because of keys that nobody has', async () => {
      const before = fetches;
      const stranger = newPair('ES256');
      for (let i = 0; i < 40; i += 1) {
        pairs.set(`stranger-${i}`, {
          ...(pairs.get(stranger) as NonNullable<ReturnType<typeof pairs.get>>),
          kid: `stranger-${i}`,
        });
        await assert.rejects(verify('privacy', tokenOf(`stranger-${i}`)));
      }
      assert.ok(fetches - before <= 10, `${fetches - before} fetches`);
    });
  });
});
