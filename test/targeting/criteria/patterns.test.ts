import assert from 'node:assert/strict';
import type { Criterion } from '../../../src/targeting/criteria/ast.ts';
import { checkCriterion } from '../../../src/targeting/criteria/check.ts';
import { problemOfPattern } from '../../../src/targeting/criteria/patterns.ts';
import { patternTest } from '../../../src/targeting/criteria/tests.ts';
import { everyType } from '../../support/criteria-arbitrary.ts';

describe('patterns that bring other engines to a halt', () => {
  const almost = `${'a'.repeat(200)}!`;

  for (const [pattern, fitting] of [
    ['(a+)+$', '!a'],
    ['(a|aa)+$', '!aaa'],
    ['^(a|a)*$', 'aa'],
    ['^([a-zA-Z]+)*$', 'aB'],
    ['(a*)*b', 'ab'],
    ['^(.*a){3}$', '!aaa'],
    ['(x+x+)+y', 'xxy'],
  ] as const) {
    it(`${pattern} takes linear time`, () => {
      assert.equal(problemOfPattern(pattern), null);
      const test = patternTest(pattern);
      assert.equal(test(fitting), true);
      // By backtracking most of them would outlast the sun.
      for (let i = 0; i < 10_000; i += 1) assert.equal(test(almost), false);
    });
  }

  const costly = [
    '(?:(?:a?b?c?d?e?f?g?h?i?j?){10}){100}',
    `(?:${'.?'.repeat(90)}){1000}`,
    '(?:\\pL\\pN?){500}',
  ];

  it('or become programs of more than 500 steps are refused', () => {
    for (const pattern of costly)
      assert.deepEqual(problemOfPattern(pattern), {
        wants: 'a pattern with fewer repetitions',
        costly: true,
      });
    for (const pattern of ['^.{1,200}$', '[0-9a-f]{8}-[0-9a-f]{4}', 'x'.repeat(200), '(a{10}){20}'])
      assert.equal(problemOfPattern(pattern), null);
  });

  it('are compiled no more once there was a large one', () => {
    const all = Array.from({ length: 199 }, (_, i): Criterion => ({
      ...{ op: 'matches', trait: 'nickname', pattern: `${costly[0]}${i}` },
    }));
    const none = new Set<string>();
    const known = { traits: everyType, events: none, apps: none, lists: none, segments: none };
    assert.deepEqual(checkCriterion({ op: 'or', all }, known), [
      { at: 'or[0].matches.pattern', wants: 'a pattern with fewer repetitions' },
    ]);
  });
});
