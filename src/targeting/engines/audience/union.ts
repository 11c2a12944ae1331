import { Bitmap, CHUNK, CHUNK_WORDS, nobody } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import { noBits, ordinalsOf } from './buffers.ts';
import type { Scratch } from './scratch.ts';
import { WordsToBitmap } from './words-to-bitmap.ts';

// Nanoseconds, measured: the library joins container by container, which is quick for full ones and slow for thin ones.
const A_CONTAINER = 600;
const AN_ORDINAL = 1.1;
const A_FULL_CONTAINER = 300;
// The same when bits are set one by one and turned into a bitmap at the end.
const A_CHUNK_OF_BITS = 12_000;
const A_SET = 5_000;
const A_BIT = 2;

const collected = new WordsToBitmap();

export const sizeOfAll = (maps: readonly ReadonlyBitmap[]): number =>
  maps.reduce((sum, { size }) => sum + size, 0);

interface Way {
  readonly cost: number;
  readonly chunks: number;
  /** To be put together bit by bit; the rest by the library. */
  readonly thin: readonly ReadonlyBitmap[];
}

function wayOf(maps: readonly ReadonlyBitmap[], all: ReadonlyBitmap): Way {
  const chunks = all.isEmpty ? 0 : 1 + Math.floor(all.maximum() / CHUNK);
  // A set that has bits itself is never thin.
  const thin = maps.filter(({ size }) => size < (chunks * CHUNK) / 16);
  const size = sizeOfAll(thin);
  const byContainer = thin.length * chunks * A_CONTAINER + size * AN_ORDINAL;
  const byBit = chunks * A_CHUNK_OF_BITS + thin.length * A_SET + size * A_BIT;
  const full = (maps.length - thin.length) * chunks * A_FULL_CONTAINER;
  return byBit < byContainer
    ? { cost: byBit + full, chunks, thin }
    : { cost: byContainer + full, chunks, thin: [] };
}

/** About how many nanoseconds `union` will take. */
export const costOfUnion = (maps: readonly ReadonlyBitmap[], all: ReadonlyBitmap): number =>
  maps.length < 2 ? 0 : wayOf(maps, all).cost;

/** Who is in any of some sets that are part of `all`; those that are ours are used up. */
export function union(
  maps: readonly ReadonlyBitmap[],
  all: ReadonlyBitmap,
  scratch: Scratch,
): ReadonlyBitmap {
  if (maps.length < 2) return maps[0] ?? nobody;
  const { chunks, thin } = wayOf(maps, all);
  const joined = thin.length > 0 ? unionByBit(thin, chunks) : Bitmap.orMany(maps);
  const apart = new Set(thin);
  for (const map of thin.length > 0 ? maps : []) if (!apart.has(map)) joined.orInPlace(map);
  for (const map of maps) scratch.done(map);
  return scratch.take(joined);
}

function unionByBit(maps: readonly ReadonlyBitmap[], chunks: number): Bitmap {
  const words = noBits(chunks * CHUNK_WORDS);
  for (const map of maps) setBits(words, ordinalsOf(map));
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    collected.add(chunk, words.subarray(chunk * CHUNK_WORDS, (chunk + 1) * CHUNK_WORDS));
  }
  return collected.finish();
}

function setBits(words: Uint32Array, ordinals: Uint32Array): void {
  for (let i = 0; i < ordinals.length; i += 1) {
    const ordinal = ordinals[i] as number;
    words[ordinal >>> 5] = (words[ordinal >>> 5] as number) | (1 << (ordinal & 31));
  }
}
