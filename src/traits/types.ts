import type { Millis } from '../kernel/clock.ts';

/** A trait's value. A person for whom a trait is not known has no value for it, never a default. */
export type TraitValue = string | number | boolean;

/** What values a trait can have. */
export type TraitType =
  /** Any of `values`; null: any text of 1 to 200 characters. */
  | { readonly type: 'text'; readonly values: readonly string[] | null }
  /** From `min` to `max`, in steps of 10 to the power of minus `decimals` (0 to 4). */
  | { readonly type: 'number'; readonly min: number; readonly max: number; readonly decimals: number }
  | { readonly type: 'flag' }
  /** A calendar day, `2026-01-31`, in UTC. */
  | { readonly type: 'date' }
  /** Semantic Versioning 2.0.0, without build metadata. */
  | { readonly type: 'version' }
  /** An IPv4 or IPv6 address in its canonical form (RFC 5952). */
  | { readonly type: 'ip' }
  /** ISO 3166-1 alpha-2. */
  | { readonly type: 'country' };

/** What kind of thing a trait says. There is no kind for what is sensitive, so nothing sensitive can be registered. */
export const traitSubjects = ['account', 'usage', 'purchases', 'device', 'place', 'business'] as const;
export type TraitSubject = (typeof traitSubjects)[number];

/** A registered trait: what can be known about a person for targeting, why, and for how long. */
export interface Trait {
  /** `[a-z][a-z0-9_]{0,39}`; never given to another trait. */
  readonly name: string;
  readonly type: TraitType;
  readonly about: TraitSubject;
  /** Why the company keeps it, in words for the person. */
  readonly purpose: string;
  /** A value is forgotten so many days after it was last recorded. */
  readonly retentionDays: number;
  readonly registeredAt: Millis;
}

/** Registered traits by name. */
export type TraitRegistry = ReadonlyMap<string, Trait>;

/** A registered kind of event: something that a person did in the company's own product. */
export interface EventKind {
  readonly name: string;
  readonly purpose: string;
  readonly retentionDays: number;
  readonly registeredAt: Millis;
}

/** Days since 1970-01-01, UTC. */
export type Day = number;

/** How often a person did something on a day. Nothing finer is kept. */
export interface EventDay {
  readonly day: Day;
  readonly count: number;
}

/** A value and how many times it was recorded for this person. */
export interface KnownTrait {
  readonly value: TraitValue;
  readonly version: number;
}
