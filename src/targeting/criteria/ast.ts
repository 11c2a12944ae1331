import type { TraitValue } from '../../traits/index.ts';

/** Kleene's three-valued logic: null is "not known". Only a clear yes makes a person part of an audience. */
export type Truth = boolean | null;

/**
 * Who an offer or a segment is for. A comparison of a trait that is not known for a person is not known; so is a first
 * or last time of what never happened. Days are calendar days in UTC, and the day of the evaluation is "today".
 */
export type Criterion = Leaf | Joined | Negated;

export interface Joined {
  readonly op: 'and' | 'or';
  readonly all: readonly Criterion[];
}

export interface Negated {
  readonly op: 'not';
  readonly of: Criterion;
}

export type Leaf =
  | Compared
  /** Known at all: never unknown itself. */
  | { readonly op: 'exists'; readonly trait: string }
  | { readonly op: 'in'; readonly trait: string; readonly values: readonly TraitValue[] }
  /** Both ends included. */
  | { readonly op: 'between'; readonly trait: string; readonly from: TraitValue; readonly to: TraitValue }
  | TextTest
  /** A regular expression found anywhere in a text, in RE2's syntax: its time is linear in the text's length. */
  | { readonly op: 'matches'; readonly trait: string; readonly pattern: string }
  /** In one of these blocks (RFC 4632, RFC 4291). */
  | { readonly op: 'cidr'; readonly trait: string; readonly blocks: readonly string[] }
  /** In one of these groups of countries; see `regions.ts`. */
  | { readonly op: 'region'; readonly trait: string; readonly regions: readonly string[] }
  | RelativeDate
  /** A sticky part of all people; the salt alone says who, so raising the percentage only adds. In steps of 0.01. */
  | { readonly op: 'sample'; readonly salt: string; readonly percent: number }
  /** Did it at least so many times, today and in the days before it, `days` in all. Never unknown. */
  | { readonly op: 'did'; readonly event: string; readonly atLeast: number; readonly days: number }
  | EventTime
  /** Has an active install grant for the app, by id. Never unknown. */
  | { readonly op: 'installed'; readonly app: string }
  /** Has any active grant for the app, by id. Never unknown. */
  | { readonly op: 'granted'; readonly app: string }
  /** Is on a regular list, by id. Never unknown. */
  | { readonly op: 'list'; readonly list: string }
  /** What another segment says, by id. */
  | { readonly op: 'segment'; readonly segment: string };

/** By the order of the trait's type: numbers, days, precedence of versions. Texts, flags, addresses have eq and ne only. */
export interface Compared {
  readonly op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte';
  readonly trait: string;
  readonly value: TraitValue;
}

/** Code points, or with `ignoreCase` their lower case (Unicode default mapping). */
export interface TextTest {
  readonly op: 'contains' | 'starts' | 'ends';
  readonly trait: string;
  readonly value: string;
  readonly ignoreCase: boolean;
}

/**
 * A day against today. `past`: from `days` ago to today; `ago`: before `days` ago; `next`: from today to `days` ahead.
 */
export interface RelativeDate {
  readonly op: 'past' | 'ago' | 'next';
  readonly trait: string;
  readonly days: number;
}

/** The first or last day of an event, as far as events are kept. `past` and `ago` as in `RelativeDate`. */
export interface EventTime {
  readonly op: 'first' | 'last';
  readonly event: string;
  readonly when: 'past' | 'ago';
  readonly days: number;
}

/** A criterion whose segments were replaced by what they say: what the engines take. */
export type Expanded =
  Exclude<Leaf, { op: 'segment' }> | ExpandedJoined | { readonly op: 'not'; readonly of: Expanded };

export interface ExpandedJoined {
  readonly op: 'and' | 'or';
  readonly all: readonly Expanded[];
}

/** Limits of one criterion as written; `EXPANDED_NODES` and `EXPANDED_DEPTH` hold for it with its segments in place. */
export const LIMITS = {
  depth: 12,
  nodes: 200,
  values: 200,
  text: 200,
  pattern: 200,
  salt: 64,
  days: 3_650,
  times: 1_000,
} as const;
export const EXPANDED_NODES = 2_000;
/** Databases take expressions of some depth only (SQLite: 1,000), and a level here may be several there. */
export const EXPANDED_DEPTH = 100;
