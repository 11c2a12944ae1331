import { pick } from '../../seeds/deterministic.ts';
import { mixingOf } from '../../src/targeting/bucket.ts';
import type { Expanded } from '../../src/targeting/criteria/ast.ts';
import { regions } from '../../src/targeting/criteria/regions.ts';
import { encodeValue, PRIME } from '../../src/traits/index.ts';
import {
  CITIES,
  COUNTRIES,
  INDUSTRIES,
  LANGUAGES,
  PLANS,
  TODAY,
  VERSIONS,
  registry,
} from './made-up-people.ts';

/** A criterion, and the same as a condition on a wide table. */
export interface Asked {
  readonly criterion: Expanded;
  readonly duckdb: string;
  readonly sqlite: string;
}

type Next = () => number;
type Leaf = (next: Next) => Asked;

const same = (criterion: Expanded, sql: string): Asked => ({ criterion, duckdb: sql, sqlite: sql });
const quoted = (text: string): string => `'${text}'`;
const several = <Item>(items: readonly Item[], next: Next, most: number): Item[] => [
  ...new Set(Array.from({ length: 1 + Math.floor(next() * most) }, () => pick(items, next))),
];

const oneOf =
  (trait: string, values: readonly string[]): Leaf =>
  (next) => {
    const value = pick(values, next);
    const op = next() < 0.8 ? 'eq' : 'ne';
    return same({ op, trait, value }, `${trait} ${op === 'eq' ? '=' : '<>'} ${quoted(value)}`);
  };

const someOf =
  (trait: string, from: readonly string[], most: number): Leaf =>
  (next) => {
    const values = several(from, next, most);
    return same({ op: 'in', trait, values }, `${trait} in (${values.map(quoted).join(', ')})`);
  };

const flag =
  (trait: string): Leaf =>
  (next) => {
    const value = next() < 0.7;
    return {
      criterion: { op: 'eq', trait, value },
      duckdb: `${trait} = ${value}`,
      sqlite: `${trait} = ${Number(value)}`,
    };
  };

/** A comparison or a range; `value` draws values as the criterion names them. */
const ordered =
  (trait: string, value: (next: Next) => number | string): Leaf =>
  (next) => {
    const type = registry.get(trait)?.type;
    if (type === undefined) throw new Error(trait);
    const stored = (one: number | string): string | number => encodeValue(type, one);
    const ends = [value(next), value(next)].sort((a, b) => Number(stored(a)) - Number(stored(b)));
    const [from, to] = ends as [number | string, number | string];
    const op = pick(['lt', 'lte', 'gt', 'gte', 'between', 'between'] as const, next);
    if (op === 'between') {
      return same({ op, trait, from, to }, `${trait} between ${stored(from)} and ${stored(to)}`);
    }
    const sign = { lt: '<', lte: '<=', gt: '>', gte: '>=' }[op];
    return same({ op, trait, value: from }, `${trait} ${sign} ${stored(from)}`);
  };

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const cityText: Leaf = (next) => {
  const op = pick(['contains', 'starts', 'ends'] as const, next);
  const value = pick(['ber', 'burg', 'see', 'hamau', 'feld', '-3', 'wald', 'linse'], next);
  const sql = {
    contains: [`contains(city, '${value}')`, `instr(city, '${value}') > 0`],
    starts: [`starts_with(city, '${value}')`, `city glob '${value}*'`],
    ends: [`ends_with(city, '${value}')`, `city like '%${value}'`],
  }[op] as [string, string];
  return { criterion: { op, trait: 'city', value, ignoreCase: false }, duckdb: sql[0], sqlite: sql[1] };
};

const region: Leaf = (next) => {
  const names = several([...regions.keys()], next, 2);
  const codes = new Set(names.flatMap((name) => [...(regions.get(name) ?? [])]));
  return same(
    { op: 'region', trait: 'country', regions: names },
    `country in (${[...codes].map(quoted).join(', ')})`,
  );
};

