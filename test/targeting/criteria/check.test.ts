import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Criterion, Leaf } from '../../../src/targeting/criteria/ast.ts';
import { checkCriterion } from '../../../src/targeting/criteria/check.ts';
import type { Known } from '../../../src/targeting/criteria/check.ts';
import { printCriterion, readCriterion } from '../../../src/targeting/criteria/json.ts';
import { referencesOf } from '../../../src/targeting/criteria/leaves.ts';
import type { CriterionProblem } from '../../../src/targeting/criteria/problems.ts';
import { criteria, everyType, traitValue } from '../../support/criteria-arbitrary.ts';
import { dose } from '../../support/dose.ts';

const known: Known = {
  traits: everyType,
  events: new Set(['purchase']),
  apps: new Set(['app_1']),
  lists: new Set(['lst_1']),
  segments: new Set(['seg_1']),
};
const options = {
  traits: known.traits,
  ...{
    events: [...known.events],
    apps: [...known.apps],
    lists: [...known.lists],
    segments: [...known.segments],
  },
};

const check = (criterion: Criterion): readonly CriterionProblem[] => checkCriterion(criterion, known);
const registered = `a registered trait: ${[...everyType.keys()].join(', ')}`;

/** One trait of each type, and a value that it can have. */
const examples = {
  text: ['nickname', 'a'],
  number: ['site_count', 3],
  flag: ['has_shop', true],
  date: ['renewed_on', '2026-01-31'],
  version: ['app_version', '1.2.3'],
  ip: ['last_ip', '10.0.0.1'],
  country: ['country', 'DE'],
} as const;
type Kind = keyof typeof examples;
const kinds = Object.keys(examples) as Kind[];

/** Written out from the description of the language, not taken from the code. */
const table: Readonly<Record<Kind, string>> = {
  text: 'eq ne exists in contains starts ends matches',
  number: 'eq ne exists in lt lte gt gte between',
  version: 'eq ne exists in lt lte gt gte between',
  flag: 'eq ne exists',
  date: 'eq ne exists in lt lte gt gte between past ago next',
  ip: 'eq ne exists in cidr',
  country: 'eq ne exists in region',
};

/** A condition of a trait by each operator. */
function conditionsOf(kind: Kind): Leaf[] {
  const [trait, value] = examples[kind];
  return [
    ...(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const).map((op): Leaf => ({ op, trait, value })),
    { op: 'exists', trait },
    { op: 'in', trait, values: [value] },
    { op: 'between', trait, from: value, to: value },
    ...(['contains', 'starts', 'ends'] as const).map((op): Leaf => ({
      op,
      trait,
      value: 'a',
      ignoreCase: false,
    })),
    { op: 'matches', trait, pattern: 'a' },
    { op: 'cidr', trait, blocks: ['10.0.0.0/8'] },
    { op: 'region', trait, regions: ['EU'] },
    ...(['past', 'ago', 'next'] as const).map((op): Leaf => ({ op, trait, days: 3 })),
  ];
}

