import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/**
 * Until when marketing's own report counts: the last midnight, UTC. A number that moved at once could be watched while
 * one person did something.
 */
export const countedUntil = (now: Millis): Millis => Math.floor(now / DAY) * DAY;

/**
 * The numbers of marketing's own report: each as the band it lies in, never as itself. `bandOf` is the one of
 * targeting's previews, nothing below 300, so that a size looks the same wherever marketing sees it.
 */
export function campaignFigures<Name extends string, Band>(
  counts: Readonly<Record<Name, number>>,
  bandOf: (count: number) => Band,
): Readonly<Record<Name, Band>> {
  const entries = Object.entries<number>(counts).map(([name, count]) => [name, bandOf(count)]);
  return Object.fromEntries(entries) as Record<Name, Band>;
}
