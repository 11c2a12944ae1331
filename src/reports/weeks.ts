import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** So many weekly releases a report has, then it stays as it is. */
export const RELEASES = 8;

const WEEK: Millis = 7 * DAY;
/** The first Monday of the epoch, 00:00 UTC. */
const MONDAY: Millis = 4 * DAY;

const weekStart = (at: Millis): Millis => Math.floor((at - MONDAY) / WEEK) * WEEK + MONDAY;

/**
 * Where the newest week that a report may be about ends; null: the first is not over. Weeks are those of the calendar,
 * Monday to Sunday in UTC, the same for every offer, so that a date tells no offers apart. The first is the one in which
 * the offer starts.
 */
export function dueWeek(startsAt: Millis, now: Millis): Millis | null {
  const first = weekStart(startsAt);
  const end = Math.min(weekStart(now), first + RELEASES * WEEK);
  return end > first ? end : null;
}

/** The quarter of an instant in UTC, e.g. `2026-Q4`. */
export function quarterOf(at: Millis): string {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-Q${1 + Math.floor(date.getUTCMonth() / 3)}`;
}
