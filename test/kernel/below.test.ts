import assert from 'node:assert/strict';
import fc from 'fast-check';
import { below, systemRandom } from '../../src/kernel/random.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Gives these bytes, in turn, and nothing after them. */
function scripted(script: readonly number[]): { bytes(size: number): Buffer; left(): number } {
  let at = 0;
  return {
    bytes(size) {
      assert.ok(at + size <= script.length, 'asks for more than was scripted');
      at += size;
      return Buffer.from(script.slice(at - size, at));
    },
    left: () => script.length - at,
  };
}

describe('a whole number below n', () => {
  it('comes of each byte alike: what would favour some is thrown away', () => {
    for (const n of [2, 3, 7, 100, 128, 129, 255, 256]) {
      const given = new Array<number>(n).fill(0);
      let refused = 0;
      for (let byte = 0; byte < 256; byte += 1) {
        const random = scripted([byte, 0]);
        const number = below(random, n);
        if (random.left() === 1) given[number] = (given[number] ?? 0) + 1;
        else refused += 1;
      }
      assert.deepEqual(new Set(given), new Set([Math.floor(256 / n)]), `below ${n}`);
      assert.equal(refused, 256 % n);
    }
  });

  it('takes as many bytes as it needs, the first the highest', () => {
    assert.equal(below(scripted([1, 0]), 257), 256);
    assert.equal(below(scripted([0xff, 0xff, 0, 5]), 257), 5);
    assert.equal(below(scripted([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), 2 ** 48), 2 ** 48 - 1);
    assert.equal(below(scripted([]), 1), 0);
    assert.equal(below(scripted([0, 0, 0, 0, 0, 7]), 2 ** 47 + 1), 7);
  });

  it('is always one, and for small n each in turn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.string(), (n, seed) => {
        const number = below(seededRandom(seed), n);
        return Number.isInteger(number) && number >= 0 && number < n;
      }),
    );
    assert.equal(new Set(Array.from({ length: 500 }, () => below(systemRandom, 10))).size, 10);
  });

  it('is not to be had for anything else', () => {
    for (const n of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 48 + 1]) {
      assert.throws(() => below(systemRandom, n), RangeError, String(n));
    }
  });
});
