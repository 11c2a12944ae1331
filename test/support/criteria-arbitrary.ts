import fc from 'fast-check';
import type { Criterion, Leaf } from '../../src/targeting/criteria/ast.ts';
import { regions } from '../../src/targeting/criteria/regions.ts';
import { compareValues } from '../../src/traits/index.ts';
import type { Day, Trait, TraitRegistry, TraitType, TraitValue } from '../../src/traits/index.ts';

/** What criteria can speak of. What is left out or empty is not spoken of. */
export interface CriteriaOptions {
  readonly traits?: TraitRegistry;
  readonly events?: readonly string[];
  readonly apps?: readonly string[];
  readonly lists?: readonly string[];
  readonly segments?: readonly string[];
  /** Dates lie within some weeks of it. */
  readonly today?: Day;
  /** Joins and nots above a leaf. */
  readonly depth?: number;
  /** The most parts of a join. */
  readonly parts?: number;
}

/** 2026-01-31. */
export const TODAY: Day = 20_484;

const typesOfTraits: Readonly<Record<string, TraitType>> = {
  nickname: { type: 'text', values: null },
  // A word of the text form.
  list: { type: 'text', values: null },
  plan: { type: 'text', values: ['free', 'starter', 'pro', 'business'] },
  site_count: { type: 'number', min: 0, max: 1_000, decimals: 0 },
  balance: { type: 'number', min: -100, max: 100, decimals: 2 },
  has_shop: { type: 'flag' },
  renewed_on: { type: 'date' },
  app_version: { type: 'version' },
  last_ip: { type: 'ip' },
  country: { type: 'country' },
};

/** At least one trait of each type. */
export const everyType: TraitRegistry = new Map(
  Object.entries(typesOfTraits).map(([name, type]): [string, Trait] => [
    name,
    { name, type, about: 'usage', purpose: 'Tests.', retentionDays: 30, registeredAt: 0 },
  ]),
);

const dateOf = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Texts that meet each other often, and such as are hard to print, to fold or to cut. */
const freeText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'A'), minLength: 1, maxLength: 4 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', 'É', 'é', 'e\u0301', 'İ', 'ß', 'Σ', '😀', ' ', '"', '\\', '#', '\n', '%'),
      minLength: 1,
      maxLength: 6,
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .map((text) => text.replaceAll('\0', '0')),
  },
);

// 10.0.0.1 as it is written inside IPv6 is another address; and there is a last one.
const addresses = [
  ...['10.0.0.1', '10.255.0.1', '11.0.0.1', '192.168.1.7', '2001:db8::1', '2001:db9::', '::1'],
  ...['::ffff:a00:1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
];
// The last two differ where a double does not.
const versions = [
  ...['1.0.0', '1.0.1', '1.2.0-beta.2', '1.2.0-beta.10', '1.2.0-beta', '1.2.0-1', '1.2.0', '1.10.0', '2.0.0'],
  ...['1.2.0-9007199254740992', '1.2.0-9007199254740993'],
];
const codes = ['AT', 'CH', 'DE', 'EE', 'FR', 'NO', 'US', 'JP'];
const blocks = [
  ...['10.0.0.0/8', '10.0.0.1/32', '192.168.1.0/24', '0.0.0.0/0', '2001:db8::/32', '::/0'],
  '::ffff:a00:0/104',
];
const patterns = [
  '^a',
  'b$',
  '^[ab]+$',
  '(a|b)A',
  '(?i)A',
  '^(a+)+$',
  '.',
  '\\x{1F600}',
  '"',
  '#\\\\',
  'é|É',
];

/** A value that a trait of the type can have, as it is kept. Most are close together, so that comparisons go either way. */
export function traitValue(type: TraitType, today: Day = TODAY): fc.Arbitrary<TraitValue> {
  switch (type.type) {
    case 'text':
      return type.values === null ? freeText : fc.constantFrom(...type.values);
    case 'number': {
      const scale = 10 ** type.decimals;
      const [min, max] = [Math.ceil(type.min * scale), Math.floor(type.max * scale)];
      return fc
        .oneof(
          { weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, min + 4) }) },
          { weight: 1, arbitrary: fc.integer({ min, max }) },
          { weight: 1, arbitrary: fc.constantFrom(max, max - 1, Math.max(min, 0)) },
        )
        .map((whole) => whole / scale);
    }
    case 'flag':
      return fc.boolean();
    case 'date':
      return fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: today - 40, max: today + 40 }).map(dateOf) },
        { weight: 1, arbitrary: fc.constantFrom('0000-01-01', '9999-12-31', dateOf(today)) },
      );
    case 'version':
      return fc.constantFrom(...versions);
    case 'ip':
      return fc.constantFrom(...addresses);
    case 'country':
      return fc.constantFrom(...codes);
  }
}

