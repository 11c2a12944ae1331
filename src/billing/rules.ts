import type { Millis } from '../kernel/clock.ts';
import { refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { PaymentMethod } from './types.ts';

/** At least one letter: what is digits alone may be the number of an account. */
const TOKEN = /^(?=.*[A-Za-z])[A-Za-z0-9_.-]{8,200}$/;
const EXPIRES = /^20\d\d-(?:0[1-9]|1[0-2])$/;

/** Null: the method can be paid with. A card is good to the end of its month. */
export function refuseMethod({ token, lastFour, expires }: PaymentMethod, now: Millis): Refusal | null {
  if (!TOKEN.test(token)) {
    return refuseField('token', 'the token of the payment processor, 8 to 200 letters, digits, dots, dashes');
  }
  if (!/^\d{4}$/.test(lastFour)) return refuseField('lastFour', 'the last four digits');
  if (!EXPIRES.test(expires) || expires < new Date(now).toISOString().slice(0, 7)) {
    return refuseField('expires', 'a month that is not over, YYYY-MM');
  }
  return null;
}
