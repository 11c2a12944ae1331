import assert from 'node:assert/strict';
import { operationsOf } from '../../src/console/index.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

const queries: readonly (readonly [query: string, variables?: Record<string, unknown>])[] = [
  [
    '{ apps(first: 5) { nodes { id name installs partner { name } category { name } } pageInfo { endCursor } } }',
  ],
  ['{ apps(order: NAME, last: 3) { edges { cursor node { slug partner { privacyPolicyUrl } } } } }'],
  ['query ($n: Int = 2, $s: String) { apps(first: $n, search: $s) { nodes { name } } }'],
  ['query ($n: Int, $s: String) { apps(first: $n, search: $s) { nodes { name } } }', { n: 4, s: 'a' }],
  ['query ($x: Boolean!) { categories { slug @skip(if: $x) name @include(if: $x) } }', { x: true }],
  ['query ($x: Boolean!) { categories { slug @skip(if: $x) name @include(if: $x) } }', { x: false }],
  [
    '{ a: app(slug: "calmly-booking") { ...A } b: app(slug: "nothing") { ...A } } fragment A on App { __typename id links { url notice } }',
  ],
  [
    'query ($id: ID!) { node(id: $id) { __typename id ... on App { name } ... on Partner { country } } }',
    { id: 'app_x' },
  ],
  ['{ apps(first: 0) { nodes { id } } }'],
  ['{ apps(first: 5, after: "forged") { nodes { id } } categories { name } }'],
  [
    '{ viewer { id preferences { offers } profile { birthDate createdAt } releases(first: 2) { nodes { state } } } }',
  ],
  ['{ viewer { offers(first: 3) { nodes { title app { name partner { name } } } } } }'],
  ['{ __schema { queryType { name } } __typename }'],
  ['{ subjectTypes { type rights { right how } } policy { version effectiveAt } }'],
];

describe('documents that come again', () => {
  let marketplace: Marketplace;
  let token: string;
  before(async () => {
    marketplace = await startMarketplace('sqlite');
    const person = marketplace.login('again', 'again@mail.example');
    ({ token } = person);
    const { data } = await marketplace.ask<{ policy: { version: string } }>(
      'marketplace',
      null,
      '{ policy { version } }',
    );
    const { errors } = await marketplace.ask(
      'marketplace',
      token,
      'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { userErrors { code } } }',
      { input: { birthDate: '1990-05-05', policyVersion: data.policy.version, idempotencyKey: 'again' } },
    );
    assert.deepEqual(errors, []);
  });
  after(() => marketplace.stop());

  // The first two times a document is interpreted, from the third on it is compiled.
  it('are answered when compiled as they were when interpreted, errors and all', async () => {
    const own = [...operationsOf('marketplace').values()].filter((source) => source.startsWith('query'));
    for (const [query, variables] of [...queries, ...own.map((source) => [source] as const)]) {
      for (const bearer of [null, token]) {
        const answers = new Set<string>();
        for (let i = 0; i < 5; i += 1)
          answers.add((await marketplace.ask('marketplace', bearer, query, variables)).raw);
        assert.equal(answers.size, 1, `${query}\n${[...answers].join('\n')}`);
      }
    }
  });

  it('run their mutations once a request', async () => {
    const mutation =
      'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { preferences { offers } userErrors { code } } }';
    for (let i = 0; i < 6; i += 1) {
      const { data } = await marketplace.ask<{ setPreferences: { preferences: { offers: boolean } } }>(
        'marketplace',
        token,
        mutation,
        { input: { offers: i % 2 === 0, idempotencyKey: `again-${i}` } },
      );
      assert.equal(data.setPreferences.preferences.offers, i % 2 === 0);
    }
  });
});
