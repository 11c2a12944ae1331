import { nobody } from './bitmap.ts';
import type { Bitmap, ReadonlyBitmap } from './bitmap.ts';
import type { Part } from './part.ts';
import type { Scratch } from './scratch.ts';

const TWO_32 = 4_294_967_296;

export const bitOf = (value: number, i: number): boolean =>
  (i < 32 ? (value >>> i) & 1 : (Math.floor(value / TWO_32) >>> (i - 32)) & 1) === 1;

/**
 * A container with fewer than 4,096 of 65,536 is rewritten from bits to a list by the library, which takes as long as
 * fifty operations on bits. Sets of a smaller share than this are avoided where the set of the others does as well.
 */
const THIN = 0.07;

/** Numbers as one set for each binary digit, and those who have a number. */
export interface Sliced {
  readonly known: ReadonlyBitmap;
  readonly slices: readonly Bitmap[];
  /** How many people there are at all. */
  readonly people: number;
}

const isThin = (size: number, { people }: Sliced): boolean => size < people * THIN;

/** All who have a number and are not in a part of them. */
export function othersOf(sliced: Sliced, { of, but }: Part, scratch: Scratch): Part {
  const { known } = sliced;
  if (of === known) return { of: but ?? nobody, but: null };
  if (of === null || but === null) return { of: known, but: of };
  if (isThin(of.andNotCardinality(but), sliced)) {
    return { of: scratch.join(scratch.less(known, of), but), but: null };
  }
  return { of: known, but: scratch.less(of, but) };
}

/** Who is in one part but not in another. */
export function without(sliced: Sliced, a: Part, b: Part, scratch: Scratch): Part {
  if (a.of === null) throw new Error('not of those who have a number');
  const { known } = sliced;
  // Everybody who has a number but some, taken away, leaves those.
  if (b.of === known) {
    const left = b.but ?? nobody;
    return { of: a.of === known ? left : scratch.meet(a.of, left), but: a.but };
  }
  const away = b.of ?? nobody;
  return { of: a.of, but: a.but === null ? away : scratch.join(a.but, away) };
}

/**
 * Whose number is at least `limit`: from the lowest digit up, each 1 of the limit asks for a 1, each 0 forgives
 * (O'Neil and Quass, "Improved query performance with variant indexes", 1997). Of those who reach it and those who fall
 * short the one set is kept that is not thin.
 */
export function atLeast(sliced: Sliced, limit: number, scratch: Scratch): Part {
  const { known, slices } = sliced;
  if (limit <= 0) return { of: known, but: null };
  if (limit >= 2 ** slices.length) return { of: nobody, but: null };
  let found: ReadonlyBitmap | null = null;
  let isShort = false;
  for (const [i, slice] of slices.entries()) {
    const wanted = bitOf(limit, i);
    if (found === null) found = wanted ? slice : null;
    else if (!isShort && !wanted) found = scratch.join(found, slice);
    else if (!isShort) {
      if (
        isThin(found.size, sliced) ||
        isThin(slice.size, sliced) ||
        !isThin(found.andCardinality(slice), sliced)
      ) {
        found = scratch.meet(found, slice);
      } else {
        found = scratch.join(scratch.less(known, found), scratch.less(known, slice));
        isShort = true;
      }
    } else if (!wanted) {
      if (isThin(found.size, sliced) || !isThin(found.andNotCardinality(slice), sliced)) {
        found = scratch.less(found, slice);
      } else {
        found = scratch.join(scratch.less(known, found), slice);
        isShort = false;
      }
    } else if (isThin(slice.size, sliced) || !isThin(slice.andNotCardinality(found), sliced)) {
      found = scratch.less(slice, found);
      isShort = false;
    } else found = scratch.join(found, scratch.less(known, slice));
  }
  if (found === null) return { of: nobody, but: null };
  return isShort ? { of: known, but: found } : { of: found, but: null };
}

/** The same of some people only who have a number; worth it when they are few. */
export function atLeastOf(
  among: ReadonlyBitmap,
  sliced: Sliced,
  limit: number,
  scratch: Scratch,
): ReadonlyBitmap {
  const { slices } = sliced;
  if (limit >= 2 ** slices.length) return nobody;
  let found = among;
  for (const [i, slice] of slices.entries()) {
    if (bitOf(limit, i)) found = scratch.meet(found, slice);
    else if (found !== among) found = scratch.join(found, scratch.meet(among, slice));
  }
  return found;
}

/** Whose number is this: who has its rarest 1 and differs nowhere else. */
export function equalTo({ known, slices }: Sliced, number: number, scratch: Scratch): Part {
  const ones = slices.filter((_, i) => bitOf(number, i)).sort((a, b) => a.size - b.size);
  const zeros = slices.filter((_, i) => !bitOf(number, i));
  const having = ones.shift() ?? known;
  let differing: ReadonlyBitmap = nobody;
  for (const slice of zeros) differing = scratch.join(differing, slice);
  for (const slice of ones) differing = scratch.join(scratch.less(known, slice), differing);
  return { of: having, but: differing === nobody ? null : differing };
}
