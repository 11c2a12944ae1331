/** Slots that turn from rejected to not rejected or back at a number, in the order of the numbers. */
export class Turns {
  #at = new Float64Array(16);
  #slots = new Uint16Array(16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): number {
    return this.#size === 0 ? Infinity : (this.#at[0] ?? Infinity);
  }

  /** Of the turn at a place. */
  slot(place: number): number {
    return this.#slots[place] ?? 0;
  }

  /** How many turns are at a number or before it. */
  upTo(value: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? Infinity) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(at: number, slot: number): void {
    this.#fit(this.#size + 1);
    const place = this.upTo(at);
    this.#at.copyWithin(place + 1, place, this.#size);
    this.#slots.copyWithin(place + 1, place, this.#size);
    this.#at[place] = at;
    this.#slots[place] = slot;
    this.#size += 1;
  }

  /** False where there is no such turn. */
  delete(at: number, slot: number): boolean {
    for (let place = this.upTo(at) - 1; place >= 0 && this.#at[place] === at; place -= 1) {
      if (this.#slots[place] !== slot) continue;
      this.#at.copyWithin(place, place + 1, this.#size);
      this.#slots.copyWithin(place, place + 1, this.#size);
      this.#size -= 1;
      return true;
    }
    return false;
  }

  append(other: Turns): void {
    this.#take(other, 0, other.#size);
  }

  /** Gives the turns from a place on, and keeps those before it. */
  cut(place: number): Turns {
    const rest = new Turns();
    rest.#take(this, place, this.#size);
    this.#size = place;
    return rest;
  }

  #take(other: Turns, from: number, to: number): void {
    this.#fit(this.#size + to - from);
    this.#at.set(other.#at.subarray(from, to), this.#size);
    this.#slots.set(other.#slots.subarray(from, to), this.#size);
    this.#size += to - from;
  }

  #fit(size: number): void {
    if (size <= this.#at.length) return;
    const [at, slots] = [this.#at, this.#slots];
    this.#at = new Float64Array(Math.max(size, at.length * 2));
    this.#slots = new Uint16Array(this.#at.length);
    this.#at.set(at);
    this.#slots.set(slots);
  }
}
