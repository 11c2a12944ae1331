import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAdult, isCalendarDate } from '../../src/accounts/rules.ts';
import { DAY, HOUR } from '../../src/kernel/clock.ts';

/** The first instant of a date in the westernmost time zone, UTC-12. */
const begins = (date: string): number => Date.parse(`${date}T00:00:00-12:00`);
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Becomes of age exactly when `date` begins in UTC-12. */
function comesOfAge(birthDate: string, date: string): void {
  const from = begins(date);
  assert.ok(!Number.isNaN(from));
  assert.equal(isAdult(birthDate, from - 1), false, `${birthDate} just before ${date}`);
  assert.equal(isAdult(birthDate, from), true, `${birthDate} on ${date}`);
  assert.equal(isAdult(birthDate, from - DAY), false);
  assert.equal(isAdult(birthDate, from + DAY), true);
}

describe('of age', () => {
  it('begins with the eighteenth birthday, when it has begun everywhere', () => {
    comesOfAge('2008-11-15', '2026-11-15');
    comesOfAge('2008-01-01', '2026-01-01');
    comesOfAge('2007-12-31', '2025-12-31');
    comesOfAge('2008-03-01', '2026-03-01');
    comesOfAge('2010-02-28', '2028-02-28');
    comesOfAge('1900-01-01', '1918-01-01');
    comesOfAge('1981-06-30', '1999-06-30');
    comesOfAge('1982-06-30', '2000-06-30');
  });

  it('is not reached while it is still the day before somewhere', () => {
    // Midnight in Kiritimati (UTC+14), Greenwich, and on Baker Island (UTC-12).
    const birth = '2008-11-15';
    assert.equal(isAdult(birth, Date.parse('2026-11-15T00:00:00+14:00')), false);
    assert.equal(isAdult(birth, Date.parse('2026-11-15T00:00:00Z')), false);
    assert.equal(isAdult(birth, Date.parse('2026-11-15T11:59:59.999Z')), false);
    assert.equal(isAdult(birth, Date.parse('2026-11-15T12:00:00Z')), true);
    assert.equal(begins('2026-11-15'), Date.parse('2026-11-15T00:00:00Z') + 12 * HOUR);
  });

  it('comes on 1 March to who was born on 29 February', () => {
    for (const [birth, date] of [
      ['2008-02-29', '2026-03-01'],
      ['2000-02-29', '2018-03-01'],
      ['1996-02-29', '2014-03-01'],
    ] as const) {
      comesOfAge(birth, date);
    }
    assert.equal(isAdult('2008-02-29', begins('2026-02-28')), false);
    // The day before them is not put off.
    comesOfAge('2008-02-28', '2026-02-28');
  });

  it('comes on the same day and month 18 years later, once and for good', () => {
    const first = Date.parse('1900-01-01') / DAY;
    const last = Date.parse('2099-12-31') / DAY;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: 0, max: 40_000 }), (day, more) => {
        const birth = dateOf(day);
        const year = Number(birth.slice(0, 4)) + 18;
        const date = birth.endsWith('-02-29') ? `${year}-03-01` : `${year}${birth.slice(4)}`;
        comesOfAge(birth, date);
        assert.equal(isAdult(birth, begins(date) + more * DAY), true);
        assert.equal(isAdult(birth, begins(date) - (more + 1) * DAY), false);
      }),
      { numRuns: 500 },
    );
  });

  it('is nobody who is not yet born', () => {
    assert.equal(isAdult('2030-01-01', begins('2026-11-15')), false);
  });
});

describe('a calendar date', () => {
  it('is every day from 1900 on, and each of its neighbours in writing is not', () => {
    let days = 0;
    for (let day = Date.parse('1900-01-01') / DAY; day <= Date.parse('2100-12-31') / DAY; day += 1) {
      assert.ok(isCalendarDate(dateOf(day)), dateOf(day));
      days += 1;
    }
    assert.equal(days, 73_414);
    // Of all texts that look like a date these are the ones that are.
    let dates = 0;
    for (let year = 1896; year <= 1912; year += 1) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 33; day += 1) {
          const two = (n: number): string => n.toString().padStart(2, '0');
          if (isCalendarDate(`${year}-${two(month)}-${two(day)}`)) dates += 1;
        }
      }
    }
    // 13 years, 3 of them leap years; 1900 is none.
    assert.equal(dates, 13 * 365 + 3);
  });

  it('is none that the calendar does not have', () => {
    for (const text of [
      '2025-02-29',
      '2100-02-29',
      '1900-02-29',
      '2024-02-30',
      '2024-04-31',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '2024-01-32',
      '1899-12-31',
      '0000-01-01',
    ]) {
      assert.equal(isCalendarDate(text), false, text);
    }
    assert.ok(isCalendarDate('2000-02-29'));
    assert.ok(isCalendarDate('2024-02-29'));
    assert.ok(isCalendarDate('1900-01-01'));
  });

  it('is written in one way', () => {
    for (const text of [
      '',
      '2024-1-1',
      '24-01-01',
      '2024/01/01',
      '01-01-2024',
      '2024-01-01T00:00:00Z',
      ' 2024-01-01',
      '2024-01-01 ',
      '2024-01-01\n',
      '+002024-01-01',
      '-2024-01-01',
      '12024-01-01',
      '20240101',
      '２０２４-01-01',
      '2024–01–01',
    ]) {
      assert.equal(isCalendarDate(text), false, JSON.stringify(text));
    }
    let dates = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.stringMatching(/^[12]\d{3}-[01]\d-[0-3]\d$/),
          fc.string({ maxLength: 12 }),
          fc.integer({ min: -40_000, max: 40_000 }).map(dateOf),
        ),
        (text) => {
          if (!isCalendarDate(text)) return;
          dates += 1;
          assert.equal(dateOf(Date.parse(`${text}T00:00:00Z`) / DAY), text);
        },
      ),
      { numRuns: 1_000 },
    );
    assert.ok(dates > 50, `${dates} were dates`);
  });
});
