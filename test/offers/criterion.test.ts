import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate, matches, parseCriterion, printCriterion } from '../../src/offers/criterion.ts';
import type { Criterion, CriterionProblem, Traits, Truth } from '../../src/offers/criterion.ts';
import { firstTraits } from '../../src/traits/index.ts';
import type { TraitType, TraitValue } from '../../src/traits/index.ts';

const traitRegistry = new Map(firstTraits.map((trait) => [trait.name, trait]));

const traitNames = [...traitRegistry.keys()];
const typeOf = (trait: string): TraitType => traitRegistry.get(trait)?.type as TraitType;
const numberTraits = traitNames.filter((trait) => typeOf(trait).type === 'number');

function valueOf(type: TraitType): fc.Arbitrary<TraitValue> {
  switch (type.type) {
    case 'text':
      return fc.constantFrom(...(type.values ?? []));
    case 'number':
      return numberOf(type);
    case 'flag':
      return fc.boolean();
    case 'country':
      return fc.constantFrom('AT', 'DE', 'FR', 'US');
    default:
      throw new Error(`no trait of the first ones is a ${type.type}`);
  }
}

/** Close together for the most part, so that comparisons go either way. JSON has no -0. */
const numberOf = ({ min, max }: { readonly min: number; readonly max: number }): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, min + 4) }) },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }).map((value) => value + 0) },
  );

const comparison: fc.Arbitrary<Criterion> = fc.oneof(
  fc
    .constantFrom(...traitNames)
    .chain((trait) => valueOf(typeOf(trait)).map((value): Criterion => ({ op: 'eq', trait, value }))),
  fc
    .constantFrom(...traitNames)
    .chain((trait) =>
      fc
        .array(valueOf(typeOf(trait)), { minLength: 1, maxLength: 5 })
        .map((values): Criterion => ({ op: 'in', trait, values })),
    ),
  fc
    .tuple(fc.constantFrom(...numberTraits), fc.constantFrom('lt', 'lte', 'gt', 'gte'))
    .chain(([trait, op]) =>
      valueOf(typeOf(trait)).map((value): Criterion => ({ op, trait, value: Number(value) })),
    ),
);

/** At most 5 levels and 121 nodes. */
const { criterion } = fc.letrec<{ criterion: Criterion }>((tie) => ({
  criterion: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('criterion'), { minLength: 1, maxLength: 3 }))
      .map(([op, all]): Criterion => ({ op, all })),
    tie('criterion').map((of): Criterion => ({ op: 'not', of })),
  ),
}));

/** A person of whom some traits are known. */
const person: fc.Arbitrary<Traits> = fc
  .subarray(traitNames)
  .chain((known) =>
    fc.tuple(
      ...known.map((trait) => valueOf(typeOf(trait)).map((value): [string, TraitValue] => [trait, value])),
    ),
  )
  .map((known) => Object.fromEntries(known));

const parse = (json: unknown) => parseCriterion(json, traitRegistry);
function problemsOf(json: unknown): readonly CriterionProblem[] {
  const parsed = parse(json);
  assert.ok('problems' in parsed, `it was read: ${JSON.stringify(parsed)}`);
  assert.ok(parsed.problems.length > 0);
  return parsed.problems;
}
function accepted(json: unknown): Criterion {
  const parsed = parse(json);
  assert.ok('criterion' in parsed, JSON.stringify(parsed));
  return parsed.criterion;
}

const pro = { eq: { trait: 'plan', value: 'pro' } };
const oneKey = 'an object with one key, the operator: eq, in, lt, lte, gt, gte, and, or, not';
const registered = `a registered trait: ${traitNames.join(', ')}`;

