import { Bitmap } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';

/**
 * glibc gives the free end of its heap back at once, and what is then asked for again has to be cleared page by page: an
 * operation on ten million people took 2.5 ms in place of 0.06. When a block of this size was freed once, it gives back
 * only what is beyond twice as much (mallopt(3), M_MMAP_THRESHOLD); other allocators do not mind. Nothing is written, so
 * the block costs no memory meanwhile.
 */
const LEFT_FREE = 24 * 2 ** 20;
void new ArrayBuffer(LEFT_FREE);

/**
 * The bitmaps that came up while one question is answered. What is ours is changed in place, for a copy costs three
 * times as much as an operation, and disposed of as soon as it was used: left to the collector of garbage it would cost
 * thirty times as much. What belongs to a column, or to more than one node, is only read.
 */
export class Scratch {
  readonly #ours = new Map<ReadonlyBitmap, Bitmap>();
  readonly #shared = new Set<Bitmap>();

  take(map: Bitmap): Bitmap {
    this.#ours.set(map, map);
    return map;
  }

  /** The bitmap as one that can be changed: itself where it is ours, otherwise a copy. */
  writable(map: ReadonlyBitmap): Bitmap {
    return this.#ours.get(map) ?? this.take(map.clone());
  }

  /** Says that a bitmap is not needed any more. */
  done(map: ReadonlyBitmap | null): void {
    const mine = map === null ? undefined : this.#ours.get(map);
    if (mine === undefined) return;
    this.#ours.delete(mine);
    mine.dispose();
  }

  /** From now on the bitmap is only read, and it stays until the end. */
  share(map: ReadonlyBitmap | null): void {
    const mine = map === null ? undefined : this.#ours.get(map);
    if (mine === undefined) return;
    this.#ours.delete(mine);
    this.#shared.add(mine);
  }

  /** Hands a bitmap out for good: the caller may change it. */
  give(map: ReadonlyBitmap): Bitmap {
    const mine = this.writable(map);
    this.#ours.delete(mine);
    return mine;
  }

  end(): void {
    for (const map of this.#ours.values()) map.dispose();
    for (const map of this.#shared) map.dispose();
    this.#ours.clear();
    this.#shared.clear();
  }

  #keep(map: ReadonlyBitmap, other: ReadonlyBitmap): ReadonlyBitmap {
    if (other !== map) this.done(other);
    return map;
  }

  // What follows uses both operands up.

  meet(a: ReadonlyBitmap, b: ReadonlyBitmap): ReadonlyBitmap {
    if (a.isEmpty) return this.#keep(a, b);
    if (!this.#ours.has(a) && this.#ours.has(b)) return this.meet(b, a);
    const mine = this.#ours.get(a);
    const met = mine === undefined ? this.take(Bitmap.and(a, b)) : mine.andInPlace(b);
    this.done(b);
    return met;
  }

  join(a: ReadonlyBitmap, b: ReadonlyBitmap): ReadonlyBitmap {
    if (a.isEmpty) return this.#keep(b, a);
    if (b.isEmpty) return this.#keep(a, b);
    if (!this.#ours.has(a) && this.#ours.has(b)) return this.join(b, a);
    const mine = this.#ours.get(a);
    const joined = mine === undefined ? this.take(Bitmap.or(a, b)) : mine.orInPlace(b);
    this.done(b);
    return joined;
  }

  less(a: ReadonlyBitmap, b: ReadonlyBitmap): ReadonlyBitmap {
    if (b.isEmpty) return this.#keep(a, b);
    const mine = this.#ours.get(a);
    const left = mine === undefined ? this.take(Bitmap.andNot(a, b)) : mine.andNotInPlace(b);
    this.done(b);
    return left;
  }
}
