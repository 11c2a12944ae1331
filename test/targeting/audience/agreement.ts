import assert from 'node:assert/strict';
import { bucketOf } from '../../../src/targeting/bucket.ts';
import type { Expanded, Truth } from '../../../src/targeting/criteria/ast.ts';
import { AudienceIndex } from '../../../src/targeting/engines/audience/index.ts';
import type { PersonFacts } from '../../../src/targeting/facts.ts';
import { isTargeted } from '../../../src/targeting/interpreter.ts';
import { lower } from '../../../src/targeting/lower.ts';
import type { Plan } from '../../../src/targeting/plan.ts';
import { encodeValue } from '../../../src/traits/index.ts';
import { buildAudience } from '../../support/built-audience.ts';
import { TODAY, registry } from './some-people.ts';

export type People = ReadonlyMap<number, PersonFacts>;
const moment = { traits: registry, today: TODAY };

/** An index that was told of one person after another. */
export function indexOf(people: People): AudienceIndex {
  const index = AudienceIndex.empty(registry);
  for (const [ordinal, facts] of people) index.set(ordinal, facts);
  return index;
}

/** An index that was built from streams. */
export const builtOf = (people: People): AudienceIndex => buildAudience(registry, people);

/** Whether an index finds whom the interpreter does; `people` in ascending order. */
export function assertAgrees(index: AudienceIndex, people: People, wanted: Expanded): void {
  const plan = lower(wanted, moment);
  const expected = [...people].flatMap(([ordinal, facts]) =>
    isTargeted(wanted, facts, moment) ? [ordinal] : [],
  );
  assert.deepEqual([...index.members(plan)], expected);
  assert.equal(index.count(plan), expected.length);
}

/** What a plan says of one person, told plainly: much faster than the interpreter for many people. */
function truthOf(plan: Plan, facts: PersonFacts): Truth {
  const isWithin = (value: number | undefined, { from, to }: { from: number; to: number }): Truth =>
    value === undefined ? null : from <= value && value <= to;
  const stored = (trait: string): string | number | undefined => {
    const [known, type] = [facts.traits.get(trait), registry.get(trait)?.type];
    return known === undefined || type === undefined ? undefined : encodeValue(type, known.value);
  };
  switch (plan.kind) {
    case 'not': {
      const truth = truthOf(plan.of, facts);
      return truth === null ? null : !truth;
    }
    case 'all':
    case 'any': {
      const truths = plan.of.map((part) => truthOf(part, facts));
      const deciding = plan.kind === 'any';
      return truths.includes(deciding) ? deciding : truths.includes(null) ? null : !deciding;
    }
    case 'known':
      return facts.traits.has(plan.trait);
    case 'range':
      return isWithin(stored(plan.trait) as number | undefined, plan);
    case 'text': {
      const value = stored(plan.trait);
      return value === undefined ? null : plan.test(String(value));
    }
    case 'member':
      return { installed: facts.installed, granted: facts.granted, list: facts.lists }[plan.of].has(plan.id);
    case 'did': {
      const days = (facts.events.get(plan.event) ?? []).filter(({ day }) => isWithin(day, plan) === true);
      return days.reduce((sum, { count }) => sum + count, 0) >= plan.atLeast;
    }
    case 'first':
    case 'last':
      return isWithin(facts.events.get(plan.event)?.at(plan.kind === 'first' ? 0 : -1)?.day, plan);
    case 'bucket':
      return bucketOf(facts.dice, plan) < plan.below;
  }
}

/** As `assertAgrees`, by the plan. */
export function assertAgreesOnPlan(index: AudienceIndex, people: People, wanted: Expanded): void {
  const plan = lower(wanted, moment);
  const expected = [...people].flatMap(([ordinal, facts]) =>
    truthOf(plan, facts) === true ? [ordinal] : [],
  );
  assert.equal(index.count(plan), expected.length, JSON.stringify(wanted));
  assert.deepEqual([...index.members(plan)], expected, JSON.stringify(wanted));
}
