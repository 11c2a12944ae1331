import assert from 'node:assert/strict';
import { bandOf, bands } from '../../src/targeting/preview/bands.ts';
import type { Bands } from '../../src/targeting/preview/bands.ts';
import { shownCells } from '../../src/targeting/preview/withhold.ts';
import { dose } from '../support/dose.ts';

/** What a reader sees: where the band of the whole and of each shown cell begins; null: withheld. */
type Shown = readonly (number | null)[];

const shownOf = (counts: readonly number[], scale: Bands = bands): Shown => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const cells = counts.map((count) => ({ count, tooNear: false }));
  return shownCells(total, cells, scale).map((shown, i) =>
    shown ? bandOf(counts[i] ?? 0, scale).from : null,
  );
};

/** Every way to divide up to `most` people among `cells`, by all that a reader sees of it. */
function worlds(cells: number, most: number, scale: Bands): Map<string, number[][]> {
  const bySight = new Map<string, number[][]>();
  const divide = (counts: number[], left: number): void => {
    if (counts.length < cells) {
      for (let count = 0; count <= left; count += 1) divide([...counts, count], left - count);
      return;
    }
    const sight = JSON.stringify([bandOf(most - left, scale).from, shownOf(counts, scale)]);
    const alike = bySight.get(sight);
    if (alike === undefined) bySight.set(sight, [counts]);
    else alike.push(counts);
  };
  divide([], most);
  return bySight;
}

/** What a reader who knows the rules can rule out of how few there are: none of them, or all of them, is fair. */
function isFair(sizes: readonly number[], fewest: number): boolean {
  const few = new Set(sizes.filter((size) => size < fewest));
  return few.size === 0 || few.size === fewest;
}

describe('cells of a breakdown', () => {
  it('are withheld below 300, and where the audience without them is below 300', () => {
    assert.deepEqual(shownOf([299, 5_000, 5_000, 5_000, 250]), [null, 5_000, 5_000, 5_000, null]);
    assert.deepEqual(shownOf([300, 5_000, 5_000]), [300, 5_000, 5_000]);
    assert.deepEqual(shownOf([9_000, 299]), [null, null]);
    assert.deepEqual(shownOf([9_000, 100, 100, 99]), [null, null, null, null]);
    assert.deepEqual(shownOf([9_000, 100, 100, 100]), [5_000, null, null, null]);
    assert.deepEqual(shownOf([299]), [null]);
  });

  it('are all withheld where the sums would tell of one what its band does not', () => {
    // 1,000 or more in all, and at most 499 in each that is shown: the third could not be empty.
    assert.deepEqual(shownOf([450, 450, 100]), [null, null, null]);
    // Fewer than 1,000 in all, and at least 800 in those that are shown: the third would be below 200.
    assert.deepEqual(shownOf([400, 500, 99]), [null, null, null]);
    // Shown alone, it tells that the other two are 300 together: neither could be empty.
    assert.deepEqual(shownOf([9_000, 290, 290]), [null, null, null]);
  });

  it('are withheld where another audience that was asked about is too near', () => {
    const cells = [4_000, 4_000, 4_000, 4_000].map((count, i) => ({ count, tooNear: i === 1 }));
    assert.deepEqual(shownCells(16_000, cells, bands), [true, false, true, true]);
  });

  for (const [fewest, starts, cells, most] of [
    [3, [3, 5, 10, 20, 50], 2, 49],
    [3, [3, 5, 10, 20, 50], 3, 49],
    [3, [3, 5, 10, 20, 50], 4, dose(19, 49)],
    [3, [3, 5, 10, 20, 50], 5, dose(9, 19)],
    [2, [2, 3, 5, 10, 20], 6, dose(9, 19)],
    [4, [4, 6, 12, 24, 48], 3, 47],
    [6, [6, 10, 20, 40], 4, dose(19, 39)],
    [3, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 4, 12],
  ] as const) {
    it(`give no withheld one away: all ways to divide up to ${most} among ${cells}, ${fewest} being shown`, () => {
      const scale: Bands = { fewest, starts };
      let partly = 0;
      for (const [sight, alike] of worlds(cells, most, scale)) {
        const [, shown] = JSON.parse(sight) as [number, Shown];
        const withheld = shown.flatMap((from, i) => (from === null ? [i] : []));
        if (withheld.length > 0 && withheld.length < cells) partly += 1;
        for (const i of withheld) {
          const sizes = alike.map((counts) => counts[i] ?? 0);
          assert.ok(isFair(sizes, fewest), `cell ${i} of ${sight}`);
        }
        const together = alike.map((counts) => withheld.reduce((sum, i) => sum + (counts[i] ?? 0), 0));
        assert.ok(withheld.length === 0 || isFair(together, fewest), `what is withheld of ${sight}`);
      }
      assert.ok(partly > 0 || cells === 2, 'some breakdowns are shown in part');
    });
  }
});
