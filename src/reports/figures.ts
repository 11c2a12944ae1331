import { twoSidedGeometric } from './noise.ts';
import type { Below, Ratio } from './noise.ts';

/** How many people an offer reached, and how many of them dismissed it. */
export interface Counts {
  readonly reached: number;
  readonly dismissed: number;
}

/** The same for a partner. Null: fewer than `LEAST`, after the noise. */
export interface Shown {
  readonly reached: number | null;
  readonly dismissed: number | null;
}

/**
 * What an offer's report may cost one person, over its whole life, in epsilon: all cells and all releases together.
 *
 * Two reports are neighbours if one person, with all they ever did about the offer, is in the one and not in the other.
 * A release counts, in each cell, the people who came to it FIRST since the release before: those who saw the offer for
 * the first time, those who dismissed it for the first time. The spans of the releases are disjoint and a first time has
 * one instant, so the person changes one span's count of the reached by 1, at most one span's count of the dismissed by
 * 1, and no other number. Of the up to sixteen numbers that are noised, each on its own, two depend on the person: with
 * epsilon 1/2 each that is 1 in all (parallel composition over the weeks, sequential over the two cells). It holds where
 * the asker chooses, by what it has seen, when to ask: where a span ends depends on answers from before the span was
 * looked at. What is shown, the sum of the noised numbers so far, rounded and held back below `LEAST`, is made of those
 * numbers and costs nothing.
 *
 * The other honest way, every cell of every release counted anew from the start, would leave each of the sixteen 1/16:
 * noise of standard deviation 22.6 in each number. This way it is 2.8 in the first and at most 7.9 in the eighth.
 */
export const LIFE_EPSILON = 1;

const CELLS = 2;
export const CELL_EPSILON: Ratio = { num: LIFE_EPSILON, den: CELLS };

/** The least that is shown. */
export const LEAST = 1_000;
const STEP = 50;

export const NOTHING_YET: Counts = { reached: 0, dismissed: 0 };

/** The noised sum after a release: the one before and, under noise of their own, those who are new since. */
export function addNoised(before: Counts, fresh: Counts, below: Below): Counts {
  return {
    reached: before.reached + fresh.reached + twoSidedGeometric(below, CELL_EPSILON),
    dismissed: before.dismissed + fresh.dismissed + twoSidedGeometric(below, CELL_EPSILON),
  };
}

const shownNumber = (noised: number): number | null =>
  noised < LEAST ? null : Math.round(noised / STEP) * STEP;

/** What a partner sees of a noised sum: to the nearest 50, half of it up; nothing below 1,000. */
export const shown = (noised: Counts): Shown => ({
  reached: shownNumber(noised.reached),
  dismissed: shownNumber(noised.dismissed),
});
