import type { Trait, TraitRegistry } from '../../../traits/index.ts';
import { encodeValue } from '../../../traits/index.ts';
import type { PersonFacts } from '../../facts.ts';
import type { Plan } from '../../plan.ts';
import type { Bitmap } from './bitmap.ts';
import { AudienceColumns } from './columns.ts';
import { countWanted, findWanted } from './evaluation.ts';
import { wantedOf } from './wanted.ts';

/**
 * How many people a criterion is true of, and who, out of ten million in milliseconds: everybody's facts turned round, a
 * set of people for each thing that can be known. People stand in it by their ordinals. Nothing in it waits, so a
 * question sees every person either before or after a change.
 */
export class AudienceIndex {
  readonly #columns: AudienceColumns;
  #still = 0;

  /** `columns`: from a builder or a snapshot; they belong to the index from now on. */
  constructor(columns: AudienceColumns, registry: TraitRegistry) {
    this.#columns = columns;
    for (const trait of registry.values()) this.ensureTrait(trait);
  }

  static empty(registry: TraitRegistry): AudienceIndex {
    return new AudienceIndex(new AudienceColumns(), registry);
  }

  /** How many people there are. */
  get people(): number {
    return this.#columns.people.size;
  }

  /** Takes in a trait that was registered since. */
  ensureTrait({ name, type }: Trait): void {
    this.#columns.openTrait(name, type);
  }

  /** Takes a person's facts in place of whatever was known. Values of traits that are not registered are left out. */
  set(ordinal: number, facts: PersonFacts): void {
    this.#assertMoving();
    const { people, dice, traits, events, members } = this.#columns;
    people.add(ordinal);
    dice.set(ordinal, facts.dice);
    for (const [name, { type, column }] of traits) {
      const known = facts.traits.get(name);
      if (known === undefined) column.clear(ordinal);
      else column.set(ordinal, encodeValue(type, known.value));
    }
    for (const [name, column] of events) {
      if (!facts.events.has(name)) column.clear(ordinal);
    }
    for (const [name, days] of facts.events) this.#columns.event(name).set(ordinal, days);
    members.installed.set(ordinal, facts.installed);
    members.granted.set(ordinal, facts.granted);
    members.list.set(ordinal, facts.lists);
  }

  /** Forgets a person; no matter whether there is one. */
  remove(ordinal: number): void {
    this.#assertMoving();
    const { people, dice, traits, events, members } = this.#columns;
    if (!people.delete(ordinal)) return;
    dice.clear(ordinal);
    for (const { column } of traits.values()) column.clear(ordinal);
    for (const column of events.values()) column.clear(ordinal);
    for (const column of Object.values(members)) column.clear(ordinal);
  }

  /** Of how many people a plan is surely true. */
  count(plan: Plan): number {
    return countWanted(this.#columns, wantedOf(plan));
  }

  /** Of whom a plan is surely true; a bitmap of the caller's own, iterable in ascending order. */
  members(plan: Plan): Bitmap {
    return findWanted(this.#columns, wantedOf(plan));
  }

  /** Estimated bytes by column. */
  bytes(): ReadonlyMap<string, number> {
    return this.#columns.bytes();
  }

  /** Runs `work` on the columns while nobody may change them; questions go on. */
  async whileStill<Result>(work: (columns: AudienceColumns) => Promise<Result>): Promise<Result> {
    this.#still += 1;
    try {
      return await work(this.#columns);
    } finally {
      this.#still -= 1;
    }
  }

  #assertMoving(): void {
    if (this.#still > 0) throw new Error('the index is being written: wait with changes until that is over');
  }
}
