import { CHUNK, CHUNK_WORDS } from './bitmap.ts';
import type { Bitmap, ReadonlyBitmap } from './bitmap.ts';
import { ordinalsOf, zeros } from './buffers.ts';
import { WordsToBitmap } from './words-to-bitmap.ts';

/** Counts stop here. */
const MOST = 65_535;

const words = new Uint32Array(CHUNK_WORDS);
const collected = new WordsToBitmap();

/** Who is in so many of some sets at least, where a set may count more than once. */
export function reaching(atLeast: number, sets: Iterable<readonly [ReadonlyBitmap, times: number]>): Bitmap {
  if (atLeast > MOST) throw new RangeError(`counts go up to ${MOST}`);
  const all = [...sets].filter(([map]) => !map.isEmpty);
  const end = all.reduce((most, [map]) => Math.max(most, map.maximum() + 1), 0);
  const chunks = Math.ceil(end / CHUNK);
  const counts = zeros(chunks * CHUNK);
  for (const [map, times] of all) count(counts, ordinalsOf(map), times);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    mark(counts.subarray(chunk * CHUNK, (chunk + 1) * CHUNK), atLeast);
    collected.add(chunk, words);
  }
  return collected.finish();
}

function count(counts: Uint16Array, ordinals: Uint32Array, times: number): void {
  for (let i = 0; i < ordinals.length; i += 1) {
    const ordinal = ordinals[i] as number;
    const sum = (counts[ordinal] as number) + times;
    counts[ordinal] = sum > MOST ? MOST : sum;
  }
}

function mark(counts: Uint16Array, atLeast: number): void {
  for (let w = 0, i = 0; w < CHUNK_WORDS; w += 1) {
    let word = 0;
    // The sign of the difference is 1 where the count falls short.
    for (let k = 0; k < 32; k += 1, i += 1)
      word = (word >>> 1) | (((counts[i] as number) - atLeast) & 0x80000000);
    words[w] = ~word;
  }
}
