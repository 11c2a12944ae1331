import { nobody } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import type { Scratch } from './scratch.ts';

/**
 * Some of all people: `of` less `but`. Null for `of` is everybody, for `but` nobody. The difference waits until it is
 * needed: often only its size is, or another operation swallows it. Every bitmap holds people only.
 */
export interface Part {
  readonly of: ReadonlyBitmap | null;
  readonly but: ReadonlyBitmap | null;
}

export const everyone: Part = { of: null, but: null };
export const noOne: Part = { of: nobody, but: null };

export const isNoOne = ({ of }: Part): boolean => of !== null && of.isEmpty;
export const isEveryone = ({ of, but }: Part): boolean => of === null && but === null;

/** All of whom a part may consist: an upper bound. */
export const atMost = ({ of }: Part, people: ReadonlyBitmap): ReadonlyBitmap => of ?? people;

/** A part without a difference; not for everybody. */
function settled(scratch: Scratch, { of, but }: Part, people: ReadonlyBitmap): ReadonlyBitmap {
  return but === null ? (of ?? people) : scratch.less(of ?? people, but);
}

/** Who is in both. Uses both up. */
export function meet(scratch: Scratch, a: Part, b: Part): Part {
  const of = a.of === null ? b.of : b.of === null ? a.of : scratch.meet(a.of, b.of);
  if (a.but === null || b.but === null) return { of, but: a.but ?? b.but };
  if (of === null) return { of, but: scratch.join(a.but, b.but) };
  return { of: scratch.less(of, a.but), but: b.but };
}

/** Who is in either. Uses both up. */
export function join(scratch: Scratch, a: Part, b: Part, people: ReadonlyBitmap): Part {
  if (isEveryone(a) || isEveryone(b)) return everyone;
  if (a.of === null && a.but !== null) return exempt(scratch, a.but, b);
  if (b.of === null && b.but !== null) return exempt(scratch, b.but, a);
  return { of: scratch.join(settled(scratch, a, people), settled(scratch, b, people)), but: null };
}

/** Everybody but `out`, and those of `back`. */
function exempt(scratch: Scratch, out: ReadonlyBitmap, back: Part): Part {
  if (back.of === null) return { of: null, but: back.but === null ? null : scratch.meet(out, back.but) };
  const of = back.but === null ? back.of : scratch.less(back.of, back.but);
  return { of: null, but: scratch.less(out, of) };
}

export function sizeOf({ of, but }: Part, people: ReadonlyBitmap): number {
  if (but === null) return (of ?? people).size;
  return of === null ? people.size - but.size : of.andNotCardinality(but);
}

/** The size of `meet`, without the last step of it. */
export function sizeOfMeeting(scratch: Scratch, a: Part, b: Part, people: ReadonlyBitmap): number {
  if (a.of !== null && b.of !== null && a.but === null && b.but === null) return a.of.andCardinality(b.of);
  return sizeOf(meet(scratch, a, b), people);
}

/** The size of `join`, without the last step of it. */
export function sizeOfJoin(scratch: Scratch, a: Part, b: Part, people: ReadonlyBitmap): number {
  if (a.of !== null && b.of !== null) {
    const [one, other] = [settled(scratch, a, people), settled(scratch, b, people)];
    return one.orCardinality(other);
  }
  return sizeOf(join(scratch, a, b, people), people);
}

/** The people of a part as one bitmap, which may belong to a column. */
export const bitmapOf = (scratch: Scratch, part: Part, people: ReadonlyBitmap): ReadonlyBitmap =>
  settled(scratch, part, people);
