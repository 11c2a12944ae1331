import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Criterion } from '../../../src/targeting/criteria/ast.ts';
import { parseCriterionText } from '../../../src/targeting/criteria/text-parser.ts';
import { printCriterionText } from '../../../src/targeting/criteria/text-printer.ts';
import { criteria, everyType } from '../../support/criteria-arbitrary.ts';
import { dose } from '../../support/dose.ts';

const some = criteria({
  traits: everyType,
  events: ['purchase', 'sign "in"'],
  apps: ['app_1'],
  lists: ['lst_1'],
  segments: ['seg_1'],
});

function parsed(text: string): Criterion {
  const read = parseCriterionText(text);
  assert.ok('criterion' in read, `${text}\n${JSON.stringify(read)}`);
  return read.criterion;
}

const a: Criterion = { op: 'exists', trait: 'a' };
const b: Criterion = { op: 'exists', trait: 'b' };
const c: Criterion = { op: 'exists', trait: 'c' };
const and = (...all: Criterion[]): Criterion => ({ op: 'and', all });
const or = (...all: Criterion[]): Criterion => ({ op: 'or', all });
const not = (of: Criterion): Criterion => ({ op: 'not', of });

/** Each condition as it is printed. */
const conditions: readonly (readonly [text: string, criterion: Criterion])[] = [
  ['country = "DE"', { op: 'eq', trait: 'country', value: 'DE' }],
  ['has_shop != true', { op: 'ne', trait: 'has_shop', value: true }],
  ['site_count < 3', { op: 'lt', trait: 'site_count', value: 3 }],
  ['balance <= -0.5', { op: 'lte', trait: 'balance', value: -0.5 }],
  ['app_version > "1.2.3"', { op: 'gt', trait: 'app_version', value: '1.2.3' }],
  ['renewed_on >= "2026-01-31"', { op: 'gte', trait: 'renewed_on', value: '2026-01-31' }],
  ['plan in ("pro", "business")', { op: 'in', trait: 'plan', values: ['pro', 'business'] }],
  ['has_shop in (true, false, 1)', { op: 'in', trait: 'has_shop', values: [true, false, 1] }],
  ['site_count between 1 and 5', { op: 'between', trait: 'site_count', from: 1, to: 5 }],
  ['plan exists', { op: 'exists', trait: 'plan' }],
  ['name contains "a"', { op: 'contains', trait: 'name', value: 'a', ignoreCase: false }],
  ['name contains "a" ignoring case', { op: 'contains', trait: 'name', value: 'a', ignoreCase: true }],
  ['name starts with "a"', { op: 'starts', trait: 'name', value: 'a', ignoreCase: false }],
  ['name ends with "a" ignoring case', { op: 'ends', trait: 'name', value: 'a', ignoreCase: true }],
  ['name matches "^a+$"', { op: 'matches', trait: 'name', pattern: '^a+$' }],
  ['last_ip in network ("10.0.0.0/8")', { op: 'cidr', trait: 'last_ip', blocks: ['10.0.0.0/8'] }],
  ['country in region ("EU", "EFTA")', { op: 'region', trait: 'country', regions: ['EU', 'EFTA'] }],
  ['renewed_on in the last 30 days', { op: 'past', trait: 'renewed_on', days: 30 }],
  ['renewed_on more than 1 day ago', { op: 'ago', trait: 'renewed_on', days: 1 }],
  ['renewed_on in the next 7 days', { op: 'next', trait: 'renewed_on', days: 7 }],
  ['sample 12.5% by "spring"', { op: 'sample', salt: 'spring', percent: 12.5 }],
  ['did "purchase" at least 3 times in 30 days', { op: 'did', event: 'purchase', atLeast: 3, days: 30 }],
  ['did "purchase" at least once in 1 day', { op: 'did', event: 'purchase', atLeast: 1, days: 1 }],
  ['first "purchase" in the last 30 days', { op: 'first', event: 'purchase', when: 'past', days: 30 }],
  ['last "purchase" more than 30 days ago', { op: 'last', event: 'purchase', when: 'ago', days: 30 }],
  ['installed "app_1"', { op: 'installed', app: 'app_1' }],
  ['granted "app_1"', { op: 'granted', app: 'app_1' }],
  ['on list "lst_1"', { op: 'list', list: 'lst_1' }],
  ['segment "seg_1"', { op: 'segment', segment: 'seg_1' }],
  ['`list` = "x"', { op: 'eq', trait: 'list', value: 'x' }],
];

