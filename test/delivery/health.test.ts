import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CIRCUIT_THRESHOLD, FAILING_LIMIT, healthy, observe } from '../../src/delivery/index.ts';
import type { AttemptOutcome } from '../../src/delivery/index.ts';
import { isHealthy } from '../../src/delivery/endpoints/health.ts';
import type { Health } from '../../src/delivery/endpoints/types.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';

interface Observed {
  readonly outcome: AttemptOutcome;
  readonly status: number | null;
}

const NOW = Date.UTC(2026, 10, 24);
const works: Observed = { outcome: 'delivered', status: 204 };
const fails: Observed = { outcome: 'status', status: 503 };
const gone: Observed = { outcome: 'status', status: 410 };
const OURS: readonly AttemptOutcome[] = ['lapsed', 'gone', 'internal'];

const times = (count: number, one: Observed): Observed[] => Array.from({ length: count }, () => one);
const after = (outcomes: readonly Observed[], before: Health = healthy, now = NOW) =>
  observe(before, outcomes, now);

const outcome: fc.Arbitrary<Observed> = fc.oneof(
  fc.constant(works),
  fc.record({ outcome: fc.constant('status' as const), status: fc.integer({ min: 400, max: 599 }) }),
  fc.record({
    outcome: fc.constantFrom('redirect', 'timeout', 'connection', 'blocked', ...OURS),
    status: fc.constant(null),
  }),
);
/** Outcomes with the time that passes before each. */
const history = fc.array(fc.tuple(outcome, fc.integer({ min: 0, max: DAY })), { maxLength: 60 });

describe('health of an endpoint', () => {
  it('counts failures in a row, since the first of them, and forgets them when one arrives', () => {
    assert.deepEqual(after([fails]), {
      health: { consecutiveFailures: 1, failingSince: NOW, circuitUntil: null },
      disable: null,
    });
    const { health } = after(
      [fails, { outcome: 'timeout', status: null }],
      after([fails]).health,
      NOW + HOUR,
    );
    assert.deepEqual(health, { consecutiveFailures: 3, failingSince: NOW, circuitUntil: null });
    assert.ok(!isHealthy(health));
    assert.deepEqual(after([works], health, NOW + 2 * HOUR), { health: healthy, disable: null });
    assert.deepEqual(after([fails, works, fails], health, NOW + DAY).health, {
      consecutiveFailures: 1,
      failingSince: NOW + DAY,
      circuitUntil: null,
    });
    assert.ok(isHealthy(healthy));
  });

  it('says nothing after what was lost on our side', () => {
    for (const outcome of OURS) {
      assert.deepEqual(after([{ outcome, status: null }]).health, healthy);
      const { health } = after(times(CIRCUIT_THRESHOLD, fails));
      assert.deepEqual(after([{ outcome, status: null }], health, NOW + DAY).health, health);
    }
  });

  it('opens the circuit at ten in a row: for 30 seconds, twice as long each time, ten minutes at most', () => {
    assert.equal(CIRCUIT_THRESHOLD, 10);
    const rests = Array.from({ length: 18 }, (_, i) => {
      const { circuitUntil } = after(times(i + 1, fails)).health;
      return circuitUntil === null ? null : (circuitUntil - NOW) / SECOND;
    });
    assert.deepEqual(rests, [
      ...Array.from({ length: 9 }, () => null),
      ...[30, 60, 120, 240, 480, 600, 600, 600, 600],
    ]);
    // Far beyond any power of two that fits.
    const long = observe(
      { consecutiveFailures: 1_000_000, failingSince: NOW, circuitUntil: NOW },
      [fails],
      NOW,
    );
    assert.equal(long.health.circuitUntil, NOW + 10 * MINUTE);
  });

  it('disables after five days with nothing but failures, to the millisecond', () => {
    assert.equal(FAILING_LIMIT, 5 * DAY);
    const { health } = after(times(CIRCUIT_THRESHOLD, fails));
    assert.equal(after([fails], health, NOW + FAILING_LIMIT - 1).disable, null);
    assert.equal(after([fails], health, NOW + FAILING_LIMIT).disable, 'failing');
    assert.equal(after([fails, works], health, NOW + FAILING_LIMIT).disable, null);
    assert.equal(after([works, fails], health, NOW + FAILING_LIMIT).disable, null);
    // What was lost on our side is no failure of its, whatever came before.
    const ours = OURS.map((outcome) => ({ outcome, status: null }));
    assert.deepEqual(after(ours, healthy, NOW + 9 * DAY), { health: healthy, disable: null });
    assert.deepEqual(after(ours, health, NOW + 9 * DAY), { health, disable: null });
    assert.equal(after([...ours, fails, ...ours], health, NOW + 9 * DAY).disable, 'failing');
  });

  it('disables nothing for few failures, however far apart they are', () => {
    const { health } = after([fails]);
    assert.equal(after([fails], health, NOW + 9 * DAY).disable, null);
    const more = (count: number) => after(times(count, fails), health, NOW + FAILING_LIMIT);
    assert.equal(more(CIRCUIT_THRESHOLD - 2).disable, null);
    assert.equal(more(CIRCUIT_THRESHOLD - 1).disable, 'failing');
    assert.equal(after(times(50, fails), healthy, NOW).disable, null);
  });

  it('disables at once where the endpoint says that it is gone (410)', () => {
    assert.equal(after([gone]).disable, 'gone');
    assert.equal(after([works, gone, works]).disable, 'gone');
    assert.deepEqual(after([gone]).health, { consecutiveFailures: 1, failingSince: NOW, circuitUntil: null });
    for (const status of [404, 400, 411, 500])
      assert.equal(after([{ outcome: 'status', status }]).disable, null);
    const { health } = after([fails]);
    assert.equal(after([gone], health, NOW + 9 * DAY).disable, 'gone');
  });

  it('holds together over any history', () => {
    fc.assert(
      fc.property(history, (events) => {
        let health = healthy;
        let now = NOW;
        let inARow = 0;
        let since: number | null = null;
        for (const [one, later] of events) {
          now += later;
          const observed = observe(health, [one], now);
          const concerns = !OURS.includes(one.outcome);
          if (one.outcome === 'delivered') [inARow, since] = [0, null];
          else if (concerns) [inARow, since] = [inARow + 1, since ?? now];
          health = observed.health;
          assert.equal(health.consecutiveFailures, inARow);
          assert.equal(health.failingSince, since);
          assert.equal(health.circuitUntil !== null, inARow >= CIRCUIT_THRESHOLD);
          if (concerns && health.circuitUntil !== null) {
            assert.ok(health.circuitUntil >= now + 30 * SECOND && health.circuitUntil <= now + 10 * MINUTE);
          }
          const isGone = one.status === 410;
          const isFailing: boolean =
            concerns && inARow >= CIRCUIT_THRESHOLD && since !== null && now - since >= FAILING_LIMIT;
          assert.equal(observed.disable, isGone ? 'gone' : isFailing ? 'failing' : null);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same whether results come one by one or together', () => {
    const noneGone = fc.array(
      outcome.filter(({ status }) => status !== 410),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(noneGone, (outcomes) => {
        const together = after(outcomes).health;
        const oneByOne = outcomes.reduce((health, one) => after([one], health).health, healthy);
        assert.deepEqual(together, oneByOne);
      }),
    );
  });
});
