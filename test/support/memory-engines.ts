import { AudienceIndex } from '../../src/targeting/engines/audience/index.ts';
import { OfferIndex } from '../../src/targeting/engines/offer-index/index.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { lower } from '../../src/targeting/lower.ts';
import type { Plan } from '../../src/targeting/plan.ts';
import { buildAudience } from './built-audience.ts';
import type { World } from './people-arbitrary.ts';
import type { TargetEngine } from './target-engines.ts';

/** Far apart, so that people lie in several of the pieces that sets of numbers are made of. */
const ordinalOf = (i: number): number => 1 + i * 997;

function idsIn(name: string, index: AudienceIndex, people: readonly PersonFacts[], plan: Plan): Set<string> {
  const byOrdinal = new Map(people.map(({ subjectId }, i) => [ordinalOf(i), subjectId]));
  const members = [...index.members(plan)].map((ordinal) => byOrdinal.get(ordinal) ?? `nobody ${ordinal}`);
  const count = index.count(plan);
  if (count !== members.length) throw new Error(`${name} counts ${count} and lists ${members.length}`);
  return new Set(members);
}

/** The audience index as it is kept: people change under it, from population to population. */
export function changedAudience(world: World): TargetEngine {
  const index = AudienceIndex.empty(world.traits);
  let people: readonly PersonFacts[] = [];
  return {
    name: 'audience index, changed',
    settle(next) {
      for (const i of people.keys()) if (i >= next.length) index.remove(ordinalOf(i));
      next.forEach((person, i) => index.set(ordinalOf(i), person));
      people = next;
      return Promise.resolve();
    },
    members(criterion) {
      return Promise.resolve(idsIn('audience index', index, people, lower(criterion, world)));
    },
    close: () => Promise.resolve(),
  };
}

/** The audience index as it is made at the start. */
export function builtAudience(world: World): TargetEngine {
  let index = AudienceIndex.empty(world.traits);
  let people: readonly PersonFacts[] = [];
  return {
    name: 'audience index, built',
    settle(next) {
      index = buildAudience(
        world.traits,
        next.map((person, i) => [ordinalOf(i), person] as const),
      );
      people = next;
      return Promise.resolve();
    },
    members(criterion) {
      return Promise.resolve(idsIn('built audience', index, people, lower(criterion, world)));
    },
    close: () => Promise.resolve(),
  };
}

/** Offers that are live beside the one that is asked about. */
const LIVE = 16;

/** The offer index, which is asked for each person what they match among the last few criteria. */
export function offerIndex(world: World): TargetEngine {
  const index = new OfferIndex();
  let people: readonly PersonFacts[] = [];
  let asked = 0;
  return {
    name: 'offer index',
    settle(next) {
      people = next;
      return Promise.resolve();
    },
    members(criterion) {
      const offer = `off_${(asked += 1)}`;
      index.put(offer, lower(criterion, world));
      index.remove(`off_${asked - LIVE}`);
      const members = people.filter((person) => index.matching(person, world.traits).includes(offer));
      return Promise.resolve(new Set(members.map(({ subjectId }) => subjectId)));
    },
    close: () => Promise.resolve(),
  };
}
