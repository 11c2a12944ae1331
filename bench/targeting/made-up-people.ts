import { pick, sequence } from '../../seeds/deterministic.ts';
import type { Trait, TraitRegistry, TraitType } from '../../src/traits/index.ts';
import { countries } from '../../src/traits/countries.ts';

/** 2026-03-14. */
export const TODAY = 20_526;
export const EVENT_DAYS = 90;

const text = (values: readonly string[]): TraitType => ({ type: 'text', values });
const whole = (min: number, max: number, decimals = 0): TraitType => ({ type: 'number', min, max, decimals });

export const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'sv'];
export const PLANS = ['free', 'starter', 'pro', 'business'];
export const INDUSTRIES = [
  'arts',
  'education',
  'events',
  'food',
  'health',
  'retail',
  'services',
  'software',
  'travel',
];
export const COUNTRIES = [...countries];
export const VERSIONS = Array.from(
  { length: 400 },
  (_, i) => `${1 + Math.floor(i / 80)}.${Math.floor(i / 8) % 10}.${i % 8}`,
);
const SYLLABLES = ['ber', 'lin', 'ham', 'burg', 'wald', 'see', 'dorf', 'au', 'stadt', 'feld'];
export const CITIES = Array.from(
  { length: 5_000 },
  (_, i) =>
    [1, 10, 100, 1_000].map((place) => SYLLABLES[Math.floor(i / place) % 10] as string).join('') +
    `-${i % 7}`,
);

const TYPES: Record<string, TraitType> = {
  country: { type: 'country' },
  language: text(LANGUAGES),
  plan: text(PLANS),
  industry: text(INDUSTRIES),
  app_version: { type: 'version' },
  city: { type: 'text', values: null },
  visits: whole(0, 100_000_000),
  site_count: whole(0, 1_000),
  balance: whole(-1_000, 100_000, 2),
  signed_up: { type: 'date' },
  has_shop: { type: 'flag' },
  has_blog: { type: 'flag' },
};

export const registry: TraitRegistry = new Map(
  Object.entries(TYPES).map(([name, type]): [string, Trait] => [
    name,
    { name, type, about: 'usage', purpose: 'Bench.', retentionDays: 730, registeredAt: 0 },
  ]),
);

/** How many of all have a value, and which: the first of a list are more frequent, as the first digits of numbers are. */
const skewed = <Item>(items: readonly Item[], next: () => number): Item =>
  items[Math.floor(next() ** 3 * items.length)] as Item;

const COLUMNS: Record<string, readonly [known: number, value: (next: () => number) => string | number]> = {
  country: [0.98, (next) => skewed(COUNTRIES, next)],
  language: [0.95, (next) => skewed(LANGUAGES, next)],
  plan: [1, (next) => skewed(PLANS, next)],
  industry: [0.6, (next) => pick(INDUSTRIES, next)],
  app_version: [0.7, (next) => skewed(VERSIONS, next)],
  city: [0.8, (next) => skewed(CITIES, next)],
  visits: [0.9, (next) => Math.floor(10 ** (next() * 6)) - 1],
  site_count: [0.95, (next) => Math.floor(next() ** 4 * 1_000)],
  balance: [0.5, (next) => Math.round((next() ** 2 * 5_000 - 500) * 100)],
  signed_up: [1, (next) => TODAY - Math.floor(next() * 5_000)],
  has_shop: [0.9, (next) => (next() < 0.3 ? 1 : 0)],
  has_blog: [0.9, (next) => (next() < 0.6 ? 1 : 0)],
};
export const traitNames = Object.keys(COLUMNS);

export interface Days {
  readonly ordinals: Uint32Array;
  readonly days: Int32Array;
  readonly counts: Int32Array;
}

/** Some people in a row, column by column; values as they stand in columns, null where not known. */
export interface SomePeople {
  readonly from: number;
  readonly dice: readonly number[];
  readonly traits: ReadonlyMap<string, readonly (string | number | null)[]>;
  readonly events: ReadonlyMap<string, Days>;
  readonly beta: readonly number[];
}

/** Share of people who do it on a day. */
const EVENTS: Record<string, number> = { login: 0.05, purchase: 0.004 };

function eventDays(share: number, from: number, count: number, next: () => number): Days {
  const most = Math.ceil(count * EVENT_DAYS * share * 1.2) + 100;
  const [ordinals, days, counts] = [new Uint32Array(most), new Int32Array(most), new Int32Array(most)];
  let used = 0;
  // From one that happens to the next: a step as long as chance makes it.
  const step = (): number => 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - share));
  for (let at = step() - 1; at < count * EVENT_DAYS && used < most; at += step()) {
    ordinals[used] = from + Math.floor(at / EVENT_DAYS);
    days[used] = TODAY - EVENT_DAYS + 1 + (at % EVENT_DAYS);
    counts[used] = next() < 0.7 ? 1 : 2 + Math.floor(next() * 4);
    used += 1;
  }
  return {
    ...{ ordinals: ordinals.subarray(0, used), days: days.subarray(0, used) },
    counts: counts.subarray(0, used),
  };
}

/** The same people at every run. */
export function* peopleInChunks(people: number, atOnce: number): Generator<SomePeople> {
  const next = sequence(2_026);
  for (let from = 1; from <= people; from += atOnce) {
    const count = Math.min(atOnce, people - from + 1);
    const each = <Item>(make: () => Item): Item[] => Array.from({ length: count }, make);
    yield {
      from,
      dice: each(() => Math.floor(next() * 2_147_483_647)),
      traits: new Map(
        Object.entries(COLUMNS).map(([name, [known, value]]) => [
          name,
          each(() => (next() < known ? value(next) : null)),
        ]),
      ),
      events: new Map(
        Object.entries(EVENTS).map(([name, share]) => [name, eventDays(share, from, count, next)]),
      ),
      beta: each(() => next()).flatMap((fraction, i) => (fraction < 0.03 ? [from + i] : [])),
    };
  }
}
