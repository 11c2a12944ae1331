/** Made-up offers and people for the bench of the offer index: the same from every run of the same seed. */
import { diceOf, firstTraits } from '../src/traits/index.ts';
import type { Day, EventDay, KnownTrait, Trait, TraitRegistry, TraitValue } from '../src/traits/index.ts';
import type { Expanded } from '../src/targeting/criteria/ast.ts';
import type { PersonFacts } from '../src/targeting/facts.ts';

export const TODAY: Day = Date.parse('2026-03-01T00:00:00Z') / 86_400_000;
const dateOf = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const more = { about: 'usage', purpose: 'Bench.', retentionDays: 730, registeredAt: 0 } as const;
const all: readonly Trait[] = [
  ...firstTraits,
  { name: 'app_version', type: { type: 'version' }, ...more },
  { name: 'renews_on', type: { type: 'date' }, ...more },
  { name: 'site_title', type: { type: 'text', values: null }, ...more },
  { name: 'score', type: { type: 'number', min: 0, max: 100, decimals: 2 }, ...more },
  { name: 'address', type: { type: 'ip' }, ...more },
];
export const traits: TraitRegistry = new Map(all.map((one) => [one.name, one]));

export const events = ['login', 'publish', 'export', 'checkout', 'invite', 'upgrade', 'import', 'comment'];
export const windows = [7, 30, 90];
export const salts = Array.from({ length: 40 }, (_, i) => `trial-${i}`);
const lists = Array.from({ length: 60 }, (_, i) => `list-${i}`);
const apps = Array.from({ length: 200 }, (_, i) => `app-${i}`);
const countries = 'US DE GB FR JP IN BR CA AU ES IT NL SE PL AT CH BE DK NO FI MX AR PT IE CZ'.split(' ');
const words = 'studio garden bakery travel music coffee photo design yoga market craft bike'.split(' ');

const networks = Array.from({ length: 60 }, (_, i) => `${i + 1}.0.0.0/8`);

