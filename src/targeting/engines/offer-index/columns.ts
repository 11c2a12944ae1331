import type { Column } from './literal.ts';
import type { Person } from './person.ts';

/** The numbers and texts that offers look up, read from a person once for all shards. */
export class Columns {
  readonly #numbers = new Map<string, { readonly column: Column; readonly at: number }>();
  readonly #texts = new Map<string, number>();
  /** Of the person last read, by place; NaN and undefined where not known. */
  readonly numbers: number[] = [];
  readonly texts: (string | undefined)[] = [];

  placeOfNumber(key: string, column: Column): number {
    const at = this.#numbers.get(key)?.at ?? this.#numbers.size;
    this.#numbers.set(key, { column, at });
    return at;
  }

  placeOfText(trait: string): number {
    const at = this.#texts.get(trait) ?? this.#texts.size;
    this.#texts.set(trait, at);
    return at;
  }

  read(person: Person): void {
    for (const { column, at } of this.#numbers.values()) this.numbers[at] = person.number(column);
    for (const [trait, at] of this.#texts) this.texts[at] = person.text(trait);
  }
}