/** A value as somebody might write it: now and then one that is kept in another form. */
function writtenValue(type: TraitType, today: Day): fc.Arbitrary<TraitValue> {
  const kept = traitValue(type, today);
  const other =
    type.type === 'version'
      ? fc.constantFrom('v1.0.0', '1.2.0+build.5')
      : type.type === 'ip'
        ? fc.constantFrom('2001:DB8::1', '2001:db8:0:0:0:0:0:1')
        : null;
  return other === null ? kept : fc.oneof({ weight: 6, arbitrary: kept }, { weight: 1, arbitrary: other });
}

const listOf = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: 1, maxLength: 4 });
const days = (min: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min, max: 3_650 }) },
  );

/** Conditions of one trait, by every operator that its type has. */
function ofTrait(trait: string, type: TraitType, today: Day): fc.Arbitrary<Leaf>[] {
  const value = writtenValue(type, today);
  const compared = (...ops: ('eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte')[]): fc.Arbitrary<Leaf> =>
    fc.tuple(fc.constantFrom(...ops), value).map(([op, value]): Leaf => ({ op, trait, value }));
  const both = [compared('eq', 'ne'), fc.constant<Leaf>({ op: 'exists', trait })];
  const listed = listOf(value).map((values): Leaf => ({ op: 'in', trait, values }));
  const ordered = [
    listed,
    compared('lt', 'lte', 'gt', 'gte'),
    fc.tuple(value, value).map(([a, b]): Leaf => {
      const [from, to] = compareValues(type, a, b) <= 0 ? [a, b] : [b, a];
      return { op: 'between', trait, from, to };
    }),
  ];
  switch (type.type) {
    case 'text': {
      const search = fc
        .tuple(fc.constantFrom('contains', 'starts', 'ends'), freeText, fc.boolean())
        .map(([op, value, ignoreCase]): Leaf => ({ op, trait, value, ignoreCase }));
      const match = fc.constantFrom(...patterns).map((pattern): Leaf => ({ op: 'matches', trait, pattern }));
      return [...both, listed, search, match];
    }
    case 'number':
    case 'version':
      return [...both, ...ordered];
    case 'flag':
      return both;
    case 'date': {
      const relative = fc
        .tuple(fc.constantFrom('past', 'ago', 'next'), days(0))
        .map(([op, days]): Leaf => ({ op, trait, days }));
      return [...both, ...ordered, relative];
    }
    case 'ip':
      return [
        ...both,
        listed,
        listOf(fc.constantFrom(...blocks)).map((blocks): Leaf => ({ op: 'cidr', trait, blocks })),
      ];
    case 'country':
      return [
        ...both,
        listed,
        listOf(fc.constantFrom(...regions.keys())).map((regions): Leaf => ({ op: 'region', trait, regions })),
      ];
  }
}

function ofEvents(events: readonly string[]): fc.Arbitrary<Leaf>[] {
  const event = fc.constantFrom(...events);
  return [
    fc
      .record({ event, atLeast: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(1_000)), days: days(1) })
      .map((did): Leaf => ({ op: 'did', ...did })),
    fc
      .record({
        op: fc.constantFrom('first', 'last'),
        event,
        when: fc.constantFrom('past', 'ago'),
        days: days(0),
      })
      .map((time): Leaf => ({ ...time })),
  ];
}

/** One condition, right for the traits and naming nothing that is not there. */
export function leaves(options: CriteriaOptions): fc.Arbitrary<Leaf> {
  const { traits = new Map(), events = [], apps = [], lists = [], segments = [], today = TODAY } = options;
  const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
  const salt = fc.oneof(fc.constantFrom('spring', 'autumn'), freeText);
  return fc.oneof(
    fc.record({ salt, percent }).map((sample): Leaf => ({ op: 'sample', ...sample })),
    ...[...traits].map(([name, { type }]) => fc.oneof(...ofTrait(name, type, today))),
    ...(events.length === 0 ? [] : ofEvents(events)),
    ...(apps.length === 0
      ? []
      : [
          fc
            .record({ op: fc.constantFrom('installed', 'granted'), app: fc.constantFrom(...apps) })
            .map((leaf): Leaf => ({ ...leaf })),
        ]),
    ...(lists.length === 0 ? [] : [fc.constantFrom(...lists).map((list): Leaf => ({ op: 'list', list }))]),
    ...(segments.length === 0
      ? []
      : [fc.constantFrom(...segments).map((segment): Leaf => ({ op: 'segment', segment }))]),
  );
}

/** Criteria that can be read and checked: at most 5 levels and 121 nodes, unless the options say otherwise. */
export function criteria(options: CriteriaOptions): fc.Arbitrary<Criterion> {
  const { depth = 4, parts = 3 } = options;
  return fc.letrec<{ criterion: Criterion }>((tie) => ({
    criterion: fc.oneof(
      { maxDepth: depth, withCrossShrink: true },
      { weight: 3, arbitrary: leaves(options) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('criterion'), { minLength: 1, maxLength: parts }))
          .map(([op, all]): Criterion => ({ op, all })),
      },
      { weight: 1, arbitrary: tie('criterion').map((of): Criterion => ({ op: 'not', of })) },
    ),
  })).criterion;
}
