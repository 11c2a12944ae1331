import { DAY, HOUR, MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { scheduledWait } from '../../platform/backoff.ts';

/** Waits between attempts; after the last one a delivery is exhausted, which is visible and can be taken up again. */
export const RETRY_WAITS: readonly Millis[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The longest that a partner can ask for; more would outlast the schedule itself. */
export const MAX_RETRY_AFTER: Millis = DAY;

/** Statuses of a request that may well be accepted when it comes again as it is (RFC 9110, RFC 6585, RFC 8470). */
const PASSING = [408, 409, 425, 429];

/** How many steps of the schedule a failure takes: one that says that the request itself is wrong takes two. */
export function stepsOf(status: number | null): number {
  const isClientError = status !== null && status >= 400 && status < 500;
  return isClientError && !PASSING.includes(status) ? 2 : 1;
}

/**
 * How long to wait when `failures` steps of the schedule are used up (1: the first failure); null: no more.
 * `fraction` is in [0, 1).
 */
export const waitAfter = (failures: number, fraction: number): Millis | null =>
  scheduledWait(RETRY_WAITS, failures, fraction);

/** How far down the schedule a message is after another failure, and how long it waits; null: it is exhausted. */
export function afterFailure(
  failures: number,
  result: { readonly status: number | null; readonly retryAfter: Millis | null },
  fraction: number,
): { readonly failures: number; readonly wait: Millis | null } {
  const steps = failures + stepsOf(result.status);
  const wait = waitAfter(steps, fraction);
  if (wait === null) return { failures: steps, wait: null };
  return { failures: steps, wait: Math.max(wait, result.retryAfter ?? 0) };
}

const SECONDS = /^\d+$/;
/** IMF-fixdate, the one form of an HTTP date that is still sent (RFC 9110 5.6.7). */
const HTTP_DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What `Retry-After` asks for (RFC 9110 10.2.3: seconds or a date), capped; null: nothing that can be understood. */
export function parseRetryAfter(header: string | null, now: Millis): Millis | null {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Math.min(Number(text) * SECOND, MAX_RETRY_AFTER);
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), MAX_RETRY_AFTER);
}
