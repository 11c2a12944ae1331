import assert from 'node:assert/strict';
import { auditServer } from 'graphql-http';
import { pathOf } from '../../src/http/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import type { Door } from '../../src/kernel/principal.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

describe('GraphQL over HTTP', () => {
  let marketplace: Marketplace;
  before(async () => {
    marketplace = await startMarketplace('sqlite');
  });
  after(() => marketplace.stop());

  const headersFor = (door: Door): Record<string, string> =>
    door === 'marketing' || door === 'privacy'
      ? { authorization: `Bearer ${marketplace.staffToken(door)}` }
      : {};

  const audit = (door: Door, extra: Record<string, string>) =>
    auditServer({
      url: `${marketplace.serving.url}${pathOf[door]}`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...(init.headers as object), ...headersFor(door), ...extra } }),
    });

  for (const door of doors) {
    it(`passes all audits of graphql-http at the ${door} door`, async () => {
      const results = await audit(door, { 'apollo-require-preflight': '1' });
      assert.equal(results.length, 61);
      assert.deepEqual(
        results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`),
        [],
      );
    });

    it(`breaks no rule at the ${door} door for who sends no header against CSRF`, async () => {
      const results = await audit(door, {});
      assert.equal(results.length, 61);
      assert.deepEqual(
        results.filter(({ status }) => status === 'error').map(({ id, name }) => `${id} ${name}`),
        [],
      );
    });
  }

  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${marketplace.serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('runs nothing that another site can send without asking', async () => {
    const simple = await send({ query: '{ __typename }' }, { 'content-type': 'text/plain' });
    assert.equal(simple.status, 400);
    const form = await send('query=%7B__typename%7D', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(form.status, 400);
    const link = await fetch(`${marketplace.serving.url}/graphql?query=%7B__typename%7D`);
    assert.equal(link.status, 400);
    for (const response of [simple, form, link]) assert.ok(!(await response.text()).includes('"data"'));
  });

  it('tells by the status what was refused, but to who wants application/json alone', async () => {
    const wrong = [
      [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
      [
        { query: 'query ($n: Int!) { apps(first: $n) { nodes { id } } }', variables: { n: 'x' } },
        'BAD_USER_INPUT',
      ],
    ] as const;
    for (const [body, code] of wrong) {
      for (const [accept, status] of [
        ['*/*', 400],
        ['application/graphql-response+json', 400],
        ['application/graphql-response+json, application/json;q=0.9', 400],
        ['application/json', 200],
      ] as const) {
        const response = await send(body, { accept });
        const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
        assert.deepEqual(
          [response.status, errors.length, errors[0]?.extensions.code],
          [status, 1, code],
          accept,
        );
      }
    }
  });

  it('runs queries alone by GET, and says how mutations come', async () => {
    const at = (query: string): Promise<Response> =>
      fetch(`${marketplace.serving.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': '1' },
      });
    assert.equal((await at('{ __typename }')).status, 200);
    const refused = await at('mutation { acceptOffer(input: {}) { userErrors { code } } }');
    assert.equal(refused.status, 400, 'its input is none');
    const { status, headers } = await at('mutation { __typename }');
    assert.deepEqual([status, headers.get('allow')], [405, 'POST']);
  });
});
