import { isAdult, isCalendarDate } from '../accounts/index.ts';
import { problemOfLine } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { refuse, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { isEmailAddress } from '../kernel/sealed-email.ts';

/** What is to be corrected; what is left out stays as it is. */
export interface ProfileWishes {
  /** Empty: there is to be none. */
  readonly name?: string;
  readonly email?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
}

const NAME = 100;
const REASON = 500;

/** A name as it is kept: composed, without blanks around it. */
export const tidyName = (name: string): string => name.normalize('NFC').trim();

/** Null: this can be corrected. Whoever turns out to be under age is not corrected into an account. */
export function refuseWishes({ name, email, birthDate }: ProfileWishes, now: Millis): Refusal | null {
  if (name === undefined && email === undefined && birthDate === undefined) {
    return refuse('INVALID_INPUT', ['input'], 'input wants something to correct.');
  }
  const problem = name === undefined || tidyName(name) === '' ? null : problemOfLine(tidyName(name), NAME);
  if (problem !== null) return refuseField('name', problem);
  if (email !== undefined && !isEmailAddress(email)) return refuseField('email', 'an email address');
  if (birthDate === undefined) return null;
  if (!isCalendarDate(birthDate)) return refuseField('birthDate', 'a date, YYYY-MM-DD');
  return isAdult(birthDate, now)
    ? null
    : refuse('AGE_RESTRICTED', ['input', 'birthDate'], 'This is for people of 18 and over.');
}

/** Null: the company may correct what it has of somebody for this reason, which that person is shown. */
export function refuseReason(reason: string): Refusal | null {
  const problem = problemOfLine(reason, REASON);
  return problem === null ? null : refuseField('reason', problem);
}
