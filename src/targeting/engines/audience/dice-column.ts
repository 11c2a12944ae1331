import { PRIME } from '../../../traits/index.ts';
import { BUCKETS, bucketOf } from '../../bucket.ts';
import type { Mixing } from '../../bucket.ts';
import { ordinalsOf } from './buffers.ts';
import { Bitmap, CHUNK_WORDS } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import { chunkedLong } from './chunked.ts';
import type { FrameReader, Frames } from './frames.ts';
import { Kept } from './kept.ts';
import type { KeptPool } from './kept.ts';
import { everyone, noOne } from './part.ts';
import type { Part } from './part.ts';
import type { Asked } from './trait-column.ts';
import { WordsToBitmap } from './words-to-bitmap.ts';

const ABSENT = -1;
/** To look at one of some people costs as much as to go through so many. */
const LOOK = 4;
/** Takes the quotient down by more than a double is wrong about it. */
const MARGIN = 2 ** -18;

const words = new Uint32Array(CHUNK_WORDS);
const collected = new WordsToBitmap();

/**
 * `bucketOf` in numbers of 32 bits; `slope` and `start` are `a` and `b` by PRIME, the latter less a margin. The quotient
 * by PRIME is found in doubles, never too large and at most one too small; then the rest, taken modulo 2^32, is exact but
 * for one PRIME. The literals are PRIME and BUCKETS: a division by a literal is done by multiplying.
 */
function bucketBy(die: number, a: number, b: number, slope: number, start: number): number {
  const quotient = (die * slope + start) | 0;
  // quotient * PRIME is quotient * 2^31 - quotient.
  const rest = (Math.imul(die, a) + b - (quotient << 31) + quotient) | 0;
  return (rest >>> 0 >= 2_147_483_647 ? (rest - 2_147_483_647) | 0 : rest) % 10_000;
}

/** Marks whose bucket is below. */
function markBelow(dice: Int32Array, { a, b }: Mixing, below: number, words: Uint32Array): void {
  const slope = a / PRIME;
  const start = b / PRIME - MARGIN;
  for (let w = 0, i = 0; w < words.length; w += 1) {
    let word = 0;
    for (let k = 0; k < 32; k += 1, i += 1) {
      // The sign of the difference is 1 where the bucket is below.
      word = (word >>> 1) | ((bucketBy(dice[i] as number, a, b, slope, start) - below) & 0x80000000);
    }
    words[w] = word;
  }
}

/** Everybody's dice. */
export class DiceColumn {
  readonly #dice = chunkedLong(ABSENT);
  readonly #kept: Kept<number>;

  constructor(pool: KeptPool) {
    this.#kept = new Kept(pool);
  }

  set(ordinal: number, dice: number): void {
    this.#dice.set(ordinal, dice);
    this.#kept.changed(ordinal, dice);
  }

  append(ordinal: number, dice: number): void {
    this.#dice.set(ordinal, dice);
  }

  clear(ordinal: number): void {
    this.#dice.clear(ordinal);
    this.#kept.changed(ordinal, null);
  }

  costOf({ a, b, below }: Mixing & { readonly below: number }): number {
    return this.#kept.has(`${a} ${b} ${below}`) ? 0 : 4;
  }

  find(
    { a, b, below }: Mixing & { readonly below: number },
    sure: boolean,
    { scratch, people, within }: Asked,
  ): Part {
    if (below <= 0 || below >= BUCKETS) return below > 0 === sure ? everyone : noOne;
    const key = `${a} ${b} ${below}`;
    const isBelow = (dice: number): boolean => bucketOf(dice, { a, b }) < below;
    const some = within !== null && within.size * LOOK < people.size && !this.#kept.has(key);
    const found = some
      ? scratch.take(this.#pick({ a, b }, below, within))
      : this.#kept.get(key, isBelow, () => this.#scan({ a, b }, below).andInPlace(people));
    return sure ? { of: found, but: null } : { of: null, but: found };
  }

  #scan(mixing: Mixing, below: number): Bitmap {
    this.#dice.pieces.forEach((piece, chunk) => {
      if (piece === undefined) return;
      markBelow(piece, mixing, below, words);
      collected.add(chunk, words);
    });
    return collected.finish();
  }

  #pick({ a, b }: Mixing, below: number, among: ReadonlyBitmap): Bitmap {
    const ordinals = ordinalsOf(among);
    const { pieces } = this.#dice;
    const slope = a / PRIME;
    const start = b / PRIME - MARGIN;
    let piece = pieces[0];
    let chunk = 0;
    let found = 0;
    for (let i = 0; i < ordinals.length; i += 1) {
      const ordinal = ordinals[i] as number;
      if (ordinal >>> 16 !== chunk) {
        chunk = ordinal >>> 16;
        piece = pieces[chunk];
      }
      const die = piece?.[ordinal & 0xffff] ?? 0;
      if (bucketBy(die, a, b, slope, start) < below) ordinals[found++] = ordinal;
    }
    return new Bitmap(ordinals.subarray(0, found));
  }

  bytes(): number {
    return this.#dice.bytes();
  }

  frames(): Frames {
    return this.#dice.frames();
  }

  read(from: FrameReader): Promise<void> {
    return this.#dice.read(from);
  }
}
