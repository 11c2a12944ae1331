import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { createHash } from 'node:crypto';
import { openDatabase } from '../../src/platform/db/index.ts';
import { engines, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { promptly, timed, until } from '../support/until.ts';

const LIST =
  'query List($first: Int!) { apps(first: $first, order: NAME) { nodes { id name installs partner { name } category { name } } } }';
const MIXED = 'query Mixed { apps(first: 2) { nodes { name } } rateLimit { remaining } }';
const MINE = 'query Mine { viewer { id email } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const body = JSON.stringify({ documentId: `sha256:${sha256(LIST)}`, variables: { first: 20 } });

interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: { apps: { nodes: { id: string; name: string; installs: number }[] } };
  readonly statements: number;
}

for (const dialect of engines) {
  describe(`answers that are the same for everybody, on ${dialect},`, () => {
    let marketplace: Marketplace;
    let statements = 0;

    before(async () => {
      marketplace = await startMarketplace(dialect, {
        environment: { SLUICE_AD_HOC_QUERIES: 'false', SLUICE_RATE_POINTS: '100000' },
        trustedDocuments: [LIST, MIXED, MINE],
      });
      await marketplace.db.read(({ q }) => {
        q.on('query', ({ sql }: { sql: string }) => {
          if (/from .?(apps|partners|categories)\b/.test(sql)) statements += 1;
        });
        return Promise.resolve();
      });
    });
    after(() => marketplace.stop());

    async function ask(sent: string = body, headers: Record<string, string> = {}): Promise<Shown> {
      const before = statements;
      const response = await fetch(`${marketplace.serving.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: sent,
      });
      const text = await response.text();
      const { data } = JSON.parse(text) as { data: Shown['data'] };
      return {
        status: response.status,
        headers: response.headers,
        text,
        data,
        statements: statements - before,
      };
    }

    const withoutPoints = (text: string): string => text.replace(/"(remaining|resetAt)":("[^"]*"|\d+)/g, '');
    const steady = (headers: Headers): [string, string][] =>
      [...headers].filter(
        ([name]) => !['date', 'ratelimit', 'content-length', 'x-request-id'].includes(name),
      );

    it('are worked out once, with three statements, and given again byte by byte without any', async () => {
      const first = await ask();
      assert.equal(first.data.apps.nodes.length, 20);
      assert.equal(first.statements, 3, 'a page, its partners, its categories');
      const again = await ask();
      assert.equal(again.statements, 0);
      assert.equal(withoutPoints(again.text), withoutPoints(first.text));
      assert.deepEqual(steady(again.headers), steady(first.headers), 'the headers against attacks, too');
      assert.equal(again.headers.get('cache-control'), 'no-cache');
      assert.match(again.headers.get('content-security-policy') ?? '', /default-src/);
    });

    it('cost the same points whether they were kept or not', async () => {
      const left = (text: string): number => Number(/"remaining":(\d+)/.exec(text)?.[1]);
      const [one, two] = [await ask(), await ask()];
      const cost = Number(/"cost":(\d+),/.exec(two.text)?.[1]);
      assert.ok(cost > 100);
      assert.equal(left(one.text) - left(two.text), cost);
      assert.match(two.headers.get('ratelimit') ?? '', new RegExp(`r=${left(two.text)};`));
    });

    it('are refused to whoever has no points left, as all else is', async () => {
      await ask();
      let last = await ask();
      for (let i = 0; i < 2_000 && last.status === 200; i += 1) last = await ask();
      assert.equal(last.status, 429);
      assert.match(last.text, /RATE_LIMITED/);
      // Others go on asking, so that the answer stays good.
      const { token } = marketplace.login('rich', 'rich@mail.example');
      for (let i = 0; i < 20; i += 1) {
        assert.equal((await ask(body, { authorization: `Bearer ${token}` })).status, 200);
        assert.equal((await ask()).status, 429, 'kept or not');
      }
      const wait = Number(last.headers.get('retry-after'));
      assert.ok(wait >= 1 && wait <= 60);
      marketplace.clock.advance(wait * 1_000);
      assert.equal((await ask()).status, 200);
    });

    it('are not sent again by GET to who has them', async () => {
      const search = new URLSearchParams({ documentId: `sha256:${sha256(LIST)}`, variables: '{"first":5}' });
      const get = (headers: Record<string, string> = {}): Promise<Response> =>
        fetch(`${marketplace.serving.url}/graphql?${search.toString()}`, {
          headers: { 'apollo-require-preflight': '1', ...headers },
        });
      const etag = (await get()).headers.get('etag') ?? '';
      assert.match(etag, /^W\/"[\w-]{22}"$/);
      // What is looked up anew is sent whole to who asks for no cache, as this client does with this header.
      await until(async () => {
        const kept = await get({ 'if-none-match': etag });
        const text = await kept.text();
        return kept.status === 304 && text === '';
      }, 'the answer to be kept');
      assert.equal((await get({ 'if-none-match': 'W/"another"' })).status, 200);
      const simple = await fetch(`${marketplace.serving.url}/graphql?${search.toString()}`);
      assert.equal(simple.status, 400, 'what a link of another site could ask is refused as ever');
    });

    it('are never those of somebody, nor given to somebody', async () => {
      const person = marketplace.login('kept', 'kept@mail.example');
      const mine = JSON.stringify({ documentId: `sha256:${sha256(MINE)}` });
      const own = await ask(mine, { authorization: `Bearer ${person.token}` });
      assert.equal(own.headers.get('cache-control'), 'no-store');
      const nobodys = await ask(mine);
      assert.match(nobodys.text, /UNAUTHENTICATED/);
      assert.equal(nobodys.headers.get('etag'), null);
      for (const headers of [{ authorization: `Bearer ${person.token}` }, { cookie: 'sluice-session=x' }]) {
        const answer = await ask(body, headers);
        assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store']);
        assert.equal(answer.headers.get('etag'), null);
      }
      const wrong = await ask(body, { authorization: 'Bearer no.such.token' }).catch(() => null);
      assert.equal(wrong?.status, 401);
      const mixed = JSON.stringify({ documentId: `sha256:${sha256(MIXED)}` });
      assert.equal((await ask(mixed)).headers.get('etag'), null);
      assert.notEqual((await ask(mixed)).text, (await ask(mixed)).text);
    });

    it('tell what this process changes at once, and what another one does within a second', async () => {
      const { id, name } = (await ask()).data.apps.nodes[0] ?? { id: '', name: '' };
      const change = (db: Marketplace['db'], to: string, own: boolean): Promise<void> =>
        db.transact(async (tx) => {
          if (own) tx.touch('catalog');
          await tx.q('apps').where({ id }).update({ name: to });
        });
      await change(marketplace.db, 'AAA changed here', true);
      assert.equal((await ask()).data.apps.nodes[0]?.name, 'AAA changed here');
      const other = openDatabase(marketplace.databaseUrl, marketplace.clock);
      try {
        await promptly(1_000, async (time) => {
          const there = `AAA changed elsewhere ${time}`;
          await change(other, there, false);
          return timed(() =>
            until(async () => (await ask()).data.apps.nodes[0]?.name === there, 'the change'),
          );
        });
        await other.transact(
          async (tx) => void (await tx.q('apps').where({ id }).update({ status: 'unlisted' })),
        );
        await until(async () => (await ask()).data.apps.nodes[0]?.id !== id, 'the app to be gone');
        await change(other, name, false);
        await other.transact(
          async (tx) => void (await tx.q('apps').where({ id }).update({ status: 'listed' })),
        );
        await until(async () => {
          const [first] = (await ask()).data.apps.nodes;
          return first?.id === id && first.name === name;
        }, 'all to be as it was');
      } finally {
        await other.close();
      }
    });

    it('are found by a body that comes in pieces, and not by one that is cut short', async () => {
      await ask();
      const slow = await new Promise<string>((resolve, reject) => {
        const sent = httpRequest(
          `${marketplace.serving.url}/graphql`,
          {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
            response.on('end', () => resolve(text));
          },
        );
        sent.on('error', reject);
        sent.write(body.slice(0, 10));
        setTimeout(() => sent.end(body.slice(10)), 50);
      });
      assert.equal(withoutPoints(slow), withoutPoints((await ask()).text));
    });

    it('leave requests that are none to whoever answers those', async () => {
      for (const [sent, status] of [
        ['{', 400],
        ['[]', 400],
        ['{}', 400],
        ['', 400],
        [`${body} `, 200],
        [JSON.stringify({ documentId: 'sha256:0' }), 400],
      ] as const) {
        assert.equal((await ask(sent).catch(() => ({ status: 400 }))).status, status, sent);
      }
    });
  });
}
