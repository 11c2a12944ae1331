import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  MAX_RETRY_AFTER,
  RETRY_WAITS,
  afterFailure,
  parseRetryAfter,
  stepsOf,
  waitAfter,
} from '../../src/delivery/index.ts';
import { DAY, SECOND } from '../../src/kernel/clock.ts';

/** In [0, 1), as `Random.fraction` gives it. */
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('waits between attempts', () => {
  it('are nine: from 5 seconds to a day, about three days in all', () => {
    assert.deepEqual(
      RETRY_WAITS.map((wait) => wait / 1_000),
      [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    );
  });

  it('are within 20 % of their place in the list, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: RETRY_WAITS.length }), fraction, (failures, at) => {
        const wait = waitAfter(failures, at);
        const middle = RETRY_WAITS[failures - 1];
        assert.ok(wait !== null && middle !== undefined);
        assert.ok(Number.isInteger(wait));
        assert.ok(wait >= (middle * 8) / 10 && wait <= (middle * 12) / 10, `${wait} of ${middle}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('use all of that range, and are longer for a larger fraction', () => {
    RETRY_WAITS.forEach((middle, i) => {
      assert.equal(waitAfter(i + 1, 0), Math.round(middle * 0.8));
      assert.equal(waitAfter(i + 1, 0.5), middle);
      assert.equal(waitAfter(i + 1, 1 - Number.EPSILON), Math.round(middle * 1.2));
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: RETRY_WAITS.length }), fraction, fraction, (failures, a, b) => {
        const [less, more] = [waitAfter(failures, Math.min(a, b)), waitAfter(failures, Math.max(a, b))];
        return less !== null && more !== null && less <= more;
      }),
    );
  });

  it('come to an end after the last', () => {
    assert.notEqual(waitAfter(RETRY_WAITS.length, 0.5), null);
    fc.assert(
      fc.property(fc.integer({ min: RETRY_WAITS.length + 1, max: 1_000_000 }), fraction, (failures, at) =>
        assert.equal(waitAfter(failures, at), null),
      ),
    );
  });
});

/** Statuses of a request that may be accepted as it is when it comes again. */
const PASSING = [408, 409, 425, 429];

const NOW = Date.UTC(2026, 10, 24, 12);

/** How one attempt failed, as the worker sees it: an answer with its `Retry-After`, or none at all. */
interface Failure {
  readonly status: number | null;
  readonly header: string | null;
  readonly at: number;
}

const header = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.nat({ max: 200_000 }).map(String),
  fc.integer({ min: -200_000, max: 200_000 }).map((s) => new Date(NOW + s * SECOND).toUTCString()),
  fc.constantFrom('', 'soon', '-1', '1.5', '99999999999999999999'),
);
const failure: fc.Arbitrary<Failure> = fc.record({
  status: fc.oneof(fc.constant(null), fc.integer({ min: 300, max: 599 }), fc.constantFrom(...PASSING)),
  header,
  at: fraction,
});

/** Fails a message until it is exhausted; what happened at each of its attempts. */
function failAll(failures: readonly Failure[]) {
  const attempts: { before: number; after: number; wait: number | null; asked: number; one: Failure }[] = [];
  let place = 0;
  for (const one of failures) {
    const retryAfter = parseRetryAfter(one.header, NOW);
    const next = afterFailure(place, { status: one.status, retryAfter }, one.at);
    attempts.push({ before: place, after: next.failures, wait: next.wait, asked: retryAfter ?? 0, one });
    place = next.failures;
    if (next.wait === null) return attempts;
  }
  throw new Error('it was never exhausted');
}

/** As many failures as any schedule could take, so that what ends it is the schedule. */
const always = (one: fc.Arbitrary<Failure>) => fc.array(one, { minLength: 20, maxLength: 20 });

describe('the schedule of a message that keeps failing', () => {
  const saysWrong = (status: number | null): boolean =>
    status !== null && status >= 400 && status < 500 && !PASSING.includes(status);

  it('goes down one step a failure, two where the request itself is wrong, and always ends', () => {
    fc.assert(
      fc.property(always(failure), (failures) => {
        const attempts = failAll(failures);
        assert.ok(attempts.length >= 5 && attempts.length <= 10, `${attempts.length} attempts`);
        for (const { before, after, one } of attempts) {
          assert.equal(after - before, saysWrong(one.status) ? 2 : 1);
          assert.equal(after - before, stepsOf(one.status));
        }
        assert.ok((attempts.at(-1)?.after ?? 0) > RETRY_WAITS.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('waits within 20 % of its step, or exactly as long as it was asked to where that is longer', () => {
    let asked = 0;
    fc.assert(
      fc.property(always(failure), (failures) => {
        for (const { after, wait, asked: retryAfter, one } of failAll(failures)) {
          if (wait === null) continue;
          const middle = RETRY_WAITS[after - 1] ?? 0;
          assert.ok(wait >= Math.round(middle * 0.8));
          if (wait > Math.round(middle * 1.2)) assert.equal(wait, retryAfter);
          assert.equal(wait, Math.max(waitAfter(after, one.at) ?? 0, retryAfter));
          assert.ok(wait <= MAX_RETRY_AFTER * 1.2);
          if (wait === retryAfter) asked += 1;
        }
      }),
      { numRuns: 2_000 },
    );
    assert.ok(asked > 100, 'Retry-After was the longer one');
  });

  it('has ten attempts when each failure takes one step, and five when each takes two', () => {
    const passing = fc.constantFrom(null, 302, 500, 503, ...PASSING);
    const wrong = fc.constantFrom(400, 401, 403, 404, 405, 410, 413, 422, 451);
    fc.assert(
      fc.property(always(fc.record({ status: passing, header, at: fraction })), (failures) => {
        assert.equal(failAll(failures).length, 10);
      }),
    );
    fc.assert(
      fc.property(always(fc.record({ status: wrong, header, at: fraction })), (failures) => {
        assert.equal(failAll(failures).length, 5);
      }),
    );
  });

  it('slows down sooner and ends no later when one of the failures says that the request is wrong', () => {
    fc.assert(
      fc.property(always(failure), fc.nat({ max: 19 }), (failures, at) => {
        const [with4xx, without] = [404, 500].map((status) =>
          failAll(failures.map((one, i) => (i === at ? { ...one, status, header: null } : one))),
        );
        assert.ok(with4xx !== undefined && without !== undefined && with4xx.length <= without.length);
        const [slow, fast] = [with4xx[at], without[at]];
        if (slow === undefined || fast === undefined) return;
        assert.ok(slow.after > fast.after);
        assert.ok(slow.wait === null || (fast.wait !== null && slow.wait > fast.wait));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('Retry-After', () => {
  const read = (text: string | null): number | null => parseRetryAfter(text, NOW);

  it('is seconds, up to a day', () => {
    assert.equal(MAX_RETRY_AFTER, DAY);
    for (const [text, seconds] of Object.entries({
      '0': 0,
      '1': 1,
      ' 120 ': 120,
      '007': 7,
      '86400': 86_400,
    })) {
      assert.equal(read(text), seconds * SECOND);
    }
    for (const text of ['86401', '999999999', '9999999999', '9'.repeat(400)]) {
      assert.equal(read(text), DAY, text);
    }
  });

  it('is a date in the form that HTTP gives it, up to a day from now; one that has passed asks for nothing', () => {
    assert.equal(read('Tue, 24 Nov 2026 12:02:00 GMT'), 120 * SECOND);
    assert.equal(read('Tue, 24 Nov 2026 12:00:00 GMT'), 0);
    assert.equal(read('Tue, 24 Nov 2026 11:59:59 GMT'), 0);
    assert.equal(read('Sun, 06 Nov 1994 08:49:37 GMT'), 0);
    assert.equal(read('Fri, 31 Dec 9999 23:59:59 GMT'), DAY);
    assert.equal(parseRetryAfter('Tue, 24 Nov 2026 12:02:00 GMT', NOW + 1), 120 * SECOND - 1);
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.nat({ max: 999 }), (seconds, part) => {
        const asked = parseRetryAfter(new Date(NOW + seconds * SECOND).toUTCString(), NOW + part);
        assert.equal(asked, Math.min(Math.max(seconds * SECOND - part, 0), DAY));
      }),
    );
  });

  it('is nothing where it is neither', () => {
    for (const text of [
      ...[null, '', ' ', '-1', '+1', '1.5', '1e3', '0x10', 'Infinity', 'NaN', '١٢', '12,', '12 34', '1;2'],
      ...['soon', 'Tuesday, 24-Nov-26 12:02:00 GMT', 'Tue Nov 24 12:02:00 2026', '2026-11-24T12:02:00Z'],
      ...['Tue, 24 Nov 2026 12:02:00 CET', 'tue, 24 nov 2026 12:02:00 gmt', 'Tue, 24 Nov 2026 25:02:00 GMT'],
      ...[
        'Tue, 24 Nov 2026 12:02:00 GMT, 5',
        'Xxx, 24 Nov 2026 12:02:00 GMT',
        'Tue, 99 Nov 2026 12:02:00 GMT',
      ],
    ]) {
      assert.equal(read(text), null, String(text));
    }
  });

  it('never throws, is never negative and never above a day, whatever comes', () => {
    const dateLike = fc
      .tuple(
        fc.nat({ max: 99 }),
        fc.nat({ max: 9_999 }),
        fc.nat({ max: 99 }),
        fc.constantFrom('Feb', 'Nov', 'Xyz'),
      )
      .map(
        ([day, year, hour, month]) =>
          `Tue, ${String(day).padStart(2, '0')} ${month} ${String(year).padStart(4, '0')} ${String(hour).padStart(2, '0')}:00:00 GMT`,
      );
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.bigInt().map(String),
      fc.double().map(String),
      fc.stringMatching(/^[0-9 ,:GMTa-v]{0,40}$/),
      dateLike,
    );
    fc.assert(
      fc.property(text, fc.maxSafeNat(), (value, now) => {
        const asked = parseRetryAfter(value, now);
        assert.ok(asked === null || (Number.isInteger(asked) && asked >= 0 && asked <= DAY));
      }),
      { numRuns: 5_000 },
    );
  });
});
