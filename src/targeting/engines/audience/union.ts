import { Bitmap, nobody } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import type { Scratch } from './scratch.ts';

/** Who is in any of some sets; those that are ours are used up. */
export function union(maps: readonly ReadonlyBitmap[], scratch: Scratch): ReadonlyBitmap {
  if (maps.length < 2) return maps[0] ?? nobody;
  const joined = scratch.take(Bitmap.orMany(maps));
  for (const map of maps) scratch.done(map);
  return joined;
}

export const sizeOfAll = (maps: readonly ReadonlyBitmap[]): number =>
  maps.reduce((sum, { size }) => sum + size, 0);
