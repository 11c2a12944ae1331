import fc from 'fast-check';
import { diceOf } from '../../../src/traits/index.ts';
import type { EventDay, KnownTrait, Trait, TraitType, TraitValue } from '../../../src/traits/index.ts';
import type { Expanded } from '../../../src/targeting/criteria/ast.ts';
import type { PersonFacts } from '../../../src/targeting/facts.ts';
import type { Moment } from '../../../src/targeting/interpreter.ts';

/** A trait of each type with few values, so that people and criteria meet. */
const domains: Readonly<Record<string, { type: TraitType; values: readonly TraitValue[] }>> = {
  plan: { type: { type: 'text', values: ['free', 'pro', 'team'] }, values: ['free', 'pro', 'team'] },
  note: {
    type: { type: 'text', values: null },
    values: ['a', 'Ab', 'abc', 'b', 'ß', 'İ', 'constructor', '__proto__'],
  },
  sites: { type: { type: 'number', min: 0, max: 9, decimals: 0 }, values: [0, 1, 2, 3, 4, 9] },
  rating: { type: { type: 'number', min: -5, max: 5, decimals: 2 }, values: [-5, -0.01, 0, 0.1, 0.29, 5] },
  shop: { type: { type: 'flag' }, values: [true, false] },
  renews: {
    type: { type: 'date' },
    values: ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-04-01', '1969-12-31'],
  },
  release: { type: { type: 'version' }, values: ['1.0.0-rc.1', '1.0.0', '1.0.10', '1.0.9', '2.0.0'] },
  address: { type: { type: 'ip' }, values: ['10.0.0.1', '10.0.1.1', '192.168.0.1', '2001:db8::1', '::1'] },
  country: { type: { type: 'country' }, values: ['DE', 'AT', 'SE', 'US', 'JP'] },
};

export const moment: Moment = {
  today: Date.parse('2026-03-01T00:00:00Z') / 86_400_000,
  traits: new Map(
    Object.entries(domains).map(([name, { type }]): [string, Trait] => [
      name,
      { name, type, about: 'usage', purpose: 'Tests.', retentionDays: 730, registeredAt: 0 },
    ]),
  ),
};

const names = Object.keys(domains);
const events = ['login', 'export', 'login x'];
const ids = ['one', 'two', 'three'];

const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const valueOf = (trait: string): fc.Arbitrary<TraitValue> => anyOf(domains[trait]?.values ?? []);
const days = fc.nat({ max: 40 });

const ofTrait = (traits: readonly string[], make: (trait: string) => fc.Arbitrary<Expanded>) =>
  anyOf(traits).chain(make);
const texts = ['plan', 'note'];
const ordered = ['sites', 'rating', 'renews', 'release'];

