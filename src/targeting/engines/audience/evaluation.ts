import type { PlanLeaf } from '../../plan.ts';
import type { Bitmap, ReadonlyBitmap } from './bitmap.ts';
import {
  bitmapOf,
  everyone,
  isEveryone,
  isNoOne,
  join,
  meet,
  noOne,
  sizeOf,
  sizeOfJoin,
  sizeOfMeeting,
} from './part.ts';
import type { Part } from './part.ts';
import { Scratch } from './scratch.ts';
import type { Asked } from './trait-column.ts';
import type { Wanted, WantedJoined } from './wanted.ts';

/** What answers leaves. */
export interface AudienceLeaves {
  readonly people: ReadonlyBitmap;
  find(leaf: PlanLeaf, sure: boolean, asked: Asked): Part;
  costOf(leaf: PlanLeaf): number;
}

/** Finds what is wanted, once. */
class Evaluation {
  readonly #columns: AudienceLeaves;
  readonly #people: ReadonlyBitmap;
  readonly #scratch = new Scratch();
  readonly #found = new Map<Wanted, Part>();

  constructor(columns: AudienceLeaves) {
    this.#columns = columns;
    this.#people = columns.people;
  }

  count(wanted: Wanted): number {
    if (wanted.kind === 'leaf' || wanted.of.length < 2) return sizeOf(this.#find(wanted, null), this.#people);
    const sizeOfBoth = wanted.kind === 'all' ? sizeOfMeeting : sizeOfJoin;
    const [before, last] = this.#allButLast(wanted, null);
    return last === null
      ? sizeOf(before, this.#people)
      : sizeOfBoth(this.#scratch, before, last, this.#people);
  }

  members(wanted: Wanted): Bitmap {
    return this.#scratch.give(bitmapOf(this.#scratch, this.#find(wanted, null), this.#people));
  }

  end(): void {
    this.#scratch.end();
  }

  /** `within`: see `Asked`. */
  #find(wanted: Wanted, within: ReadonlyBitmap | null): Part {
    if (wanted.uses < 2) return this.#make(wanted, within);
    const there = this.#found.get(wanted);
    if (there !== undefined) return there;
    const part = this.#make(wanted, null);
    this.#scratch.share(part.of);
    this.#scratch.share(part.but);
    this.#found.set(wanted, part);
    return part;
  }

  #make(wanted: Wanted, within: ReadonlyBitmap | null): Part {
    if (wanted.kind === 'leaf') {
      return this.#columns.find(wanted.leaf, wanted.sure, {
        scratch: this.#scratch,
        people: this.#people,
        within,
      });
    }
    const [before, last] = this.#allButLast(wanted, within);
    return last === null ? before : this.#both(wanted.kind, before, last);
  }

  #both(kind: 'all' | 'any', a: Part, b: Part): Part {
    return kind === 'all' ? meet(this.#scratch, a, b) : join(this.#scratch, a, b, this.#people);
  }

  /** What all parts but the last come to, and the last; null for it where no more is needed. */
  #allButLast({ kind, of }: WantedJoined, within: ReadonlyBitmap | null): readonly [Part, Part | null] {
    const isDecided = kind === 'all' ? isNoOne : isEveryone;
    let sofar = kind === 'all' ? everyone : noOne;
    const inOrder = this.#inOrder(of);
    for (const [i, part] of inOrder.entries()) {
      const next = this.#find(part, (kind === 'all' ? sofar.of : null) ?? within);
      if (i === inOrder.length - 1) return [sofar, next];
      sofar = this.#both(kind, sofar, next);
      if (isDecided(sofar)) break;
    }
    return [sofar, null];
  }

  /** What is cheap comes first: it may decide, or leave fewer people to look at. */
  #inOrder(parts: readonly Wanted[]): readonly Wanted[] {
    return parts
      .map((part) => ({ part, cost: this.#costOf(part) }))
      .sort((a, b) => a.cost - b.cost)
      .map(({ part }) => part);
  }

  #costOf(wanted: Wanted): number {
    if (wanted.kind === 'leaf') return this.#columns.costOf(wanted.leaf);
    return wanted.of.reduce((sum, part) => sum + this.#costOf(part), 0.5);
  }
}

/** How many people, by size alone where the last step allows. */
export function countWanted(columns: AudienceLeaves, wanted: Wanted): number {
  const evaluation = new Evaluation(columns);
  try {
    return evaluation.count(wanted);
  } finally {
    evaluation.end();
  }
}

/** Who; a bitmap of the caller's own. */
export function findWanted(columns: AudienceLeaves, wanted: Wanted): Bitmap {
  const evaluation = new Evaluation(columns);
  try {
    return evaluation.members(wanted);
  } finally {
    evaluation.end();
  }
}
