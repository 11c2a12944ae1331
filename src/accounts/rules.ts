import type { Millis } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';

export const ADULT_YEARS = 18;

/** Nobody agrees to a version that is not in force. */
export const staleVersion = (): Refusal =>
  refuse(
    'POLICY_VERSION_STALE',
    ['input', 'policyVersion'],
    'policyVersion wants the version of the policy in force.',
  );

/** A calendar date `YYYY-MM-DD` that exists, not before 1900. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-01-01') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Whether somebody born on `birthDate` is 18 at `now`, by the date in the westernmost time zone (UTC-12): it is never
 * too early anywhere. Born on 29 February: of age on 1 March.
 */
export function isAdult(birthDate: string, now: Millis): boolean {
  const today = new Date(now - 12 * 3_600_000).toISOString().slice(0, 10);
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const comesOfAge = new Date(Date.UTC(year + ADULT_YEARS, month - 1, day)).toISOString().slice(0, 10);
  return comesOfAge <= today;
}
