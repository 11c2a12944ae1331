import type { PlanLeaf } from '../../plan.ts';
import { Bitmap } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
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

/** From this cost on a leaf is quicker for some people than for all; see `TraitColumn.costOf`. */
const SCAN = 3;
/** Of one in so many people it may be. */
const FEW = 4;

/** Finds what is wanted, once. */
class Evaluation {
  readonly #columns: AudienceLeaves;
  readonly #people: ReadonlyBitmap;
  readonly #scratch = new Scratch();
  readonly #found = new Map<Wanted, Part>();
  readonly #costs = new Map<Wanted, number>();

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
    // What is cheap comes first: it may decide, or leave fewer people to look at.
    const inOrder = [...of].sort((a, b) => this.#costOf(a) - this.#costOf(b));
    for (const [i, part] of inOrder.entries()) {
      const open = this.#open(kind, sofar, within, part);
      const next = this.#find(part, open);
      if (![sofar.of, sofar.but, within].includes(open)) this.#scratch.done(open);
      if (i === inOrder.length - 1) return [sofar, next];
      sofar = this.#both(kind, sofar, next);
      if (isDecided(sofar)) break;
    }
    return [sofar, null];
  }

  /** Those about whom a part still has to say something; null: everybody. */
  #open(
    kind: 'all' | 'any',
    { of, but }: Part,
    within: ReadonlyBitmap | null,
    part: Wanted,
  ): ReadonlyBitmap | null {
    if (kind === 'all' && of !== null) return of;
    if (kind === 'any' && of === null) return but;
    const out = kind === 'all' ? but : but === null ? of : null;
    const all = within ?? this.#people;
    if (out === null || this.#costOf(part) < SCAN || (all.size - out.size) * FEW > this.#people.size)
      return within;
    return this.#scratch.take(Bitmap.andNot(all, out));
  }

  #costOf(wanted: Wanted): number {
    const there = this.#costs.get(wanted);
    if (there !== undefined) return there;
    const cost =
      wanted.kind === 'leaf'
        ? this.#columns.costOf(wanted.leaf)
        : wanted.of.reduce((sum, part) => sum + this.#costOf(part), 0.5);
    this.#costs.set(wanted, cost);
    return cost;
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
