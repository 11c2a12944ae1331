/**
 * The bench's criteria in the words of `@growthbook/growthbook` and of `json-logic-js`. Both know two truth values: what
 * would be true of something not known is guarded, nothing else is, and negations are brought down to the leaves. What
 * neither can compute (windows of events, samples, the order of versions for one of them) they find among the attributes.
 */
import type { Expanded } from '../src/targeting/criteria/ast.ts';
import { regions } from '../src/targeting/criteria/regions.ts';
import { bucketOf, mixingOf } from '../src/targeting/bucket.ts';
import type { PersonFacts } from '../src/targeting/facts.ts';
import { TODAY, events, salts, windows } from './targeting-offers-made.ts';

type Joined = Extract<Expanded, { all: unknown }>;
type Leaf = Exclude<Expanded, Joined | { op: 'not' }>;

const isJoined = (one: Exclude<Expanded, { op: 'not' }>): one is Joined =>
  one.op === 'and' || one.op === 'or';
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const versionNumber = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 1_000 + Number(part), 0);
const mixings = salts.map((salt) => [salt, mixingOf(salt)] as const);

/** What is known of a person as one flat object. */
export function attributesOf(facts: PersonFacts): Record<string, unknown> {
  const known = [...facts.traits].map(([name, { value }]) => [name, value] as const);
  const version = facts.traits.get('app_version')?.value;
  return {
    ...Object.fromEntries(known),
    ...(version === undefined ? {} : { version_number: versionNumber(String(version)) }),
    lists: [...facts.lists],
    installed: [...facts.installed],
    granted: [...facts.granted],
    ...Object.fromEntries(
      [...facts.events].flatMap(([event, days]) => [
        [`first_${event}`, dateOf(days.at(0)?.day ?? 0)],
        [`last_${event}`, dateOf(days.at(-1)?.day ?? 0)],
      ]),
    ),
    ...Object.fromEntries(
      events.flatMap((event) =>
        windows.map((window) => [
          `did_${event}_${window}`,
          (facts.events.get(event) ?? [])
            .filter(({ day }) => TODAY - window < day && day <= TODAY)
            .reduce((sum, { count }) => sum + count, 0),
        ]),
      ),
    ),
    ...Object.fromEntries(mixings.map(([salt, mixing]) => [salt, bucketOf(facts.dice, mixing)])),
  };
}

/** A leaf as one comparison of one attribute, with its negation where it is one. */
interface Comparison {
  readonly of: string;
  readonly op:
    'exists' | 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'between' | 'in' | 'has' | 'contains' | 'version';
  readonly to: readonly (string | number | boolean)[];
  readonly wanted: boolean;
}

function comparisonOf(leaf: Leaf, wanted: boolean): Comparison {
  const days = (of: string, ago: number): Comparison => ({
    of,
    op: 'between',
    to: [dateOf(TODAY - ago), dateOf(TODAY)],
    wanted,
  });
  const before = (of: string, ago: number): Comparison => ({
    of,
    op: 'lt',
    to: [dateOf(TODAY - ago)],
    wanted,
  });
  switch (leaf.op) {
    case 'exists':
      return { of: leaf.trait, op: 'exists', to: [], wanted };
    case 'ne':
      return { of: leaf.trait, op: 'eq', to: [leaf.value], wanted: !wanted };
    case 'eq':
    case 'lt':
    case 'lte':
    case 'gt':
      return { of: leaf.trait, op: leaf.op, to: [leaf.value], wanted };
    case 'gte':
      return {
        of: leaf.trait,
        op: leaf.trait === 'app_version' ? 'version' : 'gte',
        to: [leaf.value],
        wanted,
      };
    case 'between':
      return { of: leaf.trait, op: 'between', to: [leaf.from, leaf.to], wanted };
    case 'in':
      return { of: leaf.trait, op: 'in', to: leaf.values, wanted };
    case 'region':
      return {
        of: leaf.trait,
        op: 'in',
        to: leaf.regions.flatMap((name) => [...(regions.get(name) ?? [])]),
        wanted,
      };
    case 'contains':
      return { of: leaf.trait, op: 'contains', to: [leaf.value], wanted };
    case 'past':
      return days(leaf.trait, leaf.days);
    case 'ago':
      return before(leaf.trait, leaf.days);
    case 'next':
      return { of: leaf.trait, op: 'between', to: [dateOf(TODAY), dateOf(TODAY + leaf.days)], wanted };
    case 'first':
    case 'last': {
      const of = `${leaf.op}_${leaf.event}`;
      return leaf.when === 'past' ? days(of, leaf.days) : before(of, leaf.days);
    }
    case 'did':
      return { of: `did_${leaf.event}_${leaf.days}`, op: 'gte', to: [leaf.atLeast], wanted };
    case 'sample':
      return { of: leaf.salt, op: 'lt', to: [leaf.percent * 100], wanted };
    case 'installed':
    case 'granted':
      return { of: leaf.op, op: 'has', to: [leaf.app], wanted };
    case 'list':
      return { of: 'lists', op: 'has', to: [leaf.list], wanted };
    default:
      throw new Error(`no counterpart of ${leaf.op}`);
  }
}

