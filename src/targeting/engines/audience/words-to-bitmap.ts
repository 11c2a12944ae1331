import { Bitmap, CHUNK_WORDS } from './bitmap.ts';

/** Cookie of the portable format without runs (github.com/RoaringBitmap/RoaringFormatSpec). */
const COOKIE = 12_346;
/** A container holds up to so many ordinals as a list, more as bits. */
const LISTED = 4_096;
/** Of 16 bits each. */
const BITS_LENGTH = CHUNK_WORDS * 2;

function populationOf(words: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < words.length; i += 1) {
    let x = words[i] as number;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    sum += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}

/** Writes the numbers of the bits that are 1, and gives where they end. */
function list(words: Uint32Array, to: Uint16Array, from: number): number {
  let at = from;
  for (let i = 0; i < words.length; i += 1) {
    for (let x = words[i] as number; x !== 0; x &= x - 1) to[at++] = i * 32 + 31 - Math.clz32(x & -x);
  }
  return at;
}

/**
 * Makes a bitmap of chunks of bits, in ascending order, by way of the portable serial form (of a machine that puts the
 * low byte first, as all that Node.js runs on do): the library has no other door for bits.
 */
export class WordsToBitmap {
  readonly #keys: number[] = [];
  readonly #sizes: number[] = [];
  #body = new Uint16Array(64 * BITS_LENGTH);
  #used = 0;

  /** `words` has CHUNK_WORDS words and may be used again afterwards. */
  add(chunk: number, words: Uint32Array): void {
    const size = populationOf(words);
    if (size === 0) return;
    this.#keys.push(chunk);
    this.#sizes.push(size);
    if (this.#body.length - this.#used < BITS_LENGTH) {
      const larger = new Uint16Array(this.#body.length * 2);
      larger.set(this.#body);
      this.#body = larger;
    }
    if (size > LISTED) {
      this.#body.set(new Uint16Array(words.buffer, words.byteOffset, BITS_LENGTH), this.#used);
      this.#used += BITS_LENGTH;
    } else this.#used = list(words, this.#body, this.#used);
  }

  /** The bitmap; ready for the next one. */
  finish(): Bitmap {
    const count = this.#keys.length;
    const head = Buffer.alloc(8 + 8 * count);
    head.writeUInt32LE(COOKIE, 0);
    head.writeUInt32LE(count, 4);
    let offset = head.length;
    this.#keys.forEach((key, i) => {
      const size = this.#sizes[i] as number;
      head.writeUInt16LE(key, 8 + 4 * i);
      head.writeUInt16LE(size - 1, 10 + 4 * i);
      head.writeUInt32LE(offset, 8 + 4 * count + 4 * i);
      offset += 2 * (size > LISTED ? BITS_LENGTH : size);
    });
    const body = Buffer.from(this.#body.buffer, this.#body.byteOffset, this.#used * 2);
    const map = Bitmap.deserialize(Buffer.concat([head, body]), 'portable');
    this.#keys.length = this.#sizes.length = this.#used = 0;
    return map;
  }
}
