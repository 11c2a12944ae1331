import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Criterion } from '../../../src/targeting/criteria/ast.ts';
import { printCriterion, readCriterion } from '../../../src/targeting/criteria/json.ts';
import type { CriterionProblem } from '../../../src/targeting/criteria/problems.ts';
import { criteria, everyType } from '../../support/criteria-arbitrary.ts';
import { dose } from '../../support/dose.ts';

const some = criteria({
  traits: everyType,
  events: ['purchase', 'sign in'],
  apps: ['app_1'],
  lists: ['lst_1', 'lst_2'],
  segments: ['seg_1'],
});

function accepted(json: unknown): Criterion {
  const read = readCriterion(json);
  assert.ok('criterion' in read, JSON.stringify(read));
  return read.criterion;
}

function problemsOf(json: unknown): readonly CriterionProblem[] {
  const read = readCriterion(json);
  assert.ok('problems' in read, `it was read: ${JSON.stringify(read)}`);
  assert.ok(read.problems.length > 0);
  return read.problems;
}

const placesOf = (json: unknown): string[] => problemsOf(json).map(({ at }) => at);

const pro = { eq: { trait: 'plan', value: 'pro' } };
const oneKey =
  'an object with one key, the operator: eq, ne, lt, lte, gt, gte, exists, in, between, contains, starts, ends, ' +
  'matches, cidr, region, past, ago, next, sample, did, first, last, installed, granted, list, segment, and, or, not';
const aName = 'the name of a trait: small letters, digits and underscores';
const aValue = 'a text of 1 to 200 characters, a number, true or false';
const aText = 'a text of 1 to 200 characters';

/** Each operator once, in JSON and as it is read. */
const written: readonly (readonly [json: Record<string, unknown>, criterion: Criterion])[] = [
  [pro, { op: 'eq', trait: 'plan', value: 'pro' }],
  [{ ne: { trait: 'plan', value: 'pro' } }, { op: 'ne', trait: 'plan', value: 'pro' }],
  [{ lt: { trait: 'a', value: -1.5 } }, { op: 'lt', trait: 'a', value: -1.5 }],
  [{ lte: { trait: 'a', value: 0 } }, { op: 'lte', trait: 'a', value: 0 }],
  [{ gt: { trait: 'a', value: '1.2.3' } }, { op: 'gt', trait: 'a', value: '1.2.3' }],
  [{ gte: { trait: 'a', value: 3 } }, { op: 'gte', trait: 'a', value: 3 }],
  [{ exists: { trait: 'a' } }, { op: 'exists', trait: 'a' }],
  [{ in: { trait: 'a', values: ['DE', 3, true] } }, { op: 'in', trait: 'a', values: ['DE', 3, true] }],
  [{ between: { trait: 'a', from: 1, to: 5 } }, { op: 'between', trait: 'a', from: 1, to: 5 }],
  [
    { contains: { trait: 'a', value: 'x', ignoreCase: true } },
    { op: 'contains', trait: 'a', value: 'x', ignoreCase: true },
  ],
  [{ starts: { trait: 'a', value: 'x' } }, { op: 'starts', trait: 'a', value: 'x', ignoreCase: false }],
  [{ ends: { trait: 'a', value: 'x' } }, { op: 'ends', trait: 'a', value: 'x', ignoreCase: false }],
  [{ matches: { trait: 'a', pattern: '^a+$' } }, { op: 'matches', trait: 'a', pattern: '^a+$' }],
  [{ cidr: { trait: 'a', blocks: ['10.0.0.0/8'] } }, { op: 'cidr', trait: 'a', blocks: ['10.0.0.0/8'] }],
  [{ region: { trait: 'a', regions: ['EU'] } }, { op: 'region', trait: 'a', regions: ['EU'] }],
  [{ past: { trait: 'a', days: 0 } }, { op: 'past', trait: 'a', days: 0 }],
  [{ ago: { trait: 'a', days: 30 } }, { op: 'ago', trait: 'a', days: 30 }],
  [{ next: { trait: 'a', days: 3_650 } }, { op: 'next', trait: 'a', days: 3_650 }],
  [{ sample: { salt: 'spring', percent: 12.5 } }, { op: 'sample', salt: 'spring', percent: 12.5 }],
  [{ did: { event: 'e', atLeast: 3, days: 30 } }, { op: 'did', event: 'e', atLeast: 3, days: 30 }],
  [{ first: { event: 'e', when: 'past', days: 3 } }, { op: 'first', event: 'e', when: 'past', days: 3 }],
  [{ last: { event: 'e', when: 'ago', days: 3 } }, { op: 'last', event: 'e', when: 'ago', days: 3 }],
  [{ installed: { app: 'app_1' } }, { op: 'installed', app: 'app_1' }],
  [{ granted: { app: 'app_1' } }, { op: 'granted', app: 'app_1' }],
  [{ list: { list: 'lst_1' } }, { op: 'list', list: 'lst_1' }],
  [{ segment: { segment: 'seg_1' } }, { op: 'segment', segment: 'seg_1' }],
];

