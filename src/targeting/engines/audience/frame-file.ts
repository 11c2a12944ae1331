import type { FileHandle } from 'node:fs/promises';

const AT_ONCE = 4_194_304;

/** Reads pieces of a file that come with their lengths, in order. */
export class FrameFile {
  readonly #file: FileHandle;
  #position: number;
  #ahead = Buffer.alloc(0);

  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.#position = position;
  }

  /** The next piece. It is the caller's own. */
  async next(): Promise<Buffer> {
    const length = (await this.#take(4)).readUInt32LE();
    return this.#take(length);
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#ahead.length < length) {
      if (!(await this.#fetch(length - this.#ahead.length))) throw new Error('a file of frames breaks off');
    }
    const taken = this.#ahead.subarray(0, length);
    this.#ahead = this.#ahead.subarray(length);
    return taken;
  }

  /** Reads on; false: there is no more. */
  async #fetch(wanted: number): Promise<boolean> {
    const larger = Buffer.allocUnsafe(this.#ahead.length + Math.max(AT_ONCE, wanted));
    larger.set(this.#ahead);
    const { bytesRead } = await this.#file.read(
      larger,
      this.#ahead.length,
      larger.length - this.#ahead.length,
      this.#position,
    );
    this.#position += bytesRead;
    this.#ahead = larger.subarray(0, this.#ahead.length + bytesRead);
    return bytesRead > 0;
  }
}
