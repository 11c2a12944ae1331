import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandOf, bands } from '../../src/targeting/preview/bands.ts';

describe('bands', () => {
  it('begin at 300 and go on by 1, 2 and 5; the first number is in, the last is out', () => {
    const told = (count: number): [number, number] => {
      const { from, to } = bandOf(count);
      return [from, to];
    };
    assert.deepEqual(told(0), [0, 300]);
    assert.deepEqual(told(299), [0, 300]);
    assert.deepEqual(told(300), [300, 500]);
    assert.deepEqual(told(301), [300, 500]);
    assert.deepEqual(told(499), [300, 500]);
    assert.deepEqual(told(500), [500, 1_000]);
    assert.deepEqual(told(1_000), [1_000, 2_000]);
    assert.deepEqual(told(1_999), [1_000, 2_000]);
    assert.deepEqual(told(2_000), [2_000, 5_000]);
    assert.deepEqual(told(9_999_999), [5_000_000, 10_000_000]);
    assert.deepEqual(told(1_500_000_000), [1_000_000_000, 2 ** 31 - 1]);
  });

  it('hold every number once, and are at least 200 wide', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(5_000), fc.nat(2 ** 31 - 2)), (count) => {
        const { from, to } = bandOf(count);
        assert.ok(from <= count && count < to);
        assert.ok(to - from >= 200);
        assert.deepEqual(bandOf(from), { from, to });
        assert.deepEqual(bandOf(to - 1), { from, to });
      }),
    );
    assert.equal(bands.fewest, bands.starts[0]);
  });
});
