import type { PlanLeaf } from '../../plan.ts';
import { BitmapAppender } from './bitmap-appender.ts';
import { Bitmap, bytesOf, bytesOfAll, put } from './bitmap.ts';
import { noOne } from './part.ts';
import type { Part } from './part.ts';
import { atLeast, atLeastOf, bitOf, equalTo, othersOf, without } from './slices.ts';
import type { FrameReader, Frames } from './frames.ts';
import type { Asked, Appender, TraitColumn } from './trait-column.ts';

/** The least possible value is where counting starts, unless it lies so far below the first value. */
const NEAR = 16_777_216;
/** Of one in so many people it is quicker to look at the digits of these only. */
const FEW = 200;

/**
 * Whole numbers, bit-sliced: one bitmap for each binary digit of the distance from `base`. Flags are
 * numbers of one digit.
 */
export class NumberColumn implements TraitColumn {
  readonly known: Bitmap;
  readonly #slices: Bitmap[];
  readonly #least: number | null;
  #base: number | null;

  /** `least`: a hint at the least value that can occur; null: none. */
  constructor(least: number | null, known = new Bitmap(), slices: Bitmap[] = [], base: number | null = null) {
    this.known = known;
    this.#least = least;
    this.#slices = slices;
    this.#base = base;
  }

  /** Values below `base + span` have a place. */
  get #span(): number {
    return 2 ** this.#slices.length;
  }

  set(ordinal: number, value: string | number): void {
    const distance = this.#distance(Number(value));
    this.known.add(ordinal);
    this.#slices.forEach((slice, i) => put(slice, ordinal, bitOf(distance, i)));
  }

  clear(ordinal: number): void {
    if (!this.known.delete(ordinal)) return;
    for (const slice of this.#slices) slice.delete(ordinal);
  }

  #distance(value: number): number {
    this.#base ??= this.#least !== null && value - this.#least < NEAR ? Math.min(value, this.#least) : value;
    if (value < this.#base) this.#lower(this.#base - value);
    const distance = value - this.#base;
    while (distance >= this.#span) this.#slices.push(new Bitmap());
    return distance;
  }

  /** Moves the base down by at least so much, by a power of two: what is there is added to by the rule for digits. */
  #lower(least: number): void {
    let digit = Math.ceil(Math.log2(least));
    if (2 ** digit < least) digit += 1;
    while (this.#slices.length < digit) this.#slices.push(new Bitmap());
    let carry = this.known.clone();
    for (let i = digit; !carry.isEmpty; i += 1) {
      if (i === this.#slices.length) this.#slices.push(new Bitmap());
      const slice = this.#slices[i] as Bitmap;
      const next = Bitmap.and(slice, carry);
      slice.xorInPlace(carry);
      carry = next;
    }
    this.#base = (this.#base as number) - 2 ** digit;
  }

  appender(): Appender {
    const known = new BitmapAppender(this.known);
    const slices = this.#slices.map((slice) => new BitmapAppender(slice));
    const flush = (): void => {
      known.flush();
      for (const slice of slices) slice.flush();
    };
    return {
      add: (ordinal, value) => {
        if (this.#base !== null && Number(value) < this.#base) flush();
        const distance = this.#distance(Number(value));
        for (let i = slices.length; i < this.#slices.length; i += 1) {
          slices.push(new BitmapAppender(this.#slices[i] as Bitmap));
        }
        known.add(ordinal);
        for (let i = 0; i < slices.length; i += 1) if (bitOf(distance, i)) slices[i]?.add(ordinal);
      },
      finish: () => {
        for (const each of [known, ...slices]) each.finish();
      },
    };
  }

  costOf(): number {
    return this.#slices.length <= 1 ? 0 : 1;
  }

  find(leaf: PlanLeaf, sure: boolean, { scratch, people, within }: Asked): Part {
    if (leaf.kind !== 'range' || this.#base === null) return noOne;
    const sliced = { known: this.known, slices: this.#slices, people: people.size };
    const from = Math.max(0, Math.ceil(leaf.from) - this.#base);
    const above = Math.min(this.#span, Math.floor(leaf.to) - this.#base + 1);
    if (!(from < above)) return sure ? noOne : { of: this.known, but: null };
    if (within !== null && within.size * FEW < this.known.size) {
      const among = scratch.take(Bitmap.and(within, this.known));
      scratch.share(among);
      const reaching = atLeastOf(among, sliced, from, scratch);
      const beyond = atLeastOf(among, sliced, above, scratch);
      return sure ? { of: reaching, but: beyond } : { of: among, but: scratch.less(reaching, beyond) };
    }
    const found =
      above - from === 1
        ? equalTo(sliced, from, scratch)
        : without(sliced, atLeast(sliced, from, scratch), atLeast(sliced, above, scratch), scratch);
    return sure ? found : othersOf(sliced, found, scratch);
  }

  bytes(): number {
    return bytesOf(this.known) + bytesOfAll(this.#slices);
  }

  *frames(): Frames {
    yield { base: this.#base, slices: this.#slices.length };
    yield this.known;
    yield* this.#slices;
  }

  static async read(from: FrameReader, least: number | null): Promise<NumberColumn> {
    const { base, slices } = (await from.record()) as { base: number | null; slices: number };
    const known = await from.bitmap();
    const maps: Bitmap[] = [];
    while (maps.length < slices) maps.push(await from.bitmap());
    return new NumberColumn(least, known, maps, base);
  }
}
