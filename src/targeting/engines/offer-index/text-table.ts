import type { TextLiteral } from './literal.ts';
import type { Row } from './rows.ts';
import { Used, clearBit, flipBit, newRow, setBit } from './rows.ts';

/** Rows that are kept, one for each text met. */
const MOST_ROWS = 512;

/**
 * Which conjunctions a text rejects, as far as lists of values go. What tests reject is learnt: whoever asks a test
 * reports the conjunctions that fell by it, and the next person with the same text does not meet them again.
 */
export class TextTable {
  readonly #unknown = newRow();
  /** For texts that are in no list. */
  readonly #other = newRow();
  /** The conjunctions for which a text decides otherwise. */
  readonly #listed = new Map<string, number[]>();
  readonly #rows = new Map<string, Row>();
  readonly #used = new Used();
  #last: Row | null = null;

  get size(): number {
    return this.#used.size;
  }

  add(slot: number, literal: TextLiteral): void {
    this.#used.add(slot);
    setBit(this.#unknown, slot);
    if (literal.listed) setBit(this.#other, slot);
    for (const value of literal.values) {
      const slots = this.#listed.get(value);
      if (slots === undefined) this.#listed.set(value, [slot]);
      else slots.push(slot);
    }
    for (const [text, row] of this.#rows) {
      if (literal.values.has(text) !== literal.listed) setBit(row, slot);
    }
  }

  remove(slot: number, { values }: TextLiteral): void {
    for (const value of values) {
      const slots = this.#listed.get(value) ?? [];
      const last = slots.pop();
      if (last !== undefined && last !== slot) slots[slots.indexOf(slot)] = last;
      if (slots.length === 0) this.#listed.delete(value);
    }
    for (const row of [this.#unknown, this.#other, ...this.#rows.values()]) clearBit(row, slot);
    this.#used.remove(slot);
  }

  /** Adds the conjunctions that the text rejects; undefined where there is none. */
  reject(text: string | undefined, into: Row): void {
    this.#last = text === undefined ? this.#unknown : this.#rowOf(text);
    this.#used.merge(this.#last, into);
  }

  /** Takes note that the text of the last `reject` failed a test of the conjunction. */
  learn(slot: number): void {
    if (this.#last !== null) setBit(this.#last, slot);
  }

  #rowOf(text: string): Row {
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    const row = this.#newRow();
    row.set(this.#other);
    for (const slot of this.#listed.get(text) ?? []) flipBit(row, slot);
    this.#rows.set(text, row);
    return row;
  }

  /** The oldest row makes room. */
  #newRow(): Row {
    if (this.#rows.size < MOST_ROWS) return newRow();
    for (const [text, row] of this.#rows) {
      this.#rows.delete(text);
      return row;
    }
    return newRow();
  }
}
