import type { ReadonlyBitmap } from './bitmap.ts';

// Room that is used over and over: what is asked of the system anew has to be cleared by it page by page.

let ordinals = new Uint32Array(0);

/** The ordinals of a bitmap, in ascending order; to be used, and changed at will, until the next call. */
export function ordinalsOf(map: ReadonlyBitmap): Uint32Array {
  const { size } = map;
  if (ordinals.length < size) ordinals = new Uint32Array(Math.ceil(size * 1.25));
  return map.toUint32Array(ordinals);
}

let bits = new Uint32Array(0);

/** So many words of zeros; to be used until the next call. */
export function noBits(words: number): Uint32Array {
  if (bits.length < words) bits = new Uint32Array(Math.ceil(words * 1.25));
  return bits.subarray(0, words).fill(0);
}
