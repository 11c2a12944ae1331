import fc from 'fast-check';
import { pick, sequence } from '../../../seeds/deterministic.ts';
import type { Expanded } from '../../../src/targeting/criteria/ast.ts';
import type { PersonFacts } from '../../../src/targeting/facts.ts';
import { canonicalValue, diceOf } from '../../../src/traits/index.ts';
import type {
  EventDay,
  KnownTrait,
  Trait,
  TraitRegistry,
  TraitType,
  TraitValue,
} from '../../../src/traits/index.ts';

/** 2026-03-14. */
export const TODAY = 20_526;
const DAY_MS = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const TYPES: Record<string, TraitType> = {
  plan: { type: 'text', values: ['free', 'starter', 'pro', 'business'] },
  city: { type: 'text', values: null },
  visits: { type: 'number', min: 0, max: 100_000_000, decimals: 0 },
  balance: { type: 'number', min: -1_000, max: 1_000, decimals: 2 },
  worth: { type: 'number', min: -1e15, max: 1e15, decimals: 0 },
  share: { type: 'number', min: 0, max: 1, decimals: 4 },
  has_shop: { type: 'flag' },
  renewal: { type: 'date' },
  app_version: { type: 'version' },
  address: { type: 'ip' },
  country: { type: 'country' },
};

export const registryOf = (types: Record<string, TraitType>): TraitRegistry =>
  new Map(
    Object.entries(types).map(([name, type]): [string, Trait] => [
      name,
      { name, type, about: 'usage', purpose: 'Test.', retentionDays: 1, registeredAt: 0 },
    ]),
  );

/** One trait of every type, and of numbers those that are hard. */
export const registry = registryOf(TYPES);

/** Values that occur; of cities there are more, see `personFrom`. */
const VALUES: Record<string, readonly TraitValue[]> = {
  plan: ['free', 'starter', 'pro', 'business'],
  city: ['Ham 0', 'Ulm 1', 'Köln 2', 'ham 3', 'Ham 4', 'Ulm 397', 'Köln 398', 'ham 399'],
  visits: [0, 1, 2, 3, 7, 8, 255, 256, 1_000, 1_023, 1_024, 99_999_999, 100_000_000],
  balance: [-1_000, -999.99, -0.01, 0, 0.01, 0.5, 12.34, 999.99, 1_000],
  worth: [-1e15, 1 - 1e15, -5_000_000_000, -1, 0, 1, 4_294_967_295, 4_294_967_296, 1e15 - 1, 1e15],
  share: [0, 0.0001, 0.25, 0.9999, 1],
  has_shop: [true, false],
  renewal: [-800, -31, -30, -1, 0, 1, 30, 31].map((days) => dateOf(TODAY + days)).concat('1850-05-05'),
  app_version: ['1.0.0', '1.2.0', '1.10.0', '2.0.0-beta.1', '2.0.0'],
  address: ['10.0.0.1', '10.0.1.1', '192.168.0.9', '2001:db8::1', '::ffff:a00:1'],
  country: ['DE', 'AT', 'FR', 'US', 'JP', 'SE'],
};

const EVENTS = ['login', 'purchase', 'never'];
const IDS = ['one', 'two', 'three'];
const IN_DAYS = [0, 1, 6, 7, 8, 29, 30, 64, 100];

const cityOf = (i: number): string => `${['Ham', 'Ulm', 'Köln', 'ham'][i % 4] as string} ${i}`;

/** A person made up from numbers in [0, 1): some things known, some not. */
export function personFrom(next: () => number, cities = 400): PersonFacts {
  const subjectId = `sub_${Math.floor(next() * 1e9)}`;
  const traits = new Map<string, KnownTrait>();
  for (const [name, values] of Object.entries(VALUES)) {
    if (next() < 0.7) traits.set(name, { value: pick(values, next), version: 1 });
  }
  if (traits.has('city')) traits.set('city', { value: cityOf(Math.floor(next() * cities)), version: 1 });
  const events = new Map<string, readonly EventDay[]>();
  for (const name of EVENTS.slice(0, 2)) {
    const days = new Set(
      Array.from({ length: Math.floor(next() * 5) }, () => TODAY - Math.floor(next() ** 2 * 110)),
    );
    if (days.size === 0) continue;
    const counted = [...days].map((day) => ({ day, count: next() < 0.6 ? 1 : 1 + Math.floor(next() * 9) }));
    events.set(
      name,
      counted.sort((a, b) => a.day - b.day),
    );
  }
  const ids = (): ReadonlySet<string> => new Set(IDS.slice(0, 2).filter(() => next() < 0.3));
  return {
    ...{ subjectId, dice: diceOf(subjectId), traits, events },
    ...{ lists: ids(), installed: ids(), granted: ids() },
  };
}

