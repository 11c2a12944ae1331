import type { Person } from './person.ts';

/** Texts of a trait that are remembered. */
const MOST_TEXTS = 1_024;

type Kept = Map<string, boolean>;

/**
 * What tests said about the texts of one trait. Answers are kept from the second time that a text is met, for most
 * addresses and titles are met once.
 */
export class Answers {
  readonly #trait: string;
  readonly #texts = new Map<string, Kept | null>();
  // Of the person looked at.
  #turn = 0;
  #text: string | undefined;
  #kept: Kept | null = null;

  constructor(trait: string) {
    this.#trait = trait;
  }

  of(person: Person, key: string, test: (text: string) => boolean): boolean {
    if (this.#turn !== person.turn) this.#meet(person);
    if (this.#text === undefined) return false;
    const known = this.#kept?.get(key);
    if (known !== undefined) return known;
    const answer = test(this.#text);
    this.#kept?.set(key, answer);
    return answer;
  }

  /** Drops what a test said, for nobody asks it any more. */
  forget(key: string): void {
    for (const kept of this.#texts.values()) kept?.delete(key);
  }

  #meet(person: Person): void {
    this.#turn = person.turn;
    this.#text = person.text(this.#trait);
    this.#kept = this.#text === undefined ? null : this.#keptOf(this.#text);
  }

  #keptOf(text: string): Kept | null {
    const known = this.#texts.get(text);
    if (known != null) return known;
    if (known === null) {
      const kept: Kept = new Map();
      this.#texts.set(text, kept);
      return kept;
    }
    const [oldest] = this.#texts.size < MOST_TEXTS ? [] : this.#texts.keys();
    if (oldest !== undefined) this.#texts.delete(oldest);
    this.#texts.set(text, null);
    return null;
  }
}
