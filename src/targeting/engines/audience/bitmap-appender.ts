import type { Bitmap } from './bitmap.ts';

const FIRST = 16;
const MOST = 2_048;

/** Fills a bitmap from ordinals, best in ascending order, some at a time: one by one costs ten times as much. */
export class BitmapAppender {
  readonly #map: Bitmap;
  #buffer = new Uint32Array(FIRST);
  #used = 0;

  constructor(map: Bitmap) {
    this.#map = map;
  }

  add(ordinal: number): void {
    if (this.#used === this.#buffer.length) this.#makeRoom();
    this.#buffer[this.#used++] = ordinal;
  }

  #makeRoom(): void {
    this.flush();
    // Most of many bitmaps stay small, and so do their buffers.
    if (this.#buffer.length < MOST) this.#buffer = new Uint32Array(this.#buffer.length * 4);
  }

  flush(): void {
    if (this.#used > 0) this.#map.addMany(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  /** Flushes, and packs the bitmap. */
  finish(): void {
    this.flush();
    this.#map.runOptimize();
    this.#map.shrinkToFit();
  }
}
