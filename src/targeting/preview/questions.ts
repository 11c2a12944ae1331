import type { Millis } from '../../kernel/clock.ts';
import type { Expanded } from '../criteria/ast.ts';
import type { Cell } from './cells.ts';

/** What was asked: how many a criterion is true of, and how many of them are in each of these cells. */
export interface Question {
  /** Questions with one key are one. */
  readonly key: string;
  /** See `hashOf`. */
  readonly hash: string;
  readonly criterion: Expanded;
  /** None: only the whole was asked about. */
  readonly cells: readonly Cell[];
}

/** A time at which a question was asked; `seq` counts up in the order in which the log has them. */
export interface Asking {
  readonly seq: number;
  readonly at: Millis;
}

interface Asked {
  readonly question: Question;
  /** In order of `seq`, not empty. */
  times: readonly Asking[];
}

/** The questions of the last while that were answered or may yet be, in the order in which they first came up. */
export class Questions {
  readonly #asked = new Map<string, Asked>();
  #inOrder: readonly Question[] | null = null;

  get size(): number {
    return this.#asked.size;
  }

  find(key: string): Question | null {
    return this.#asked.get(key)?.question ?? null;
  }

  /** Askings come in order of `seq`. */
  add(question: Question, asking: Asking): void {
    const asked = this.#asked.get(question.key);
    if (asked === undefined) {
      this.#asked.set(question.key, { question, times: [asking] });
      this.#inOrder = null;
    } else asked.times = [...asked.times, asking];
  }

  #keep(key: string, asked: Asked, wanted: (time: Asking) => boolean): void {
    const times = asked.times.filter(wanted);
    if (times[0]?.seq !== asked.times[0]?.seq) this.#inOrder = null;
    if (times.length === 0) this.#asked.delete(key);
    else asked.times = times;
  }

  /** A question was not answered this time. */
  withdraw(key: string, seq: number): void {
    const asked = this.#asked.get(key);
    if (asked !== undefined) this.#keep(key, asked, (time) => time.seq !== seq);
  }

  /** Forgets what was asked before an instant. */
  forgetBefore(instant: Millis): void {
    for (const [key, asked] of this.#asked) {
      if ((asked.times[0]?.at ?? instant) < instant) this.#keep(key, asked, ({ at }) => at >= instant);
    }
  }

  /** Oldest first. The list stays as it is while more are asked. */
  inOrder(): readonly Question[] {
    const first = ({ times }: Asked): number => times[0]?.seq ?? 0;
    this.#inOrder ??= [...this.#asked.values()]
      .sort((a, b) => first(a) - first(b))
      .map(({ question }) => question);
    return this.#inOrder;
  }
}
