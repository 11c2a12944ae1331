import { ordinalsOf } from './buffers.ts';
import { CHUNK, CHUNK_WORDS } from './bitmap.ts';
import type { Bitmap, ReadonlyBitmap } from './bitmap.ts';
import { chunkedLong, chunkedShort } from './chunked.ts';
import type { Chunked } from './chunked.ts';
import type { FrameReader, Frames } from './frames.ts';
import { WordsToBitmap } from './words-to-bitmap.ts';

const SHORT_END = 65_536;

const words = new Uint32Array(CHUNK_WORDS);
const collected = new WordsToBitmap();

// The inner loops of a scan, some people at a time. What they use is passed to them: names of a module are looked up anew
// at each turn, which took three times as long.

/** Reads two codes at once, for reading is most of the work. */
function markShort(codes: Uint16Array, fits: Uint8Array, words: Uint32Array): void {
  const pairs = new Uint32Array(codes.buffer, codes.byteOffset, CHUNK / 2);
  for (let w = 0, i = 0; w < words.length; w += 1, i += 16) {
    let word = 0;
    for (let k = 0; k < 16; k += 4) {
      const a = pairs[i + k] as number;
      const b = pairs[i + k + 1] as number;
      const c = pairs[i + k + 2] as number;
      const d = pairs[i + k + 3] as number;
      const low =
        (fits[a & 0xffff] as number) |
        ((fits[a >>> 16] as number) << 1) |
        ((fits[b & 0xffff] as number) << 2) |
        ((fits[b >>> 16] as number) << 3);
      const high =
        (fits[c & 0xffff] as number) |
        ((fits[c >>> 16] as number) << 1) |
        ((fits[d & 0xffff] as number) << 2) |
        ((fits[d >>> 16] as number) << 3);
      word |= (low | (high << 4)) << (k * 2);
    }
    words[w] = word;
  }
}

function markLong(codes: Int32Array, fits: Uint8Array, words: Uint32Array): void {
  for (let w = 0, i = 0; w < words.length; w += 1, i += 32) {
    let word = 0;
    for (let k = 0; k < 32; k += 4) {
      const four =
        (fits[codes[i + k] as number] as number) |
        ((fits[codes[i + k + 1] as number] as number) << 1) |
        ((fits[codes[i + k + 2] as number] as number) << 2) |
        ((fits[codes[i + k + 3] as number] as number) << 3);
      word |= four << k;
    }
    words[w] = word;
  }
}

/** The code of each person's value. */
export class Codes {
  #codes: Chunked<Uint16Array> | Chunked<Int32Array>;

  constructor(codes: Chunked<Uint16Array> | Chunked<Int32Array> = chunkedShort()) {
    this.#codes = codes;
  }

  get isShort(): boolean {
    return this.#codes.width === 2;
  }

  /** 0: there is none. */
  get(ordinal: number): number {
    return this.#codes.get(ordinal);
  }

  set(ordinal: number, code: number): void {
    if (code >= SHORT_END && this.isShort) this.#widen();
    this.#codes.set(ordinal, code);
  }

  clear(ordinal: number): void {
    this.#codes.clear(ordinal);
  }

  #widen(): void {
    const long = chunkedLong(0);
    this.#codes.pieces.forEach((piece, at) => {
      if (piece !== undefined) long.open(at).set(piece);
    });
    this.#codes = long;
  }

  /** Marks the codes that somebody has. */
  markUsed(used: Uint8Array): void {
    for (const piece of this.#codes.pieces) {
      for (let i = 0; piece !== undefined && i < piece.length; i += 1) used[piece[i] as number] = 1;
    }
  }

  /** Whose code has a 1. */
  scan(fits: Uint8Array): Bitmap {
    this.#codes.pieces.forEach((piece, chunk) => {
      if (piece === undefined) return;
      if (piece instanceof Uint16Array) markShort(piece, fits, words);
      else markLong(piece, fits, words);
      collected.add(chunk, words);
    });
    return collected.finish();
  }

  /** Those of some whose code has a given bit; good until the next call. */
  pick(among: ReadonlyBitmap, fits: Uint8Array, bit: number): Uint32Array {
    const ordinals = ordinalsOf(among);
    const { pieces } = this.#codes;
    let piece = pieces[0];
    let chunk = 0;
    let found = 0;
    for (let i = 0; i < ordinals.length; i += 1) {
      const ordinal = ordinals[i] as number;
      if (ordinal >>> 16 !== chunk) {
        chunk = ordinal >>> 16;
        piece = pieces[chunk];
      }
      if (fits[piece?.[ordinal & 0xffff] ?? 0] === bit) ordinals[found++] = ordinal;
    }
    return ordinals.subarray(0, found);
  }

  bytes(): number {
    return this.#codes.bytes();
  }

  frames(): Frames {
    return this.#codes.frames();
  }

  static async read(from: FrameReader, isShort: boolean): Promise<Codes> {
    const codes = isShort ? chunkedShort() : chunkedLong(0);
    await codes.read(from);
    return new Codes(codes);
  }
}