const signedUp: Leaf = (next) => {
  const days = 1 + Math.floor(next() * 3_000);
  return next() < 0.5
    ? same({ op: 'past', trait: 'signed_up', days }, `signed_up between ${TODAY - days} and ${TODAY}`)
    : same({ op: 'ago', trait: 'signed_up', days }, `signed_up < ${TODAY - days}`);
};

const exists: Leaf = (next) => {
  const trait = pick(['industry', 'balance', 'app_version', 'has_shop'], next);
  return same({ op: 'exists', trait }, `${trait} is not null`);
};

export const sample: Leaf = (next) => {
  const salt = `salt-${Math.floor(next() * 1e9)}`;
  const percent = 1 + Math.floor(next() * 50);
  const { a, b } = mixingOf(salt);
  return same(
    { op: 'sample', salt, percent },
    `(cast(dice as bigint) * ${a} + ${b}) % ${PRIME} % 10000 < ${percent * 100}`,
  );
};

export const traitLeaves: readonly Leaf[] = [
  oneOf('language', LANGUAGES),
  oneOf('plan', PLANS),
  someOf('industry', INDUSTRIES, 4),
  someOf('country', COUNTRIES, 12),
  region,
  oneOf('app_version', VERSIONS),
  someOf('app_version', VERSIONS, 20),
  someOf('city', CITIES, 8),
  cityText,
  ordered('visits', (next) => Math.floor(10 ** (next() * 6))),
  ordered('visits', (next) => Math.floor(10 ** (next() * 6))),
  ordered('site_count', (next) => Math.floor(next() ** 2 * 400)),
  ordered('balance', (next) => Math.round((next() ** 2 * 4_000 - 300) * 100) / 100),
  ordered('signed_up', (next) => dateOf(TODAY - Math.floor(next() * 5_000))),
  signedUp,
  flag('has_shop'),
  flag('has_blog'),
  exists,
];

const noSql = (criterion: Expanded): Asked => same(criterion, '');

/** What the tables of the other two do not hold. */
export const otherLeaves: readonly Leaf[] = [
  (next) =>
    noSql({
      op: 'did',
      event: pick(['login', 'purchase'], next),
      atLeast: 1,
      days: 1 + Math.floor(next() * 90),
    }),
  (next) =>
    noSql({
      op: 'did',
      event: pick(['login', 'purchase'], next),
      atLeast: 2 + Math.floor(next() * 5),
      days: 7 + Math.floor(next() * 60),
    }),
  (next) =>
    noSql({
      op: next() < 0.5 ? 'first' : 'last',
      event: pick(['login', 'purchase'], next),
      when: next() < 0.5 ? 'past' : 'ago',
      days: 1 + Math.floor(next() * 80),
    }),
  () => noSql({ op: 'list', list: 'beta' }),
  sample,
];

/** A criterion with so many leaves: conjunctions and disjunctions in turn, some things negated. */
export function someCriterion(leaves: number, kinds: readonly Leaf[], next: Next): Asked {
  const tree = (left: number, op: 'and' | 'or'): Asked => {
    if (left === 1) {
      const leaf = pick(kinds, next)(next);
      return next() < 0.15 ? negated(leaf) : leaf;
    }
    const parts: Asked[] = [];
    for (let rest = left; rest > 0;) {
      const share = left <= 3 ? 1 : Math.min(rest, left - 1, 1 + Math.floor(next() ** 2 * 4));
      parts.push(tree(share, op === 'and' ? 'or' : 'and'));
      rest -= share;
    }
    return joined(op, parts);
  };
  return tree(leaves, next() < 0.75 ? 'and' : 'or');
}

const negated = ({ criterion, duckdb, sqlite }: Asked): Asked => ({
  criterion: { op: 'not', of: criterion },
  duckdb: `not (${duckdb})`,
  sqlite: `not (${sqlite})`,
});

const joined = (op: 'and' | 'or', parts: readonly Asked[]): Asked => ({
  criterion: { op, all: parts.map(({ criterion }) => criterion) },
  duckdb: `(${parts.map(({ duckdb }) => duckdb).join(` ${op} `)})`,
  sqlite: `(${parts.map(({ sqlite }) => sqlite).join(` ${op} `)})`,
});