/** Leaves of every kind, over traits of every type. */
export const leaf: fc.Arbitrary<Expanded> = fc.oneof(
  ofTrait(names, (trait) =>
    fc.record({ op: anyOf(['eq', 'ne'] as const), trait: fc.constant(trait), value: valueOf(trait) }),
  ),
  ofTrait(ordered, (trait) =>
    fc.record({
      op: anyOf(['lt', 'lte', 'gt', 'gte'] as const),
      trait: fc.constant(trait),
      value: valueOf(trait),
    }),
  ),
  ofTrait(ordered, (trait) =>
    fc.record({
      op: fc.constant('between' as const),
      trait: fc.constant(trait),
      from: valueOf(trait),
      to: valueOf(trait),
    }),
  ),
  ofTrait(names, (trait) =>
    fc.record({
      op: fc.constant('in' as const),
      trait: fc.constant(trait),
      values: fc.array(valueOf(trait), { minLength: 1, maxLength: 4 }),
    }),
  ),
  fc.record({ op: fc.constant('exists' as const), trait: anyOf(names) }),
  fc.record({
    op: anyOf(['contains', 'starts', 'ends'] as const),
    trait: anyOf(texts),
    value: anyOf(['a', 'B', 'bc', 'r', 'ı', 'SS']),
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    op: fc.constant('matches' as const),
    trait: anyOf(texts),
    pattern: anyOf(['^a', 'b$', '(?i)AB?c', 'r.']),
  }),
  fc.record({
    op: fc.constant('cidr' as const),
    trait: fc.constant('address'),
    blocks: fc.array(anyOf(['10.0.0.0/24', '10.0.0.0/8', '::/64', '2001:db8::/32']), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    op: fc.constant('region' as const),
    trait: fc.constant('country'),
    regions: fc.array(anyOf(['DACH', 'NORDICS', 'EU']), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ op: anyOf(['past', 'ago', 'next'] as const), trait: fc.constant('renews'), days }),
  fc.record({
    op: fc.constant('sample' as const),
    salt: anyOf(['s', 't']),
    percent: anyOf([0, 0.01, 20, 50, 99.99, 100]),
  }),
  fc.record({
    op: fc.constant('did' as const),
    event: anyOf(events),
    atLeast: fc.integer({ min: 1, max: 4 }),
    days: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    op: anyOf(['first', 'last'] as const),
    event: anyOf(events),
    when: anyOf(['past', 'ago'] as const),
    days,
  }),
  fc.record({ op: anyOf(['installed', 'granted'] as const), app: anyOf(ids) }),
  fc.record({ op: fc.constant('list' as const), list: anyOf(ids) }),
);

const { criterion: anyCriterion } = fc.letrec<{ criterion: Expanded }>((tie) => ({
  criterion: fc.oneof(
    { depthSize: 'small', maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.record({
      op: anyOf(['and', 'or'] as const),
      all: fc.array(tie('criterion'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('criterion') }),
  ),
}));
export const criterion = anyCriterion;

/** An `and` of many `or`s, or the other way round, perhaps denied: more conjunctions than are kept of an offer. */
export const wide: fc.Arbitrary<Expanded> = fc
  .tuple(
    fc.boolean(),
    fc.boolean(),
    fc.array(fc.array(criterion, { minLength: 2, maxLength: 4 }), { minLength: 4, maxLength: 8 }),
  )
  .map(([and, denied, parts]) => {
    const [outer, inner] = and ? (['and', 'or'] as const) : (['or', 'and'] as const);
    const of: Expanded = { op: outer, all: parts.map((all) => ({ op: inner, all })) };
    return denied ? { op: 'not', of } : of;
  });

const someOf = (values: readonly string[]): fc.Arbitrary<ReadonlySet<string>> =>
  fc.subarray([...values]).map((some) => new Set(some));

const eventDays: fc.Arbitrary<readonly EventDay[]> = fc
  .uniqueArray(
    fc.record({
      day: fc.integer({ min: moment.today - 45, max: moment.today + 1 }),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    {
      selector: ({ day }) => day,
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((some) => some.sort((a, b) => a.day - b.day));

/** Somebody of whom any trait, and any event, may not be known. */
export const person: fc.Arbitrary<PersonFacts> = fc
  .record({
    subjectId: fc.uuid(),
    traits: fc.tuple(
      ...names.map((name) => fc.option(fc.record({ value: valueOf(name), version: fc.constant(1) }))),
    ),
    events: fc.tuple(...events.map(() => fc.option(eventDays))),
    lists: someOf(ids),
    installed: someOf(ids),
    granted: someOf(ids),
  })
  .map(({ subjectId, traits, events: happened, ...sets }) => ({
    ...sets,
    subjectId,
    dice: diceOf(subjectId),
    traits: known<KnownTrait>(names, traits),
    events: known<readonly EventDay[]>(events, happened),
  }));

function known<T>(keys: readonly string[], values: readonly (T | null)[]): ReadonlyMap<string, T> {
  return new Map(
    keys.flatMap((key, i): [string, T][] => {
      const value = values[i];
      return value == null ? [] : [[key, value]];
    }),
  );
}
