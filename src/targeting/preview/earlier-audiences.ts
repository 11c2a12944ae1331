import type { Day, TraitRegistry } from '../../traits/index.ts';
import type { Expanded } from '../criteria/ast.ts';
import type { Bitmap, ReadonlyBitmap } from '../engines/audience/bitmap.ts';
import { bytesOf } from '../engines/audience/bitmap.ts';
import { bands } from './bands.ts';
import { hashOf } from './normal.ts';
import type { Question } from './questions.ts';
import type { Steps } from './settle.ts';

/** Audiences as they are now. */
export interface LiveAudiences {
  /** Of whom a criterion is true; the caller disposes of it. */
  members(criterion: Expanded): Bitmap;
  /** Goes up by one at least for each person about whom something changed, so audiences differ by no more over time. */
  readonly changes: number;
  readonly today: Day;
  readonly traits: TraitRegistry;
}

/** An audience that is held against earlier ones, as it is now. */
export interface Target {
  readonly hash: string;
  readonly members: ReadonlyBitmap;
}

/** When something was measured. */
interface Moment {
  readonly changes: number;
  readonly day: Day;
}

interface Measured extends Moment {
  readonly size: number;
}

interface MeasuredCells extends Moment {
  readonly sizes: readonly number[];
  readonly hashes: readonly string[];
}

const TIMED: ReadonlySet<string> = new Set(['past', 'ago', 'next', 'did', 'first', 'last']);

/** Whether a criterion can be true of others tomorrow though nothing happens. */
function isTimed(criterion: Expanded): boolean {
  if (criterion.op === 'and' || criterion.op === 'or') return criterion.all.some(isTimed);
  return criterion.op === 'not' ? isTimed(criterion.of) : TIMED.has(criterion.op);
}

const { fewest } = bands;
/** Cells are measured anew once so much has changed that old sizes rule nothing out. */
const STALE = 1_000;
const MEMORY = 128 * 1_024 * 1_024;

/**
 * Tells which earlier audiences are too near to one: by sizes where these are far enough apart, by people otherwise.
 * What was measured is remembered with what may have changed since; people of as many audiences as fit into memory.
 */
export class EarlierAudiences {
  readonly #live: LiveAudiences;
  readonly #most: number;
  readonly #measured = new WeakMap<Question, Measured>();
  readonly #cells = new WeakMap<Question, MeasuredCells>();
  /** Least recently used first. */
  readonly #people = new Map<Question, Bitmap>();
  #bytes = 0;

  constructor(live: LiveAudiences, memory = MEMORY) {
    this.#live = live;
    this.#most = memory;
  }

  /** Bytes of people that are remembered. */
  get memory(): number {
    return this.#bytes;
  }

  get #now(): Moment {
    return { changes: this.#live.changes, day: this.#live.today };
  }

  /** By how many people an audience can differ from what was measured. */
  #drift(criterion: Expanded, then: Moment): number {
    if (then.day !== this.#live.today && isTimed(criterion)) return Infinity;
    return this.#live.changes - then.changes;
  }

  #remember(question: Question, people: Bitmap): void {
    this.#forget(question);
    this.#people.set(question, people);
    this.#bytes += bytesOf(people);
    for (const oldest of this.#people.keys()) {
      if (this.#bytes <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(question: Question): void {
    const people = this.#people.get(question);
    if (people === undefined) return;
    this.#people.delete(question);
    this.#bytes -= bytesOf(people);
    people.dispose();
  }

  /** The people of a question's whole as last looked at. */
  #peopleThen(question: Question): ReadonlyBitmap | null {
    const people = this.#people.get(question);
    if (people === undefined) return null;
    this.#people.delete(question);
    this.#people.set(question, people);
    return people;
  }

