import { Checks } from './checks.ts';
import type { Columns } from './columns.ts';
import type { Conjunction } from './conjunctions.ts';
import type { Literal, NumberLiteral, TextLiteral } from './literal.ts';
import { MemberTable } from './member-table.ts';
import { NumberTable } from './number-table.ts';
import type { Person } from './person.ts';
import type { Compound } from './normal.ts';
import type { Offers } from './offers.ts';
import type { Check, Questions } from './questions.ts';
import { SLOTS, WORDS, clearBit, hasBit, newRow, setBit } from './rows.ts';
import { TextTable } from './text-table.ts';

interface Placed<Table> {
  readonly table: Table;
  /** Where its value stands in the columns. */
  readonly at: number;
}

/** A fixed number of conjunctions and the tables about them. What changes in one shard leaves the others alone. */
export class Shard {
  readonly #columns: Columns;
  readonly #questions: Questions;
  readonly #offers: Offers;
  readonly #literals: (readonly Literal[])[] = [];
  readonly #free: number[] = [];
  readonly #idle = newRow().fill(-1);
  readonly #rejected = newRow();
  readonly #numbers = new Map<string, Placed<NumberTable>>();
  readonly #texts = new Map<string, Placed<TextTable>>();
  readonly #members = new MemberTable();
  // What a look goes through is small, to stay in the processor's cache.
  readonly #checks = new Checks();
  readonly #first = new Uint16Array(SLOTS);
  readonly #second = newRow();
  readonly #further: (readonly Check[])[] = [];
  readonly #owners = new Int32Array(SLOTS);
  /** Whom to tell that a text failed a test, by the test's question. */
  readonly #tests = new Map<number, TextTable>();

  constructor(columns: Columns, questions: Questions, offers: Offers) {
    this.#columns = columns;
    this.#questions = questions;
    this.#offers = offers;
  }

  get isFull(): boolean {
    return this.#free.length === 0 && this.#literals.length === SLOTS;
  }

  /** Gives the slot. */
  add(offer: number, conjunction: Conjunction): number {
    const slot = this.#free.pop() ?? this.#literals.length;
    const literals = [...conjunction.literals.values()];
    this.#literals[slot] = literals;
    const [first, ...further] = this.#enter(slot, literals, conjunction.rest);
    this.#first[slot] = first === undefined ? 0 : this.#checks.add(first);
    this.#further[slot] = further;
    if (further.length > 0) setBit(this.#second, slot);
    this.#owners[slot] = offer;
    clearBit(this.#idle, slot);
    return slot;
  }

  remove(slot: number): void {
    const literals = this.#literals[slot] ?? [];
    for (const literal of literals) this.#forget(slot, literal);
    this.#members.remove(slot, ...membersOf(literals));
    const first = this.#checks.remove(this.#first[slot] ?? 0);
    for (const check of [...(first === null ? [] : [first]), ...(this.#further[slot] ?? [])]) {
      this.#questions.release(check.question);
    }
    clearBit(this.#second, slot);
    this.#literals[slot] = [];
    this.#free.push(slot);
    setBit(this.#idle, slot);
  }

  /** Adds the offers that a person matches to `ids`; each once, whatever the shards. */
  match(person: Person, ids: string[]): void {
    const rejected = this.#rejected;
    rejected.set(this.#idle);
    for (const { table, at } of this.#numbers.values())
      table.reject(this.#columns.numbers[at] ?? NaN, rejected);
    for (const { table, at } of this.#texts.values()) table.reject(this.#columns.texts[at], rejected);
    this.#members.reject(person.facts, rejected);
    for (let word = 0; word < WORDS; word += 1) {
      for (let left = ~(rejected[word] ?? 0); left !== 0; left &= left - 1) {
        const slot = word * 32 + 31 - Math.clz32(left & -left);
        if (!this.#passes(slot, person)) continue;
        const offer = this.#owners[slot] ?? 0;
        if (!this.#offers.hasMatched(offer, person.turn)) ids.push(this.#offers.match(offer, person.turn));
      }
    }
  }

  #passes(slot: number, person: Person): boolean {
    const first = this.#checks.at(this.#first[slot] ?? 0);
    if (first === null) return true;
    if (!this.#holds(first, slot, person)) return false;
    if (!hasBit(this.#second, slot)) return true;
    const further = this.#further[slot] ?? [];
    for (let i = 0; i < further.length; i += 1) {
      const check = further[i];
      if (check !== undefined && !this.#holds(check, slot, person)) return false;
    }
    return true;
  }

  #holds({ question, least, wanted, isTest }: Check, slot: number, person: Person): boolean {
    if (this.#questions.answer(question, person) >= least === wanted) return true;
    if (isTest) this.#tests.get(question)?.learn(slot);
    return false;
  }

  /** Enters literals into the tables; gives what is left to check. */
  #enter(slot: number, literals: readonly Literal[], rest: readonly Compound[]): Check[] {
    const tests: Check[] = [];
    const checks: Check[] = [];
    for (const literal of literals) {
      if (literal.kind === 'number') this.#enterNumber(slot, literal);
      if (literal.kind === 'text') tests.push(...this.#enterText(slot, literal));
      if (literal.kind === 'asked') checks.push(this.#questions.ofLeaf(literal.leaf, literal.wanted));
    }
    const [wanted, refused] = membersOf(literals);
    this.#members.add(slot, wanted, refused);
    // One that is wanted is looked up; of several, the table makes sure of any.
    if (wanted.length > 1) checks.push(...wanted.map((leaf) => this.#questions.ofLeaf(leaf, true)));
    // The dearer, the later.
    return [...checks, ...tests, ...rest.map((part) => this.#questions.ofRest(part))];
  }

  #enterNumber(slot: number, { key, column, spans, unknown }: NumberLiteral): void {
    const placed = this.#numbers.get(key) ?? {
      table: new NumberTable(),
      at: this.#columns.placeOfNumber(key, column),
    };
    this.#numbers.set(key, placed);
    placed.table.add(slot, spans, unknown);
  }

  /** Gives the checks of its tests. */
  #enterText(slot: number, literal: TextLiteral): Check[] {
    const { key, trait, tests } = literal;
    const placed = this.#texts.get(key) ?? { table: new TextTable(), at: this.#columns.placeOfText(trait) };
    this.#texts.set(key, placed);
    placed.table.add(slot, literal);
    return tests.map(({ test, wanted }) => {
      const check = this.#questions.ofTest(trait, test, wanted);
      this.#tests.set(check.question, placed.table);
      return check;
    });
  }

  #forget(slot: number, literal: Literal): void {
    if (literal.kind === 'number') {
      const table = this.#numbers.get(literal.key)?.table;
      table?.remove(slot, literal.spans);
      if (table?.size === 0) this.#numbers.delete(literal.key);
    } else if (literal.kind === 'text') {
      const table = this.#texts.get(literal.key)?.table;
      table?.remove(slot, literal);
      if (table?.size === 0) this.#texts.delete(literal.key);
    }
  }
}

type Member = Extract<Literal, { kind: 'member' }>['leaf'];

function membersOf(literals: readonly Literal[]): [wanted: Member[], refused: Member[]] {
  const members = literals.filter((one) => one.kind === 'member');
  return [
    members.filter(({ wanted }) => wanted).map(({ leaf }) => leaf),
    members.filter(({ wanted }) => !wanted).map(({ leaf }) => leaf),
  ];
}
