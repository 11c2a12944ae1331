import { HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** Waits between attempts; after the last one a delivery is exhausted, which is visible and can be taken up again. */
export const RETRY_WAITS: readonly Millis[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

const JITTER = 0.2;

/** How long to wait after the failure numbered `failures` (1: the first); null: no more. `fraction` is in [0, 1). */
export function waitAfter(failures: number, fraction: number): Millis | null {
  const wait = RETRY_WAITS[failures - 1];
  return wait === undefined ? null : Math.round(wait * (1 - JITTER + 2 * JITTER * fraction));
}