/** People with gaps between their ordinals, some of them longer than a container of a bitmap. */
export function peopleFrom(seed: number, count: number): Map<number, PersonFacts> {
  const next = sequence(seed);
  let ordinal = 0;
  return new Map(
    Array.from({ length: count }, () => {
      ordinal += next() < 0.02 ? 70_000 : 1 + Math.floor(next() * 3);
      return [ordinal, personFrom(next)];
    }),
  );
}

/** So many people that their bitmaps hold bits, and cities that have to share them. */
export function crowdFrom(seed: number, count: number): Map<number, PersonFacts> {
  const next = sequence(seed);
  return new Map(Array.from({ length: count }, (_, i) => [i + 1, personFrom(next, 6_000)]));
}

const { constantFrom, record, constant, oneof, integer, array, boolean } = fc;

const valueOf = (trait: string): fc.Arbitrary<TraitValue> => {
  const type = TYPES[trait] as TraitType;
  const values = (VALUES[trait] ?? []).filter((value) => canonicalValue(type, value) !== null);
  return constantFrom(...values);
};

const ordered = ['visits', 'balance', 'worth', 'share', 'renewal', 'app_version'];
const compared = Object.keys(TYPES).flatMap((trait) => {
  const ops = ordered.includes(trait)
    ? (['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const)
    : (['eq', 'ne'] as const);
  return [
    record({ op: constantFrom(...ops), trait: constant(trait), value: valueOf(trait) }),
    record({
      op: constant('in' as const),
      trait: constant(trait),
      values: array(valueOf(trait), { minLength: 1, maxLength: 4 }),
    }),
  ];
});
const between = ordered.map((trait) =>
  record({
    op: constant('between' as const),
    trait: constant(trait),
    from: valueOf(trait),
    to: valueOf(trait),
  }),
);
const days = constantFrom(1, 7, 8, 30, 31, 90, 3_650);

const leaf: fc.Arbitrary<Expanded> = oneof(
  ...compared,
  ...between,
  record({ op: constant('exists' as const), trait: constantFrom(...Object.keys(TYPES)) }),
  record({
    op: constantFrom('contains' as const, 'starts' as const, 'ends' as const),
    trait: constantFrom('city', 'plan'),
    value: constantFrom('h', 'Ham', 'ö', '7', 'o', 'fr'),
    ignoreCase: boolean(),
  }),
  record({
    op: constant('matches' as const),
    trait: constantFrom('city', 'plan'),
    pattern: constantFrom('^[A-Z]', '[13579]$', 'r'),
  }),
  record({
    op: constant('cidr' as const),
    trait: constant('address'),
    blocks: array(constantFrom('10.0.0.0/24', '10.0.0.0/8', '2001:db8::/32'), { minLength: 1, maxLength: 2 }),
  }),
  record({
    op: constant('region' as const),
    trait: constant('country'),
    regions: array(constantFrom('EU', 'DACH', 'NORDICS', 'GCC'), { minLength: 1, maxLength: 2 }),
  }),
  record({
    op: constantFrom('past' as const, 'ago' as const, 'next' as const),
    trait: constant('renewal'),
    days,
  }),
  record({
    op: constant('sample' as const),
    salt: constantFrom('a', 'b'),
    percent: constantFrom(0, 0.01, 20, 50, 99.99, 100),
  }),
  record({
    op: constant('did' as const),
    event: constantFrom(...EVENTS),
    atLeast: constantFrom(1, 2, 3, 8, 20),
    days,
  }),
  record({
    op: constantFrom('first' as const, 'last' as const),
    event: constantFrom(...EVENTS),
    when: constantFrom('past' as const, 'ago' as const),
    days: constantFrom(...IN_DAYS),
  }),
  record({ op: constantFrom('installed' as const, 'granted' as const), app: constantFrom(...IDS) }),
  record({ op: constant('list' as const), list: constantFrom(...IDS) }),
);

/** Criteria of every kind of leaf, nested and negated. */
export const criterion: fc.Arbitrary<Expanded> = fc.letrec<{ node: Expanded }>((tie) => ({
  node: oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    record({
      op: constantFrom('and' as const, 'or' as const),
      all: array(tie('node'), { minLength: 1, maxLength: 4 }),
    }),
    record({ op: constant('not' as const), of: tie('node') }),
  ),
})).node;

export const seed = integer({ min: 0, max: 2 ** 31 });
