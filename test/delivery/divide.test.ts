import assert from 'node:assert/strict';
import fc from 'fast-check';
import { divide } from '../../src/delivery/sending/divide.ts';

const lanesOf = (rooms: readonly number[]) =>
  rooms.map((count, i) => ({ endpointId: `end_${1_000 + i}`, count }));
const rooms = fc.array(fc.nat({ max: 128 }), { maxLength: 64 });
const free = fc.integer({ min: 1, max: 256 });

describe('dividing what is free among lanes', () => {
  it('gives the same to each, and no more than it has room for', () => {
    const { shares, passed } = divide(lanesOf([100, 2, 0, 100]), 12);
    assert.deepEqual(shares, [
      { endpointId: 'end_1000', count: 4 },
      { endpointId: 'end_1001', count: 2 },
      { endpointId: 'end_1003', count: 4 },
    ]);
    assert.equal(passed, null);
    assert.deepEqual(divide([], 5), { shares: [], passed: null });
    assert.deepEqual(divide(lanesOf([0, 0]), 5), { shares: [], passed: null });
  });

  it('never gives more than is free, nor more to one than an even share', () => {
    fc.assert(
      fc.property(rooms, free, (counts, left) => {
        const lanes = lanesOf(counts);
        const roomOf = new Map(lanes.map(({ endpointId, count }) => [endpointId, count]));
        const { shares, passed } = divide(lanes, left);
        const roomy = lanes.filter(({ count }) => count > 0);
        assert.ok(shares.reduce((sum, { count }) => sum + count, 0) <= left);
        for (const { endpointId, count } of shares) {
          assert.ok(count >= 1 && count <= (roomOf.get(endpointId) ?? 0));
          assert.ok(count <= Math.max(1, left / roomy.length));
        }
        assert.equal(shares.length, Math.min(roomy.length, left));
        assert.equal(passed, roomy.length > left ? shares.at(-1)?.endpointId : null);
      }),
    );
  });

  it('lets every lane have its turn however little becomes free, for those who go on behind `passed`', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 128 }), { minLength: 1, maxLength: 40 }),
        free,
        (counts, left) => {
          const lanes = lanesOf(counts);
          const served = new Set<string>();
          let after = '';
          for (let look = 0; look < lanes.length; look += 1) {
            const { shares, passed } = divide(
              lanes.filter(({ endpointId }) => endpointId > after),
              left,
            );
            shares.forEach(({ endpointId }) => served.add(endpointId));
            after = passed ?? '';
            if (after === '') break;
          }
          assert.equal(served.size, lanes.length);
        },
      ),
    );
  });
});
