import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expanded } from '../../../src/targeting/criteria/ast.ts';
import { OfferIndex, restsOnToday } from '../../../src/targeting/engines/offer-index/index.ts';
import { lower } from '../../../src/targeting/lower.ts';
import { criterion, moment, person, wide } from './people-and-criteria.ts';

const not = (of: Expanded): Expanded => ({ op: 'not', of });

/** Other ways to say the same. */
const rewrites: Readonly<Record<string, (one: Expanded) => Expanded>> = {
  'denied twice': (one) => not(not(one)),
  'by De Morgan': (one) => {
    if (one.op !== 'and' && one.op !== 'or') return one;
    return not({ op: one.op === 'and' ? 'or' : 'and', all: one.all.map(not) });
  },
  reordered: function reordered(one): Expanded {
    if (one.op === 'not') return not(reordered(one.of));
    return one.op === 'and' || one.op === 'or' ? { ...one, all: one.all.map(reordered).reverse() } : one;
  },
  duplicated: function duplicated(one): Expanded {
    if (one.op === 'not') return not(duplicated(one.of));
    if (one.op !== 'and' && one.op !== 'or') return { op: 'or', all: [one, { op: 'and', all: [one, one] }] };
    return { ...one, all: [...one.all, ...one.all.map(duplicated)] };
  },
  'with what adds nothing': (one) => ({
    op: 'or',
    all: [one, { op: 'and', all: [one, { op: 'sample', salt: 's', percent: 50 }] }],
  }),
};

describe('the same criterion in other words', () => {
  for (const [how, rewrite] of Object.entries(rewrites)) {
    it(`matches the same people, ${how}`, () => {
      fc.assert(
        fc.property(
          fc.oneof(criterion, wide),
          fc.array(person, { minLength: 1, maxLength: 20 }),
          (one, people) => {
            const index = new OfferIndex();
            index.put('as it was', lower(one, moment));
            index.put('rewritten', lower(rewrite(one), moment));
            for (const facts of people) {
              assert.notEqual(index.matching(facts, moment.traits).length, 1);
            }
          },
        ),
        { numRuns: 300 },
      );
    });
  }
});

describe('what a criterion rests on', () => {
  it('is the day exactly where its plan can differ between days', () => {
    fc.assert(
      fc.property(criterion, (one) => {
        const [plan, later] = [moment.today, moment.today + 1].map((today) =>
          JSON.stringify(lower(one, { ...moment, today }), (_, value: unknown) =>
            value === Infinity ? 'end' : value === -Infinity ? 'start' : value,
          ),
        );
        assert.equal(restsOnToday(one), plan !== later);
      }),
      { numRuns: 1_000 },
    );
  });
});
