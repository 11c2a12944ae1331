import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import express from 'express';
import { consolePages } from '../../src/console/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import { pathOf } from '../../src/http/index.ts';
import { createSessionCookie } from '../../src/http/routes/session-cookie.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { keepToSchedule } from '../support/retention.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const HOUR = 3_600_000;
const NAME = 'sluice-session';
const PAGE = { 'sluice-page': '1' };
const APP = 'calmly-booking';

const cookieOf = (response: Response): string => {
  const [set, ...more] = response.headers.getSetCookie();
  assert.deepEqual(more, []);
  return set?.split(';')[0] ?? '';
};

for (const dialect of engines) {
  describe(`sessions of the web pages, on ${dialect},`, () => {
    let stage: Stage;
    let person: Person;
    let url: string;
    /** Every cookie that was set by any answer of this story. */
    const seen: string[] = [];

    before(async () => {
      stage = await openStage(dialect, { pages: consolePages() });
      ({ url } = stage.marketplace.serving);
      person = await stage.person('p12.cookie@canary.example');
      await stage.partner('calmly').connect((await stage.receiver()).url);
    });
    after(() => stage.close());

    async function at(path: string, init: RequestInit = {}): Promise<Response> {
      const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
      seen.push(...response.headers.getSetCookie());
      return response;
    }
    const signIn = (token: string, headers: Record<string, string> = {}): Promise<Response> =>
      at('/session', { method: 'POST', headers: { ...PAGE, authorization: `Bearer ${token}`, ...headers } });

    async function ask<Data = { viewer: { id: string } | null }>(
      headers: Record<string, string>,
      query = '{ viewer { id } }',
      variables: object = {},
      path = '/graphql',
    ) {
      const response = await at(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as {
        data?: Data;
        errors?: { extensions: { code: string } }[];
      };
      return { status: response.status, data: body.data, code: body.errors?.[0]?.extensions.code ?? null };
    }

    it('P12 the cookie is the only one, for no script and no other site, and expires', async () => {
      const response = await signIn(person.token);
      assert.equal(response.status, 204);
      const [set] = response.headers.getSetCookie();
      assert.match(
        set ?? '',
        new RegExp(
          `^${NAME}=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=/; Expires=[^;]+; HttpOnly; SameSite=Strict$`,
        ),
      );
      assert.equal(response.headers.get('cache-control'), 'no-store');
    });

    it('P12 behind https it is Secure and of this very host', async () => {
      const cookie = createSessionCookie({ https: true });
      const app = express();
      app.get('/', (request, answer) => {
        cookie.set(answer, 'x');
        answer.json(cookie.read(request));
      });
      const server = createServer(app).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const read = async (sent: string) => {
        const response = await fetch(`http://127.0.0.1:${port}`, { headers: { cookie: sent } });
        return { set: response.headers.getSetCookie(), value: (await response.json()) as string | null };
      };
      const { set, value } = await read(`a=b; __Host-${NAME}=mine; ${NAME}=planted`);
      assert.match(set[0] ?? '', /^__Host-sluice-session=x; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/);
      assert.ok(!set[0]?.includes('Domain'));
      assert.equal(value, 'mine');
      assert.equal((await read(`__Host-${NAME}=one; __Host-${NAME}=two`)).value, null);
      server.close();
    });

    it('P12 with it a page asks as the person, without the token; nobody else’s cookie or page does', async () => {
      const cookie = cookieOf(await signIn(person.token));
      const mine = await ask({ ...PAGE, cookie });
      assert.ok(mine.data?.viewer?.id.startsWith('sub_'));
      const origin = url;
      assert.ok((await ask({ ...PAGE, cookie, origin, 'sec-fetch-site': 'same-origin' })).data?.viewer?.id);
      for (const headers of [
        { cookie },
        { ...PAGE },
        { 'sluice-page': 'yes', cookie },
        { ...PAGE, cookie, origin: 'https://evil.example' },
        { ...PAGE, cookie, origin: 'null' },
        { ...PAGE, cookie, 'sec-fetch-site': 'cross-site' },
        { ...PAGE, cookie, 'sec-fetch-site': 'same-site' },
        { ...PAGE, cookie: `${cookie}x` },
        { ...PAGE, cookie: `${cookie}; ${cookie}` },
        { ...PAGE, cookie: `${NAME}=${'A'.repeat(43)}` },
        { ...PAGE, cookie: `${NAME}=${encodeURIComponent(person.token)}` },
      ]) {
        const { code } = await ask(headers);
        assert.equal(code, 'UNAUTHENTICATED', JSON.stringify(headers));
      }
    });

    it('P12 a GET with the cookie is nobody’s, so that no link or picture consents', async () => {
      const cookie = cookieOf(await signIn(person.token));
      const query = encodeURIComponent('{ viewer { id } }');
      const headers = { ...PAGE, cookie, 'apollo-require-preflight': '1' };
      const body = (await (await at(`/graphql?query=${query}`, { headers })).json()) as {
        errors: { extensions: { code: string } }[];
      };
      assert.equal(body.errors[0]?.extensions.code, 'UNAUTHENTICATED');
    });

    it('P12 the other doors take no cookie, and the marketplace door takes a token before one', async () => {
      const cookie = cookieOf(await signIn(person.token));
      for (const door of doors.filter((one) => one !== 'marketplace')) {
        const query = door === 'partner' ? '{ me { slug } }' : '{ __typename }';
        const { code } = await ask({ ...PAGE, cookie }, query, {}, pathOf[door]);
        assert.equal(code, 'UNAUTHENTICATED', door);
      }
      assert.equal((await ask({ ...PAGE, cookie, authorization: 'Bearer nonsense' })).status, 401);
    });

    it('P12 signing in wants a token of a person, asked by a page; each time the cookie is another', async () => {
      assert.equal((await at('/session', { method: 'POST', headers: PAGE })).status, 401);
      const staff = stage.marketplace.staffToken('privacy');
      assert.equal((await signIn(staff)).status, 401);
      assert.equal((await signIn(stage.marketplace.partnerToken('calmly'))).status, 401);
      assert.equal((await signIn(person.token, { 'sluice-page': '' })).status, 403);
      assert.equal((await signIn(person.token, { origin: 'https://evil.example' })).status, 403);
      const first = cookieOf(await signIn(person.token));
      const second = cookieOf(await signIn(person.token, { cookie: first }));
      assert.notEqual(first, second);
      // The one that the browser had is over: no secret from before signing in goes on.
      assert.equal((await ask({ ...PAGE, cookie: first })).code, 'UNAUTHENTICATED');
      assert.ok((await ask({ ...PAGE, cookie: second })).data?.viewer);
    });

    it('P12 at rest there is a hash of it, and the login sealed under what the cookie alone gives', async () => {
      const cookie = cookieOf(await signIn(person.token));
      const secret = cookie.slice(NAME.length + 1);
      const rows = await rowsOf(stage.marketplace, 'sessions');
      assert.ok(rows.some((row) => row['secret_hash'] === createHash('sha256').update(secret).digest('hex')));
      const all = rows.map((row) =>
        Object.values(row)
          .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          .join(' '),
      );
      const { issuer } = stage.marketplace.surroundings.config.jwt;
      for (const secretPart of [secret, person.sub, person.email, issuer]) {
        assert.ok(!all.join(' ').includes(secretPart), secretPart);
      }
    });

    it('P12 a session holds no email, so that no account is made with one', async () => {
      const newcomer = stage.marketplace.login('p12-newcomer', 'p12.newcomer@canary.example');
      const cookie = cookieOf(await signIn(newcomer.token));
      const { data } = await ask<{ createAccount: UserErrors }>(
        { ...PAGE, cookie },
        'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { userErrors { code } } }',
        { input: { birthDate: '1990-05-05', policyVersion: '2026-11', idempotencyKey: newKey() } },
      );
      assert.deepEqual(data?.createAccount.userErrors, [{ code: 'EMAIL_REQUIRED' }]);
    });

    it('P12 it ends by signing out, after 12 hours, and beyond 20 of one person', async () => {
      const out = cookieOf(await signIn(person.token));
      assert.equal((await at('/session', { method: 'DELETE', headers: { cookie: out } })).status, 403);
      const ended = await at('/session', { method: 'DELETE', headers: { ...PAGE, cookie: out } });
      assert.equal(ended.status, 204);
      assert.match(ended.headers.getSetCookie()[0] ?? '', new RegExp(`^${NAME}=; Max-Age=-1`));
      assert.equal((await ask({ ...PAGE, cookie: out })).code, 'UNAUTHENTICATED');
      const oldest = cookieOf(await signIn(person.token));
      for (let i = 0; i < 20; i += 1) {
        stage.clock.advance(1);
        await signIn(person.token);
      }
      assert.equal((await ask({ ...PAGE, cookie: oldest })).code, 'UNAUTHENTICATED');
      const late = cookieOf(await signIn(person.token));
      stage.clock.advance(12 * HOUR - 60_000);
      assert.ok((await ask({ ...PAGE, cookie: late })).data?.viewer);
      stage.clock.advance(120_000);
      assert.equal((await ask({ ...PAGE, cookie: late })).code, 'UNAUTHENTICATED');
      const { db, clock, serving } = stage.marketplace;
      await keepToSchedule(db, serving.sluice.ledger, clock.now());
      assert.deepEqual(await rowsOf(stage.marketplace, 'sessions'), []);
    });

    it('P13 with a bearer token alone everything works, and no answer sets a cookie', async () => {
      const before = seen.length;
      const one = await stage.person();
      const headers = { authorization: `Bearer ${one.token}` };
      const catalogue = await ask<{ apps: { nodes: object[] }; policy: { version: string } }>(
        {},
        '{ apps(first: 5) { nodes { name } } policy { version text } }',
      );
      assert.equal(catalogue.data?.apps.nodes.length, 5);
      assert.ok(catalogue.data.policy.version);
      const { grantId } = await stage.install(one, APP);
      const rights = await ask<{ viewer: { grants: { nodes: { id: string }[] } } }>(
        headers,
        '{ viewer { email preferences { offers } grants(first: 5) { nodes { id } } releases(first: 5) { nodes { text } } } }',
      );
      assert.deepEqual(rights.data?.viewer.grants.nodes, [{ id: grantId }]);
      assert.deepEqual((await stage.act.withdrawGrant(one, grantId)).userErrors, []);
      assert.deepEqual((await stage.act.eraseAccount(one)).userErrors, []);
      for (const path of [
        '/',
        '/marketplace.js',
        '/healthz',
        '/ledger/checkpoint',
        '/images/none',
        '/nowhere',
      ]) {
        await at(path, { headers });
      }
      assert.deepEqual(seen.slice(before), []);
    });

    it('P14 deleting the cookie resets the session alone: grants and preferences are as they were', async () => {
      const cookie = cookieOf(await signIn(person.token));
      const { grantId } = await stage.install(person, APP);
      const { data } = await ask<{ setPreferences: UserErrors }>(
        { ...PAGE, cookie },
        'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
        { input: { offersByEmail: true, idempotencyKey: newKey() } },
      );
      assert.deepEqual(data?.setPreferences.userErrors, []);
      const QUERY =
        '{ viewer { id preferences { offers offersByEmail } grants(first: 5) { nodes { id state } } } }';
      const before = await ask({ ...PAGE, cookie }, QUERY);
      // The browser forgets it, as a person told it to.
      assert.equal((await ask({ ...PAGE }, QUERY)).code, 'UNAUTHENTICATED');
      const anew = await ask({ ...PAGE, cookie: cookieOf(await signIn(person.token)) }, QUERY);
      assert.deepEqual(anew, before);
      assert.ok(JSON.stringify(anew.data).includes(grantId));
    });

    it('P14 erasing the account ends its sessions', async () => {
      const one = await stage.person();
      const cookie = cookieOf(await signIn(one.token));
      const before = (await rowsOf(stage.marketplace, 'sessions')).length;
      assert.deepEqual((await stage.act.eraseAccount(one)).userErrors, []);
      assert.equal((await rowsOf(stage.marketplace, 'sessions')).length, before - 1);
      assert.equal((await ask({ ...PAGE, cookie })).code, 'UNAUTHENTICATED');
    });

    it('P12 every Set-Cookie of every route decodes to 32 random bytes or nothing, each another', () => {
      const values = seen.map((set) => {
        const [name, value] = (set.split(';')[0] ?? '').split('=');
        assert.equal(name, NAME);
        return value ?? '';
      });
      const given = values.filter((value) => value !== '');
      assert.ok(given.length > 30);
      assert.equal(new Set(given).size, given.length);
      for (const value of given) {
        const bytes = Buffer.from(value, 'base64url');
        assert.equal(bytes.length, 32);
        assert.equal(bytes.toString('base64url'), value);
        const forms = [value, bytes.toString('latin1'), bytes.toString('utf16le'), decodeURIComponent(value)];
        for (const personal of [person.sub, person.email, 'canary', 'sub_', 'stage-', '{', 'eyJ']) {
          if (personal.length > 2) assert.ok(!forms.some((form) => form.includes(personal)), personal);
        }
      }
    });
  });
}
