import type { TextLeaf } from '../../plan.ts';
import type { FrameReader, Frames } from './frames.ts';

/** Answers to so many questions are kept, as long as they take no more than so many bytes in all. */
const MOST_QUESTIONS = 64;
const MOST_BYTES = 16_777_216;
/** Values that stand in one frame. */
const AT_ONCE = 65_536;

/** Codes fall into so many groups, by their last digits. */
export const GROUPS = 4_096;
export const groupOf = (code: number): number => code & (GROUPS - 1);

export const FITS = 1;
export const FAILS = 2;

/** Which values fit a question. */
export interface Fitting {
  /** By code: 1 where the value fits, else 0. */
  readonly codes: Uint8Array;
  /** By group: FITS if a value of it fits, FAILS if one does not, or both. */
  readonly groups: Uint8Array;
}

interface Question {
  readonly leaf: TextLeaf;
  codes: Uint8Array;
  readonly groups: Uint8Array;
  /** Codes below were asked about. */
  asked: number;
}

/**
 * The values of a column of texts, numbered from 1; 0 stands for no value. A question is asked about each value once,
 * whenever it comes. Values that nobody has any more stay until `retain`.
 */
export class Dictionary {
  readonly #codes = new Map<string, number>();
  /** By code; null where it is free. */
  readonly #values: (string | null)[] = [null];
  readonly #free: number[] = [];
  /** How many values a group has. */
  readonly #sizes = new Uint32Array(GROUPS);
  readonly #questions = new Map<string, Question>();

  /** One more than the highest code. */
  get end(): number {
    return this.#values.length;
  }

  code(value: string): number {
    return this.#codes.get(value) ?? this.#take(value);
  }

  #take(value: string): number {
    const code = this.#free.pop() ?? this.#values.length;
    this.#put(code, value);
    for (const question of this.#questions.values()) if (code < question.asked) this.#ask(question, code);
    return code;
  }

  #put(code: number, value: string): void {
    this.#codes.set(value, code);
    this.#values[code] = value;
    this.#count(code, 1);
  }

  #count(code: number, by: 1 | -1): void {
    this.#sizes[groupOf(code)] = (this.#sizes[groupOf(code)] as number) + by;
  }

  /** What is given out here is true until a value comes. */
  fitting(leaf: TextLeaf): Fitting {
    const question = this.#questions.get(leaf.key) ?? this.#open(leaf);
    this.#questions.delete(leaf.key);
    this.#questions.set(leaf.key, question);
    if (question.codes.length < this.end) {
      const larger = new Uint8Array(this.end * 2);
      larger.set(question.codes);
      question.codes = larger;
    }
    for (; question.asked < this.end; question.asked += 1) this.#ask(question, question.asked);
    this.#makeRoom();
    return question;
  }

  #open(leaf: TextLeaf): Question {
    const codes = new Uint8Array(this.end);
    const groups = new Uint8Array(GROUPS);
    if (leaf.values === null) return { leaf, codes, groups, asked: 1 };
    // A list of values needs no question, however many there are.
    const fitting = new Uint32Array(GROUPS);
    for (const value of leaf.values) {
      const code = this.#codes.get(value);
      if (code === undefined || codes[code] === 1) continue;
      codes[code] = 1;
      fitting[groupOf(code)] = (fitting[groupOf(code)] as number) + 1;
    }
    this.#sizes.forEach((size, group) => {
      const fit = fitting[group] as number;
      groups[group] = (fit > 0 ? FITS : 0) | (fit < size ? FAILS : 0);
    });
    return { leaf, codes, groups, asked: this.end };
  }

  #ask({ leaf, codes, groups }: Question, code: number): void {
    const value = this.#values[code] ?? null;
    const fits = value !== null && leaf.test(value);
    codes[code] = fits ? 1 : 0;
    if (value !== null) groups[groupOf(code)] = (groups[groupOf(code)] as number) | (fits ? FITS : FAILS);
  }

  #makeRoom(): void {
    const room = Math.max(1, Math.min(MOST_QUESTIONS, Math.floor(MOST_BYTES / this.end)));
    for (const oldest of this.#questions.keys()) {
      if (this.#questions.size <= room) break;
      this.#questions.delete(oldest);
    }
  }

  /** Forgets the values whose code has no 1 in `used`; the others keep their codes. */
  retain(used: Uint8Array): void {
    this.#values.forEach((value, code) => {
      if (value === null || used[code] === 1) return;
      this.#codes.delete(value);
      this.#values[code] = null;
      this.#count(code, -1);
      this.#free.push(code);
    });
    this.#questions.clear();
  }

  /** A rough figure: characters and what holds them. */
  bytes(): number {
    return this.#values.reduce((sum, value) => sum + 64 + 2 * (value?.length ?? 0), 0);
  }

  *frames(): Frames {
    yield { end: this.end };
    for (let from = 1; from < this.end; from += AT_ONCE) {
      yield { values: this.#values.slice(from, from + AT_ONCE) };
    }
  }

  static async read(from: FrameReader): Promise<Dictionary> {
    const dictionary = new Dictionary();
    const { end } = (await from.record()) as { end: number };
    while (dictionary.end < end) {
      const { values } = (await from.record()) as { values: (string | null)[] };
      for (const value of values) {
        const code = dictionary.end;
        dictionary.#values.push(value);
        if (value === null) dictionary.#free.push(code);
        else dictionary.#put(code, value);
      }
    }
    return dictionary;
  }
}
