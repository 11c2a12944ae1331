import type { KnownTrait, TraitRegistry } from '../../../traits/index.ts';
import { encodeValue } from '../../../traits/index.ts';
import type { PersonFacts } from '../../facts.ts';
import type { Column } from './literal.ts';

/** A person as the index looks at one: values in the form that they have in a column. */
export class Person {
  readonly facts: PersonFacts;
  readonly #traits: TraitRegistry;
  /** Tells this look at somebody from others, so that answers can be kept without being cleared. */
  readonly turn: number;

  constructor(facts: PersonFacts, traits: TraitRegistry, turn: number) {
    this.facts = facts;
    this.#traits = traits;
    this.turn = turn;
  }

  /** NaN where there is no number. */
  number({ of, name }: Column): number {
    switch (of) {
      case 'trait': {
        const value = this.#encoded(name);
        return typeof value === 'number' ? value : NaN;
      }
      case 'known':
        return this.facts.traits.has(name) ? 1 : NaN;
      case 'first':
        return this.facts.events.get(name)?.at(0)?.day ?? NaN;
      case 'last':
        return this.facts.events.get(name)?.at(-1)?.day ?? NaN;
    }
  }

  text(trait: string): string | undefined {
    const value = this.#encoded(trait);
    return typeof value === 'string' ? value : undefined;
  }

  #encoded(trait: string): string | number | undefined {
    const known: KnownTrait | undefined = this.facts.traits.get(trait);
    if (known === undefined) return undefined;
    const type = this.#traits.get(trait)?.type;
    return type === undefined ? undefined : encodeValue(type, known.value);
  }
}