describe('a criterion as readable text', () => {
  it('comes back the same', () => {
    fc.assert(
      fc.property(some, (made) => {
        const text = printCriterionText(made);
        assert.deepEqual(parsed(text), made, text);
        assert.equal(printCriterionText(parsed(text)), text);
      }),
      { numRuns: dose(1_000, 20_000) },
    );
  });

  it('has words for each condition', () => {
    for (const [text, criterion] of conditions) {
      assert.deepEqual(parsed(text), criterion);
      assert.equal(printCriterionText(criterion), text);
    }
    assert.equal(new Set(conditions.map(([, { op }]) => op)).size, 26);
  });

  it('binds not tightest, then and, then or', () => {
    for (const [text, criterion] of [
      ['a exists or b exists and c exists', or(a, and(b, c))],
      ['a exists and b exists or c exists', or(and(a, b), c)],
      ['(a exists or b exists) and c exists', and(or(a, b), c)],
      ['not a exists and b exists', and(not(a), b)],
      ['not (a exists and b exists)', not(and(a, b))],
      ['not a exists or not not b exists', or(not(a), not(not(b)))],
      ['a exists and b exists and c exists', and(a, b, c)],
      ['((a exists))', a],
      ['not ((a exists))', not(a)],
      ['(((a exists) or (b exists)))', or(a, b)],
      ['any(a exists or b exists, c exists)', or(or(a, b), c)],
      ['all(a exists, b exists)', and(a, b)],
    ] as const) {
      assert.deepEqual(parsed(text), criterion, text);
    }
  });

  it('keeps how joins are nested, and those of one part', () => {
    for (const [criterion, text] of [
      [and(and(a, b), c), '(a exists and b exists) and c exists'],
      [and(a, and(b, c)), 'a exists and (b exists and c exists)'],
      [or(or(a, b), or(c)), '(a exists or b exists) or any(c exists)'],
      [or(a, and(b, c)), 'a exists or (b exists and c exists)'],
      [and(a), 'all(a exists)'],
      [or(and(a)), 'any(all(a exists))'],
      [not(and(a)), 'not all(a exists)'],
      [not(not(or(a, b))), 'not not (a exists or b exists)'],
      [and(or(a, b)), 'all(a exists or b exists)'],
      [and(not(a), b), 'not a exists and b exists'],
    ] as const) {
      assert.equal(printCriterionText(criterion), text);
      assert.deepEqual(parsed(text), criterion, text);
    }
  });

  it('reads words in any letters, and any space', () => {
    for (const [text, criterion] of [
      ['COUNTRY', null],
      ['country IN REGION("EU")', { op: 'region', trait: 'country', regions: ['EU'] }],
      ['NOT(a Exists)aNd\tb\r\n\u00a0exists', and(not(a), b)],
      ['renewed_on In The LAST 1 days', { op: 'past', trait: 'renewed_on', days: 1 }],
      ['did"e"at least 1 time in 1 days', { op: 'did', event: 'e', atLeast: 1, days: 1 }],
      ['did "e" at least 2 time in 2 day', { op: 'did', event: 'e', atLeast: 2, days: 2 }],
      ['did "e" at least ONCE in 30 days', { op: 'did', event: 'e', atLeast: 1, days: 30 }],
      ['a=TRUE', { op: 'eq', trait: 'a', value: true }],
      ['a!=-1', { op: 'ne', trait: 'a', value: -1 }],
      ['sample 5 % by "x"', { op: 'sample', salt: 'x', percent: 5 }],
      ['# first\na exists # "then\n# and\r  and # more\u2028b exists #', and(a, b)],
      ['a = "# no comment"', { op: 'eq', trait: 'a', value: '# no comment' }],
      ['`a` exists', a],
      ['\ufeffa exists', a],
    ] as const) {
      if (criterion === null) assert.ok('problems' in parseCriterionText(text));
      else assert.deepEqual(parsed(text), criterion, text);
    }
  });

  it('reads numbers and texts as JSON has them', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const value = number + 0;
        const criterion: Criterion = { op: 'eq', trait: 'a', value };
        assert.deepEqual(parsed(printCriterionText(criterion)), criterion);
        assert.deepEqual(parsed(`a = ${JSON.stringify(value)}`), criterion);
      }),
    );
    assert.deepEqual(parsed('a = -0'), { op: 'eq', trait: 'a', value: 0 });
    assert.deepEqual(parsed('a = 1.50E+2'), { op: 'eq', trait: 'a', value: 150 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (value) => {
        fc.pre(!value.includes('\0'));
        const criterion: Criterion = { op: 'eq', trait: 'a', value };
        const text = printCriterionText(criterion);
        assert.deepEqual(parsed(text), criterion);
        assert.ok(!/[\p{C}\p{Zl}\p{Zp}]/u.test(text), 'and prints nothing that cannot be seen');
      }),
      { numRuns: 1_000 },
    );
    assert.deepEqual(parsed('a = "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00😀"'), {
      ...{ op: 'eq', trait: 'a', value: '"\\/\b\f\n\r\té😀😀' },
    });
    // What would turn the rest of the line around is shown as what it is.
    assert.equal(
      printCriterionText({ op: 'eq', trait: 'a', value: '\u202eevil\u3164\u{e0001}' }),
      'a = "\\u202eevil\\u3164\\udb40\\udc01"',
    );
  });

  it('writes what is long over several lines', () => {
    const plan: Criterion = { op: 'in', trait: 'plan', values: ['starter', 'pro', 'business'] };
    const bought: Criterion = { op: 'did', event: 'purchase', atLeast: 3, days: 30 };
    const long = and(
      plan,
      or(plan, bought),
      not(or(plan, and(plan, bought), bought)),
      and(or(plan, bought, plan)),
    );
    const text = [
      'plan in ("starter", "pro", "business")',
      'and (plan in ("starter", "pro", "business") or did "purchase" at least 3 times in 30 days)',
      'and not (',
      '  plan in ("starter", "pro", "business")',
      '  or (plan in ("starter", "pro", "business") and did "purchase" at least 3 times in 30 days)',
      '  or did "purchase" at least 3 times in 30 days',
      ')',
      'and all(',
      '  plan in ("starter", "pro", "business")',
      '  or did "purchase" at least 3 times in 30 days',
      '  or plan in ("starter", "pro", "business")',
      ')',
    ].join('\n');
    assert.equal(printCriterionText(long), text);
    assert.deepEqual(parsed(text), long);
  });
});
