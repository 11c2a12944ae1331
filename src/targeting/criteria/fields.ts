import type { TraitValue } from '../../traits/index.ts';
import type { Leaf } from './ast.ts';
import { LIMITS } from './ast.ts';

/** What one field of a condition has to be, before anybody asks what is registered. */
export interface Field<T> {
  readonly wants: string;
  readonly fits: (value: unknown) => value is T;
  /** What it is where it is left out. */
  readonly otherwise?: T;
}

/** A field that holds 1 to `LIMITS.values` of something. */
export interface ListField<T> {
  readonly each: Field<T>;
  readonly wants: string;
}

type FieldOf<T> = [T] extends [readonly (infer Each)[]] ? ListField<Each> : Field<T>;
type LeafOf<Op, L = Leaf> = L extends { readonly op: infer Ops } ? (Op extends Ops ? L : never) : never;
type Shape<L> = { readonly [Key in Exclude<keyof L, 'op'>]: FieldOf<L[Key]> };

export type LeafOp = Leaf['op'];
/** The fields of each operator's conditions, in the order in which they are printed. */
export type Shapes = { readonly [Op in LeafOp]: Shape<LeafOf<Op>> };

// A surrogate without its other half is no character, and U+0000 has no place in PostgreSQL.
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most && !/[\p{Cs}\0]/u.test(value);

const text = (most: number): Field<string> => ({
  wants: `a text of 1 to ${most} characters`,
  fits: (value) => isText(value, most),
});

const whole = (min: number, max: number): Field<number> => ({
  wants: `a whole number from ${min} to ${max}`,
  fits: (value): value is number =>
    typeof value === 'number' && Number.isInteger(value) && min <= value && value <= max,
});

const listOf = <T>(each: Field<T>): ListField<T> => ({
  each,
  wants: `a list of 1 to ${LIMITS.values} values`,
});

const flag: Field<boolean> = {
  wants: 'true or false',
  fits: (value) => typeof value === 'boolean',
};

const trait: Field<string> = {
  wants: 'the name of a trait: small letters, digits and underscores',
  fits: (value): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value),
};

const value: Field<TraitValue> = {
  wants: `a text of 1 to ${LIMITS.text} characters, a number, true or false`,
  fits: (value): value is TraitValue =>
    isText(value, LIMITS.text) || Number.isFinite(value) || typeof value === 'boolean',
};

const percent: Field<number> = {
  wants: 'a number from 0 to 100 in steps of 0.01',
  fits: (value): value is number =>
    typeof value === 'number' && 0 <= value && value <= 100 && Math.round(value * 100) / 100 === value,
};

const when: Field<'past' | 'ago'> = {
  wants: 'past or ago',
  fits: (value) => value === 'past' || value === 'ago',
};

const name = text(LIMITS.text);
const compared = { trait, value };
const search = { trait, value: name, ignoreCase: { ...flag, otherwise: false } };
// None before today is today itself.
const relative = { trait, days: whole(0, LIMITS.days) };
const time = { event: name, when, days: whole(0, LIMITS.days) };

export const shapes: Shapes = {
  eq: compared,
  ne: compared,
  lt: compared,
  lte: compared,
  gt: compared,
  gte: compared,
  exists: { trait },
  in: { trait, values: listOf(value) },
  between: { trait, from: value, to: value },
  contains: search,
  starts: search,
  ends: search,
  matches: { trait, pattern: text(LIMITS.pattern) },
  cidr: { trait, blocks: listOf(name) },
  region: { trait, regions: listOf(name) },
  past: relative,
  ago: relative,
  next: relative,
  sample: { salt: text(LIMITS.salt), percent },
  did: { event: name, atLeast: whole(1, LIMITS.times), days: whole(1, LIMITS.days) },
  first: time,
  last: time,
  installed: { app: name },
  granted: { app: name },
  list: { list: name },
  segment: { segment: name },
};
