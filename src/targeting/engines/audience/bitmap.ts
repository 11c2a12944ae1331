import type { ReadonlyRoaringBitmap32 } from 'roaring';
import RoaringBitmap32 from 'roaring/RoaringBitmap32.js';

/** A set of people by their ordinals: a roaring bitmap. */
export const Bitmap = RoaringBitmap32;
export type Bitmap = RoaringBitmap32;
export type ReadonlyBitmap = ReadonlyRoaringBitmap32;

/** Ordinals of one container of a roaring bitmap. */
export const CHUNK = 65_536;
/** 32-bit words that hold a bit for each ordinal of a chunk. */
export const CHUNK_WORDS = CHUNK / 32;

export const nobody: ReadonlyBitmap = new Bitmap().freeze();

export function put(map: Bitmap, ordinal: number, inside: boolean): void {
  if (inside) map.add(ordinal);
  else map.delete(ordinal);
}

export const bytesOf = (map: ReadonlyBitmap): number => map.getSerializationSizeInBytes('portable');

export const bytesOfAll = (maps: Iterable<ReadonlyBitmap>): number => {
  let sum = 0;
  for (const map of maps) sum += bytesOf(map);
  return sum;
};
