import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { consolePages } from '../../src/console/index.ts';
import { pathOf } from '../../src/http/index.ts';
import { repeat } from '../support/hostile-documents.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { production as wanted } from '../support/production.ts';

/** A door as the world meets it: production, with the documents of its own pages alone, or with any. */
const production = (adHoc: boolean): Record<string, string> => {
  const { SLUICE_DATABASE_URL: _, ...told } = wanted;
  const key = (): string => `k1:${randomBytes(32).toString('base64')}`;
  return {
    ...told,
    SLUICE_HOST: '127.0.0.1',
    SLUICE_JWKS_URL: 'https://127.0.0.1:9/keys.json',
    SLUICE_SMTP_URL: 'smtp://127.0.0.1:9',
    SLUICE_LOOPBACK_WEBHOOKS: '',
    SLUICE_KEK: key(),
    SLUICE_HMAC_KEY: key(),
    SLUICE_LEDGER_KEY: key(),
    SLUICE_WEBHOOK_KEY: key(),
    SLUICE_AD_HOC_QUERIES: String(adHoc),
  };
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly codes: readonly string[];
  readonly data: unknown;
  readonly headers: Headers;
}

for (const adHoc of [true, false]) {
  describe(`what attackers try in production, ${adHoc ? 'where any document runs' : 'as it comes'},`, () => {
    let marketplace: Marketplace;
    before(async () => {
      marketplace = await startMarketplace('sqlite', {
        environment: production(adHoc),
        pages: consolePages(),
      });
    });
    after(() => marketplace.stop());

    async function send(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
      const response = await fetch(`${marketplace.serving.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return read(response);
    }
    async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
      return read(await fetch(`${marketplace.serving.url}${path}`, { headers }));
    }
    async function read(response: Response): Promise<Answer> {
      const text = await response.text();
      let body: { data?: unknown; errors?: { extensions: { code: string } }[] } = {};
      try {
        body = JSON.parse(text) as typeof body;
      } catch {
        // A page, or nothing.
      }
      return {
        status: response.status,
        text,
        codes: (body.errors ?? []).map(({ extensions }) => extensions.code),
        data: body.data ?? null,
        headers: response.headers,
      };
    }
    const ask = (query: string, variables = {}): Promise<Answer> =>
      send(JSON.stringify({ query, variables }));
    /** What a refused document is called here, where it would not be known in the first place. */
    const refusedAs = (code: string): string[] => [adHoc ? code : 'DOCUMENT_NOT_TRUSTED'];
    // The thirteen checks of graphql-cop, and what each gets here.
    const cop: readonly [check: string, query: string, code: string][] = [
      ['alias overloading', `{ ${repeat(101, (i) => `alias${i}: __typename`)} }`, 'OPERATION_TOO_LARGE'],
      ['directive overloading', `{ __typename ${repeat(10, () => '@aa')} }`, 'GRAPHQL_VALIDATION_FAILED'],
      ['field duplication', `{ ${repeat(500, () => '__typename')} }`, 'OPERATION_TOO_LARGE'],
      ['introspection', '{ __schema { types { name fields { name } } } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['introspection of one type', '{ __type(name: "Query") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
      [
        'circular introspection',
        `{ __schema { types { ${'fields { type { '.repeat(5)}name${' } }'.repeat(5)} } } }`,
        'GRAPHQL_VALIDATION_FAILED',
      ],
    ];
    for (const [check, query, code] of cop) {
      it(`refuses ${check} with one error`, async () => {
        const answer = await ask(query);
        assert.deepEqual([answer.status, answer.codes, answer.data], [400, refusedAs(code), null]);
      });
    }

    it('refuses batches, of ten or of one', async () => {
      for (const n of [10, 1]) {
        const answer = await send(
          JSON.stringify(Array.from({ length: n }, () => ({ query: '{ __typename }' }))),
        );
        assert.deepEqual([answer.status, answer.codes.length, answer.data], [400, 1, null]);
      }
    });

    it('outlives bodies of lists in lists and objects in objects, deeper than calls can be', async () => {
      const deep = (open: string, close: string, inner = '1'): string => {
        const times = Math.floor(98_000 / (open.length + close.length));
        return `${open.repeat(times)}${inner}${close.repeat(times)}`;
      };
      for (const value of [deep('[', ']'), deep('{"a":', '}'), deep('[{"a":', '}]')]) {
        const answers = [
          await send(value),
          await send(`{"query":${value}}`),
          await send(`{"query":"{ __typename }","variables":${value}}`),
          await send(
            `{"query":"query ($slug: String!) { app(slug: $slug) { id } }","variables":{"slug":${value}}}`,
          ),
          await send(`{"query":"{ __typename }","extensions":{"persistedQuery":${value}}}`),
        ];
        for (const { status, codes } of answers)
          assert.ok(status < 500 && codes[0] !== 'INTERNAL', `${status}`);
        const form = await fetch(`${marketplace.serving.url}/privacy/requests`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: value,
        });
        assert.ok(form.status < 500, `${form.status}`);
      }
      assert.equal((await ask('{ __typename }')).status, adHoc ? 200 : 400);
    });

    it('reads no more than ten thousand lists and objects in a body', async () => {
      const lists = (n: number): string =>
        `{"query":"{ __typename }","extensions":{"a":[${'[],'.repeat(n)}1]}}`;
      assert.equal((await send(lists(9_990))).status, adHoc ? 200 : 400);
      const { status, codes, text } = await send(lists(10_000));
      assert.deepEqual([status, codes], [400, ['BAD_USER_INPUT']]);
      assert.match(text, /at most 10000 lists and objects/);
    });

    it('suggests no name that is there, for fields, types, arguments and values of enums', async () => {
      for (const query of [
        '{ ap { nodes { id } } }',
        '{ apps(firs: 1) { nodes { id } } }',
        '{ apps(first: 1, order: NAM) { nodes { id } } }',
        '{ node(id: "x") { ... on Ap { id } } }',
        'mutation { acceptOffe { id } }',
        'query ($input: DisclosureInpu!) { disclosure(input: $input) { userErrors { code } } }',
      ]) {
        const answer = await ask(query);
        assert.deepEqual(answer.codes, refusedAs('GRAPHQL_VALIDATION_FAILED'), query);
        assert.doesNotMatch(
          answer.text,
          /did you mean|"apps"|acceptOffer"|DisclosureInput"|NAME/i,
          answer.text,
        );
      }
    });

    it('runs no query or mutation that another site could send, and shows no page to write some', async () => {
      const mutation = encodeURIComponent('mutation { __typename }');
      const query = encodeURIComponent('{ __typename }');
      for (const answer of [
        await get(`/graphql?query=${query}`),
        await get(`/graphql?query=${mutation}`),
        await send(`query=${query}`, { 'content-type': 'application/x-www-form-urlencoded' }),
        await send('{"query":"{ __typename }"}', { 'content-type': 'text/plain' }),
        await get('/graphql', { accept: 'text/html' }),
      ]) {
        assert.ok(answer.status >= 400 && answer.status < 500);
        assert.equal(answer.data, null);
        assert.doesNotMatch(answer.text, /<html|graphiql|playground|sandbox/i);
      }
      const preflighted = await get(`/graphql?query=${mutation}`, { 'apollo-require-preflight': '1' });
      assert.ok([400, 405].includes(preflighted.status));
      for (const path of ['/graphiql', '/playground', '/altair', '/console', '/voyager', '/graphql/console'])
        assert.equal((await get(path)).status, 404, path);
    });

    it('traces nothing, and says nothing of what is inside when something is wrong', async () => {
      for (const answer of [
        await ask('{ apps(first: 1) { nodes { id } } }'),
        await send('{"query":"{ apps(first: 1) { nodes { id } } }","extensions":{"tracing":true}}', {
          'x-apollo-tracing': '1',
        }),
        await ask('{'),
        await send('{'),
        await ask('{ apps(first: 1, after: "\\u0000") { nodes { id } } }'),
        await send('{"query":"{ __typename }","variables":"x"}'),
      ]) {
        assert.doesNotMatch(answer.text, /tracing|stacktrace|node_modules|\.ts:|at Object|sqlite|knex/i);
      }
    });

    it('lets no page of another site read an answer', async () => {
      const answer = await send('{"query":"{ __typename }"}', { origin: 'https://evil.example' });
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      const preflight = await fetch(`${marketplace.serving.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      assert.equal(preflight.headers.get('access-control-allow-origin'), null);
      assert.equal(answer.headers.get('x-powered-by'), null);
      assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=\d{7,}/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    });

    it('is shown as a page nowhere, whatever it holds; what is a page runs nothing but its own', async () => {
      for (const answer of [await send('{"query":"{ __typename }"}'), await send('{'), await send('{}')]) {
        const header = (name: string): string | null => answer.headers.get(name);
        assert.equal(header('content-security-policy'), "default-src 'none';frame-ancestors 'none'");
        assert.equal(header('x-frame-options'), 'DENY');
        assert.equal(header('cross-origin-resource-policy'), 'same-origin');
        assert.match(header('content-type') ?? '', /^application\/(graphql-response\+)?json/);
      }
      const page = await fetch(`${marketplace.serving.url}/no-such-page`);
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'self';.*script-src 'self';/);
      assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    });

    it('unpacks no more than it takes, and reads no other charset for something else', async () => {
      const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
      assert.equal((await send(bomb, { 'content-encoding': 'gzip' })).status, 413);
      const brotli = await send('{"query":"{ __typename }"}', { 'content-encoding': 'br' });
      assert.ok(brotli.status >= 400);
      const unknown = await send('{"query":"{ __typename }"}', { 'content-encoding': 'x-evil' });
      assert.ok([400, 415].includes(unknown.status), String(unknown.status));
      for (const charset of ['utf-7', 'ibm500', 'x-none', 'utf-16']) {
        const answer = await send('{"query":"{ __typename }"}', {
          'content-type': `application/json; charset=${charset}`,
        });
        assert.ok(answer.status >= 400 && answer.status < 500, charset);
        assert.equal(answer.data, null);
      }
    });

    it('takes no property of objects for something that was sent', async () => {
      for (const body of [
        '{"__proto__":{"query":"{ __typename }"}}',
        '{"constructor":{"prototype":{"query":"{ __typename }"}}}',
        '{"query":"{ __typename }","variables":{"__proto__":{"admin":true}}}',
        '{"query":"query ($first: Int) { apps(first: $first) { nodes { id } } }","variables":{"__proto__":{"first":3}}}',
        '{"documentId":"__proto__"}',
        '{"documentId":"constructor"}',
        '{"query":"{ __typename }","operationName":"__proto__"}',
        '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"toString"}}}',
      ]) {
        const answer = await send(body);
        assert.ok(answer.status < 500, body);
        assert.equal(({} as Record<string, unknown>)['query'], undefined);
        assert.equal(({} as Record<string, unknown>)['admin'], undefined);
      }
    });

    // Once, for it waits.
    if (adHoc)
      it('does not wait for whoever sends very slowly', async () => {
        const { port } = new URL(marketplace.serving.url);
        const begun = Date.now();
        const ended = new Promise<string>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\n');
          });
          let heard = '';
          socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
          socket.on('close', () => resolve(heard));
          socket.on('error', () => resolve(heard));
        });
        const heard = await ended;
        const seconds = (Date.now() - begun) / 1_000;
        assert.ok(seconds >= 9 && seconds < 20, `${seconds} s`);
        assert.match(heard, /^(HTTP\/1\.1 408 |$)/);
        assert.equal((await ask('{ __typename }')).status, 200, 'others are served');
      });

    it('lets nobody in with a token that cannot be checked now, and says so', async () => {
      for (const door of ['marketplace', 'partner', 'marketing', 'privacy'] as const) {
        const token = [{ alg: 'RS256', typ: 'at+jwt', kid: 'x' }, { sub: 'x' }]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.');
        const response = await fetch(`${marketplace.serving.url}${pathOf[door]}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}.AAAA` },
          body: '{"query":"{ __typename }"}',
        });
        assert.equal(response.status, 503);
        assert.deepEqual([response.status, (await read(response)).codes], [503, ['UNAVAILABLE']]);
      }
    });
  });
}
