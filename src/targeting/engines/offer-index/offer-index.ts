import type { TraitRegistry } from '../../../traits/index.ts';
import type { PersonFacts } from '../../facts.ts';
import type { Plan } from '../../plan.ts';
import { Columns } from './columns.ts';
import { conjunctionsOf } from './conjunctions.ts';
import { normalOf } from './normal.ts';
import { Offers } from './offers.ts';
import { Person } from './person.ts';
import { Questions } from './questions.ts';
import { Shard } from './shard.ts';

interface Live {
  readonly offer: number;
  readonly places: readonly { readonly shard: Shard; readonly slot: number }[];
}

/**
 * Which of many live offers somebody matches. Each offer is kept as conjunctions, any of which suffices; for each thing
 * that is known of people a table says which conjunctions a value rejects. What no table rejects is asked the rest.
 *
 * A plan is of a day: when the day turns, `put` anew the offers for which `restsOnToday` of the criterion holds.
 */
export class OfferIndex {
  readonly #columns = new Columns();
  readonly #questions = new Questions();
  readonly #offers = new Offers();
  readonly #live = new Map<string, Live>();
  readonly #shards: Shard[] = [];
  #turn = 0;

  /** Offers in the index. */
  get size(): number {
    return this.#live.size;
  }

  /** Adds an offer, or gives it another plan. */
  put(id: string, plan: Plan): void {
    const conjunctions = conjunctionsOf(normalOf(plan));
    this.remove(id);
    const offer = this.#offers.add(id);
    const places = conjunctions.map((conjunction) => {
      const shard = this.#shardWithRoom();
      return { shard, slot: shard.add(offer, conjunction) };
    });
    this.#live.set(id, { offer, places });
  }

  /** False where there was no such offer. */
  remove(id: string): boolean {
    const live = this.#live.get(id);
    if (live === undefined) return false;
    for (const { shard, slot } of live.places) shard.remove(slot);
    this.#offers.remove(live.offer);
    return this.#live.delete(id);
  }

  /** Ids of the offers whose criterion is clearly true of a person, in no particular order. */
  matching(facts: PersonFacts, traits: TraitRegistry): string[] {
    this.#turn += 1;
    const person = new Person(facts, traits, this.#turn);
    this.#columns.read(person);
    const ids: string[] = [];
    for (const shard of this.#shards) shard.match(person, ids);
    return ids;
  }

  #shardWithRoom(): Shard {
    const open = this.#shards.find((shard) => !shard.isFull);
    if (open !== undefined) return open;
    const shard = new Shard(this.#columns, this.#questions, this.#offers);
    this.#shards.push(shard);
    return shard;
  }
}