  /** Whether the whole of a question is near; leaves it measured. */
  *#isNear({ members }: Target, question: Question): Steps<boolean> {
    const then = this.#measured.get(question);
    if (then !== undefined) {
      const drift = this.#drift(question.criterion, then);
      if (Math.abs(members.size - then.size) - drift >= fewest) return false;
      const people = this.#peopleThen(question);
      const apart = people === null ? drift : members.xorCardinality(people);
      if (apart - drift >= fewest) return false;
      if (people !== null && drift === 0) return true;
    }
    yield;
    const people = this.#measure(question);
    const apart = members.xorCardinality(people);
    this.#remember(question, people);
    return apart < fewest;
  }

  #measure(question: Question): Bitmap {
    const people = this.#live.members(question.criterion);
    this.#measured.set(question, { ...this.#now, size: people.size });
    return people;
  }

  /** Measures what has no size that still says something, so that nobody has to wait for it. */
  *measure(questions: readonly Question[]): Steps<void> {
    for (const question of questions) {
      const then = this.#measured.get(question);
      if (then !== undefined && this.#drift(question.criterion, then) < Infinity) continue;
      yield;
      this.#remember(question, this.#measure(question));
    }
  }

  *#measureCells(question: Question): Steps<MeasuredCells> {
    const then = this.#cells.get(question);
    if (then !== undefined && this.#drift(question.criterion, then) < STALE) return then;
    const moment = this.#now;
    const whole = this.#live.members(question.criterion);
    const sizes: number[] = [];
    for (const { criterion } of question.cells) {
      yield;
      const inside = this.#live.members(criterion);
      sizes.push(whole.andCardinality(inside));
      inside.dispose();
    }
    whole.dispose();
    const hashes = then?.hashes ?? question.cells.map((cell) => this.#hashOfCell(question, cell.criterion));
    const now = { ...moment, sizes, hashes };
    this.#cells.set(question, now);
    return now;
  }

  #hashOfCell({ criterion }: Question, cell: Expanded): string {
    return hashOf({ op: 'and', all: [criterion, cell] }, this.#live.traits);
  }

  /** Whether a question's whole has room for a cell that is near: few of the target are outside of it. */
  #mayHold({ members }: Target, question: Question): boolean {
    const then = this.#measured.get(question);
    if (then === undefined) return true;
    const drift = this.#drift(question.criterion, then);
    if (members.size - then.size - drift >= fewest) return false;
    const people = this.#peopleThen(question);
    return people === null || members.andNotCardinality(people) - drift < fewest;
  }

  *#nearCell(target: Target, question: Question): Steps<'the same' | 'another' | null> {
    if (question.cells.length === 0 || !this.#mayHold(target, question)) return null;
    const { members } = target;
    const measured = yield* this.#measureCells(question);
    const drift = this.#drift(question.criterion, measured);
    let found: 'another' | null = null;
    for (const [i, cell] of question.cells.entries()) {
      const size = measured.sizes[i] ?? 0;
      if (Math.abs(members.size - size) - drift >= fewest) continue;
      // Two that are small together are near whoever they are.
      if (members.size + size + drift >= fewest) {
        yield;
        const people = this.#live.members({ op: 'and', all: [question.criterion, cell.criterion] });
        const apart = members.xorCardinality(people);
        people.dispose();
        if (apart >= fewest) continue;
      }
      if (measured.hashes[i] === target.hash) return 'the same';
      found = 'another';
    }
    return found;
  }

  /**
   * Whether one of these questions, oldest first, had an audience with all but a few of the same people. Those count
   * that came up before `own`, and before the target's own criterion did: whoever asks the same again stands where it
   * was first asked.
   */
  *isTooNear(target: Target, own: Question, earlier: readonly Question[]): Steps<boolean> {
    for (const question of earlier) {
      if (question === own || question.hash === target.hash) return false;
      if (yield* this.#isNear(target, question)) return true;
      const cell = yield* this.#nearCell(target, question);
      if (cell !== null) return cell === 'another';
    }
    return false;
  }
}
