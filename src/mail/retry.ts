import { HOUR, MINUTE } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { scheduledWait } from '../platform/backoff.ts';

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

/** How long to wait after the failed attempt numbered `attempt` (1: the first); null: no more. `fraction` is in [0, 1). */
export const waitAfterAttempt = (attempt: number, fraction: number): Millis | null =>
  scheduledWait(MAIL_WAITS, attempt, fraction);
