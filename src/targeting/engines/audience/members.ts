import { BitmapAppender } from './bitmap-appender.ts';
import { Bitmap, bytesOfAll, nobody, put } from './bitmap.ts';
import type { FrameReader, Frames } from './frames.ts';
import type { Part } from './part.ts';

/** Who has which app, or is on which list: a bitmap for each id. */
export class Members {
  readonly #maps = new Map<string, Bitmap>();

  #map(id: string): Bitmap {
    const map = this.#maps.get(id) ?? new Bitmap();
    this.#maps.set(id, map);
    return map;
  }

  set(ordinal: number, ids: ReadonlySet<string>): void {
    for (const [id, map] of this.#maps) put(map, ordinal, ids.has(id));
    for (const id of ids) if (!this.#maps.has(id)) this.#map(id).add(ordinal);
  }

  clear(ordinal: number): void {
    for (const map of this.#maps.values()) map.delete(ordinal);
  }

  appender(id: string): BitmapAppender {
    return new BitmapAppender(this.#map(id));
  }

  find(id: string, sure: boolean): Part {
    const map = this.#maps.get(id) ?? nobody;
    return sure ? { of: map, but: null } : { of: null, but: map };
  }

  bytes(): number {
    return bytesOfAll(this.#maps.values());
  }

  *frames(): Frames {
    for (const [id, map] of this.#maps) if (map.isEmpty) this.#maps.delete(id);
    yield { ids: [...this.#maps.keys()] };
    yield* this.#maps.values();
  }

  async read(from: FrameReader): Promise<void> {
    const { ids } = (await from.record()) as { ids: string[] };
    for (const id of ids) this.#maps.set(id, await from.bitmap());
  }
}
