import { SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';

/**
 * A rate kept by one number, the theoretical arrival time of the next attempt (the generic cell rate algorithm, ITU-T
 * I.371): as exact as a token bucket, and any number of processes share it as a column. A second's worth may burst.
 */

/** How many attempts may start now, at most `wanted`. `arrival` is what `spend` returned last, 0 at first. */
export function allowance(maxPerSecond: number | null, arrival: Millis, now: Millis, wanted: number): number {
  if (maxPerSecond === null) return wanted;
  const interval = SECOND / maxPerSecond;
  const room = now + SECOND - Math.max(arrival, now);
  // Half a thousandth keeps sums of fractions from costing a whole attempt.
  return Math.max(0, Math.min(wanted, Math.floor(room / interval + 0.0005)));
}

/** The theoretical arrival time after `count` attempts started. Fractions of a millisecond count. */
export const spend = (maxPerSecond: number, arrival: Millis, now: Millis, count: number): Millis =>
  Math.max(arrival, now) + (count * SECOND) / maxPerSecond;
