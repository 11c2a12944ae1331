import type { Row } from './rows.ts';
import { Used, clearBit, flipBit, newRow, setBit } from './rows.ts';
import type { Spans } from './spans.ts';
import { Turns } from './turns.ts';

/** Turns of one block; a lookup makes half of them on average. */
const MOST_TURNS = 128;

/** Consecutive turns, and what is rejected before the first of them. */
interface Block {
  readonly row: Row;
  readonly turns: Turns;
}

const scratch = newRow();

/**
 * Which conjunctions a number rejects. A conjunction turns from rejected to not rejected, or back, at certain numbers;
 * the turns stand in order in blocks, each with the row from which it starts. So a row need not be kept for each
 * interval, and a change touches one bit in each block.
 */
export class NumberTable {
  readonly #unknown = newRow();
  readonly #blocks: Block[] = [{ row: newRow(), turns: new Turns() }];
  /** No turn of a block is before its start, none of an earlier block after it. */
  readonly #starts = [-Infinity];
  readonly #used = new Used();

  get size(): number {
    return this.#used.size;
  }

  add(slot: number, spans: Spans, unknown: boolean): void {
    this.#used.add(slot);
    if (!unknown) setBit(this.#unknown, slot);
    const places = turnsOf(spans);
    const crowded: number[] = [];
    let next = 0;
    for (const [index, { row, turns }] of this.#blocks.entries()) {
      // Rejected until the first turn, and then after every other.
      if (next % 2 === 0) setBit(row, slot);
      const end = this.#starts[index + 1] ?? Infinity;
      for (let at = places[next]; at !== undefined && at < end; at = places[next]) {
        turns.insert(at, slot);
        next += 1;
      }
      if (turns.size > MOST_TURNS) crowded.push(index);
    }
    for (const index of crowded.reverse()) this.#split(index);
  }

  remove(slot: number, spans: Spans): void {
    for (const at of turnsOf(spans)) this.#delete(at, slot);
    for (const { row } of this.#blocks) clearBit(row, slot);
    clearBit(this.#unknown, slot);
    this.#used.remove(slot);
  }

  /** Adds the conjunctions that the number rejects; NaN where there is none. */
  reject(value: number, into: Row): void {
    if (Number.isNaN(value)) {
      this.#used.merge(this.#unknown, into);
      return;
    }
    const block = this.#blocks[this.#blockOf(value)];
    if (block === undefined) return;
    const { row, turns } = block;
    const made = turns.upTo(value);
    if (made === 0) {
      this.#used.merge(row, into);
      return;
    }
    this.#used.copy(row, scratch);
    for (let place = 0; place < made; place += 1) flipBit(scratch, turns.slot(place));
    this.#used.merge(scratch, into);
  }

  /** The last block that starts at a number or before it. */
  #blockOf(value: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? Infinity) <= value) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Into as many blocks as leave each room. */
  #split(index: number): void {
    const block = this.#blocks[index];
    if (block === undefined || block.turns.size <= MOST_TURNS) return;
    const half = block.turns.size >> 1;
    const row = block.row.slice();
    for (let place = 0; place < half; place += 1) flipBit(row, block.turns.slot(place));
    const turns = block.turns.cut(half);
    this.#starts.splice(index + 1, 0, turns.first);
    this.#blocks.splice(index + 1, 0, { row, turns });
    this.#split(index + 1);
    this.#split(index);
  }

  #delete(at: number, slot: number): void {
    // Turns at the same number can fill several blocks.
    for (let index = this.#blockOf(at); index >= 0; index -= 1) {
      if (this.#blocks[index]?.turns.delete(at, slot) !== true) continue;
      // Neighbours that fit into three quarters of one block become one.
      if (!this.#join(index)) this.#join(index - 1);
      return;
    }
  }

  /** A block and the next. */
  #join(index: number): boolean {
    const [block, next] = [this.#blocks[index], this.#blocks[index + 1]];
    if (block === undefined || next === undefined) return false;
    const size = block.turns.size + next.turns.size;
    if (size > MOST_TURNS * 0.75 && size > Math.max(block.turns.size, next.turns.size)) return false;
    block.turns.append(next.turns);
    this.#blocks.splice(index + 1, 1);
    this.#starts.splice(index + 1, 1);
    return true;
  }
}

/** Where numbers begin to be inside or outside. */
const turnsOf = (spans: Spans): readonly number[] =>
  spans.flatMap(([from, to]) => (to === Infinity ? [from] : [from, to + 1]));
