/** Texts of a trait whose answers are kept. */
const MOST_TEXTS = 1_024;

/** What tests said about the texts of one trait. */
export class Answers {
  readonly #texts = new Map<string, Map<string, boolean>>();

  of(text: string, key: string, test: (text: string) => boolean): boolean {
    const answers = this.#answersOf(text);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = test(text);
    answers.set(key, answer);
    return answer;
  }

  /** Drops what a test said, for nobody asks it any more. */
  forget(key: string): void {
    for (const answers of this.#texts.values()) answers.delete(key);
  }

  #answersOf(text: string): Map<string, boolean> {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const [oldest] = this.#texts.size < MOST_TEXTS ? [] : this.#texts.keys();
    if (oldest !== undefined) this.#texts.delete(oldest);
    const answers = new Map<string, boolean>();
    this.#texts.set(text, answers);
    return answers;
  }
}
