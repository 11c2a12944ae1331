import type { TraitRegistry, TraitType, TraitValue } from '../traits/index.ts';
import { canonicalValue, compareValues, encodeValue } from '../traits/index.ts';
import { BUCKETS, mixingOf } from './bucket.ts';
import type { Expanded } from './criteria/ast.ts';
import { addressTest, patternTest, regionTest, textTest } from './criteria/tests.ts';
import type { Moment } from './interpreter.ts';
import type { Plan, PlanLeaf } from './plan.ts';

type Leaf = Exclude<Expanded, { op: 'and' | 'or' | 'not' }>;
type TraitLeaf = Extract<Leaf, { trait: string }>;

const not = (of: Plan): Plan => ({ kind: 'not', of });
const any = (of: readonly Plan[]): Plan =>
  of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'any', of };

const keyOf = (leaf: TraitLeaf): string => JSON.stringify(leaf);

/** Types whose values are ordered whole numbers in a column. */
const isNumeric = ({ type }: TraitType): boolean => type === 'number' || type === 'date' || type === 'flag';

function listed(leaf: TraitLeaf, type: TraitType, values: readonly TraitValue[]): Plan {
  const canonical = values.map((value) => canonicalValue(type, value) ?? value);
  if (isNumeric(type)) {
    return any(
      canonical.map((value) => {
        const at = Number(encodeValue(type, value));
        return { kind: 'range', trait: leaf.trait, from: at, to: at };
      }),
    );
  }
  const texts = new Set(canonical.map(String));
  return {
    kind: 'text',
    trait: leaf.trait,
    key: keyOf(leaf),
    values: [...texts],
    test: (value) => texts.has(value),
  };
}

function ordered(
  leaf: TraitLeaf,
  type: TraitType,
  ends: {
    readonly from?: TraitValue;
    readonly above?: TraitValue;
    readonly to?: TraitValue;
    readonly below?: TraitValue;
  },
): PlanLeaf {
  const { from, above, to, below } = ends;
  const { trait } = leaf;
  if (isNumeric(type)) {
    const whole = (value: TraitValue): number =>
      Number(encodeValue(type, canonicalValue(type, value) ?? value));
    const least = from !== undefined ? whole(from) : above !== undefined ? whole(above) + 1 : -Infinity;
    const most = to !== undefined ? whole(to) : below !== undefined ? whole(below) - 1 : Infinity;
    return { kind: 'range', trait, from: least, to: most };
  }
  // Made canonical once, not for each text.
  const canonical = (end: TraitValue): TraitValue => canonicalValue(type, end) ?? end;
  const [least, floor, most, ceiling] = [from, above, to, below].map((end) =>
    end === undefined ? undefined : canonical(end),
  );
  const test = (value: string): boolean =>
    (least === undefined || compareValues(type, value, least) >= 0) &&
    (floor === undefined || compareValues(type, value, floor) > 0) &&
    (most === undefined || compareValues(type, value, most) <= 0) &&
    (ceiling === undefined || compareValues(type, value, ceiling) < 0);
  return { kind: 'text', trait, key: keyOf(leaf), values: null, test };
}

function lowerTrait(leaf: TraitLeaf, traits: TraitRegistry, today: number): Plan {
  const { trait } = leaf;
  const days = (from: number, to: number): PlanLeaf => ({ kind: 'range', trait, from, to });
  const asked = (test: (value: string) => boolean): PlanLeaf => ({
    kind: 'text',
    trait,
    key: keyOf(leaf),
    values: null,
    test,
  });
  const type = traits.get(trait)?.type ?? { type: 'text', values: null };
  switch (leaf.op) {
    case 'exists':
      return { kind: 'known', trait };
    case 'eq':
      return listed(leaf, type, [leaf.value]);
    case 'ne':
      return not(listed(leaf, type, [leaf.value]));
    case 'in':
      return listed(leaf, type, leaf.values);
    case 'lt':
      return ordered(leaf, type, { below: leaf.value });
    case 'lte':
      return ordered(leaf, type, { to: leaf.value });
    case 'gt':
      return ordered(leaf, type, { above: leaf.value });
    case 'gte':
      return ordered(leaf, type, { from: leaf.value });
    case 'between':
      return ordered(leaf, type, { from: leaf.from, to: leaf.to });
    case 'contains':
    case 'starts':
    case 'ends':
      return asked(textTest(leaf));
    case 'matches':
      return asked(patternTest(leaf.pattern));
    case 'cidr':
      return asked(addressTest(leaf.blocks));
    case 'region':
      return asked(regionTest(leaf.regions));
    case 'past':
      return days(today - leaf.days, today);
    case 'ago':
      return days(-Infinity, today - leaf.days - 1);
    case 'next':
      return days(today, today + leaf.days);
  }
}

function lowerLeaf(leaf: Leaf, { traits, today }: Moment): Plan {
  switch (leaf.op) {
    case 'sample':
      return {
        kind: 'bucket',
        ...mixingOf(leaf.salt),
        below: Math.min(BUCKETS, Math.round(leaf.percent * 100)),
      };
    case 'installed':
    case 'granted':
      return { kind: 'member', of: leaf.op, id: leaf.app };
    case 'list':
      return { kind: 'member', of: 'list', id: leaf.list };
    case 'did':
      return {
        kind: 'did',
        event: leaf.event,
        atLeast: leaf.atLeast,
        from: today - leaf.days + 1,
        to: today,
      };
    case 'first':
    case 'last': {
      const since = today - leaf.days;
      const ends = leaf.when === 'past' ? { from: since, to: today } : { from: -Infinity, to: since - 1 };
      return { kind: leaf.op, event: leaf.event, ...ends };
    }
    default:
      return lowerTrait(leaf, traits, today);
  }
}

/** Brings a criterion down to the questions that the set engines answer, as of a day. */
export function lower(criterion: Expanded, moment: Moment): Plan {
  switch (criterion.op) {
    case 'and':
    case 'or':
      return {
        kind: criterion.op === 'and' ? 'all' : 'any',
        of: criterion.all.map((part) => lower(part, moment)),
      };
    case 'not':
      return not(lower(criterion.of, moment));
    default:
      return lowerLeaf(criterion, moment);
  }
}
