import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Windows } from '../../src/delivery/index.ts';
import type { AttemptOutcome } from '../../src/delivery/index.ts';

const OURS = ['lapsed', 'gone', 'internal', null] as const;
const OUTCOMES: readonly (AttemptOutcome | null)[] = [
  ...(['delivered', 'status', 'redirect', 'timeout', 'connection', 'blocked'] as const),
  ...OURS,
];
const step = fc.record({
  endpoint: fc.constantFrom('a', 'b', 'c'),
  outcome: fc.constantFrom('start', ...OUTCOMES),
});

/** Starts as many as there is room for. */
function fill(windows: Windows, endpoint: string): number {
  let started = 0;
  for (; windows.room(endpoint) > 0; started += 1) windows.started(endpoint);
  return started;
}

describe('how many attempts may be under way to an endpoint', () => {
  it('is eight at first, so one that hangs holds no more', () => {
    const windows = new Windows();
    assert.equal(fill(windows, 'hangs'), 8);
    assert.equal(windows.room('hangs'), 0);
    assert.equal(windows.room('another'), 8);
  });

  it('is one more for each that arrives, up to 128', () => {
    const windows = new Windows();
    windows.started('a');
    windows.ended('a', 'delivered');
    assert.equal(windows.room('a'), 9);
    for (let i = 0; i < 500; i += 1) {
      windows.started('a');
      windows.ended('a', 'delivered');
    }
    assert.equal(windows.room('a'), 128);
  });

  it('is half of it after a failure, one at least, and grows again when the endpoint recovers', () => {
    const windows = new Windows();
    const end = (outcome: AttemptOutcome): number => {
      windows.started('a');
      windows.ended('a', outcome);
      return windows.room('a');
    };
    assert.deepEqual(
      (['timeout', 'status', 'connection', 'status', 'redirect'] as const).map(end),
      [4, 2, 1, 1, 1],
    );
    assert.deepEqual((['delivered', 'delivered', 'delivered'] as const).map(end), [2, 3, 4]);
    for (let i = 0; i < 200; i += 1) end('delivered');
    assert.equal(windows.room('a'), 128);
  });

  it('does not change for what was lost on our side', () => {
    for (const outcome of OURS) {
      const windows = new Windows();
      windows.started('a');
      windows.ended('a', outcome);
      assert.equal(windows.room('a'), 8);
    }
  });

  it('is at most one while a lane probes, counting the probe that is out', () => {
    const windows = new Windows();
    assert.equal(windows.room('a', 1), 1);
    windows.started('a');
    assert.equal(windows.room('a', 1), 0);
    assert.equal(windows.room('a'), 7);
    windows.ended('a', 'delivered');
    assert.equal(windows.room('a', 1), 1);
  });

  it('is never negative, counts each endpoint alone, and never exceeds 128, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const windows = new Windows();
        const underWay = { a: 0, b: 0, c: 0 };
        const size = { a: 8, b: 8, c: 8 };
        for (const { endpoint, outcome } of steps) {
          if (outcome === 'start') {
            windows.started(endpoint);
            underWay[endpoint] += 1;
          } else if (underWay[endpoint] > 0) {
            windows.ended(endpoint, outcome);
            underWay[endpoint] -= 1;
            if (outcome === 'delivered') size[endpoint] = Math.min(128, size[endpoint] + 1);
            else if (!OURS.some((own) => own === outcome)) {
              size[endpoint] = Math.max(1, Math.floor(size[endpoint] / 2));
            }
          }
          for (const one of ['a', 'b', 'c'] as const) {
            assert.equal(windows.room(one), Math.max(0, size[one] - underWay[one]));
          }
        }
      }),
    );
  });
});