describe('a criterion as JSON', () => {
  it('comes back the same, also by way of text', () => {
    fc.assert(
      fc.property(some, (made) => {
        const printed = printCriterion(made);
        assert.deepEqual(accepted(printed), made);
        assert.deepEqual(accepted(JSON.parse(JSON.stringify(printed))), made);
      }),
      { numRuns: dose(500, 20_000) },
    );
  });

  it('has one key for each operator', () => {
    for (const [json, criterion] of written) {
      assert.deepEqual(accepted(json), criterion);
      assert.deepEqual(printCriterion(criterion), json);
    }
    assert.equal(new Set(written.map(([, { op }]) => op)).size, 26);
    const parts = written.map(([json]) => json);
    const json = { and: [{ or: parts }, { not: { not: { and: [pro] } } }] };
    assert.deepEqual(printCriterion(accepted(json)), json);
  });

  it('is the same text for the same criterion, however it was written', () => {
    const written = [
      '{"contains": {"trait": "a", "value": "x"}}',
      '{"contains": {"value": "x", "trait": "a"}}',
      '{"contains": {"ignoreCase": false, "value": "\\u0078", "trait": "a"}}',
    ];
    const texts = written.map((text) => JSON.stringify(printCriterion(accepted(JSON.parse(text)))));
    assert.deepEqual(new Set(texts), new Set(['{"contains":{"trait":"a","value":"x"}}']));
    const zero = accepted(JSON.parse('{"in": {"trait": "a", "values": [-0, 0.0, 0e5]}}'));
    assert.deepEqual(zero, { op: 'in', trait: 'a', values: [0, 0, 0] });
    assert.deepEqual(accepted({ eq: { trait: 'a', value: -0 } }), { op: 'eq', trait: 'a', value: 0 });
  });

  it('names the place of each problem, all at once', () => {
    assert.deepEqual(
      problemsOf({
        and: [
          { eq: { trait: 'Plan', value: '' } },
          pro,
          { lt: { trait: 'site_count', value: null } },
          { in: { trait: 'plan', values: ['pro', [], 7, {}] } },
          { in: { trait: 'plan', values: [] } },
          { or: [{ not: { eq: { trait: 'a b', value: 42 } } }, { or: [] }, { xor: [pro, pro] }] },
          { not: [] },
          { eq: { trait: 'plan', value: 'pro', because: 'so' } },
          { in: { trait: 'plan', value: 'pro' } },
          { gt: 3 },
          null,
          { between: { trait: 'a', from: 1 } },
          { contains: { trait: 'a', value: 7, ignoreCase: 'yes' } },
          { matches: { trait: 'a', pattern: '' } },
          { cidr: { trait: 'a', blocks: ['10.0.0.0/8', 10] } },
          { region: { trait: 'a', regions: 'EU' } },
          { past: { trait: 'a', days: -1 } },
          { sample: { salt: '', percent: 100.5 } },
          { did: { event: '', atLeast: 0, days: 0 } },
          { first: { event: 'e', when: 'next', days: 1.5 } },
          { installed: {} },
          { segment: 'seg_1' },
          { first: [] },
        ],
      }),
      [
        { at: 'and[0].eq.trait', wants: aName },
        { at: 'and[0].eq.value', wants: aValue },
        { at: 'and[2].lt.value', wants: aValue },
        { at: 'and[3].in.values[1]', wants: aValue },
        { at: 'and[3].in.values[3]', wants: aValue },
        { at: 'and[4].in.values', wants: 'a list of 1 to 200 values' },
        { at: 'and[5].or[0].not.eq.trait', wants: aName },
        { at: 'and[5].or[1].or', wants: 'a list of at least one condition' },
        { at: 'and[5].or[2]', wants: oneKey },
        { at: 'and[6].not', wants: oneKey },
        { at: 'and[7].eq', wants: 'only `trait` and `value`' },
        { at: 'and[8].in', wants: 'only `trait` and `values`' },
        { at: 'and[8].in.values', wants: 'a list of 1 to 200 values' },
        { at: 'and[9].gt', wants: 'an object with `trait` and `value`' },
        { at: 'and[10]', wants: oneKey },
        { at: 'and[11].between.to', wants: aValue },
        { at: 'and[12].contains.value', wants: aText },
        { at: 'and[12].contains.ignoreCase', wants: 'true or false' },
        { at: 'and[13].matches.pattern', wants: aText },
        { at: 'and[14].cidr.blocks[1]', wants: aText },
        { at: 'and[15].region.regions', wants: 'a list of 1 to 200 values' },
        { at: 'and[16].past.days', wants: 'a whole number from 0 to 3650' },
        { at: 'and[17].sample.salt', wants: 'a text of 1 to 64 characters' },
        { at: 'and[17].sample.percent', wants: 'a number from 0 to 100 in steps of 0.01' },
        { at: 'and[18].did.event', wants: aText },
        { at: 'and[18].did.atLeast', wants: 'a whole number from 1 to 1000' },
        { at: 'and[18].did.days', wants: 'a whole number from 1 to 3650' },
        { at: 'and[19].first.when', wants: 'past or ago' },
        { at: 'and[19].first.days', wants: 'a whole number from 0 to 3650' },
        { at: 'and[20].installed.app', wants: aText },
        { at: 'and[21].segment', wants: 'an object with `segment`' },
        { at: 'and[22].first', wants: 'an object with `event`, `when` and `days`' },
      ],
    );
  });

  it('is one object with one operator', () => {
    for (const json of [
      ...[null, undefined, true, 3, Number.NaN, 'plan = pro', [], [pro], {}, { ...pro, not: pro }],
      ...[
        { EQ: pro.eq },
        { '': pro.eq },
        { ' eq': pro.eq },
        new Map([['eq', pro.eq]]),
        () => pro,
        new Date(0),
      ],
    ]) {
      assert.deepEqual(problemsOf(json), [{ at: 'criterion', wants: oneKey }], String(json));
    }
  });

  it('takes nothing from what every object has', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']) {
      const inner = `{"trait": "plan", "value": "pro"}`;
      assert.deepEqual(problemsOf(JSON.parse(`{"${key}": ${inner}}`)), [{ at: 'criterion', wants: oneKey }]);
      assert.deepEqual(
        placesOf(JSON.parse(`{"eq": {"${key}": ${inner}, "trait": "plan", "value": "pro"}}`)),
        ['eq'],
      );
      assert.deepEqual(placesOf(JSON.parse(`{"exists": {"${key}": ${inner}}}`)), ['exists', 'exists.trait']);
    }
    assert.deepEqual(placesOf({ eq: Object.create({ trait: 'plan', value: 'pro' }) as unknown }), [
      'eq.trait',
      'eq.value',
    ]);
    assert.deepEqual(placesOf(Object.create(pro)), ['criterion']);
    // A field that is left out is not looked up further on.
    const polluted = Object.create(
      { ignoreCase: true },
      {
        trait: { value: 'a', enumerable: true },
        value: { value: 'b', enumerable: true },
      },
    ) as unknown;
    assert.deepEqual(accepted({ ends: polluted }), { op: 'ends', trait: 'a', value: 'b', ignoreCase: false });
  });

  it('takes values that can be kept, and no others', () => {
    for (const value of ['a', 'x'.repeat(200), '😀', '\u0001', 0, -5, 1e300, 0.1, true, false])
      assert.deepEqual(accepted({ eq: { trait: 'a', value } }), { op: 'eq', trait: 'a', value });
    for (const value of [
      ...['', 'x'.repeat(201), '\ud800', 'a\udc00b', 'a\0', Number.NaN, Infinity, -Infinity, 10n],
      ...[null, undefined, [3], ['pro'], {}, { valueOf: () => 3 }, Symbol('a')],
    ]) {
      assert.deepEqual(placesOf({ eq: { trait: 'a', value } }), ['eq.value'], typeof value);
    }
    for (const percent of [0, 0.01, 0.07, 1.13, 33.33, 99.99, 100])
      assert.equal(accepted({ sample: { salt: 's', percent } }).op, 'sample');
    for (const percent of [-0.01, 0.001, 33.333, 100.01, '5', null, Number.NaN])
      assert.deepEqual(placesOf({ sample: { salt: 's', percent } }), ['sample.percent']);
    for (const trait of ['a', 'a1_', 'x'.repeat(40)])
      assert.equal(accepted({ exists: { trait } }).op, 'exists');
    for (const trait of ['', 'A', '1a', '_a', 'a-b', 'a b', 'é', 'x'.repeat(41), 'a\n', 7, null, ['a']])
      assert.deepEqual(problemsOf({ exists: { trait } }), [{ at: 'exists.trait', wants: aName }]);
  });

  it('has at most 12 levels', () => {
    const nested = (nots: number): unknown => {
      let json: unknown = pro;
      for (let i = 0; i < nots; i += 1) json = { not: json };
      return json;
    };
    assert.equal(accepted(nested(11)).op, 'not');
    for (const nots of [12, 13, 200, 100_000]) {
      assert.deepEqual(problemsOf(nested(nots)), [
        { at: Array(12).fill('not').join('.'), wants: 'at most 12 levels' },
      ]);
    }
    let lists: unknown = pro;
    for (let i = 0; i < 12; i += 1) lists = i % 2 === 0 ? { and: [lists] } : { or: [pro, lists] };
    assert.deepEqual(problemsOf(lists), [
      { at: Array(6).fill('or[1].and[0]').join('.'), wants: 'at most 12 levels' },
    ]);
    const circle: { and: unknown[] } = { and: [] };
    circle.and.push(circle);
    assert.deepEqual(placesOf(circle), [Array(12).fill('and[0]').join('.')]);
  });

  it('has at most 200 conditions, and says so once', () => {
    const many = (count: number): unknown => ({ or: Array<unknown>(count).fill(pro) });
    const tooMany = [{ at: 'criterion', wants: 'at most 200 conditions' }];
    // The `or` is a condition as well.
    const most = accepted(many(199));
    assert.ok(most.op === 'or' && most.all.length === 199);
    assert.deepEqual(problemsOf(many(200)), tooMany);
    assert.deepEqual(problemsOf(many(100_000)), tooMany);
    // Nobody goes through what a list only claims to hold.
    const holes: unknown[] = [];
    holes.length = 4_000_000_000;
    assert.equal(problemsOf({ or: holes }).length, 100);
    assert.deepEqual(problemsOf({ and: Array.from({ length: 20 }, () => many(10)) }), tooMany);
    assert.equal(accepted({ and: Array.from({ length: 19 }, () => many(9)) }).op, 'and');
  });

  it('lists at most 200 values, and names at most 100 problems', () => {
    const values = (count: number, value: unknown): unknown => ({
      in: { trait: 'a', values: Array<unknown>(count).fill(value) },
    });
    assert.equal(accepted(values(200, 1)).op, 'in');
    assert.deepEqual(placesOf(values(201, 1)), ['in.values']);
    assert.deepEqual(placesOf(values(3, null)), ['in.values[0]', 'in.values[1]', 'in.values[2]']);
    assert.deepEqual(placesOf({ in: { trait: 'a', values: Array<unknown>(2) } }), [
      'in.values[0]',
      'in.values[1]',
    ]);
    assert.equal(problemsOf({ and: Array<unknown>(50).fill(values(200, null)) }).length, 100);
  });

  it('never throws, whatever it is given', () => {
    const seen = { criterion: 0, problems: 0 };
    const mangled = some.chain((made) => {
      const text = JSON.stringify(printCriterion(made));
      return fc
        .tuple(
          fc.nat(text.length - 1),
          fc.constantFrom('null', '1', '[]', '{}', '"x"', 'true', '"__proto__"'),
        )
        .map(([at, other]): unknown => {
          const cut = text.slice(at).replace(/"[^"]*"|\d+|true|false/, other);
          try {
            return JSON.parse(text.slice(0, at) + cut);
          } catch {
            return other;
          }
        });
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything(), mangled, some.map(printCriterion)), (json) => {
        const read = readCriterion(json);
        if ('criterion' in read) {
          assert.deepEqual(accepted(printCriterion(read.criterion)), read.criterion);
          seen.criterion += 1;
        } else {
          assert.ok(read.problems.length > 0);
          seen.problems += 1;
        }
      }),
      { numRuns: dose(500, 20_000) },
    );
    assert.ok(seen.criterion > 100 && seen.problems > 100, JSON.stringify(seen));
  });
});