const opposite = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt' } as const;
/** An attribute that is not there is null, which is zero to `<`. */
const isGuarded = ({ of, op, to: [end] }: Comparison): boolean =>
  (op === 'lt' || op === 'lte') &&
  typeof end === 'number' &&
  !of.startsWith('did_') &&
  !of.startsWith('trial-');

function growthBookLeaf(c: Comparison): Json {
  const [first = null, second = null] = c.to;
  const known = { $exists: true };
  switch (c.op) {
    case 'exists':
      return { $exists: c.wanted };
    case 'eq':
      return c.wanted ? { $eq: first } : { ...known, $ne: first };
    case 'in':
      return c.wanted ? { $in: c.to } : { ...known, $nin: c.to };
    case 'has':
      return c.wanted ? { $in: c.to } : { $nin: c.to };
    case 'contains':
      return c.wanted ? { $regex: String(first) } : { ...known, $not: { $regex: String(first) } };
    case 'version':
      return c.wanted ? { $vgte: first } : { ...known, $vlt: first };
    case 'between':
      return c.wanted ? { $gte: first, $lte: second } : { ...known, $not: { $gte: first, $lte: second } };
    default: {
      const op = c.wanted ? c.op : opposite[c.op];
      return { ...(isGuarded({ ...c, op }) ? known : {}), [`$${op}`]: first };
    }
  }
}

/** Comparisons of different attributes stand in one object, as its users write them. */
export function growthBookOf(criterion: Expanded, wanted = true): { readonly [key: string]: Json } {
  if (criterion.op === 'not') return growthBookOf(criterion.of, !wanted);
  if (!isJoined(criterion)) {
    const comparison = comparisonOf(criterion, wanted);
    return { [comparison.of]: growthBookLeaf(comparison) };
  }
  const parts = criterion.all.map((part) => growthBookOf(part, wanted));
  if ((criterion.op === 'and') !== wanted) return { $or: parts };
  const merged: Record<string, Json> = {};
  const others: Json[] = [];
  for (const part of parts) {
    if (Object.keys(part).some((key) => key in merged)) others.push(part);
    else Object.assign(merged, part);
  }
  return others.length === 0 ? merged : { $and: [merged, ...others] };
}

function jsonLogicLeaf(c: Comparison): Json {
  const value = { var: c.op === 'version' ? 'version_number' : c.of };
  const [first = null, second = null] = c.to;
  const known = { '!==': [value, null] };
  const yes = (): Json => {
    switch (c.op) {
      case 'exists':
        return known;
      case 'eq':
        return { '===': [value, first] };
      case 'in':
        return { in: [value, c.to] };
      case 'has':
      case 'contains':
        return { in: [first, value] };
      case 'version':
        return { '>=': [value, versionNumber(String(first))] };
      case 'between':
        return { '<=': [first, value, second] };
      default:
        return { [{ lt: '<', lte: '<=', gt: '>', gte: '>=' }[c.op]]: [value, first] };
    }
  };
  if (c.op === 'exists' || c.op === 'has') return c.wanted ? yes() : { '!': [yes()] };
  if (!c.wanted) return { and: [known, { '!': [yes()] }] };
  return isGuarded(c) ? { and: [known, yes()] } : yes();
}

export function jsonLogicOf(criterion: Expanded, wanted = true): Json {
  if (criterion.op === 'not') return jsonLogicOf(criterion.of, !wanted);
  if (!isJoined(criterion)) return jsonLogicLeaf(comparisonOf(criterion, wanted));
  const op = (criterion.op === 'and') === wanted ? 'and' : 'or';
  return { [op]: criterion.all.map((part) => jsonLogicOf(part, wanted)) };
}
