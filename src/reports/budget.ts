import type { Millis } from '../kernel/clock.ts';
import { Tx, lockingRows } from '../platform/db/index.ts';
import { LIFE_EPSILON } from './figures.ts';
import { quarterOf } from './weeks.ts';

/** Epsilon is kept in millionths, so that sums are exact. */
export const MICRO = 1_000_000;

/** What a partner may learn of any one person in a quarter, over all its offers, unless a setting says otherwise. */
export const QUARTERLY_EPSILON = 4;

/** A release of a report: the offer, whose it is, and where its week ends. */
export interface ReleaseRef {
  readonly partnerId: string;
  readonly offerId: string;
  readonly weekEndsAt: Millis;
}

let prove: (ref: ReleaseRef, tx: Tx) => Debit;

/** Proof that a release is paid for in an open transaction. Only `debit` makes one; nothing is counted without. */
export class Debit {
  readonly #heldBy: Tx;
  readonly offerId: string;
  readonly weekEndsAt: Millis;

  private constructor(ref: ReleaseRef, tx: Tx) {
    this.#heldBy = tx;
    this.offerId = ref.offerId;
    this.weekEndsAt = ref.weekEndsAt;
  }

  static {
    prove = (ref, tx) => new Debit(ref, tx);
  }

  /** Whether a value was made here and in this very transaction; holds where a cast got past the compiler. */
  static isHeldIn(tx: Tx, value: unknown): value is Debit {
    return typeof value === 'object' && value !== null && #heldBy in value && value.#heldBy === tx;
  }
}

interface DebitRow {
  partner_id: string;
  quarter: string;
  offer_id: string;
  week_ends_at: Millis;
  micro_epsilon: number;
  debited_at: Millis;
}

/** Nobody else releases to this partner on this quarter's budget until the transaction ends. */
export async function lockBudget(tx: Tx, partnerId: string, weekEndsAt: Millis): Promise<void> {
  const own = { partner_id: partnerId, quarter: quarterOf(weekEndsAt) };
  await tx.q('report_budgets').insert(own).onConflict(['partner_id', 'quarter']).ignore();
  await lockingRows(tx, tx.q('report_budgets').where(own));
}

/**
 * What one more release of an offer adds to what its partner may have learned of any one person in a quarter. The first
 * pays for all: in the others of that quarter are people whom it does not contain.
 */
export const priceOf = (debits: readonly { readonly offerId: string }[], offerId: string): number =>
  debits.some((debit) => debit.offerId === offerId) ? 0 : LIFE_EPSILON * MICRO;

/**
 * Pays for a release out of the budget of the quarter in which its week ends, which the caller has locked. Null: it
 * would overdraw. That is recorded and stays so, whatever becomes of the budget.
 */
export async function debit(tx: Tx, ref: ReleaseRef, budget: number): Promise<Debit | null> {
  if (!Tx.isGenuine(tx)) throw new TypeError('a release is paid for in an open transaction only');
  const release = { offer_id: ref.offerId, week_ends_at: ref.weekEndsAt };
  if ((await tx.q('report_refusals').where(release).first()) !== undefined) return null;
  const account = { partner_id: ref.partnerId, quarter: quarterOf(ref.weekEndsAt) };
  const debits = (await tx.q('report_debits').where(account)) as DebitRow[];
  const spent = debits.reduce((sum, row) => sum + row.micro_epsilon, 0);
  const price = priceOf(
    debits.map((row) => ({ offerId: row.offer_id })),
    ref.offerId,
  );
  if (spent + price > budget) {
    await tx.q('report_refusals').insert({ ...account, ...release, refused_at: tx.now });
    return null;
  }
  const row: DebitRow = { ...account, ...release, micro_epsilon: price, debited_at: tx.now };
  await tx.q('report_debits').insert(row);
  return prove(ref, tx);
}
