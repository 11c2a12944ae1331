import { CHUNK } from './bitmap.ts';
import type { FrameReader, Frames } from './frames.ts';

type Piece = Uint16Array | Int32Array;

/** A number for each ordinal, in pieces as large as the containers of a bitmap: it grows without copying. */
export class Chunked<Kind extends Piece> {
  readonly #over: (bytes: ArrayBuffer) => Kind;
  /** Bytes of a number. */
  readonly width: number;
  readonly #absent: number;
  readonly pieces: (Kind | undefined)[] = [];

  constructor(over: (bytes: ArrayBuffer) => Kind, width: number, absent: number) {
    this.#over = over;
    this.width = width;
    this.#absent = absent;
  }

  /** The number of an ordinal, or what stands for none. */
  get(ordinal: number): number {
    return this.pieces[ordinal >>> 16]?.[ordinal & (CHUNK - 1)] ?? this.#absent;
  }

  set(ordinal: number, value: number): void {
    const piece = this.pieces[ordinal >>> 16] ?? this.open(ordinal >>> 16);
    piece[ordinal & (CHUNK - 1)] = value;
  }

  clear(ordinal: number): void {
    const piece = this.pieces[ordinal >>> 16];
    if (piece !== undefined) piece[ordinal & (CHUNK - 1)] = this.#absent;
  }

  /** A piece that is not there yet. */
  open(at: number): Kind {
    const piece = this.#over(new ArrayBuffer(CHUNK * this.width));
    piece.fill(this.#absent);
    while (this.pieces.length < at) this.pieces.push(undefined);
    this.pieces[at] = piece;
    return piece;
  }

  bytes(): number {
    return this.pieces.reduce((sum, piece) => sum + (piece?.byteLength ?? 0), 0);
  }

  *frames(): Frames {
    yield { pieces: this.pieces.flatMap((piece, at) => (piece === undefined ? [] : [at])) };
    for (const piece of this.pieces) {
      if (piece !== undefined) yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    }
  }

  async read(from: FrameReader): Promise<void> {
    const { pieces } = (await from.record()) as { pieces: number[] };
    for (const at of pieces) this.open(at).set(this.#over(await from.buffer()));
  }
}

/** Numbers up to 65,535; 0 stands for none. */
export const chunkedShort = (): Chunked<Uint16Array> => new Chunked((bytes) => new Uint16Array(bytes), 2, 0);
/** Numbers up to 2^31 - 1. */
export const chunkedLong = (absent: number): Chunked<Int32Array> =>
  new Chunked((bytes) => new Int32Array(bytes), 4, absent);
