import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pick, sequence } from '../../../seeds/deterministic.ts';
import type { Expanded } from '../../../src/targeting/criteria/ast.ts';
import { AudienceBuilder, AudienceIndex } from '../../../src/targeting/engines/audience/index.ts';
import type { PersonFacts } from '../../../src/targeting/facts.ts';
import { isTargeted } from '../../../src/targeting/interpreter.ts';
import { lower } from '../../../src/targeting/lower.ts';
import { encodeValue } from '../../../src/traits/index.ts';
import { dose } from '../../support/dose.ts';
import { TODAY, criterion, peopleFrom, personFrom, registry, seed } from './some-people.ts';

const moment = { traits: registry, today: TODAY };
type People = ReadonlyMap<number, PersonFacts>;

function indexOf(people: People): AudienceIndex {
  const index = AudienceIndex.empty(registry);
  for (const [ordinal, facts] of people) index.set(ordinal, facts);
  return index;
}

function builtOf(people: People): AudienceIndex {
  const builder = new AudienceBuilder(registry);
  for (const [ordinal, facts] of people) {
    builder.addPerson(ordinal, facts.dice);
    for (const [name, { value }] of facts.traits) {
      const type = registry.get(name)?.type;
      if (type !== undefined) builder.trait(name)?.add(ordinal, encodeValue(type, value));
    }
    for (const [name, days] of facts.events) for (const day of days) builder.event(name).add(ordinal, day);
    for (const id of facts.lists) builder.members('list', id).add(ordinal);
    for (const id of facts.installed) builder.members('installed', id).add(ordinal);
    for (const id of facts.granted) builder.members('granted', id).add(ordinal);
  }
  return builder.finish();
}

function assertAgrees(index: AudienceIndex, people: People, wanted: Expanded): void {
  const plan = lower(wanted, moment);
  const expected = [...people].flatMap(([ordinal, facts]) =>
    isTargeted(wanted, facts, moment) ? [ordinal] : [],
  );
  assert.deepEqual([...index.members(plan)], expected);
  assert.equal(index.count(plan), expected.length);
}

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
