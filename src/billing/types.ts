import type { Millis } from '../kernel/clock.ts';

export const plans = ['pro', 'business'] as const;
export type Plan = (typeof plans)[number];

export const brands = ['visa', 'mastercard', 'amex', 'other'] as const;
export type Brand = (typeof brands)[number];

/** A means of payment as people tell theirs apart. */
export interface ShownMethod {
  readonly brand: Brand;
  readonly lastFour: string;
  /** `YYYY-MM`. */
  readonly expires: string;
}

/** The same with what the payment processor calls it. The number itself is the processor's alone. */
export interface PaymentMethod extends ShownMethod {
  readonly token: string;
}

export interface Subscription {
  /** The person's: each has one at most. */
  readonly id: string;
  readonly plan: Plan;
  /** Null once it is cancelled: nothing is paid with it any more. */
  readonly method: ShownMethod | null;
  readonly startedAt: Millis;
  readonly cancelledAt: Millis | null;
}
