import type { Millis } from '../kernel/clock.ts';

const JITTER = 0.2;

/**
 * The wait after the failure numbered `failures` (1: the first) on a schedule, within 20 % of it so that what failed
 * together does not come back together; null: the schedule is over. `fraction` is in [0, 1).
 */
export function scheduledWait(
  schedule: readonly Millis[],
  failures: number,
  fraction: number,
): Millis | null {
  const wait = schedule[failures - 1];
  return wait === undefined ? null : Math.round(wait * (1 - JITTER + 2 * JITTER * fraction));
}
