import type { Row } from './rows.ts';
import { Used, clearBit, flipBit, newRow, setBit } from './rows.ts';
import type { Spans } from './spans.ts';

/** Turns of one block; a lookup makes half of them on average. */
const MOST_TURNS = 64;

/** Consecutive turns, and what is rejected before the first of them. */
interface Block {
  readonly row: Row;
  readonly at: number[];
  readonly slots: number[];
}

const scratch = newRow();

/**
 * Which conjunctions a number rejects. A conjunction turns from rejected to not rejected, or back, at certain numbers;
 * the turns stand in order in blocks, each with the row from which it starts. So a row need not be kept for each
 * interval, and a change touches one bit in each block.
 */
export class NumberTable {
  readonly #unknown = newRow();
  readonly #blocks: Block[] = [{ row: newRow(), at: [], slots: [] }];
  /** No turn of a block is before its start, none of an earlier block after it. */
  readonly #starts = [-Infinity];
  readonly #used = new Used();

  get size(): number {
    return this.#used.size;
  }

  add(slot: number, spans: Spans, unknown: boolean): void {
    this.#used.add(slot);
    if (!unknown) setBit(this.#unknown, slot);
    const turns = turnsOf(spans);
    const crowded: number[] = [];
    let next = 0;
    for (const [index, block] of this.#blocks.entries()) {
      // Rejected until the first turn, and then after every other.
      if (next % 2 === 0) setBit(block.row, slot);
      const end = this.#starts[index + 1] ?? Infinity;
      for (let at = turns[next]; at !== undefined && at < end; at = turns[next]) {
        insert(block, at, slot);
        next += 1;
      }
      if (block.at.length > MOST_TURNS) crowded.push(index);
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
    const { row, at, slots } = block;
    if (at.length === 0 || (at[0] ?? 0) > value) {
      this.#used.merge(row, into);
      return;
    }
    this.#used.copy(row, scratch);
    for (let i = 0; i < at.length && (at[i] ?? 0) <= value; i += 1) flipBit(scratch, slots[i] ?? 0);
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
    if (block === undefined || block.at.length <= MOST_TURNS) return;
    const half = block.at.length >> 1;
    const row = block.row.slice();
    for (const slot of block.slots.slice(0, half)) flipBit(row, slot);
    const at = block.at.splice(half);
    this.#starts.splice(index + 1, 0, at[0] ?? Infinity);
    this.#blocks.splice(index + 1, 0, { row, at, slots: block.slots.splice(half) });
    this.#split(index + 1);
    this.#split(index);
  }

  #delete(at: number, slot: number): void {
    // Turns at the same number can fill several blocks.
    for (let index = this.#blockOf(at); index >= 0; index -= 1) {
      const block = this.#blocks[index];
      const place = block?.slots.findIndex((one, i) => one === slot && block.at[i] === at) ?? -1;
      if (block === undefined || place < 0) continue;
      block.at.splice(place, 1);
      block.slots.splice(place, 1);
      this.#join(index, block);
      return;
    }
  }

  /** Neighbours that fit into three quarters of one block become one; no block stays empty beside others. */
  #join(index: number, block: Block): void {
    const next = this.#blocks[index + 1];
    const previous = this.#blocks[index - 1];
    if (next !== undefined && fits(block, next)) this.#append(index + 1, block, next);
    else if (previous !== undefined && fits(previous, block)) this.#append(index, previous, block);
  }

  #append(index: number, to: Block, block: Block): void {
    to.at.push(...block.at);
    to.slots.push(...block.slots);
    this.#blocks.splice(index, 1);
    this.#starts.splice(index, 1);
  }
}

function insert({ at, slots }: Block, turn: number, slot: number): void {
  let place = at.length;
  while (place > 0 && (at[place - 1] ?? 0) > turn) place -= 1;
  at.splice(place, 0, turn);
  slots.splice(place, 0, slot);
}

const fits = ({ at: one }: Block, { at: other }: Block): boolean =>
  one.length === 0 || other.length === 0 || one.length + other.length <= MOST_TURNS * 0.75;

/** Where numbers begin to be inside or outside. */
const turnsOf = (spans: Spans): readonly number[] =>
  spans.flatMap(([from, to]) => (to === Infinity ? [from] : [from, to + 1]));
