import assert from 'node:assert/strict';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import * as client from 'oauth4webapi';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { pathOf } from '../../src/http/index.ts';
import { engines, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { oauth } from '../support/oauth.ts';
import type { OAuth } from '../support/oauth.ts';
import { onboarding } from '../support/onboarding.ts';
import type { Onboarding } from '../support/onboarding.ts';
import { proofKey, proofs, signedBy } from '../support/proofs.ts';
import type { ProofKey, Wrong } from '../support/proofs.ts';

const BODY = JSON.stringify({ query: '{ me { slug } }' });
const CHALLENGE = 'Bearer, DPoP algs="ES256"';

for (const dialect of engines) {
  describe(`access tokens that are bound to a key (DPoP), on ${dialect},`, () => {
    let marketplace: Marketplace;
    let staff: Onboarding;
    let programs: OAuth;
    let proofOf: ReturnType<typeof proofs>;
    let key: ProofKey;
    let thief: ProofKey;
    let door: string;
    let endpoint: string;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      staff = onboarding(marketplace);
      programs = oauth(marketplace);
      proofOf = proofs(marketplace);
      [key, thief] = [proofKey(), proofKey()];
      door = `${programs.publicUrl}${pathOf.partner}`;
      endpoint = `${programs.publicUrl}/oauth/token`;
    });
    after(() => marketplace.stop());
    // Each test has the requests of a minute for itself.
    beforeEach(() => marketplace.clock.advance(MINUTE));

    async function settled(slug: string) {
      const partner = await staff.settled(slug);
      const clients = programs.clientsOf(partner.apiKey);
      return { ...partner, clients, ...(await clients.made()) };
    }

    const asked = (id: string, secret: string, proof: string) =>
      programs.post(programs.grant, { ...programs.basicOf(id, secret), dpop: proof });

    /** A token that is bound to `key`. */
    async function bound({ id, secret }: { id: string; secret: string }): Promise<string> {
      return (await asked(id, secret, proofOf(key, { url: endpoint }))).token;
    }

    async function knock(
      headers: readonly (readonly [string, string])[],
      path = pathOf.partner,
      { serving } = marketplace,
    ) {
      const sent = new Headers({ 'content-type': 'application/json' });
      for (const [name, value] of headers) sent.append(name, value);
      const options = { method: 'POST', headers: sent, body: BODY };
      const response = await fetch(`${serving.url}${path}`, options);
      const raw = await response.text();
      const { status, headers: said } = response;
      const [challenge, retryAfter] = [said.get('www-authenticate'), said.get('retry-after')];
      return { status, raw, challenge, retryAfter };
    }

    const beside = (token: string, proof: string, scheme = 'DPoP') =>
      [
        ['authorization', `${scheme} ${token}`],
        ['dpop', proof],
      ] as const;
    const shown = (...sent: Parameters<typeof beside>) => knock(beside(...sent));

    it('are got and shown by a client that knows the specifications alone', async () => {
      const { id, secret } = await settled('by-the-book');
      const known = {
        client_id: id,
        [client.clockSkew]: Math.round((marketplace.clock.now() - Date.now()) / SECOND),
      };
      const dpop = client.DPoP(known, await client.generateKeyPair('ES256'));
      const options = {
        DPoP: dpop,
        [client.allowInsecureRequests]: true,
        // The port of a test is not the one that the service is reached by.
        [client.customFetch]: (url: string, init: object) =>
          fetch(url.replace(programs.publicUrl, marketplace.serving.url), init),
      };
      const issuer = new URL(programs.publicUrl);
      const found = await client.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
      const server = await client.processDiscoveryResponse(issuer, found);
      assert.deepEqual(server.dpop_signing_alg_values_supported, ['ES256']);
      const proof = client.ClientSecretBasic(secret);
      const answer = await client.clientCredentialsGrantRequest(server, known, proof, {}, options);
      const got = await client.processClientCredentialsResponse(server, known, answer);
      assert.deepEqual([got.token_type, got.expires_in], ['dpop', 900]);
      for (let time = 0; time < 2; time += 1) {
        const headers = new Headers({ 'content-type': 'application/json' });
        const at = new URL(door);
        const response = await client.protectedResourceRequest(
          got.access_token,
          'POST',
          at,
          headers,
          BODY,
          options,
        );
        assert.equal(response.status, 200);
        assert.deepEqual(((await response.json()) as { data: unknown }).data, {
          me: { slug: 'by-the-book' },
        });
      }
    });

    it('open the door to whoever holds the key, by any way to write its address, and once by each proof', async () => {
      const token = await bound(await settled('holder'));
      const { host, pathname } = new URL(door);
      for (const url of [door, `${door}?a=b#c`, `HTTP://${host.toUpperCase()}${pathname}`]) {
        const proof = proofOf(key, { url, token });
        assert.equal((await shown(token, proof)).status, 200, url);
        assert.equal((await shown(token, proof)).status, 401, 'a second time');
      }
      assert.equal((await shown(token, proofOf(key, { url: door, token }), 'dpop')).status, 200);
      const query = `?${new URLSearchParams({ query: '{ me { slug } }' }).toString()}`;
      const byGet = (htm: string) =>
        fetch(`${marketplace.serving.url}${pathOf.partner}${query}`, {
          headers: {
            authorization: `DPoP ${token}`,
            dpop: proofOf(key, { url: door, token }, { claims: { htm } }),
            'apollo-require-preflight': 'true',
          },
        });
      assert.deepEqual([(await byGet('GET')).status, (await byGet('POST')).status], [200, 401]);
      const proof = proofOf(key, { url: door, token });
      const answers = await Promise.all(Array.from({ length: 8 }, () => shown(token, proof)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(7).fill(401)]);
    });

    it('are refused in the same bytes without a proof that is all right', async () => {
      const { id, secret, apiKey } = await settled('wrong-proofs');
      const token = await bound({ id, secret });
      const bearer = (await programs.byBasic(id, secret)).token;
      const at = { url: door, token };
      const now = Math.floor(marketplace.clock.now() / SECOND);
      const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
      const shared = Buffer.alloc(32, 1);
      const changes: Record<string, Wrong> = {
        'another key': { header: { jwk: thief.jwk }, signature: signedBy(thief) },
        'a key that it does not hold': { signature: signedBy(thief) },
        'a private key': { header: { jwk: key.privateKey.export({ format: 'jwk' }) } },
        'no key': { header: { jwk: undefined } },
        'another type': { header: { typ: 'at+jwt' } },
        'no type': { header: { typ: undefined } },
        'something critical that nobody knows': { header: { crit: ['x'], x: 1 } },
        'another address': { claims: { htu: `${programs.publicUrl}/graphql` } },
        'another host': { claims: { htu: 'http://evil.example/graphql/partner' } },
        'no address': { claims: { htu: undefined } },
        'another method': { claims: { htm: 'GET' } },
        'no method': { claims: { htm: undefined } },
        'another token': { claims: { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' } },
        'no token': { claims: { ath: undefined } },
        'too old': { claims: { iat: now - 70 } },
        'of later': { claims: { iat: now + 20 } },
        'no time': { claims: { iat: undefined } },
        'no name': { claims: { jti: undefined } },
        'an empty name': { claims: { jti: '' } },
        'a name that is no text': { claims: { jti: 7 } },
        'too long a name': { claims: { jti: 'x'.repeat(256) } },
        'too much in it': { claims: { more: 'x'.repeat(4_096) } },
        ...Object.fromEntries(
          ['none', 'None', 'NONE', '', undefined].map((alg) => [
            `alg ${alg}`,
            { header: { alg }, signature: () => Buffer.alloc(0) },
          ]),
        ),
        HS256: {
          header: { alg: 'HS256', jwk: { kty: 'oct', k: shared.toString('base64url') } },
          signature: (text) => createHmac('sha256', shared).update(text).digest(),
        },
        RS256: {
          header: { alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) },
          signature: (text) => sign('sha256', Buffer.from(text), rsa.privateKey),
        },
        'a signature of nothing': { signature: () => Buffer.alloc(64) },
      };
      const wrong: Record<string, readonly (readonly [string, string])[]> = {};
      const bySchemeOf = (scheme: string, shownToken: string, proof?: string) => [
        ['authorization', `${scheme} ${shownToken}`] as const,
        ...(proof === undefined ? [] : [['dpop', proof] as const]),
      ];
      const right = (): string => proofOf(key, at);
      for (const [what, change] of Object.entries(changes)) {
        wrong[what] = bySchemeOf('DPoP', token, proofOf(key, at, change));
      }
      wrong['no proof'] = bySchemeOf('DPoP', token);
      wrong['two proofs'] = [...bySchemeOf('DPoP', token, right()), ['dpop', right()]];
      wrong['a bearer'] = bySchemeOf('Bearer', token);
      wrong['a bearer with a proof'] = bySchemeOf('Bearer', token, right());
      wrong['a token that is not bound'] = bySchemeOf(
        'DPoP',
        bearer,
        proofOf(key, { url: door, token: bearer }),
      );
      wrong['an API key'] = bySchemeOf('DPoP', apiKey, proofOf(key, { url: door, token: apiKey }));
      const login = marketplace.partnerToken('wrong-proofs');
      wrong['a login'] = bySchemeOf('DPoP', login, proofOf(key, { url: door, token: login }));
      wrong['no JWT'] = bySchemeOf('DPoP', token, 'x');
      const said = new Set<string>();
      for (const [what, headers] of Object.entries(wrong)) {
        const { status, raw, challenge } = await knock(headers);
        assert.deepEqual([status, challenge], [401, CHALLENGE], what);
        said.add(raw);
      }
      said.add((await knock([['authorization', 'Bearer slt_unknown']])).raw);
      assert.equal(said.size, 1);
      assert.equal((await shown(token, right())).status, 200, 'and it is good still');
    });

    it('open no other door, by no scheme', async () => {
      const token = await bound(await settled('one-door'));
      for (const other of ['marketplace', 'marketing', 'privacy'] as const) {
        const proof = proofOf(key, { url: `${programs.publicUrl}${pathOf[other]}`, token });
        const { status, challenge } = await knock(beside(token, proof), pathOf[other]);
        assert.deepEqual([status, challenge], [401, 'Bearer'], other);
      }
    });

    it('are not given for a proof that is wrong or was used, nor without the client’s own', async () => {
      const { id, secret } = await settled('asks');
      const now = Math.floor(marketplace.clock.now() / SECOND);
      const at = { url: endpoint };
      for (const [what, proof] of Object.entries({
        'for the door': proofOf(key, { url: door }),
        'another method': proofOf(key, at, { claims: { htm: 'GET' } }),
        'too old': proofOf(key, at, { claims: { iat: now - 70 } }),
        'a key that it does not hold': proofOf(key, at, { signature: signedBy(thief) }),
        'no JWT': 'x',
        nothing: '',
      })) {
        const answer = await asked(id, secret, proof);
        assert.deepEqual([answer.status, answer.error], [400, 'invalid_dpop_proof'], what);
        assert.match(answer.raw, /DPoP wants one new proof/);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
      }
      const proof = proofOf(key, at);
      assert.equal((await asked(id, 'sls_wrong', proof)).error, 'invalid_client');
      const { status, raw, token } = await asked(id, secret, proof);
      assert.equal(status, 200, 'what proved nothing used nothing up');
      assert.deepEqual(JSON.parse(raw), { access_token: token, token_type: 'DPoP', expires_in: 900 });
      assert.equal((await asked(id, secret, proof)).error, 'invalid_dpop_proof');
      const again = await Promise.all([1, 2, 3].map(() => asked(id, secret, proofOf(key, at))));
      assert.ok(again.every((answer) => answer.status === 200));
      const same = proofOf(key, at);
      const atOnce = await Promise.all([1, 2, 3].map(() => asked(id, secret, same)));
      assert.deepEqual(atOnce.map((answer) => answer.status).sort(), [200, 400, 400]);
    });

    it('are over as others are: with the client, and after 15 minutes', async () => {
      const made = await settled('over');
      const { id, clients } = made;
      const late = await bound(made);
      marketplace.clock.advance(15 * MINUTE);
      assert.equal((await shown(late, proofOf(key, { url: door, token: late }))).status, 401);
      const token = await bound(made);
      assert.equal((await shown(token, proofOf(key, { url: door, token }))).status, 200);
      await clients.revoke(id);
      assert.equal((await shown(token, proofOf(key, { url: door, token }))).status, 401);
    });

    it('leave no more behind than hashes, and those until their proofs are too old', async () => {
      const { retention } = marketplace.services;
      const token = await bound(await settled('forgotten'));
      const jti = 'canary-name-of-a-proof';
      const proof = proofOf(key, { url: door, token }, { claims: { jti } });
      assert.equal((await shown(token, proof)).status, 200);
      const names = async () => (await rowsOf(marketplace, 'oauth_proofs')).map((row) => row['jti_hash']);
      const hash = createHash('sha256').update(jti).digest('hex');
      assert.ok((await names()).includes(hash));
      assert.ok(!JSON.stringify(await rowsOf(marketplace, 'oauth_proofs')).includes(jti));
      assert.ok(!marketplace.logLines.join('').includes(token));
      const later = async (by: number): Promise<void> => {
        marketplace.clock.advance(by);
        await retention.keepToSchedule();
      };
      await later(60 * SECOND);
      assert.ok((await names()).includes(hash), 'as long as it is not too old');
      assert.equal((await shown(token, proof)).status, 401, 'a second time');
      marketplace.clock.advance(7 * SECOND);
      assert.equal((await shown(token, proof)).status, 401, 'too old');
      assert.equal((await shown(token, proofOf(key, { url: door, token }))).status, 200);
      await later(HOUR);
      assert.deepEqual(await names(), []);
    });

    it('cost points before anything is written, and are refused without any', async () => {
      const environment = { SLUICE_RATE_POINTS: '1000' };
      const small = await startMarketplace(dialect, { environment });
      try {
        const partner = await onboarding(small).settled('spends');
        const clients = oauth(small).clientsOf(partner.apiKey);
        const { id, secret } = await clients.made();
        const make = proofs(small);
        const { token } = await oauth(small).post(programs.grant, {
          ...programs.basicOf(id, secret),
          dpop: make(key, { url: endpoint }),
        });
        small.clock.advance(MINUTE);
        const statuses: number[] = [];
        let retryAfter: string | null = null;
        for (let time = 0; time < 60; time += 1) {
          const answer = await knock(beside(token, make(key, { url: door, token })), pathOf.partner, small);
          statuses.push(answer.status);
          ({ retryAfter } = answer);
        }
        const answered = statuses.filter((status) => status === 200).length;
        assert.ok(answered > 30 && answered < 50, `${answered} answers`);
        assert.deepEqual(new Set(statuses.slice(answered + 1)), new Set([429]));
        assert.ok(Number(retryAfter) >= 1 && Number(retryAfter) <= 60);
        const kept = (await rowsOf(small, 'oauth_proofs')).length;
        assert.ok(kept <= answered + 2, `${kept} proofs of ${answered} answers`);
      } finally {
        await small.stop();
      }
    });
  });
}