describe('a criterion held against what is registered', () => {
  it('is fine if it is right', () => {
    fc.assert(
      fc.property(criteria(options), (made) => {
        assert.deepEqual(check(made), []);
        const read = readCriterion(printCriterion(made));
        assert.ok('criterion' in read);
        assert.deepEqual(check(read.criterion), []);
      }),
      { numRuns: dose(500, 10_000) },
    );
  });

  it('has the operators of each type, and no others', () => {
    let refused = 0;
    for (const kind of kinds) {
      const conditions = conditionsOf(kind);
      assert.equal(new Set(conditions.map(({ op }) => op)).size, 18);
      for (const leaf of conditions) {
        const problems = check(leaf);
        if (table[kind].split(' ').includes(leaf.op)) assert.deepEqual(problems, [], `${kind} ${leaf.op}`);
        else {
          refused += 1;
          assert.deepEqual(
            problems.map(({ at }) => at),
            [`${leaf.op}.trait`],
            `${kind} ${leaf.op}`,
          );
        }
      }
    }
    assert.equal(refused, 7 * 18 - Object.values(table).join(' ').split(' ').length);
    for (const [leaf, wants] of [
      [
        { op: 'lt', trait: 'plan', value: 'pro' },
        'a trait that is a number, a date or a version; plan is a text',
      ],
      [{ op: 'past', trait: 'site_count', days: 3 }, 'a trait that is a date; site_count is a number'],
      [
        { op: 'in', trait: 'has_shop', values: [true] },
        'a trait that is a text, a number, a date, a version, an address or a country; has_shop is true or false',
      ],
    ] as const) {
      assert.deepEqual(check(leaf), [{ at: `${leaf.op}.trait`, wants }]);
    }
  });

  it('compares with values that the trait can have, and no others', () => {
    const wants: Readonly<Record<Kind, string>> = {
      text: 'a text of 1 to 200 characters',
      number: 'a whole number from 0 to 1000',
      flag: 'true or false',
      date: 'a date such as 2026-01-31',
      version: 'a version such as 1.4.2 (Semantic Versioning)',
      ip: 'an IPv4 or IPv6 address',
      country: 'a country code of two capital letters (ISO 3166-1)',
    };
    const wrong: Readonly<Record<Kind, readonly (string | number | boolean)[]>> = {
      text: [1, true],
      number: ['3', -1, 1_001, 0.5, true],
      flag: ['true', 0, 1],
      date: ['2026-02-30', '2026-1-31', '31.01.2026', '2026-01-31T00:00:00Z', 20_484],
      version: ['1.2', '1', 'latest', '', '1.2.3.4', 1.2],
      ip: ['10.0.0', '10.0.0.0/8', '010.0.0.1', '127.1', '::10.0.0.1', 'fe80::1%eth0', 'localhost', 1],
      country: ['de', 'DEU', 'XX', 'UK', 49],
    };
    for (const kind of kinds) {
      const [trait, value] = examples[kind];
      for (const bad of wrong[kind]) {
        const problem = (at: string): CriterionProblem => ({ at, wants: wants[kind] });
        assert.deepEqual(check({ op: 'eq', trait, value: bad }), [problem('eq.value')], `${kind} ${bad}`);
        assert.deepEqual(check({ op: 'ne', trait, value: bad }), [problem('ne.value')]);
        if (table[kind].includes(' in ')) {
          assert.deepEqual(check({ op: 'in', trait, values: [bad, value, bad] }), [
            problem('in.values[0]'),
            problem('in.values[2]'),
          ]);
        }
        if (table[kind].includes(' between')) {
          assert.deepEqual(check({ op: 'gte', trait, value: bad }), [problem('gte.value')]);
          assert.deepEqual(check({ op: 'between', trait, from: bad, to: bad }), [
            problem('between.from'),
            problem('between.to'),
          ]);
        }
      }
    }
    assert.deepEqual(check({ op: 'eq', trait: 'plan', value: 'gold' }), [
      { at: 'eq.value', wants: 'one of free, starter, pro, business' },
    ]);
    // What is searched for need not be a value: it is part of one.
    assert.deepEqual(check({ op: 'contains', trait: 'plan', value: 'us', ignoreCase: false }), []);
  });

  it('goes from a beginning to an end that is not below it', () => {
    for (const [trait, low, high] of [
      ['site_count', 9, 10],
      ['balance', -100, 0.01],
      ['renewed_on', '2025-12-31', '2026-01-01'],
      ['app_version', '1.9.0', '1.10.0'],
      ['app_version', '1.10.0-rc.1', '1.10.0'],
    ] as const) {
      assert.deepEqual(check({ op: 'between', trait, from: low, to: high }), []);
      assert.deepEqual(check({ op: 'between', trait, from: low, to: low }), []);
      assert.deepEqual(check({ op: 'between', trait, from: high, to: low }), [
        { at: 'between.to', wants: 'an end that is not below its beginning' },
      ]);
    }
    const ordered = [...everyType.values()].filter(({ type }) => table[type.type].includes(' between'));
    fc.assert(
      fc.property(
        fc
          .constantFrom(...ordered)
          .chain(({ name, type }) => fc.tuple(fc.constant(name), traitValue(type), traitValue(type))),
        ([trait, from, to]) => {
          const both = [
            check({ op: 'between', trait, from, to }),
            check({ op: 'between', trait, from: to, to: from }),
          ];
          assert.equal(both.filter((problems) => problems.length === 0).length, from === to ? 2 : 1);
        },
      ),
    );
  });

  it('says why a pattern is none, without repeating it', () => {
    const why = (pattern: string): string | undefined =>
      check({ op: 'matches', trait: 'nickname', pattern })[0]?.wants;
    for (const pattern of [
      '^a+$',
      '(a|b)*c',
      '\\p{Greek}',
      '(?i)x',
      '(?P<n>a)',
      '[^a-c]',
      'a{1,100}',
      '(a+)+$',
      '日本',
    ])
      assert.equal(why(pattern), undefined, pattern);
    for (const [pattern, reason] of [
      ['secret(', 'missing closing )'],
      ['secret)', 'unexpected )'],
      ['secret[', 'missing closing ]'],
      ['*secret', 'missing argument to repetition operator'],
      ['(?=secret)', 'invalid or unsupported Perl syntax'],
      ['(secret)\\1', 'invalid escape sequence'],
      ['secret\\', 'trailing backslash at end of expression'],
      ['(?P<secret', 'invalid named capture'],
      ['secret{1001}', 'invalid repeat count'],
      ['[z-a]secret', 'invalid character class range'],
    ] as const) {
      const wants = why(pattern);
      assert.equal(wants, `a regular expression of RE2: ${reason}`);
      assert.ok(!wants.includes('secret'));
    }
  });

  it('says so of each pattern', () => {
    const all = ['a', '(', 'b', ')'].map((pattern): Criterion => ({ op: 'matches', trait: 'list', pattern }));
    assert.deepEqual(
      check({ op: 'or', all }).map(({ at }) => at),
      ['or[1].matches.pattern', 'or[3].matches.pattern'],
    );
  });

  it('names blocks and regions that are none', () => {
    const blocks = [
      '10.0.0.0/8',
      '10.0.0.0',
      '::/0',
      '10/8',
      '010.0.0.0/8',
      '10.0.0.0/33',
      'x',
      '::ffff:10.0.0.0/104',
    ];
    const aBlock = 'a block of addresses such as 10.0.0.0/8 or 2001:db8::/32';
    assert.deepEqual(
      check({ op: 'cidr', trait: 'last_ip', blocks }),
      [1, 3, 4, 5, 6].map((i) => ({ at: `cidr.blocks[${i}]`, wants: aBlock })),
    );
    const aRegion = 'one of EU, EEA, EFTA, DACH, NORDICS, BENELUX, BALTICS, USMCA, MERCOSUR, ASEAN, GCC';
    assert.deepEqual(check({ op: 'region', trait: 'country', regions: ['EU', 'eu', 'constructor'] }), [
      { at: 'region.regions[1]', wants: aRegion },
      { at: 'region.regions[2]', wants: aRegion },
    ]);
  });

  it('names what is not there, each with its place', () => {
    const past = { when: 'past', days: 3 } as const;
    assert.deepEqual(
      check({
        op: 'and',
        all: [
          { op: 'exists', trait: 'shoe_size' },
          { op: 'exists', trait: 'constructor' },
          { op: 'not', of: { op: 'did', event: 'Purchase', atLeast: 1, days: 3 } },
          {
            op: 'or',
            all: [
              { op: 'first', event: 'x', ...past },
              { op: 'last', event: 'purchase', ...past },
            ],
          },
          { op: 'installed', app: 'app_2' },
          { op: 'granted', app: 'app_1' },
          { op: 'granted', app: '' },
          { op: 'list', list: 'lst_2' },
          { op: 'segment', segment: 'seg_2' },
          { op: 'sample', salt: 'anything', percent: 3 },
        ],
      }),
      [
        { at: 'and[0].exists.trait', wants: registered },
        { at: 'and[1].exists.trait', wants: registered },
        { at: 'and[2].not.did.event', wants: 'a registered event' },
        { at: 'and[3].or[0].first.event', wants: 'a registered event' },
        { at: 'and[4].installed.app', wants: 'the id of an app' },
        { at: 'and[6].granted.app', wants: 'the id of an app' },
        { at: 'and[7].list.list', wants: 'the id of a list' },
        { at: 'and[8].segment.segment', wants: 'the id of a segment' },
      ],
    );
    const none = Array<Criterion>(199).fill({ op: 'exists', trait: 'x' });
    assert.equal(check({ op: 'or', all: none }).length, 100);
  });

  it('can be loaded by what it names', () => {
    const criterion: Criterion = {
      op: 'or',
      all: [
        { op: 'not', of: { op: 'eq', trait: 'plan', value: 'pro' } },
        {
          op: 'and',
          all: [
            { op: 'past', trait: 'renewed_on', days: 3 },
            { op: 'exists', trait: 'plan' },
          ],
        },
        { op: 'did', event: 'purchase', atLeast: 1, days: 3 },
        { op: 'last', event: 'sign_in', when: 'ago', days: 3 },
        { op: 'installed', app: 'app_1' },
        { op: 'granted', app: 'app_2' },
        { op: 'list', list: 'lst_1' },
        { op: 'segment', segment: 'seg_1' },
        { op: 'sample', salt: 's', percent: 1 },
      ],
    };
    assert.deepEqual(referencesOf(criterion), {
      traits: new Set(['plan', 'renewed_on']),
      events: new Set(['purchase', 'sign_in']),
      apps: new Set(['app_1', 'app_2']),
      lists: new Set(['lst_1']),
      segments: new Set(['seg_1']),
    });
    fc.assert(
      fc.property(criteria(options), (made) => {
        const { traits, ...named } = referencesOf(made);
        const registry = new Map([...everyType].filter(([name]) => traits.has(name)));
        assert.deepEqual(checkCriterion(made, { ...named, traits: registry }), []);
        for (const trait of traits) {
          const without = new Map([...registry].filter(([name]) => name !== trait));
          assert.ok(checkCriterion(made, { ...named, traits: without }).length > 0);
        }
        for (const kind of ['events', 'apps', 'lists', 'segments'] as const)
          assert.equal(
            checkCriterion(made, { ...known, [kind]: new Set() }).length > 0,
            named[kind].size > 0,
          );
      }),
    );
  });
});
