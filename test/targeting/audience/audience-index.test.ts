import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pick, sequence } from '../../../seeds/deterministic.ts';
import { dose } from '../../support/dose.ts';
import { assertAgrees, assertAgreesOnPlan, builtOf, indexOf } from './agreement.ts';
import type { People } from './agreement.ts';
import { criterion, crowdFrom, peopleFrom, personFrom, seed } from './some-people.ts';

describe('audience index', () => {
  it('finds whom the interpreter finds', () => {
    fc.assert(
      fc.property(seed, fc.array(criterion, { minLength: 20, maxLength: 20 }), (number, criteria) => {
        const people = peopleFrom(number, 450);
        const index = indexOf(people);
        for (const one of criteria) assertAgrees(index, people, one);
      }),
      { numRuns: dose(15, 150) },
    );
  });

  it('finds them when it was built from streams', () => {
    fc.assert(
      fc.property(seed, fc.array(criterion, { minLength: 20, maxLength: 20 }), (number, criteria) => {
        const people = peopleFrom(number, 450);
        const index = builtOf(people);
        for (const one of criteria) assertAgrees(index, people, one);
      }),
      { numRuns: dose(10, 100) },
    );
  });

  it('finds them in a crowd', () => {
    const people = crowdFrom(1, 20_000);
    const index = builtOf(people);
    const criteria = fc.sample(criterion, { numRuns: dose(40, 1_000), seed: 1 });
    for (const one of criteria) assertAgreesOnPlan(index, people, one);
  });

  it('finds them after people changed, came and went, with answers kept from before', () => {
    fc.assert(
      fc.property(seed, fc.array(criterion, { minLength: 10, maxLength: 10 }), (number, criteria) => {
        const next = sequence(number);
        const people = new Map(peopleFrom(number, 300));
        const index = number % 2 === 0 ? indexOf(people) : builtOf(people);
        for (let round = 0; round < 3; round += 1) {
          for (const one of criteria) assertAgrees(index, ascending(people), one);
          for (let i = 0; i < 100; i += 1) {
            const ordinal = next() < 0.8 ? pick([...people.keys()], next) : Math.floor(next() * 500_000);
            if (next() < 0.3) {
              people.delete(ordinal);
              index.remove(ordinal);
            } else {
              const facts = personFrom(next);
              people.set(ordinal, facts);
              index.set(ordinal, facts);
            }
          }
          assert.equal(index.people, people.size);
        }
      }),
      { numRuns: dose(15, 150) },
    );
  });
});

const ascending = (people: People): People => new Map([...people].sort(([a], [b]) => a - b));
