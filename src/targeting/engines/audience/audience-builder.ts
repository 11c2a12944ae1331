import type { EventDay, TraitRegistry } from '../../../traits/index.ts';
import { AudienceIndex } from './audience-index.ts';
import { BitmapAppender } from './bitmap-appender.ts';
import { AudienceColumns } from './columns.ts';
import type { EventColumn } from './event-column.ts';
import type { Appender } from './trait-column.ts';

/**
 * Fills an index from streams of rows, column by column in any order, much faster than person by person. Within a column
 * rows come in ascending order of ordinals, each once, and every ordinal has to be added as a person, before or after.
 */
export class AudienceBuilder {
  readonly #registry: TraitRegistry;
  readonly #columns = new AudienceColumns();
  readonly #people = new BitmapAppender(this.#columns.people);
  readonly #traits = new Map<string, Appender>();
  readonly #events = new Map<string, EventColumn>();
  readonly #members = new Map<string, BitmapAppender>();

  constructor(registry: TraitRegistry) {
    this.#registry = registry;
    for (const { name, type } of registry.values()) this.#columns.openTrait(name, type);
  }

  addPerson(ordinal: number, dice: number): void {
    this.#people.add(ordinal);
    this.#columns.dice.append(ordinal, dice);
  }

  /** Where values of a trait go, as `encodeValue` gives them; null: it is not registered. */
  trait(name: string): Pick<Appender, 'add'> | null {
    const appender = this.#traits.get(name) ?? this.#columns.traits.get(name)?.column.appender();
    if (appender !== undefined) this.#traits.set(name, appender);
    return appender ?? null;
  }

  /** Where days of an event go; several of one person in any order. */
  event(name: string): { add(ordinal: number, day: EventDay): void } {
    const column = this.#columns.event(name);
    this.#events.set(name, column);
    return { add: (ordinal, day) => column.append(ordinal, day) };
  }

  /** Where the people go who have an app, or are on a list. */
  members(of: 'installed' | 'granted' | 'list', id: string): Pick<BitmapAppender, 'add'> {
    const key = `${of} ${id}`;
    const appender = this.#members.get(key) ?? this.#columns.members[of].appender(id);
    this.#members.set(key, appender);
    return appender;
  }

  /** The index; the builder is used up. */
  finish(): AudienceIndex {
    for (const each of [this.#people, ...this.#traits.values(), ...this.#members.values()]) each.finish();
    for (const column of this.#events.values()) column.finish();
    return new AudienceIndex(this.#columns, this.#registry);
  }
}
