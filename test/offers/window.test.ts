import assert from 'node:assert/strict';
import { afterQuietHours, instantOf, windowOf } from '../../src/offers/window.ts';

const at = (iso: string): number => Date.parse(iso);

describe('the window of a campaign', () => {
  it('reads local times on the clocks of a place', () => {
    assert.equal(instantOf('2026-01-15T09:00', 'Europe/Berlin'), at('2026-01-15T08:00Z'));
    assert.equal(instantOf('2026-07-15T09:00', 'Europe/Berlin'), at('2026-07-15T07:00Z'));
    assert.equal(instantOf('2026-07-15T09:00', 'Asia/Kolkata'), at('2026-07-15T03:30Z'));
    assert.equal(instantOf('2026-07-15T09:00', 'UTC'), at('2026-07-15T09:00Z'));
  });

  it('takes the hour that is skipped as the one after it, and of a doubled one the first', () => {
    assert.equal(instantOf('2026-03-29T02:30', 'Europe/Berlin'), at('2026-03-29T01:30Z'));
    assert.equal(instantOf('2026-10-25T02:30', 'Europe/Berlin'), at('2026-10-25T00:30Z'));
  });

  it('knows no such date, place or form', () => {
    assert.equal(instantOf('2026-02-30T09:00', 'UTC'), null);
    assert.equal(instantOf('2026-01-15T09:00', 'Europe/Atlantis'), null);
    for (const form of ['2026-01-15', '2026-01-15T09:00Z', '2026-01-15T09:00+01:00', '15.1.2026 9:00', '']) {
      assert.equal(instantOf(form, 'UTC'), null, form);
    }
    assert.equal(windowOf({ startsLocal: 'soon', endsLocal: '2026-01-15T09:00', timeZone: 'UTC' }), null);
  });
});

describe('quiet hours', () => {
  const night = { from: '21:00', to: '08:00' };
  const berlin = (quiet: typeof night | null, iso: string): string =>
    new Date(afterQuietHours(quiet, 'Europe/Berlin', at(iso))).toISOString();

  it('hold what would go at night until the morning of that place', () => {
    assert.equal(berlin(night, '2026-01-15T19:59Z'), '2026-01-15T19:59:00.000Z');
    assert.equal(berlin(night, '2026-01-15T20:00Z'), '2026-01-16T07:00:00.000Z');
    assert.equal(berlin(night, '2026-01-16T03:00Z'), '2026-01-16T07:00:00.000Z');
    assert.equal(berlin(night, '2026-01-16T07:00Z'), '2026-01-16T07:00:00.000Z');
  });

  it('may lie within a day, and end by the clock in the night when the clocks change', () => {
    const noon = { from: '12:00', to: '13:30' };
    assert.equal(berlin(noon, '2026-01-15T11:15Z'), '2026-01-15T12:30:00.000Z');
    assert.equal(berlin(noon, '2026-01-15T12:30Z'), '2026-01-15T12:30:00.000Z');
    assert.equal(berlin(night, '2026-03-28T22:00Z'), '2026-03-29T06:00:00.000Z');
  });

  it('are none when there are none, or when they end as they begin', () => {
    assert.equal(berlin(null, '2026-01-15T23:00Z'), '2026-01-15T23:00:00.000Z');
    assert.equal(berlin({ from: '08:00', to: '08:00' }, '2026-01-15T07:00Z'), '2026-01-15T07:00:00.000Z');
  });
});
