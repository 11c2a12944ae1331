import type { Check } from './questions.ts';

/** The different checks of a shard by small numbers, for many conjunctions share one. Zero is no check. */
export class Checks {
  readonly #numbers = new Map<string, number>();
  readonly #checks: (Check | null)[] = [null];
  readonly #users: number[] = [0];
  readonly #free: number[] = [];

  at(number: number): Check | null {
    return this.#checks[number] ?? null;
  }

  add(check: Check): number {
    const key = keyOf(check);
    const number = this.#numbers.get(key) ?? this.#free.pop() ?? this.#checks.length;
    this.#numbers.set(key, number);
    this.#checks[number] = check;
    this.#users[number] = (this.#users[number] ?? 0) + 1;
    return number;
  }

  /** Gives the check. */
  remove(number: number): Check | null {
    const check = this.at(number);
    if (check === null) return null;
    const users = (this.#users[number] ?? 0) - 1;
    this.#users[number] = users;
    if (users > 0) return check;
    this.#checks[number] = null;
    this.#numbers.delete(keyOf(check));
    this.#free.push(number);
    return check;
  }
}

const keyOf = ({ question, least, wanted }: Check): string => `${question} ${least} ${wanted}`;
