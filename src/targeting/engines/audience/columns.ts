import type { TraitType } from '../../../traits/index.ts';
import type { PlanLeaf } from '../../plan.ts';
import { Bitmap, bytesOf, nobody } from './bitmap.ts';
import { DiceColumn } from './dice-column.ts';
import type { AudienceLeaves } from './evaluation.ts';
import { EventColumn } from './event-column.ts';
import type { FrameReader, Frames } from './frames.ts';
import { KeptPool } from './kept.ts';
import { Members } from './members.ts';
import { NumberColumn } from './number-column.ts';
import { everyone, noOne } from './part.ts';
import type { Part } from './part.ts';
import { TextColumn } from './text-column.ts';
import type { Asked, TraitColumn } from './trait-column.ts';

/** 1900-01-01. */
const FIRST_DAY = -25_567;

export interface TypedColumn {
  readonly type: TraitType;
  readonly column: TraitColumn;
}

/** Where counting starts in a column of numbers; undefined: the type's values are texts in a column. */
function leastOf(type: TraitType): number | undefined {
  switch (type.type) {
    case 'flag':
      return 0;
    case 'date':
      return FIRST_DAY;
    case 'number':
      return Math.round(type.min * 10 ** type.decimals);
    default:
      return undefined;
  }
}

/** Everything that is known of everybody, column by column. */
export class AudienceColumns implements AudienceLeaves {
  readonly people: Bitmap;
  readonly #pool = new KeptPool();
  readonly dice = new DiceColumn(this.#pool);
  readonly traits = new Map<string, TypedColumn>();
  readonly events = new Map<string, EventColumn>();
  readonly members = { installed: new Members(), granted: new Members(), list: new Members() } as const;

  constructor(people = new Bitmap()) {
    this.people = people;
  }

  /** Makes room for a trait. */
  openTrait(name: string, type: TraitType): void {
    if (this.traits.has(name)) return;
    const least = leastOf(type);
    const column = least === undefined ? new TextColumn(this.#pool) : new NumberColumn(least);
    this.traits.set(name, { type, column });
  }

  /** The column of an event, new where nobody has done it yet. */
  event(name: string): EventColumn {
    const column = this.events.get(name) ?? new EventColumn(this.#pool);
    this.events.set(name, column);
    return column;
  }

  find(leaf: PlanLeaf, sure: boolean, asked: Asked): Part {
    switch (leaf.kind) {
      case 'known': {
        const known = this.traits.get(leaf.trait)?.column.known ?? nobody;
        return sure ? { of: known, but: null } : { of: null, but: known };
      }
      case 'range':
      case 'text':
        return this.traits.get(leaf.trait)?.column.find(leaf, sure, asked) ?? noOne;
      case 'member':
        return this.members[leaf.of].find(leaf.id, sure);
      case 'did':
      case 'first':
      case 'last': {
        const column = this.events.get(leaf.event);
        if (column !== undefined) return column.find(leaf, sure, asked);
        // Nobody did it, which is known; when is not.
        return leaf.kind === 'did' && leaf.atLeast > 0 !== sure ? everyone : noOne;
      }
      case 'bucket':
        return this.dice.find(leaf, sure, asked);
    }
  }

  costOf(leaf: PlanLeaf): number {
    switch (leaf.kind) {
      case 'known':
      case 'member':
        return 0;
      case 'range':
      case 'text':
        return this.traits.get(leaf.trait)?.column.costOf(leaf) ?? 0;
      case 'did':
      case 'first':
      case 'last':
        return this.events.get(leaf.event)?.costOf(leaf) ?? 0;
      case 'bucket':
        return this.dice.costOf(leaf);
    }
  }

  /** Estimated bytes by column, each about its size when packed. */
  bytes(): Map<string, number> {
    return new Map([
      ['people', bytesOf(this.people)],
      ['dice', this.dice.bytes()],
      ...[...this.traits].map(([name, { column }]) => [`trait ${name}`, column.bytes()] as const),
      ...[...this.events].map(([name, column]) => [`event ${name}`, column.bytes()] as const),
      ...Object.entries(this.members).map(([name, column]) => [`members ${name}`, column.bytes()] as const),
    ]);
  }

  *frames(): Frames {
    yield {
      traits: [...this.traits].map(([name, { type }]) => ({ name, type })),
      events: [...this.events.keys()],
    };
    yield this.people;
    yield* this.dice.frames();
    for (const { column } of this.traits.values()) yield* column.frames();
    for (const column of this.events.values()) yield* column.frames();
    for (const column of Object.values(this.members)) yield* column.frames();
  }

  static async read(from: FrameReader): Promise<AudienceColumns> {
    const head = (await from.record()) as { traits: { name: string; type: TraitType }[]; events: string[] };
    const columns = new AudienceColumns(await from.bitmap());
    await columns.dice.read(from);
    for (const { name, type } of head.traits) {
      const least = leastOf(type);
      const column =
        least === undefined
          ? await TextColumn.read(from, columns.#pool)
          : await NumberColumn.read(from, least);
      columns.traits.set(name, { type, column });
    }
    for (const name of head.events) await columns.event(name).read(from);
    for (const column of Object.values(columns.members)) await column.read(from);
    return columns;
  }
}
