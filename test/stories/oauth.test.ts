import assert from 'node:assert/strict';
import crypto, { createHash, generateKeyPairSync } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { SignJWT, UnsecuredJWT } from 'jose';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { engines, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { keyPair, oauth } from '../support/oauth.ts';
import type { ClientKey, OAuth, TokenAnswer } from '../support/oauth.ts';
import { onboarding } from '../support/onboarding.ts';
import type { Onboarding } from '../support/onboarding.ts';
import { refusalOf } from '../support/partner-door.ts';

const REFUSED =
  '{"error":"invalid_client","error_description":"The client is unknown, or did not prove who it is."}';

for (const dialect of engines) {
  describe(`access tokens for partners’ clients, on ${dialect},`, () => {
    let marketplace: Marketplace;
    let staff: Onboarding;
    let programs: OAuth;
    const keys = {} as Record<'ES256' | 'RS256', ClientKey>;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      staff = onboarding(marketplace);
      programs = oauth(marketplace);
      for (const alg of ['ES256', 'RS256'] as const) keys[alg] = await keyPair(alg);
    });
    after(() => marketplace.stop());
    // Each test has the requests of a minute for itself.
    beforeEach(() => marketplace.clock.advance(MINUTE));

    /** A partner that may do all, and what it does about its clients. */
    async function settled(slug: string) {
      const partner = await staff.settled(slug);
      return { ...partner, clients: programs.clientsOf(partner.apiKey) };
    }

    /** Refused as everybody is who does not prove itself: in the same bytes. */
    function refused(answer: TokenAnswer, why: string): void {
      const { status, raw, headers } = answer;
      assert.deepEqual(
        [status, raw, headers.get('www-authenticate')],
        [401, REFUSED, 'Basic realm="oauth"'],
        why,
      );
      assert.equal(headers.get('cache-control'), 'no-store', why);
    }

    it('come by a secret, in the header or in the form, and open the partner door for 15 minutes', async () => {
      const { clients, apiKey } = await settled('by-secret');
      const { client, clientSecret } = await clients.create('nightly job');
      const id = client?.id ?? '';
      assert.match(id, /^cli_/);
      assert.match(clientSecret ?? '', /^sls_[A-Za-z0-9_-]{51}$/);
      assert.deepEqual(client?.credentials, [{ kind: 'SECRET', publicKey: null, expiresAt: null }]);
      for (const way of ['byBasic', 'byPost'] as const) {
        const answer = await programs[way](id, clientSecret ?? '');
        assert.equal(answer.status, 200, way);
        assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
        assert.deepEqual(
          [answer.headers.get('cache-control'), answer.headers.get('pragma')],
          ['no-store', 'no-cache'],
        );
        assert.match(answer.token, /^slt_[A-Za-z0-9_-]{43}$/);
        assert.deepEqual(JSON.parse(answer.raw), {
          access_token: answer.token,
          token_type: 'Bearer',
          expires_in: 900,
        });
        assert.deepEqual(await programs.knock(answer.token), [200, 'by-secret']);
        marketplace.clock.advance(15 * MINUTE - 5 * SECOND);
        assert.equal((await programs.knock(answer.token))[0], 200);
        marketplace.clock.advance(5 * SECOND);
        assert.equal((await programs.knock(answer.token))[0], 401);
      }
      const [listed] = await clients.list();
      assert.equal(listed?.name, 'nightly job');
      assert.match(listed?.lastUsedAt ?? '', /:00:00\.000Z$/);
      assert.equal((await programs.knock(apiKey))[0], 200);
    });

    it('open no other door, and make nothing that lasts longer than they do', async () => {
      const { clients } = await settled('elsewhere');
      const { id, secret } = await clients.made();
      const { token } = await programs.byBasic(id, secret);
      for (const door of ['marketplace', 'marketing', 'privacy'] as const) {
        assert.equal((await marketplace.ask(door, token, '{ __typename }')).status, 401, door);
      }
      for (const wrong of [`${token}x`, token.slice(0, -1), 'slt_', token.replace('slt_', 'slk_'), secret]) {
        assert.equal((await programs.knock(wrong))[0], 401);
      }
      const byToken = programs.clientsOf(token);
      assert.equal((await byToken.list()).length, 1);
      for (const attempt of [
        () => byToken.create('another'),
        () => byToken.rotate(id),
        () => byToken.setKey(id, keys.ES256.jwk),
        () => byToken.revoke(id),
        () => staff.partner(token).createKey('lasting'),
        () => staff.partner(token).revokeKey('key_00000000000000000000000000'),
      ]) {
        await assert.rejects(attempt(), /FORBIDDEN/);
      }
      assert.equal((await byToken.list())[0]?.credentials.length, 1);
    });

    it('come by the secret before, too, until the overlap is over; of three secrets two are good', async () => {
      const { clients } = await settled('rotates');
      const { id, secret: first } = await clients.made();
      const rotated = await clients.rotate(id);
      const second = rotated.clientSecret ?? '';
      assert.deepEqual(
        rotated.client?.credentials.map(({ expiresAt }) => expiresAt === null),
        [true, false],
      );
      const ends = Date.parse(rotated.client?.credentials[1]?.expiresAt ?? '');
      assert.ok(Math.abs(ends - marketplace.clock.now() - DAY) < MINUTE);
      for (const secret of [first, second]) {
        assert.equal((await programs.byPost(id, secret)).expiresIn, 900);
      }
      marketplace.clock.advance(ends - marketplace.clock.now() - 10 * MINUTE);
      const late = await programs.byPost(id, first);
      assert.ok(late.expiresIn > 590 && late.expiresIn <= 600, 'no longer than the secret');
      assert.equal((await programs.knock(late.token))[0], 200);
      marketplace.clock.advance(10 * MINUTE);
      refused(await programs.byPost(id, first), 'the overlap is over');
      assert.equal((await programs.knock(late.token))[0], 401);
      assert.equal((await programs.byPost(id, second)).status, 200);
      assert.equal((await clients.list())[0]?.credentials.length, 1);

      const third = (await clients.rotate(id)).clientSecret ?? '';
      const bySecond = await programs.byPost(id, second);
      assert.equal(bySecond.status, 200);
      const fourth = (await clients.rotate(id)).clientSecret ?? '';
      refused(await programs.byPost(id, second), 'two are good at most');
      assert.equal((await programs.knock(bySecond.token))[0], 401);
      assert.equal((await programs.byPost(id, third)).status, 200);
      const byFourth = await programs.byPost(id, fourth);
      const fifth = (await clients.rotate(id, { overlapHours: 0 })).clientSecret ?? '';
      refused(await programs.byPost(id, fourth), 'it leaked');
      refused(await programs.byPost(id, third), 'it ended with it');
      assert.equal((await programs.knock(byFourth.token))[0], 401);
      assert.equal((await programs.byPost(id, fifth)).status, 200);
    });

    for (const alg of ['ES256', 'RS256'] as const) {
      it(`come by an assertion that a key of the client’s signed with ${alg}, once`, async () => {
        const { clients } = await settled(`by-${alg.toLowerCase()}`);
        const made = await clients.create('signs', { key: keys[alg].jwk });
        const id = made.client?.id ?? '';
        assert.equal(made.clientSecret, null);
        const [credential] = made.client?.credentials ?? [];
        assert.equal(credential?.kind, 'KEY');
        assert.equal((JSON.parse(credential.publicKey ?? '{}') as { alg: string }).alg, alg);
        const assertion = await programs.assertion(keys[alg], id);
        const answer = await programs.byAssertion(assertion);
        assert.equal(answer.status, 200, answer.raw);
        assert.equal((await programs.knock(answer.token))[0], 200);
        refused(await programs.byAssertion(assertion), 'it was used');
        // Whoever answers may be named instead of where; and the client beside it.
        const toIssuer = await programs.assertion(keys[alg], id, { aud: [programs.publicUrl] });
        assert.equal((await programs.byAssertion(toIssuer, { client_id: id })).status, 200);
        // The same name, signed anew, is the same assertion.
        const jti = newKey();
        assert.equal(
          (await programs.byAssertion(await programs.assertion(keys[alg], id, { jti }))).status,
          200,
        );
        refused(await programs.byAssertion(await programs.assertion(keys[alg], id, { jti })), 'same jti');
        const rush = await programs.assertion(keys[alg], id);
        const answers = await Promise.all(Array.from({ length: 5 }, () => programs.byAssertion(rush)));
        assert.equal(answers.filter(({ status }) => status === 200).length, 1);
        assert.equal((await clients.list())[0]?.credentials.length, 1);
      });
    }

    it('are refused in the same bytes to every assertion that is not all right', async () => {
      const { clients } = await settled('strict');
      const { client } = await clients.create('signs', { key: keys.ES256.jwk });
      const id = client?.id ?? '';
      const stranger = await keyPair('ES256');
      const other = await clients.create('other', { key: stranger.jwk });
      const bySecret = await clients.made('secret');
      const now = Math.floor(marketplace.clock.now() / 1_000);
      const good = {
        iss: id,
        sub: id,
        aud: `${programs.publicUrl}/oauth/token`,
        jti: newKey(),
        exp: now + 60,
      };
      const signed = (changes: Record<string, unknown>, header: object = {}, key = keys.ES256) =>
        programs.assertion(key, id, changes, header);
      const hmac = (secret: Uint8Array) =>
        new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(secret);
      const { publicKey } = JSON.parse(JSON.stringify(client?.credentials[0] ?? {})) as { publicKey: string };
      const right = await signed({});
      const [head, body, signature = ''] = right.split('.');
      const wrong: Record<string, string> = {
        'another audience': await signed({ aud: 'https://elsewhere.example/oauth/token' }),
        'the identity provider’s audience': await signed({ aud: marketplace.surroundings.config.jwt.issuer }),
        'the door’s audience': await signed({ aud: 'sluice:partner' }),
        'two audiences': await signed({ aud: [good.aud, 'https://elsewhere.example'] }),
        'no audience': await signed({ aud: undefined }),
        'another issuer': await signed({ iss: other.client?.id ?? '' }),
        'no issuer': await signed({ iss: undefined }),
        'another subject': await signed({ sub: other.client?.id ?? '' }),
        'no subject': await signed({ sub: undefined }),
        'an unknown client': await signed({ iss: 'cli_unknown', sub: 'cli_unknown' }),
        'a client with a secret': await signed({ iss: bySecret.id, sub: bySecret.id }),
        'a subject with a NUL': await signed({ iss: `${id}\0`, sub: `${id}\0` }),
        'a key for another client': await signed({
          iss: other.client?.id ?? '',
          sub: other.client?.id ?? '',
        }),
        expired: await signed({ exp: now - 10 }),
        'no end': await signed({ exp: undefined }),
        'an end too far ahead': await signed({ exp: now + 330 }),
        'not yet good': await signed({ nbf: now + 60 }),
        'no jti': await signed({ jti: undefined }),
        'an empty jti': await signed({ jti: '' }),
        'a jti that is too long': await signed({ jti: 'x'.repeat(256) }),
        'another client’s key': await signed({}, {}, stranger),
        'another algorithm’s key': await signed({}, {}, keys.RS256),
        'a header that wants what nobody knows': await signed({}, { crit: ['x'], x: 1 }).catch(() => 'none'),
        'alg none': new UnsecuredJWT(good).encode(),
        'HS256 with the public key': await hmac(Buffer.from(publicKey)),
        'HS256 with the public key as it was given': await hmac(Buffer.from(keys.ES256.jwk)),
        'another signature': [head, body, signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))].join('.'),
        'another body': [head, Buffer.from(JSON.stringify(good)).toString('base64url'), signature].join('.'),
        'no signature': `${head}.${body}.`,
        'no JWT': 'slt_nothing',
        'far too long': `${right}${'A'.repeat(9_000)}`,
      };
      for (const [what, assertion] of Object.entries(wrong)) {
        refused(await programs.byAssertion(assertion), what);
      }
      refused(await programs.byAssertion(right, { client_id: bySecret.id }), 'named otherwise');
      assert.equal((await programs.byAssertion(right)).status, 200);
      assert.equal((await programs.byAssertion(await signed({ exp: now + 290 }))).status, 200);
      assert.ok((await rowsOf(marketplace, 'oauth_assertions')).every((row) => row['jti_hash'] !== good.jti));
    });

    it('are refused in the same bytes to an unknown client, a wrong secret and one with a key', async () => {
      const { clients } = await settled('no-oracle');
      const { id, secret } = await clients.made();
      const other = await clients.made('other');
      const keyed = (await clients.create('keyed', { key: keys.ES256.jwk })).client?.id ?? '';
      for (const [client, tried] of [
        [id, secret.slice(0, -1)],
        [id, 'x'],
        [id, other.secret],
        [other.id, secret],
        ['cli_unknown', secret],
        [keyed, secret],
      ] as const) {
        const answers = await Promise.all([programs.byPost(client, tried), programs.byBasic(client, tried)]);
        for (const answer of answers) refused(answer, `${client} ${tried.length}`);
      }
      refused(await programs.post({ ...programs.grant, client_id: id }), 'nothing is shown');
      refused(await programs.post(programs.grant), 'nobody');
      for (const authorization of ['Basic', 'Basic !', 'Basic eA==', 'Basic JTo6', `Bearer ${secret}`]) {
        refused(await programs.post(programs.grant, { authorization }), authorization);
      }
      assert.equal((await programs.byBasic(id, secret)).status, 200);
    });

    it('cost an unknown client the same work as a wrong secret: one derivation, whatever there is', async () => {
      const { clients } = await settled('same-work');
      const { id, secret } = await clients.made();
      await clients.rotate(id);
      const keyed = (await clients.create('keyed', { key: keys.ES256.jwk })).client?.id ?? '';
      const work: string[] = [];
      const real = crypto.scrypt;
      crypto.scrypt = ((...given: Parameters<typeof real>) => {
        work.push(JSON.stringify(given[3]));
        real(...given);
      }) as typeof real;
      syncBuiltinESMExports();
      try {
        for (const [client, tried] of [
          ['cli_unknown', secret],
          [keyed, secret],
          [id, 'sls_wrong'],
          [id, `${secret}x`],
        ] as const) {
          refused(await programs.byPost(client, tried), client);
        }
      } finally {
        crypto.scrypt = real;
        syncBuiltinESMExports();
      }
      assert.equal(work.length, 4);
      assert.equal(new Set(work).size, 1);
      assert.match(work[0] ?? '', /"N":32768,"r":8,"p":3/);
    });

    it('are over at once when the client is revoked', async () => {
      const { clients } = await settled('revokes');
      const { id, secret } = await clients.made();
      const kept = await clients.made('kept');
      const { token } = await programs.byBasic(id, secret);
      const { token: keptToken } = await programs.byBasic(kept.id, kept.secret);
      const stranger = (await settled('revokes-others')).clients;
      const before = await clients.list();
      for (const foreign of [
        await stranger.revoke(id),
        await stranger.rotate(id),
        await stranger.setKey(id, keys.ES256.jwk),
        await clients.rotate('cli_unknown'),
      ]) {
        assert.deepEqual([refusalOf(foreign), foreign.client], ['NOT_FOUND input.clientId', null]);
      }
      assert.deepEqual(await clients.list(), before);
      const idempotencyKey = newKey();
      const revoked = await clients.revoke(id, { idempotencyKey });
      assert.ok(revoked.client?.revokedAt);
      assert.deepEqual(revoked.client.credentials, []);
      assert.deepEqual(await clients.revoke(id, { idempotencyKey }), revoked);
      assert.equal((await programs.knock(token))[0], 401);
      refused(await programs.byBasic(id, secret), 'revoked');
      assert.deepEqual(
        [refusalOf(await clients.revoke(id)), refusalOf(await clients.rotate(id))],
        ['NOT_FOUND input.clientId', 'NOT_FOUND input.clientId'],
      );
      assert.deepEqual(
        (await clients.list()).map((one) => one.id),
        [kept.id],
      );
      assert.deepEqual(await programs.knock(keptToken), [200, 'revokes']);
    });

    it('open what an API key opens while the partner is suspended', async () => {
      const { id: partnerId, clients, apiKey } = await settled('suspended');
      const { id, secret } = await clients.made();
      const { token } = await programs.byBasic(id, secret);
      const deliveries = async (bearer: string): Promise<unknown> =>
        (await marketplace.ask('partner', bearer, '{ deliveries(first: 1) { nodes { id } } }')).errors[0]
          ?.extensions.code;
      assert.deepEqual([await deliveries(token), await deliveries(apiKey)], [undefined, undefined]);
      await staff.suspend(partnerId);
      const later = await programs.byBasic(id, secret);
      assert.equal(later.status, 200);
      for (const bearer of [apiKey, token, later.token]) {
        assert.deepEqual(await programs.knock(bearer), [200, 'suspended']);
        assert.equal(await deliveries(bearer), 'FORBIDDEN');
        const app = await staff.partner(bearer).createApp('suspended-app');
        assert.equal(refusalOf(app), 'PARTNER_SUSPENDED');
      }
      assert.equal(refusalOf(await clients.revoke(id)), null);
      assert.equal((await programs.knock(token))[0], 401);
    });

    it('change from a secret to a key and back, with an overlap', async () => {
      const { clients } = await settled('changes-over');
      const { id, secret } = await clients.made();
      const keyed = await clients.setKey(id, keys.ES256.jwk);
      assert.deepEqual(
        keyed.client?.credentials.map(({ kind, expiresAt }) => [kind, expiresAt === null]),
        [
          ['KEY', true],
          ['SECRET', false],
        ],
      );
      const byKey = async (key: ClientKey) => programs.byAssertion(await programs.assertion(key, id));
      assert.equal((await byKey(keys.ES256)).status, 200);
      assert.equal((await programs.byPost(id, secret)).status, 200);
      await clients.setKey(id, keys.RS256.jwk);
      refused(await programs.byPost(id, secret), 'two are good at most');
      assert.deepEqual([(await byKey(keys.ES256)).status, (await byKey(keys.RS256)).status], [200, 200]);
      marketplace.clock.advance(DAY + SECOND);
      refused(await byKey(keys.ES256), 'the overlap is over');
      const back = (await clients.rotate(id, { overlapHours: 1 })).clientSecret ?? '';
      assert.equal((await byKey(keys.RS256)).status, 200);
      marketplace.clock.advance(HOUR);
      refused(await byKey(keys.RS256), 'the overlap is over');
      assert.equal((await programs.byPost(id, back)).status, 200);
    });

    it('are got by secrets that are shown once; neither those nor they stand in the database or the log', async () => {
      const { clients } = await settled('keeps-quiet');
      const idempotencyKey = newKey();
      const made = await clients.create('quiet', { idempotencyKey });
      assert.deepEqual(await clients.create('quiet', { idempotencyKey }), { ...made, clientSecret: null });
      assert.equal(
        refusalOf(await clients.create('loud', { idempotencyKey })),
        'IDEMPOTENCY_CONFLICT input.idempotencyKey',
      );
      const id = made.client?.id ?? '';
      const rotationKey = newKey();
      const rotated = await clients.rotate(id, { idempotencyKey: rotationKey });
      assert.deepEqual(await clients.rotate(id, { idempotencyKey: rotationKey }), {
        ...rotated,
        clientSecret: null,
      });
      const { token } = await programs.byBasic(id, made.clientSecret ?? '');
      const unproven = 'sls_a-wrong-secret-that-somebody-tried';
      refused(await programs.byBasic(id, unproven), 'wrong');
      const signer = (await clients.create('signs', { key: keys.ES256.jwk })).client?.id ?? '';
      const assertion = await programs.assertion(keys.ES256, signer, {
        jti: 'canary-of-the-name-of-an-assertion',
      });
      assert.equal((await programs.byAssertion(assertion)).status, 200);
      const bytes = await databaseBytes(marketplace);
      const logged = Buffer.from(marketplace.logLines.join(''));
      for (const secret of [
        ...[made.clientSecret, rotated.clientSecret, token, unproven, assertion],
        'canary-of-the-name-of-an-assertion',
      ]) {
        // Beyond its first characters, which say which one it is.
        const random = secret?.slice(-36) ?? '';
        assert.ok(random.length > 30);
        assert.ok(!contains(bytes, random) && !contains(logged, random));
      }
      const hashes = (await rowsOf(marketplace, 'oauth_credentials'))
        .filter((row) => row['client_id'] === id)
        .map((row) => String(row['value']));
      assert.equal(hashes.length, 2);
      for (const hash of hashes) {
        assert.match(hash, /^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
      }
      assert.notEqual(hashes[0]?.split('$')[3], hashes[1]?.split('$')[3], 'a salt each');
      const tokens = (await rowsOf(marketplace, 'oauth_access_tokens')).map((row) => row['token_hash']);
      assert.ok(tokens.includes(createHash('sha256').update(token).digest('hex')));
    });

    it('are refused to forms that are none, by the names that RFC 6749 has for it', async () => {
      const { clients } = await settled('forms');
      const { id, secret } = await clients.made();
      const { post, grant, basicOf } = programs;
      const shown = { ...grant, client_id: id, client_secret: secret };
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      const text = new URLSearchParams(shown).toString();
      const basic = basicOf(id, secret);
      const answers: [string, string, TokenAnswer][] = [
        ['nothing', 'invalid_request', await post('')],
        ['no grant type', 'invalid_request', await post({ client_id: id, client_secret: secret })],
        ['an empty grant type', 'invalid_request', await post({ ...shown, grant_type: '' })],
        ['another grant', 'unsupported_grant_type', await post({ ...shown, grant_type: 'password' })],
        ['a scope', 'invalid_scope', await post({ ...shown, scope: 'all' })],
        ['a parameter twice', 'invalid_request', await post(`${text}&grant_type=client_credentials`)],
        ['an unknown one twice', 'invalid_request', await post(`${text}&x=1&x=2`)],
        ['two ways', 'invalid_request', await post(shown, basic)],
        ['a secret and an assertion', 'invalid_request', await post({ ...shown, client_assertion: 'x' })],
        [
          'a header and an assertion',
          'invalid_request',
          await post({ ...grant, client_assertion: 'x', client_assertion_type: type }, basic),
        ],
        ['two clients', 'invalid_request', await post({ ...grant, client_id: 'cli_other' }, basic)],
        ['a secret of nobody’s', 'invalid_request', await post({ ...grant, client_secret: secret })],
        ['an assertion of no type', 'invalid_request', await post({ ...grant, client_assertion: 'x' })],
        ['no assertion', 'invalid_request', await post({ ...grant, client_assertion_type: type })],
        ['a NUL', 'invalid_request', await post({ ...shown, client_id: 'a\0b' })],
        ['letters of no client', 'invalid_request', await post({ ...shown, client_secret: 'é' })],
        [
          'JSON',
          'invalid_request',
          await post(JSON.stringify(shown), { 'content-type': 'application/json' }),
        ],
        ['too much', 'invalid_request', await post({ ...shown, x: 'x'.repeat(20_000) })],
        ['a URL', 'invalid_request', await post(shown, {}, `/oauth/token?${text}`)],
        ['a card number', 'invalid_request', await post({ ...shown, x: '4111 1111 1111 1111' })],
        [
          'a charset',
          'invalid_request',
          await post(shown, { 'content-type': 'application/x-www-form-urlencoded; charset=x' }),
        ],
      ];
      for (const [what, error, answer] of answers) {
        assert.deepEqual([answer.status, answer.error], [400, error], `${what}: ${answer.raw}`);
        assert.equal(answer.headers.get('cache-control'), 'no-store', what);
        assert.ok(!answer.raw.includes(secret), what);
      }
      assert.equal((await post({ ...shown, x: 'unknown', scope: '' })).status, 200);
      assert.equal((await post({ ...grant, client_id: id }, basic)).status, 200);
      for (const path of ['/oauth/token/', '/oauth', '/oauth/Token']) {
        const response = await fetch(`${marketplace.serving.url}${path}`, { method: 'POST', body: text });
        assert.equal(response.status, 404, path);
      }
      assert.equal((await fetch(`${marketplace.serving.url}/oauth/token`)).status, 404);
    });

    it('are asked for so many times a minute from one address', async () => {
      const { post } = programs;
      const answers = await Promise.all(Array.from({ length: 61 }, () => post('')));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([400, 429]));
      assert.equal(answers.filter(({ status }) => status === 429).length, 1);
      const refusal = await post('');
      assert.deepEqual([refusal.status, refusal.headers.get('cache-control')], [429, 'no-store']);
      assert.ok(Number(refusal.headers.get('retry-after')) <= 60);
      marketplace.clock.advance(MINUTE);
      assert.equal((await post('')).status, 400);
    });

    it('are refused for a while to more than can be checked, and the door goes on', async () => {
      const flood = Promise.all(Array.from({ length: 30 }, () => programs.byPost('cli_unknown', 'sls_x')));
      const begun = performance.now();
      assert.equal((await marketplace.ask('marketplace', null, '{ __typename }')).status, 200);
      assert.ok(performance.now() - begun < 4_000);
      const answers = await flood;
      const busy = answers.filter(({ status }) => status === 503);
      assert.ok(busy.length > 0 && busy.length <= 12, String(busy.length));
      assert.deepEqual(
        [busy[0]?.error, busy[0]?.headers.get('retry-after')],
        ['temporarily_unavailable', '2'],
      );
      for (const answer of answers) if (answer.status !== 503) refused(answer, 'unknown');
    });

    it('are told of, where and how, to programs that look', async () => {
      const response = await fetch(`${marketplace.serving.url}/.well-known/oauth-authorization-server`);
      assert.deepEqual(await response.json(), {
        issuer: programs.publicUrl,
        token_endpoint: `${programs.publicUrl}/oauth/token`,
        response_types_supported: [],
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: [
          ...['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
        ],
        token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256'],
        dpop_signing_alg_values_supported: ['ES256'],
      });
    });

    it('have clients whose fields are named where they are not as they must be, and 20 of them at most', async () => {
      const { clients } = await settled('picky-clients');
      const { id } = await clients.made();
      const jwkOf = (pair: { publicKey: { export(o: { format: 'jwk' }): object } }, more: object = {}) =>
        JSON.stringify({ ...pair.publicKey.export({ format: 'jwk' }), ...more });
      const es256 = JSON.parse(keys.ES256.jwk) as object;
      const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
      const bad: Record<string, string> = {
        'no JSON': 'x',
        null: 'null',
        'a list': '[]',
        'another curve': jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })),
        Ed25519: jwkOf(generateKeyPairSync('ed25519')),
        'a short key': jwkOf(generateKeyPairSync('rsa', { modulusLength: 1_024 })),
        'a small exponent': jwkOf(generateKeyPairSync('rsa', { modulusLength: 2_048, publicExponent: 3 })),
        'no exponent': jwkOf(rsa, { e: 'AQ' }),
        'another algorithm': jwkOf(rsa, { alg: 'PS256' }),
        'for encryption': JSON.stringify({ ...es256, use: 'enc' }),
        'a point beside the curve': JSON.stringify({
          ...es256,
          x: Buffer.alloc(32, 1).toString('base64url'),
        }),
        'a private key': JSON.stringify(
          generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
        ),
        'a shared one': JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }),
        'far too long': JSON.stringify({ ...es256, x5c: ['x'.repeat(5_000)] }),
        'a name that is none': JSON.stringify({ ...es256, kid: 1 }),
      };
      for (const [what, key] of Object.entries(bad)) {
        assert.equal(refusalOf(await clients.setKey(id, key)), 'INVALID_INPUT input.key', what);
        assert.equal(refusalOf(await clients.create('x', { key })), 'INVALID_INPUT input.key', what);
      }
      for (const overlapHours of [-1, 169]) {
        const rotated = await clients.rotate(id, { overlapHours });
        const set = await clients.setKey(id, keys.ES256.jwk, { overlapHours });
        assert.equal(refusalOf(rotated), 'INVALID_INPUT input.overlapHours');
        assert.equal(refusalOf(set), 'INVALID_INPUT input.overlapHours');
      }
      assert.equal(refusalOf(await clients.create('line\nbreak')), 'INVALID_INPUT input.name');
      const [client] = await clients.list();
      assert.deepEqual(
        client?.credentials.map(({ kind }) => kind),
        ['SECRET'],
      );
      const named = JSON.stringify({ ...es256, kid: 'k1', alg: 'ES256', use: 'sig', x5t: 'dropped' });
      for (let i = 1; i < 20; i += 1) {
        assert.equal(refusalOf(await clients.create(`client ${i}`, { key: named })), null);
      }
      const kept = JSON.parse((await clients.list())[1]?.credentials[0]?.publicKey ?? '{}') as object;
      assert.deepEqual(Object.keys(kept).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
      assert.equal(refusalOf(await clients.create('one more', { key: named })), 'LIMIT_REACHED');
      await clients.revoke(id);
      assert.equal(refusalOf(await clients.create('one more', { key: named })), null);
    });

    it('are swept once they are over, and so are assertions and secrets', async () => {
      const { clients } = await settled('swept');
      const { id, secret } = await clients.made();
      const signer = (await clients.create('signs', { key: keys.ES256.jwk })).client?.id ?? '';
      await clients.rotate(id, { overlapHours: 1 });
      await programs.byPost(id, secret);
      await programs.byAssertion(await programs.assertion(keys.ES256, signer));
      const { retention } = marketplace.services;
      const counts = async (): Promise<number[]> => {
        const rows = async (table: string, column: string, values: unknown[]): Promise<number> =>
          (await rowsOf(marketplace, table)).filter((row) => values.includes(row[column])).length;
        const credentials = (await rowsOf(marketplace, 'oauth_credentials'))
          .filter((row) => [id, signer].includes(String(row['client_id'])))
          .map((row) => row['id']);
        return [
          credentials.length,
          await rows('oauth_access_tokens', 'credential_id', credentials),
          await rows('oauth_assertions', 'client_id', [signer]),
        ];
      };
      marketplace.clock.advance(MINUTE);
      await retention.keepToSchedule();
      assert.deepEqual(await counts(), [3, 2, 1]);
      marketplace.clock.advance(HOUR);
      await retention.keepToSchedule();
      assert.deepEqual(await counts(), [2, 0, 0]);
    });
  });
}