describe('criterion, read and printed', () => {
  it('comes back the same', () => {
    fc.assert(
      fc.property(criterion, (made) => {
        const printed = printCriterion(made);
        assert.deepEqual(accepted(printed), made);
        assert.deepEqual(printCriterion(accepted(JSON.parse(JSON.stringify(printed)))), printed);
      }),
      { numRuns: 300 },
    );
  });

  it('has one key for each operator', () => {
    const json = {
      and: [
        pro,
        { in: { trait: 'country', values: ['DE', 'AT'] } },
        {
          or: [
            { gte: { trait: 'site_count', value: 3 } },
            { not: { eq: { trait: 'has_shop', value: true } } },
          ],
        },
        { lt: { trait: 'signup_year', value: 2020 } },
        { lte: { trait: 'company_size', value: 10.5 } },
        { gt: { trait: 'monthly_visits', value: 0 } },
      ],
    };
    assert.deepEqual(accepted(json), {
      op: 'and',
      all: [
        { op: 'eq', trait: 'plan', value: 'pro' },
        { op: 'in', trait: 'country', values: ['DE', 'AT'] },
        {
          op: 'or',
          all: [
            { op: 'gte', trait: 'site_count', value: 3 },
            { op: 'not', of: { op: 'eq', trait: 'has_shop', value: true } },
          ],
        },
        { op: 'lt', trait: 'signup_year', value: 2020 },
        { op: 'lte', trait: 'company_size', value: 10.5 },
        { op: 'gt', trait: 'monthly_visits', value: 0 },
      ],
    });
    assert.deepEqual(printCriterion(accepted(json)), json);
  });

  it('names the place of each problem, all at once', () => {
    const plans = 'one of free, starter, pro, business';
    assert.deepEqual(
      problemsOf({
        and: [
          { eq: { trait: 'plan', value: 'gold' } },
          pro,
          { lt: { trait: 'site_count', value: '3' } },
          { lt: { trait: 'plan', value: 'pro' } },
          { in: { trait: 'plan', values: ['pro', 'free', 7] } },
          { in: { trait: 'plan', values: [] } },
          { or: [{ not: { eq: { trait: 'shoe_size', value: 42 } } }, { or: [] }, { xor: [pro, pro] }] },
          { not: [] },
          { eq: { trait: 'has_shop', value: 'true' } },
          { eq: { trait: 'plan', value: 'pro', because: 'so' } },
          { in: { trait: 'plan', value: 'pro' } },
          { gt: 3 },
          null,
        ],
      }),
      [
        { at: 'and[0].eq.value', wants: plans },
        { at: 'and[2].lt.value', wants: 'a number from 0 to 1000' },
        { at: 'and[3].lt.trait', wants: 'a trait that is a number' },
        { at: 'and[4].in.values[2]', wants: plans },
        { at: 'and[5].in.values', wants: 'a list of 1 to 200 values' },
        { at: 'and[6].or[0].not.eq.trait', wants: registered },
        { at: 'and[6].or[1].or', wants: 'a list of at least one condition' },
        { at: 'and[6].or[2]', wants: oneKey },
        { at: 'and[7].not', wants: oneKey },
        { at: 'and[8].eq.value', wants: 'true or false' },
        { at: 'and[9].eq', wants: 'only `trait` and `value`' },
        { at: 'and[10].in', wants: 'only `trait` and `values`' },
        { at: 'and[11].gt', wants: 'an object with `trait` and a value' },
        { at: 'and[12]', wants: oneKey },
      ],
    );
  });

  it('is one object with one operator', () => {
    for (const json of [
      null,
      undefined,
      true,
      3,
      'plan = pro',
      [],
      [pro],
      {},
      { ...pro, not: pro },
      { EQ: pro.eq },
      { '': pro.eq },
    ]) {
      assert.deepEqual(problemsOf(json), [{ at: 'criterion', wants: oneKey }], JSON.stringify(json));
    }
  });

  it('compares with values that the trait can have, and no others', () => {
    const value = (trait: string, given: unknown): unknown => ({ eq: { trait, value: given } });
    for (const [trait, given] of [
      ['site_count', 0],
      ['site_count', 1_000],
      ['company_size', 1],
      ['plan', 'free'],
      ['has_shop', false],
    ] as const) {
      assert.deepEqual(accepted(value(trait, given)), { op: 'eq', trait, value: given });
    }
    for (const [trait, given] of [
      ['site_count', -1],
      ['site_count', 1_001],
      ['company_size', 0],
      ['site_count', Number.NaN],
      ['monthly_visits', Infinity],
      ['site_count', '0'],
      ['site_count', null],
      ['site_count', [3]],
      ['plan', 'PRO'],
      ['plan', ''],
      ['plan', ['pro']],
      ['plan', null],
      ['has_shop', 1],
      ['has_shop', null],
      ['has_shop', undefined],
    ] as const) {
      assert.deepEqual(
        problemsOf(value(trait, given)).map(({ at }) => at),
        ['eq.value'],
        `${trait} ${String(given)}`,
      );
    }
  });

  it('knows no trait by what every object has', () => {
    for (const trait of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'email',
      '',
      'Plan',
      7,
      null,
    ]) {
      for (const op of ['eq', 'lt']) {
        assert.deepEqual(problemsOf({ [op]: { trait, value: 'pro' } }), [
          { at: `${op}.trait`, wants: registered },
        ]);
      }
      assert.deepEqual(problemsOf({ in: { trait, values: ['pro'] } }), [
        { at: 'in.trait', wants: registered },
      ]);
    }
    for (const text of [
      '{"__proto__": {"trait": "plan", "value": "pro"}}',
      '{"constructor": {"trait": "plan", "value": "pro"}}',
    ]) {
      assert.deepEqual(problemsOf(JSON.parse(text)), [{ at: 'criterion', wants: oneKey }]);
    }
    assert.deepEqual(
      problemsOf(JSON.parse('{"eq": {"__proto__": {"trait": "plan"}, "trait": "plan", "value": "pro"}}')),
      [{ at: 'eq', wants: 'only `trait` and `value`' }],
    );
  });

  it('has at most 12 levels', () => {
    const nested = (nots: number): unknown => {
      let json: unknown = pro;
      for (let i = 0; i < nots; i += 1) json = { not: json };
      return json;
    };
    assert.equal(accepted(nested(11)).op, 'not');
    for (const nots of [12, 13, 200, 50_000]) {
      assert.deepEqual(problemsOf(nested(nots)), [
        { at: Array(12).fill('not').join('.'), wants: 'at most 12 levels' },
      ]);
    }
    let lists: unknown = pro;
    for (let i = 0; i < 12; i += 1) lists = i % 2 === 0 ? { and: [lists] } : { or: [pro, lists] };
    assert.deepEqual(problemsOf(lists), [
      { at: Array(6).fill('or[1].and[0]').join('.'), wants: 'at most 12 levels' },
    ]);
  });

  it('has at most 200 conditions, and says so once', () => {
    const many = (count: number): unknown => ({ or: Array<unknown>(count).fill(pro) });
    const tooMany = [{ at: 'criterion', wants: 'at most 200 conditions' }];
    // The `or` is a condition as well.
    const most = accepted(many(199));
    assert.ok(most.op === 'or' && most.all.length === 199);
    assert.deepEqual(problemsOf(many(200)), tooMany);
    assert.deepEqual(problemsOf(many(100_000)), tooMany);
    assert.deepEqual(problemsOf({ and: Array.from({ length: 20 }, () => many(10)) }), tooMany);
    assert.equal(accepted({ and: Array.from({ length: 19 }, () => many(9)) }).op, 'and');
  });

  it('lists at most 200 values', () => {
    const counts = (count: number): unknown => ({
      in: { trait: 'site_count', values: Array.from({ length: count }, (_, i) => i) },
    });
    const most = accepted(counts(200));
    assert.ok(most.op === 'in' && most.values.length === 200);
    assert.deepEqual(problemsOf(counts(201)), [{ at: 'in.values', wants: 'a list of 1 to 200 values' }]);
  });

  it('never throws, whatever it is given', () => {
    const seen = { criterion: 0, problems: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), criterion.map(printCriterion)), (json) => {
        const parsed = parse(json);
        if ('criterion' in parsed) seen.criterion += 1;
        else {
          assert.ok(parsed.problems.length > 0);
          seen.problems += 1;
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(seen.criterion > 50 && seen.problems > 50, JSON.stringify(seen));
  });
});

