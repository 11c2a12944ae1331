import assert from 'node:assert/strict';
import { getIntrospectionQuery } from 'graphql';
import { pathOf } from '../../src/http/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import type { Door } from '../../src/kernel/principal.ts';
import { repeat, tooMuch } from '../support/hostile-documents.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

const MINUTE = 60_000;

interface Cost {
  cost: number;
  limit: number;
  remaining: number;
  resetAt: string;
}
interface Body {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: { cost?: Cost };
}

describe('what a request may ask', () => {
  let marketplace: Marketplace;
  before(async () => {
    marketplace = await startMarketplace('sqlite', { environment: { SLUICE_RATE_POINTS: '20000' } });
  });
  after(() => marketplace.stop());
  beforeEach(() => marketplace.clock.advance(MINUTE));

  const tokenFor = (door: Door): string | null => {
    if (door === 'marketplace') return null;
    return door === 'partner' ? marketplace.partnerToken('calmly') : marketplace.staffToken(door);
  };

  async function send(body: unknown, door: Door = 'marketplace', token = tokenFor(door)) {
    const response = await fetch(`${marketplace.serving.url}${pathOf[door]}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  for (const [what, query, wants] of tooMuch) {
    it(`ends at too many ${what}, with one error`, async () => {
      const { status, body } = await send({ query });
      assert.equal(status, 400);
      assert.equal(body.errors?.length, 1);
      assert.match(body.errors?.[0]?.message ?? '', wants);
      assert.ok(
        ['OPERATION_TOO_LARGE', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'].includes(
          body.errors?.[0]?.extensions.code ?? '',
        ),
      );
      assert.equal(body.data, undefined);
    });
  }

  it('ends at lists that variables make long, and not before', async () => {
    const query =
      'query ($n: Int) { apps(first: $n) { nodes { links { url } a: links { url } b: links { url } c: links { url } d: links { url } } } }';
    assert.equal((await send({ query, variables: { n: 10 } })).status, 200);
    const { status, body } = await send({ query, variables: { n: 1_000_000 } });
    assert.deepEqual([status, body.errors?.[0]?.extensions.code], [400, 'OPERATION_TOO_LARGE']);
  });

  it('ends at more than four mutations, by whatever names, and runs none of them', async () => {
    const person = marketplace.login('aliases', 'aliases@mail.example');
    const make = (i: number): string =>
      `m${i}: createAccount(input: { birthDate: "1990-01-0${i + 1}", policyVersion: "x", idempotencyKey: "k${i}" }) { userErrors { code } }`;
    const five = await send({ query: `mutation { ${repeat(5, make)} }` }, 'marketplace', person.token);
    assert.deepEqual([five.status, five.body.errors?.[0]?.extensions.code], [400, 'OPERATION_TOO_LARGE']);
    const hidden = `mutation { ...A ...A m9: __typename } fragment A on Mutation { ${make(0)} ${make(1)} }`;
    assert.equal((await send({ query: hidden }, 'marketplace', person.token)).status, 400);
    const four = await send({ query: `mutation { ${repeat(4, make)} }` }, 'marketplace', person.token);
    assert.equal(four.status, 200);
    assert.equal(Object.keys(four.body.data ?? {}).length, 4);
  });

  it('is one operation a request', async () => {
    for (const batch of [
      [{ query: '{ __typename }' }],
      [{ query: '{ __typename }' }, { query: '{ __typename }' }],
      [],
    ]) {
      const { status, body } = await send(batch);
      assert.equal(status, 400);
      assert.equal(body.errors?.length, 1);
      assert.equal(body.data, undefined);
    }
    const two = 'query A { a: __typename } query B { b: __typename }';
    const unnamed = await send({ query: two });
    assert.deepEqual(
      [unnamed.status, unnamed.body.errors?.[0]?.extensions.code],
      [400, 'OPERATION_RESOLUTION_FAILURE'],
    );
    assert.deepEqual((await send({ query: two, operationName: 'B' })).body.data, { b: 'Query' });
    assert.equal((await send({ query: two, operationName: 'C' })).status, 400);
  });

  it('ends at 100 KB', async () => {
    const { status, body } = await send({ query: '{ __typename }', variables: { x: 'x'.repeat(102_400) } });
    assert.deepEqual([status, body.errors?.length], [413, 1]);
  });

  it('costs points, which the answer, its headers and a field of it tell', async () => {
    const query =
      '{ apps(first: 10) { nodes { name partner { name } } } rateLimit { limit cost remaining resetAt } }';
    const { headers, body } = await send({ query });
    const cost = body.extensions?.cost;
    assert.ok(cost);
    assert.equal(cost.cost, 2 + 10 * 3 + 1 + 4);
    assert.deepEqual([cost.limit, cost.remaining], [20_000, 20_000 - cost.cost]);
    assert.deepEqual(body.data?.['rateLimit'], cost);
    assert.equal(headers.get('ratelimit-policy'), '"points";q=20000;w=60');
    const left = /^"points";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '');
    assert.equal(Number(left?.[1]), cost.remaining);
    assert.ok(Number(left?.[2]) >= 1 && Number(left?.[2]) <= 60);
    const again = await send({ query });
    assert.equal(again.body.extensions?.cost?.remaining, cost.remaining - cost.cost);
  });

  for (const door of doors) {
    it(`ends at the ${door} door when the points are spent, for the one who spent them, until the minute is over`, async () => {
      const query = '{ __typename }';
      const expensive = `{ ${repeat(24, (i) => `t${i}: __type(name: "Query") { fields { args { name } } }`)} }`;
      const { body } = await send({ query: expensive }, door);
      const { cost = 0 } = body.extensions?.cost ?? {};
      assert.ok(cost > 100);
      let last = await send({ query: expensive }, door);
      for (let i = 0; i < 20_000 / cost && last.status === 200; i += 1)
        last = await send({ query: expensive }, door);
      assert.equal(last.status, 429);
      assert.deepEqual(
        [last.body.errors?.length, last.body.errors?.[0]?.extensions.code],
        [1, 'RATE_LIMITED'],
      );
      const wait = Number(last.headers.get('retry-after'));
      assert.ok(wait >= 1 && wait <= 60);
      assert.equal((await send({ query }, door)).status, 429, 'cheap things, too');
      assert.equal((await send('{ "query": "{" }', door)).status, 429, 'what is refused, too');
      const other = marketplace.login('other', 'other@mail.example').token;
      assert.equal((await send({ query }, 'marketplace', other)).status, 200, 'nobody else');
      marketplace.clock.advance(wait * 1_000);
      assert.equal((await send({ query }, door)).status, 200);
    });
  }

  it('lets tools read the schema where that is open', async () => {
    const { status, body } = await send({ query: getIntrospectionQuery() });
    assert.equal(status, 200, JSON.stringify(body.errors));
  });
});
