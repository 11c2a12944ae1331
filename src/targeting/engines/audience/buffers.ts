import type { ReadonlyBitmap } from './bitmap.ts';

// Room that is used over and over: what is asked of the system anew has to be cleared by it page by page.

let ordinals = new Uint32Array(0);

/** The ordinals of a bitmap, in ascending order; to be used, and changed at will, until the next call. */
export function ordinalsOf(map: ReadonlyBitmap): Uint32Array {
  const { size } = map;
  if (ordinals.length < size) ordinals = new Uint32Array(Math.ceil(size * 1.25));
  return map.toUint32Array(ordinals);
}

let counts = new Uint16Array(0);

/** So many zeros and some more; to be used until the next call. */
export function zeros(length: number): Uint16Array {
  if (counts.length < length) counts = new Uint16Array(Math.ceil(length * 1.25));
  else counts.fill(0);
  return counts;
}
