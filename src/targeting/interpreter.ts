import type { Day, TraitRegistry, TraitType, TraitValue } from '../traits/index.ts';
import { canonicalValue, compareValues } from '../traits/index.ts';
import { bucketOf, mixingOf } from './bucket.ts';
import type { Expanded, Truth } from './criteria/ast.ts';
import { addressTest, patternTest, regionTest, textTest } from './criteria/tests.ts';
import type { PersonFacts } from './facts.ts';

/** What a criterion is held against besides the person. */
export interface Moment {
  readonly traits: TraitRegistry;
  /** The day of the evaluation, UTC. */
  readonly today: Day;
}

/** How a node came out, and by which value. A mirror of the criterion. */
export interface Explained {
  readonly criterion: Expanded;
  readonly truth: Truth;
  /** The person's value that decided, and its version; null where there is none or none was asked. */
  readonly by: { readonly value: TraitValue; readonly version: number | null } | null;
  readonly parts: readonly Explained[];
}

type Leaf = Exclude<Expanded, { op: 'and' | 'or' | 'not' }>;
type TraitLeaf = Extract<Leaf, { trait: string }>;

function traitTruth(leaf: TraitLeaf, type: TraitType, value: TraitValue, today: Day): boolean {
  const compared = (to: TraitValue): number => compareValues(type, value, canonicalValue(type, to) ?? to);
  switch (leaf.op) {
    case 'exists':
      return true;
    case 'eq':
      return compared(leaf.value) === 0;
    case 'ne':
      return compared(leaf.value) !== 0;
    case 'lt':
      return compared(leaf.value) < 0;
    case 'lte':
      return compared(leaf.value) <= 0;
    case 'gt':
      return compared(leaf.value) > 0;
    case 'gte':
      return compared(leaf.value) >= 0;
    case 'in':
      return leaf.values.some((one) => compared(one) === 0);
    case 'between':
      return compared(leaf.from) >= 0 && compared(leaf.to) <= 0;
    case 'contains':
    case 'starts':
    case 'ends':
      return textTest(leaf)(String(value));
    case 'matches':
      return patternTest(leaf.pattern)(String(value));
    case 'cidr':
      return addressTest(leaf.blocks)(String(value));
    case 'region':
      return regionTest(leaf.regions)(String(value));
    case 'past':
      return isWithin(dayOf(value), today - leaf.days, today);
    case 'ago':
      return dayOf(value) < today - leaf.days;
    case 'next':
      return isWithin(dayOf(value), today, today + leaf.days);
  }
}

const isWithin = (day: Day, from: Day, to: Day): boolean => from <= day && day <= to;
const dayOf = (value: TraitValue): Day => Date.parse(String(value)) / 86_400_000;

function leafTruth(
  leaf: Leaf,
  facts: PersonFacts,
  { traits, today }: Moment,
): Omit<Explained, 'criterion' | 'parts'> {
  switch (leaf.op) {
    case 'sample': {
      const bucket = bucketOf(facts.dice, mixingOf(leaf.salt));
      return { truth: bucket < Math.round(leaf.percent * 100), by: { value: bucket / 100, version: null } };
    }
    case 'installed':
      return { truth: facts.installed.has(leaf.app), by: null };
    case 'granted':
      return { truth: facts.granted.has(leaf.app), by: null };
    case 'list':
      return { truth: facts.lists.has(leaf.list), by: null };
    case 'did': {
      const days = facts.events.get(leaf.event) ?? [];
      const times = days
        .filter(({ day }) => isWithin(day, today - leaf.days + 1, today))
        .reduce((sum, { count }) => sum + count, 0);
      return { truth: times >= leaf.atLeast, by: { value: times, version: null } };
    }
    case 'first':
    case 'last': {
      const day = facts.events.get(leaf.event)?.at(leaf.op === 'first' ? 0 : -1)?.day;
      if (day === undefined) return { truth: null, by: null };
      const since = today - leaf.days;
      const truth = leaf.when === 'past' ? isWithin(day, since, today) : day < since;
      return { truth, by: { value: new Date(day * 86_400_000).toISOString().slice(0, 10), version: null } };
    }
    default: {
      const known = facts.traits.get(leaf.trait);
      if (known === undefined) return { truth: leaf.op === 'exists' ? false : null, by: null };
      const type = traits.get(leaf.trait)?.type;
      // A trait cannot be unregistered while a criterion rests on it; what nobody knows decides nothing.
      if (type === undefined) return { truth: null, by: null };
      return { truth: traitTruth(leaf, type, known.value, today), by: known };
    }
  }
}

function joined(op: 'and' | 'or', truths: readonly Truth[]): Truth {
  const deciding = op === 'or';
  if (truths.includes(deciding)) return deciding;
  return truths.includes(null) ? null : !deciding;
}

/** Holds a criterion against one person and says for each node how it came out. The reference for all other engines. */
export function explain(criterion: Expanded, facts: PersonFacts, moment: Moment): Explained {
  switch (criterion.op) {
    case 'not': {
      const part = explain(criterion.of, facts, moment);
      return { criterion, truth: part.truth === null ? null : !part.truth, by: null, parts: [part] };
    }
    case 'and':
    case 'or': {
      const parts = criterion.all.map((part) => explain(part, facts, moment));
      const truth = joined(
        criterion.op,
        parts.map((part) => part.truth),
      );
      return { criterion, truth, by: null, parts };
    }
    default:
      return { criterion, ...leafTruth(criterion, facts, moment), parts: [] };
  }
}

/** Whether a person is part of the audience: only a clear yes counts. */
export const isTargeted = (criterion: Expanded, facts: PersonFacts, moment: Moment): boolean =>
  explain(criterion, facts, moment).truth === true;
