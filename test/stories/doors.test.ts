import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
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

describe('doors and tokens', () => {
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
    const signed = (head: object | string, body: string): string => {
      const text = [typeof head === 'string' ? head : JSON.stringify(head), body]
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.');
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const now = Math.floor(Date.now() / 1_000);
    const claims = `"iss":"${ISSUER}","aud":"sluice:privacy","sub":"pau","iat":${now},"exp":${now + 600}`;
    assert.equal((await knock('privacy', signed(header, `{"role":"officer",${claims}}`))).status, 200);
    const wrong: Record<string, string> = {
      'another secret': sign({}, good, Buffer.alloc(32, 1)),
      'empty secret': `${encode(header)}.${payload}.`,
      'alg none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      ...Object.fromEntries(
        ['None', 'NONE', 'nOnE', 'none ', ' none', '', 'hs256', 'HS256 '].map((alg) => [
          `alg "${alg}"`,
          `${encode({ alg, typ: 'at+jwt' })}.${payload}.${sign({}, good).split('.')[2]}`,
        ]),
      ),
      'no alg': `${encode({ typ: 'at+jwt' })}.${payload}.`,
      'two roles': signed(header, `{"role":"marketer","role":"officer",${claims}}`),
      'two roles, one escaped': signed(header, `{"r\\u006fle":"marketer","role":"officer",${claims}}`),
      'two algorithms': signed('{"alg":"none","alg":"HS256","typ":"at+jwt"}', `{"role":"officer",${claims}}`),
      'claims that are a list': signed(header, '[]'),
      'claims that are no JSON': signed(header, '{'),
      'a subject that is no text': signed(header, `{"role":"officer",${claims.replace('"pau"', '["pau"]')}}`),
      'two audiences, neither this door’s': sign(
        {},
        { ...good, audience: ['sluice:marketing', 'sluice:partner'] },
      ),
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
    let config: Parameters<typeof createTokenVerifier>[0];

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
      config = { issuer: ISSUER, maxAgeSeconds: 3_600, jwksUrl };
      verify = createTokenVerifier(config, null, 0);
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
      const mac = createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url');
      await assert.rejects(verify('privacy', `${head}.${body}.${mac}`), /not valid/);
      await assert.rejects(verify('privacy', sign({}, good)), /not valid/);
    });

    it('asks for keys once, however many come that nobody has', async () => {
      const patient = createTokenVerifier(config, null);
      const known = newPair('ES256');
      published = [known];
      const before = fetches;
      assert.equal((await patient('privacy', tokenOf(known))).sub, 'pau');
      const pair = pairs.get(newPair('ES256'));
      assert.ok(pair);
      for (let i = 0; i < 100; i += 1) {
        pairs.set(`stranger-${i}`, { ...pair, kid: `stranger-${i}` });
        await assert.rejects(patient('privacy', tokenOf(`stranger-${i}`)), /not valid/);
      }
      assert.equal((await patient('privacy', tokenOf(known))).sub, 'pau', 'the known one is still known');
      assert.equal(fetches - before, 1);
    });

    it('looks for a key nowhere but in the set, whatever the token says of where it is', async () => {
      let outside = 0;
      const elsewhere = createServer((_request, response) => {
        outside += 1;
        response.end('{}');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/keys.json`;
      const own = pairs.get(newPair('ES256'));
      assert.ok(own);
      const kid = newPair('ES256');
      published = [kid];
      const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid };
      for (const extra of [
        { jku: url, kid },
        { x5u: url, kid },
        { jwk, kid },
        { kid: url },
        { kid: '../../../../dev/null' },
        { kid: "x' union select 'secret' --" },
        { kid: '' },
        { kid: { $ne: null } },
        { kid: 'k'.repeat(5_000) },
        {},
      ]) {
        const forged = jwt.sign({ role: 'officer' }, own.privateKey, {
          ...good,
          algorithm: 'ES256',
          header: { alg: 'ES256', typ: 'at+jwt', ...extra } as jwt.JwtHeader,
        });
        await assert.rejects(verify('privacy', forged), /not valid/, JSON.stringify(extra).slice(0, 60));
      }
      assert.equal(outside, 0);
      elsewhere.close();
    });

    it('takes a key for the algorithm that the set says, and for no other', async () => {
      const [rsa, ec] = [newPair('RS256'), newPair('ES256')];
      published = [rsa, ec];
      const parts = (kid: string, alg: string): string =>
        [{ alg, typ: 'at+jwt', kid }, jwt.decode(tokenOf(kid)) as object]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.');
      for (const [kid, alg] of [
        [rsa, 'ES256'],
        [ec, 'RS256'],
        [ec, 'HS256'],
        [rsa, 'PS256'],
        [rsa, 'none'],
      ] as const) {
        const [, , signature = ''] = tokenOf(kid).split('.');
        await assert.rejects(verify('privacy', `${parts(kid, alg)}.${signature}`), /not valid/, alg);
        const pem = pairs.get(kid)?.publicKey.export({ type: 'spki', format: 'pem' }) ?? '';
        const mac = createHmac('sha256', pem).update(parts(kid, alg)).digest('base64url');
        await assert.rejects(verify('privacy', `${parts(kid, alg)}.${mac}`), /not valid/, alg);
      }
    });
  });
});
