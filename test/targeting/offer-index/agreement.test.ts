import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expanded } from '../../../src/targeting/criteria/ast.ts';
import { OfferIndex, planTruth } from '../../../src/targeting/engines/offer-index/index.ts';
import type { PersonFacts } from '../../../src/targeting/facts.ts';
import { explain, isTargeted } from '../../../src/targeting/interpreter.ts';
import { lower } from '../../../src/targeting/lower.ts';
import { criterion, leaf, moment, person, wide } from './people-and-criteria.ts';

const { traits } = moment;
const runs = (few: number): number => (process.env['SLUICE_TEST_DOSE'] === 'full' ? few * 20 : few);

const expected = (offers: ReadonlyMap<string, Expanded>, facts: PersonFacts): string[] =>
  [...offers].filter(([, one]) => isTargeted(one, facts, moment)).map(([id]) => id);

const people = fc.array(person, { minLength: 1, maxLength: 12 });

describe('the offer index', () => {
  const shapes = { leaf: [leaf, 150], criterion: [criterion, 150], wide: [wide, 20] } as const;
  for (const [what, [of, few]] of Object.entries(shapes)) {
    it(`says what the interpreter says, for each ${what} and its negation`, () => {
      fc.assert(
        fc.property(fc.array(of, { minLength: 1, maxLength: 8 }), people, (criteria, some) => {
          const both = criteria.flatMap((one): Expanded[] => [one, { op: 'not', of: one }]);
          const offers = new Map(both.map((one, i) => [`offer ${i}`, one]));
          const index = new OfferIndex();
          for (const [id, one] of offers) index.put(id, lower(one, moment));
          for (const facts of some) {
            const ids = expected(offers, facts).sort();
            assert.deepEqual(index.matching(facts, traits).sort(), ids);
            // Again, for answers are kept.
            assert.deepEqual(index.matching(facts, traits).sort(), ids);
          }
        }),
        { numRuns: runs(few) },
      );
    });
  }

  it('says so after any puts and removes, with looks in between', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('put' as const),
        id: fc.nat({ max: 15 }),
        of: fc.oneof(criterion, leaf, wide),
      }),
      fc.record({ do: fc.constant('remove' as const), id: fc.nat({ max: 15 }) }),
      fc.record({ do: fc.constant('look' as const), at: fc.nat({ max: 5 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 10, maxLength: 80 }),
        fc.array(person, { minLength: 6, maxLength: 6 }),
        (steps, some) => {
          const offers = new Map<string, Expanded>();
          const index = new OfferIndex();
          const look = (facts: PersonFacts): void =>
            assert.deepEqual(index.matching(facts, traits).sort(), expected(offers, facts).sort());
          for (const one of steps) {
            if (one.do === 'look') {
              const facts = some[one.at];
              if (facts !== undefined) look(facts);
            } else if (one.do === 'remove') {
              assert.equal(index.remove(`${one.id}`), offers.delete(`${one.id}`));
            } else {
              offers.set(`${one.id}`, one.of);
              index.put(`${one.id}`, lower(one.of, moment));
            }
            assert.equal(index.size, offers.size);
          }
          some.forEach(look);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('fills more than one shard, and gives the room back', () => {
    const index = new OfferIndex();
    const [criteria, some] = [fc.sample(criterion, { numRuns: 1_100, seed: 1 }), fc.sample(person, 4)];
    const offers = new Map<string, Expanded>();
    // Each offer stands for 32 conjunctions and more: 1,100 do not fit into 32,768.
    const ways = (i: number): Expanded => ({
      op: 'and',
      all: Array.from({ length: 5 }, (_, j) => ({
        op: 'or',
        all: [
          { op: 'sample', salt: `${i} ${j}`, percent: 50 },
          { op: 'list', list: 'four' },
        ],
      })),
    });
    for (const [i, one] of criteria.entries()) {
      const offer: Expanded = { op: 'or', all: [one, ways(i)] };
      offers.set(`${i}`, offer);
      index.put(`${i}`, lower(offer, moment));
    }
    const look = (): void => {
      for (const facts of some) {
        assert.deepEqual(index.matching(facts, traits).sort(), expected(offers, facts).sort());
      }
    };
    look();
    for (const id of [...offers.keys()].filter((id) => Number(id) % 3 > 0)) {
      offers.delete(id);
      index.remove(id);
    }
    look();
    for (const [i, one] of criteria.entries()) {
      offers.set(`again ${i}`, one);
      index.put(`again ${i}`, lower(one, moment));
    }
    look();
  });

  it('matches everybody with a plan of nothing, and nobody with a choice of nothing', () => {
    const index = new OfferIndex();
    index.put('all', { kind: 'all', of: [] });
    index.put('none', { kind: 'any', of: [] });
    const [facts] = fc.sample(person, 1);
    assert.ok(facts !== undefined);
    assert.deepEqual(index.matching(facts, traits), ['all']);
    index.put('all', { kind: 'not', of: { kind: 'all', of: [] } });
    assert.deepEqual(index.matching(facts, traits), []);
    assert.equal(index.size, 2);
  });
});

describe('a plan evaluated as it is', () => {
  it('comes out as the interpreter says, not known included', () => {
    fc.assert(
      fc.property(fc.oneof(leaf, criterion, wide), person, (one, facts) => {
        assert.equal(planTruth(lower(one, moment), facts, traits), explain(one, facts, moment).truth);
      }),
      { numRuns: runs(500) },
    );
  });
});
