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
 * Marks whose bucket is below: `bucketOf` in numbers of 32 bits. The quotient by PRIME is found in doubles, never too
 * large and at most one too small; then the rest, taken modulo 2^32, is exact but for one PRIME.
 */
function markBelow(dice: Int32Array, { a, b }: Mixing, below: number, words: Uint32Array): void {
  const slope = a / 2_147_483_647;
  const start = b / 2_147_483_647 - MARGIN;
  for (let w = 0, i = 0; w < words.length; w += 1) {
    let word = 0;
    for (let k = 0; k < 32; k += 1, i += 1) {
      const die = dice[i] as number;
      const quotient = (die * slope + start) | 0;
      // quotient * PRIME is quotient * 2^31 - quotient.
      let rest = (Math.imul(die, a) + b - (quotient << 31) + quotient) | 0;
      if (rest >>> 0 >= 2_147_483_647) rest = (rest - 2_147_483_647) | 0;
      word = (word >>> 1) | (((rest % 10_000) - below) & 0x80000000);
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
      ? scratch.take(this.#pick(isBelow, within))
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

  #pick(isBelow: (dice: number) => boolean, among: ReadonlyBitmap): Bitmap {
    const ordinals = ordinalsOf(among);
    let found = 0;
    for (let i = 0; i < ordinals.length; i += 1) {
      const ordinal = ordinals[i] as number;
      if (isBelow(this.#dice.get(ordinal))) ordinals[found++] = ordinal;
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
