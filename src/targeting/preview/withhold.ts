import type { Band, Bands } from './bands.ts';
import { bandOf } from './bands.ts';

/** A cell before it is decided whether it is shown. */
export interface CountedCell {
  readonly count: number;
  /** Another audience that was asked about is too near to it. */
  readonly tooNear: boolean;
}

/**
 * Whether what is shown leaves open how many are in what is withheld. All of it together is the audience without the
 * shown cells, so the bands give it two ends: neither may cut into the few that are withheld, and nor may the ends of
 * one cell alone when all others hold as many as a small one can.
 */
function leavesOpen(total: Band, shown: readonly Band[], withheld: number, fewest: number): boolean {
  if (withheld === 0) return true;
  const most = total.to - 1 - shown.reduce((sum, { from }) => sum + from, 0);
  const least = total.from - shown.reduce((sum, { to }) => sum + to - 1, 0);
  if (most < fewest - 1) return false;
  // A single shown cell tells that the others are together the fewest or more; two small ones cannot be without both.
  const together = shown.length === 1 ? Math.max(least, fewest) : least;
  if (least > 0 && least < fewest) return false;
  return together <= (withheld - 1) * (fewest - 1);
}

/**
 * Which cells of a partition may be shown, in order. A cell is withheld where it, or the audience without it, is smaller
 * than the fewest that are shown; and all are where the sums would tell of a withheld one what its band does not.
 */
export function shownCells(total: number, cells: readonly CountedCell[], scale: Bands): readonly boolean[] {
  const { fewest } = scale;
  const candidates = cells.map(
    ({ count, tooNear }) => count >= fewest && total - count >= fewest && !tooNear,
  );
  const shown = cells.filter((_, i) => candidates[i]).map(({ count }) => bandOf(count, scale));
  const withheld = cells.length - shown.length;
  return leavesOpen(bandOf(total, scale), shown, withheld, fewest) ? candidates : cells.map(() => false);
}
