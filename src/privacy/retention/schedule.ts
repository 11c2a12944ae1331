import type { Millis } from '../../kernel/clock.ts';
import type { Tx } from '../../platform/db/index.ts';

export interface RetentionStep {
  /** The instant that the rule counts from: the same for all steps of a run. */
  readonly now: Millis;
  /** Whose data stays whatever its age: people under a hold. */
  readonly held: readonly string[];
  /** Where the step before ended; null: this is the first. */
  readonly after: string | null;
}

/** One class of data and how long it is kept. */
export interface RetentionClass {
  /** What kind of data; the schedule's key. */
  readonly data: string;
  /** How long it is kept and why, in words for everyone. */
  readonly rule: string;
  /** How often it is looked through. */
  readonly every: Millis;
  /**
   * Who says in the ledger how much was destroyed: the run when it is over, or each step by itself. `none`: it is about
   * nobody. Where it is about people, holds win.
   */
  readonly leaf: 'of-run' | 'of-step' | 'none';
  /**
   * Destroys some of what is kept no longer, in one transaction and without a long lock; `after`: where to go on, null
   * once nothing is left.
   */
  step(tx: Tx, at: RetentionStep): Promise<{ readonly count: number; readonly after: string | null }>;
}

/** A class whose step destroys up to `limit` rows, the oldest first, until fewer are found. */
export const byBatches =
  (
    limit: number,
    destroy: (tx: Tx, at: RetentionStep, limit: number) => Promise<number>,
  ): RetentionClass['step'] =>
  async (tx, at) => {
    const count = await destroy(tx, at, limit);
    return { count, after: count < limit ? null : 'more' };
  };