describe('criterion, three-valued', () => {
  const yes: Criterion = { op: 'eq', trait: 'has_shop', value: true };
  const no: Criterion = { op: 'eq', trait: 'has_shop', value: false };
  const unknown: Criterion = { op: 'eq', trait: 'has_blog', value: true };
  const traits: Traits = { has_shop: true, site_count: 3, plan: 'pro' };
  const truths: readonly (readonly [Criterion, Truth])[] = [
    [yes, true],
    [no, false],
    [unknown, null],
  ];

  /** Runs a property of a criterion and a person, and sees to it that all three truths came up in it. */
  function holds(check: (made: Criterion, other: Criterion, traits: Traits) => void): void {
    const seen = new Map<Truth, number>();
    fc.assert(
      fc.property(criterion, criterion, person, (made, other, known) => {
        const truth = evaluate(made, known);
        seen.set(truth, (seen.get(truth) ?? 0) + 1);
        check(made, other, known);
      }),
      { numRuns: 1_000 },
    );
    for (const truth of [true, false, null]) assert.ok((seen.get(truth) ?? 0) > 20, `${truth} came up`);
  }

  it('follows the tables of Kleene', () => {
    for (const [a, x] of truths) {
      assert.equal(evaluate(a, traits), x);
      assert.equal(evaluate({ op: 'not', of: a }, traits), x === null ? null : !x);
      for (const [b, y] of truths) {
        const both = x === false || y === false ? false : x === null || y === null ? null : true;
        const either = x === true || y === true ? true : x === null || y === null ? null : false;
        assert.equal(evaluate({ op: 'and', all: [a, b] }, traits), both, `${x} and ${y}`);
        assert.equal(evaluate({ op: 'or', all: [a, b] }, traits), either, `${x} or ${y}`);
      }
    }
  });

  it('compares as its operators say', () => {
    const at = (op: 'lt' | 'lte' | 'gt' | 'gte', value: number): Truth =>
      evaluate({ op, trait: 'site_count', value }, traits);
    assert.deepEqual(
      (['lt', 'lte', 'gt', 'gte'] as const).map((op) => [at(op, 2), at(op, 3), at(op, 4)]),
      [
        [false, false, true],
        [false, true, true],
        [true, false, false],
        [true, true, false],
      ],
    );
    const plan = (...values: string[]): Truth => evaluate({ op: 'in', trait: 'plan', values }, traits);
    assert.deepEqual([plan('free', 'pro'), plan('free')], [true, false]);
  });

  it('does not know what is not known, nor its opposite', () => {
    fc.assert(
      fc.property(comparison, person, (made, known) => {
        assert.ok('trait' in made);
        const { [made.trait]: _, ...others } = known;
        assert.equal(evaluate(made, others), null);
        assert.equal(evaluate({ op: 'not', of: made }, others), null);
        assert.equal(evaluate(made, {}), null);
        assert.ok(!matches(made, others));
        assert.ok(!matches({ op: 'not', of: made }, others));
      }),
    );
    // What every object inherits is known of nobody.
    assert.equal(evaluate({ op: 'eq', trait: 'toString', value: 'x' }, {}), null);
    assert.equal(evaluate({ op: 'eq', trait: '__proto__', value: 'x' }, {}), null);
  });

  it('takes false and 0 for known', () => {
    assert.equal(evaluate({ op: 'eq', trait: 'has_blog', value: false }, { has_blog: false }), true);
    assert.equal(evaluate({ op: 'lt', trait: 'site_count', value: 1 }, { site_count: 0 }), true);
  });

  it('obeys De Morgan', () => {
    const not = (of: Criterion): Criterion => ({ op: 'not', of });
    holds((a, b, known) => {
      assert.equal(
        evaluate(not({ op: 'and', all: [a, b] }), known),
        evaluate({ op: 'or', all: [not(a), not(b)] }, known),
      );
      assert.equal(
        evaluate(not({ op: 'or', all: [a, b] }), known),
        evaluate({ op: 'and', all: [not(a), not(b)] }, known),
      );
    });
  });

  it('is what it was after two nots, in a list of its own, and in any order', () => {
    holds((a, b, known) => {
      const truth = evaluate(a, known);
      assert.equal(evaluate({ op: 'not', of: { op: 'not', of: a } }, known), truth);
      for (const op of ['and', 'or'] as const) {
        assert.equal(evaluate({ op, all: [a] }, known), truth);
        assert.equal(evaluate({ op, all: [a, a] }, known), truth);
        assert.equal(evaluate({ op, all: [a, b] }, known), evaluate({ op, all: [b, a] }, known));
      }
    });
  });

  it('does not change its mind when more becomes known', () => {
    let settled = 0;
    fc.assert(
      fc.property(criterion, person, person, (made, known, more) => {
        const truth = evaluate(made, known);
        if (truth === null) return;
        settled += 1;
        assert.equal(evaluate(made, { ...more, ...known }), truth);
      }),
      { numRuns: 1_000 },
    );
    assert.ok(settled > 100, `${settled} were settled`);
  });

  it('matches on a clear yes only', () => {
    holds((a, _, known) => assert.equal(matches(a, known), evaluate(a, known) === true));
    assert.deepEqual(
      [yes, no, unknown].map((one) => matches(one, traits)),
      [true, false, false],
    );
  });
});
