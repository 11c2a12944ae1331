import { Bitmap } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';

/** What an index consists of, piece by piece, in the order in which it is read again. */
export type Frame = ReadonlyBitmap | Uint8Array | Readonly<Record<string, unknown>>;
export type Frames = Generator<Frame, void>;

export function bytesOfFrame(frame: Frame): Uint8Array {
  if (frame instanceof Uint8Array) return frame;
  return frame instanceof Bitmap ? frame.serialize('portable') : Buffer.from(JSON.stringify(frame));
}

/** Reads what `Frames` gave. */
export class FrameReader {
  readonly #next: () => Promise<Buffer>;

  constructor(next: () => Promise<Buffer>) {
    this.#next = next;
  }

  /** A frame of bytes, aligned for every kind of number. */
  async buffer(): Promise<ArrayBuffer> {
    const bytes = await this.#next();
    const copy = new ArrayBuffer(bytes.length);
    new Uint8Array(copy).set(bytes);
    return copy;
  }

  async record(): Promise<unknown> {
    return JSON.parse((await this.#next()).toString()) as unknown;
  }

  async bitmap(): Promise<Bitmap> {
    return Bitmap.deserialize(await this.#next(), 'portable');
  }
}
