import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allowance, spend } from '../../src/delivery/index.ts';
import { DAY, SECOND } from '../../src/kernel/clock.ts';

const NOW = Date.UTC(2026, 10, 24);

/** Claims of any number of workers that share one column: each says when it looks and how many it wants. */
const claims = fc.array(
  fc.record({
    later: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3_000 })),
    wanted: fc.integer({ min: 1, max: 2_000 }),
  }),
  { minLength: 1, maxLength: 300 },
);
const rate = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000 }));

/** When attempts start under a rate. */
function startsOf(perSecond: number, schedule: readonly { later: number; wanted: number }[]): number[] {
  let now = NOW;
  let arrival = 0;
  const starts: number[] = [];
  for (const { later, wanted } of schedule) {
    now += later;
    const count = allowance(perSecond, arrival, now, wanted);
    assert.ok(Number.isInteger(count) && count >= 0 && count <= wanted);
    if (count === 0) continue;
    arrival = spend(perSecond, arrival, now, count);
    for (let i = 0; i < count; i += 1) starts.push(now);
  }
  return starts;
}

/** The most starts in any window of one second. */
function mostInASecond(starts: readonly number[]): number {
  let first = 0;
  let most = 0;
  starts.forEach((start, i) => {
    while ((starts[first] ?? 0) <= start - SECOND) first += 1;
    most = Math.max(most, i - first + 1);
  });
  return most;
}

describe('rate of an endpoint', () => {
  it('lets everything through where there is none', () => {
    assert.equal(allowance(null, NOW + DAY, NOW, 5_000), 5_000);
  });

  it('starts no more than twice the rate in any window of one second', () => {
    fc.assert(
      fc.property(rate, claims, (perSecond, schedule) => {
        const most = mostInASecond(startsOf(perSecond, schedule));
        assert.ok(most <= 2 * perSecond, `${most} at ${perSecond} a second`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds over any longer time, but for the one second that may burst', () => {
    fc.assert(
      fc.property(rate, claims, (perSecond, schedule) => {
        const starts = startsOf(perSecond, schedule);
        starts.forEach((start, i) => {
          const seconds = (start - (starts[0] ?? 0)) / SECOND;
          assert.ok(i + 1 <= perSecond * (seconds + 1) + 0.1, `${i + 1} after ${seconds} s at ${perSecond}`);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives all of it to whoever wants more than it: what is asked often enough is as fast as it may be', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 50 }), (perSecond, every) => {
        const looks = Math.ceil((20 * SECOND) / every);
        const schedule = Array.from({ length: looks }, () => ({ later: every, wanted: 5_000 }));
        const { length } = startsOf(perSecond, schedule);
        const seconds = ((looks - 1) * every) / SECOND;
        // An instant in fractions of a millisecond is good to a ten-thousandth of one.
        assert.ok(
          length >= Math.floor(perSecond * (seconds + 1) * 0.999) - 1,
          `${length} in ${seconds} s at ${perSecond}`,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('saves up one second at most', () => {
    for (const perSecond of [1, 3, 7, 60, 1_000]) {
      assert.equal(allowance(perSecond, 0, NOW, 5_000), perSecond);
      const arrival = spend(perSecond, 0, NOW, perSecond);
      assert.equal(allowance(perSecond, arrival, NOW, 1), 0);
      assert.equal(allowance(perSecond, arrival, NOW + 1_000 / perSecond, 5_000), 1);
      assert.equal(allowance(perSecond, arrival, NOW + SECOND, 5_000), perSecond);
      assert.equal(allowance(perSecond, arrival, NOW + DAY, 5_000), perSecond);
    }
  });
});
