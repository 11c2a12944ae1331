import { grown } from './rows.ts';

/** Numbers for live offers, so that a shard need not look at the offer to know which it is. */
export class Offers {
  readonly #ids: string[] = [];
  readonly #free: number[] = [];
  /** The last look in which each matched. */
  #turns: Float64Array = new Float64Array(1_024);

  add(id: string): number {
    const offer = this.#free.pop() ?? this.#ids.length;
    this.#ids[offer] = id;
    if (offer >= this.#turns.length) this.#turns = grown(this.#turns);
    return offer;
  }

  remove(offer: number): void {
    this.#ids[offer] = '';
    this.#free.push(offer);
  }

  hasMatched(offer: number, turn: number): boolean {
    return this.#turns[offer] === turn;
  }

  /** Gives its id. */
  match(offer: number, turn: number): string {
    this.#turns[offer] = turn;
    return this.#ids[offer] ?? '';
  }
}
