import { HOUR, MINUTE } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** Waits between attempts; after the last one a mail has failed, which stays visible in its row. */
export const MAIL_WAITS: readonly Millis[] = [
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

export const MAX_ATTEMPTS = MAIL_WAITS.length + 1;

const JITTER = 0.2;

/** How long to wait after the failed attempt numbered `attempt` (1: the first); null: no more. `fraction` is in [0, 1). */
export function waitAfterAttempt(attempt: number, fraction: number): Millis | null {
  const wait = MAIL_WAITS[attempt - 1];
  return wait === undefined ? null : Math.round(wait * (1 - JITTER + 2 * JITTER * fraction));
}
