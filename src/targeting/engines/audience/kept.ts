import { put } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';

/** How many answers an index keeps; one of ten million people takes up to 1.25 MB. */
const MOST = 32;

interface Answer<Change> {
  readonly map: Bitmap;
  /** Whether a person with these facts is part of it. */
  readonly includes: (now: Change) => boolean;
  readonly forget: () => void;
}

/** Says which of the kept answers have to go: those that were used least lately. */
export class KeptPool {
  readonly #latest = new Set<{ readonly forget: () => void }>();

  use(answer: { readonly forget: () => void }): void {
    this.#latest.delete(answer);
    this.#latest.add(answer);
    if (this.#latest.size <= MOST) return;
    const [oldest] = this.#latest;
    if (oldest !== undefined) this.#latest.delete(oldest);
    oldest?.forget();
  }
}

/** Answers of one column that took long to find. They stay right while people change, for each change is told to them. */
export class Kept<Change> {
  readonly #pool: KeptPool;
  readonly #answers = new Map<string, Answer<Change>>();

  constructor(pool: KeptPool) {
    this.#pool = pool;
  }

  has(key: string): boolean {
    return this.#answers.has(key);
  }

  /** The answer to the question called `key`, found unless it is there. */
  get(key: string, includes: (now: Change) => boolean, find: () => Bitmap): Bitmap {
    const answer = this.#answers.get(key) ?? {
      ...{ includes, map: find() },
      forget: (): void => void this.#answers.delete(key),
    };
    this.#answers.set(key, answer);
    this.#pool.use(answer);
    return answer.map;
  }

  /** Says what now holds for a person; null: nothing does any more. */
  changed(ordinal: number, now: Change | null): void {
    for (const { map, includes } of this.#answers.values()) {
      put(map, ordinal, now !== null && includes(now));
    }
  }

  clear(): void {
    this.#answers.clear();
  }
}
