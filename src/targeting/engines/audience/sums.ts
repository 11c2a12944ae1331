import { Bitmap, CHUNK, CHUNK_WORDS } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import { ordinalsOf } from './buffers.ts';
import { WordsToBitmap } from './words-to-bitmap.ts';

/** Counts stop here. */
const MOST = 65_535;
/** So many people at a time, that their counts stay in the processor's cache. */
const AT_ONCE = 8 * CHUNK;

const counts = new Uint16Array(AT_ONCE);
const words = new Uint32Array(CHUNK_WORDS);
const collected = new WordsToBitmap();

/** Who is in so many of some sets at least, where a set may count more than once. */
export function reaching(atLeast: number, sets: Iterable<readonly [ReadonlyBitmap, times: number]>): Bitmap {
  if (atLeast > MOST) throw new RangeError(`counts go up to ${MOST}`);
  const all = [...sets].filter(([map]) => !map.isEmpty);
  const end = all.reduce((most, [map]) => Math.max(most, map.maximum() + 1), 0);
  for (let from = 0; from < end; from += AT_ONCE) {
    const people = Bitmap.fromRange(from, from + AT_ONCE);
    counts.fill(0);
    for (const [map, times] of all) {
      const some = Bitmap.and(map, people);
      count(counts, ordinalsOf(some), from, times);
      some.dispose();
    }
    people.dispose();
    for (let at = 0; at < AT_ONCE; at += CHUNK) {
      mark(counts.subarray(at, at + CHUNK), atLeast, words);
      collected.add((from + at) / CHUNK, words);
    }
  }
  return collected.finish();
}

function count(counts: Uint16Array, ordinals: Uint32Array, from: number, times: number): void {
  for (let i = 0; i < ordinals.length; i += 1) {
    const at = (ordinals[i] as number) - from;
    counts[at] = Math.min((counts[at] as number) + times, 65_535);
  }
}

function mark(counts: Uint16Array, atLeast: number, words: Uint32Array): void {
  for (let w = 0, i = 0; w < words.length; w += 1) {
    let word = 0;
    // The sign of the difference is 1 where the count falls short.
    for (let k = 0; k < 32; k += 1, i += 1)
      word = (word >>> 1) | (((counts[i] as number) - atLeast) & 0x80000000);
    words[w] = ~word;
  }
}