/** Numbers that look random; mulberry32 by its published description. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  }
  is(probability: number): boolean {
    return this.fraction() < probability;
  }
  whole(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }
  /** Earlier ones are likelier. */
  one<T>(values: readonly T[], skew = 1): T {
    const value = values[Math.floor(this.fraction() ** skew * values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }
  some<T>(values: readonly T[], most: number, skew = 1): T[] {
    return [...new Set(Array.from({ length: this.whole(1, most) }, () => this.one(values, skew)))];
  }
}

/** Whole numbers over several orders of magnitude, as sizes of companies and sites are. */
const spread = (chance: Chance, most: number): number => Math.floor(most ** chance.fraction());
const valuesOf = (trait: string): readonly string[] => {
  const type = traits.get(trait)?.type;
  return type?.type === 'text' ? (type.values ?? []) : [];
};
/** Newest first: most people are up to date. */
const versions = Array.from(
  { length: 60 },
  (_, i) => `${4 - Math.floor(i / 20)}.${9 - (Math.floor(i / 2) % 10)}.${1 - (i % 2)}`,
);
const version = (chance: Chance): string => chance.one(versions, 2);

const leaves: readonly ((chance: Chance) => Expanded)[] = [
  (c) => ({ op: 'in', trait: 'country', values: c.some(countries, 6, 1.7) }),
  (c) => ({ op: 'eq', trait: 'country', value: c.one(countries, 1.7) }),
  (c) => ({
    op: 'region',
    trait: 'country',
    regions: [c.one(['EU', 'DACH', 'NORDICS', 'BENELUX', 'USMCA'])],
  }),
  (c) => ({ op: 'in', trait: 'language', values: c.some(valuesOf('language'), 3) }),
  (c) => ({ op: 'in', trait: 'plan', values: c.some(valuesOf('plan'), 2) }),
  (c) => ({ op: 'ne', trait: 'plan', value: c.one(valuesOf('plan')) }),
  (c) => ({ op: 'in', trait: 'industry', values: c.some(valuesOf('industry'), 3) }),
  (c) => ({ op: 'eq', trait: 'device', value: c.one(valuesOf('device')) }),
  (c) => ({ op: 'gte', trait: 'site_count', value: c.whole(1, 20) }),
  (c) => {
    const from = spread(c, 2_000);
    return { op: 'between', trait: 'company_size', from, to: from * c.whole(2, 20) };
  },
  (c) => ({ op: 'gte', trait: 'monthly_visits', value: spread(c, 1_000_000) }),
  (c) => ({ op: 'lt', trait: 'monthly_visits', value: spread(c, 10_000_000) }),
  (c) => ({ op: 'gte', trait: 'signup_year', value: c.whole(2012, 2025) }),
  (c) => ({ op: 'lte', trait: 'score', value: c.whole(1_000, 10_000) / 100 }),
  (c) => ({ op: 'eq', trait: c.one(['has_shop', 'has_blog', 'sends_newsletter']), value: c.is(0.7) }),
  (c) => ({ op: 'gte', trait: 'app_version', value: version(c) }),
  (c) => ({ op: c.one(['past', 'next', 'ago']), trait: 'renews_on', days: c.one([7, 14, 30, 60]) }),
  (c) => ({ op: 'contains', trait: 'site_title', value: c.one(words), ignoreCase: false }),
  (c) => ({ op: 'did', event: c.one(events), atLeast: c.whole(1, 5), days: c.one(windows) }),
  (c) => ({
    op: c.one(['first', 'last']),
    event: c.one(events),
    when: c.one(['past', 'ago']),
    days: c.one(windows),
  }),
  (c) => ({ op: 'sample', salt: c.one(salts), percent: c.one([5, 10, 25, 50]) }),
  (c) => ({ op: 'list', list: c.one(lists) }),
  (c) => ({ op: 'installed', app: c.one(apps, 2) }),
  (c) => ({ op: 'not', of: { op: c.one(['installed', 'granted']), app: c.one(apps, 2) } }),
  (c) => ({ op: 'exists', trait: c.one(['industry', 'renews_on', 'company_size']) }),
];

/** What only this project's language can ask. */
const ours: readonly ((chance: Chance) => Expanded)[] = [
  (c) => ({
    op: 'matches',
    trait: 'site_title',
    pattern: `(?i)^${c.one(words)} (of|and) .*${c.whole(0, 9)}$`,
  }),
  (c) => ({ op: 'cidr', trait: 'address', blocks: c.some(networks, 2) }),
  (c) => ({ op: 'sample', salt: `own-${c.whole(0, 1e6)}`, percent: c.one([5, 10, 25, 50]) }),
];

/** 3 to 8 leaves: some that must all hold, an `or` or two among them, with an `and` inside or a `not` outside at times. */
export function makeOffer(chance: Chance, everyKind: boolean): Expanded {
  let left = chance.whole(3, 8);
  const leaf = (): Expanded => {
    left -= 1;
    return everyKind && chance.is(0.03) ? chance.one(ours)(chance) : chance.one(leaves)(chance);
  };
  const parts: Expanded[] = [leaf(), leaf()];
  while (left > 0) {
    if (left < 2 || chance.is(0.45)) parts.push(leaf());
    else if (left >= 3 && chance.is(0.5)) {
      parts.push({ op: 'or', all: [{ op: 'and', all: [leaf(), leaf()] }, leaf()] });
    } else if (chance.is(0.15)) parts.push({ op: 'not', of: { op: 'and', all: [leaf(), leaf()] } });
    else parts.push({ op: 'or', all: [leaf(), leaf()] });
  }
  return { op: 'and', all: parts };
}

function makeEvents(chance: Chance): ReadonlyMap<string, readonly EventDay[]> {
  const happened = events.filter(() => chance.is(0.6));
  return new Map(
    happened.map((event) => {
      const days = new Set(
        Array.from({ length: chance.whole(1, 25) }, () => Math.floor(120 * chance.fraction() ** 2)),
      );
      const sorted = [...days].sort((a, b) => b - a);
      return [event, sorted.map((ago) => ({ day: TODAY - ago, count: chance.whole(1, 6) }))];
    }),
  );
}

export function makePerson(chance: Chance, i: number): PersonFacts {
  const values: Record<string, TraitValue> = {
    country: chance.one(countries, 1.7),
    language: chance.one(valuesOf('language')),
    plan: chance.one(valuesOf('plan'), 1.5),
    industry: chance.one(valuesOf('industry')),
    device: chance.one(valuesOf('device')),
    site_count: Math.min(1_000, spread(chance, 30)),
    company_size: spread(chance, 5_000),
    monthly_visits: spread(chance, 10_000_000),
    signup_year: chance.whole(2008, 2026),
    has_shop: chance.is(0.3),
    has_blog: chance.is(0.6),
    sends_newsletter: chance.is(0.4),
    app_version: version(chance),
    renews_on: dateOf(TODAY + chance.whole(-60, 365)),
    site_title: `${chance.one(words)} ${chance.one(['of', 'and', 'for'])} ${chance.one(words)} ${chance.whole(0, 9_999)}`,
    score: chance.whole(0, 10_000) / 100,
    address: [chance.whole(1, 99), chance.whole(0, 255), chance.whole(0, 255), chance.whole(0, 255)].join(
      '.',
    ),
  };
  const known = Object.entries(values).filter(() => chance.is(0.85));
  const subjectId = `person-${i}`;
  return {
    subjectId,
    dice: diceOf(subjectId),
    traits: new Map(known.map(([name, value]): [string, KnownTrait] => [name, { value, version: 1 }])),
    events: makeEvents(chance),
    lists: new Set(chance.some(lists, 8)),
    installed: new Set(chance.some(apps, 10, 2)),
    granted: new Set(chance.some(apps, 14, 2)),
  };
}
