import assert from 'node:assert/strict';
import fc from 'fast-check';
import { below } from '../../src/kernel/random.ts';
import { addNoised, shown } from '../../src/reports/figures.ts';
import { dueWeek, quarterOf } from '../../src/reports/weeks.ts';
import { seededRandom } from '../support/seeded-random.ts';

const DAY = 86_400_000;
const at = (text: string): number => Date.parse(`${text}Z`);
const both = (number: number) => shown({ reached: number, dismissed: number });

describe('what a partner is shown', () => {
  it('is nothing below 1,000 after the noise, else to the nearest 50', () => {
    const seen = [-7, 0, 950, 999, 1_000, 1_001, 1_024, 1_025, 1_049, 1_074, 1_075, 10_000_010].map(both);
    assert.deepEqual(
      seen.map(({ reached }) => reached),
      [null, null, null, null, 1_000, 1_000, 1_000, 1_050, 1_050, 1_050, 1_100, 10_000_000],
    );
    assert.ok(seen.every(({ reached, dismissed }) => reached === dismissed));
    assert.deepEqual(shown({ reached: 1_000, dismissed: 999 }), { reached: 1_000, dismissed: null });
  });

  it('is of few values, whatever was counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 20_000_000 }), (number) => {
        const { reached } = both(number);
        return number < 1_000
          ? reached === null
          : reached !== null && reached >= 1_000 && reached % 50 === 0 && Math.abs(reached - number) <= 25;
      }),
    );
  });

  it('does not say at the threshold whether 999, 1,000 or 1,001 were counted', () => {
    const trials = 100_000;
    const hidden = [998, 999, 1_000, 1_001, 1_002].map((count) => {
      const random = seededRandom(`probe ${count}`);
      let nulls = 0;
      for (let i = 0; i < trials; i += 1) {
        const fresh = { reached: count, dismissed: 0 };
        const noised = addNoised({ reached: 0, dismissed: 0 }, fresh, (n) => below(random, n));
        if (shown(noised).reached === null) nulls += 1;
      }
      return nulls / trials;
    });
    for (const [i, share] of hidden.entries()) {
      assert.ok(share > 0.1 && share < 0.9, `${share}`);
      const next = hidden[i + 1];
      if (next === undefined) continue;
      assert.ok(next < share, 'one more person is shown a little more often');
      // No answer may be more than e^(1/2) times as likely with the person as without.
      const most = Math.exp(0.5) * 1.03;
      assert.ok(share / next < most && (1 - next) / (1 - share) < most, `${share} and ${next}`);
    }
  });
});

describe('the weeks of a report', () => {
  const wednesday = at('2026-11-25T15:00:00');

  it('are the calendar’s, the first the one in which the offer starts, eight in all', () => {
    assert.equal(dueWeek(wednesday, wednesday), null);
    assert.equal(dueWeek(wednesday, at('2026-11-29T23:59:59.999')), null);
    assert.equal(dueWeek(wednesday, at('2026-11-30T00:00:00')), at('2026-11-30T00:00:00'));
    assert.equal(dueWeek(wednesday, at('2026-12-06T23:59:59.999')), at('2026-11-30T00:00:00'));
    assert.equal(dueWeek(wednesday, at('2027-01-18T00:00:00')), at('2027-01-18T00:00:00'));
    assert.equal(dueWeek(wednesday, at('2029-01-01T00:00:00')), at('2027-01-18T00:00:00'));
    assert.equal(dueWeek(wednesday, wednesday - 30 * DAY), null);
  });

  it('end on the same Mondays for every offer', () => {
    const moment = fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2040-01-01T00:00:00') });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 100 * DAY }), (startsAt, later) => {
        const due = dueWeek(startsAt, startsAt + later);
        if (due === null) return later < 7 * DAY;
        const weeks = Math.ceil((due - startsAt) / (7 * DAY));
        return new Date(due).getUTCDay() === 1 && due % DAY === 0 && weeks <= 8 && due <= startsAt + later;
      }),
    );
  });

  it('belong to the quarter in which they end', () => {
    assert.equal(quarterOf(at('2026-12-31T23:59:59.999')), '2026-Q4');
    assert.equal(quarterOf(at('2027-01-01T00:00:00')), '2027-Q1');
    assert.equal(quarterOf(at('2027-03-31T23:59:59.999')), '2027-Q1');
    assert.equal(quarterOf(at('2027-04-01T00:00:00')), '2027-Q2');
    assert.equal(quarterOf(at('2027-08-15T12:00:00')), '2027-Q3');
  });
});
