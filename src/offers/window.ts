import { DateTime, IANAZone } from 'luxon';
import type { Millis } from '../kernel/clock.ts';
import type { QuietHours, Window } from './types.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);
export const isTimeOfDay = (text: string): boolean => TIME.test(text);

/**
 * The instant of a local time; null when there is no such date. A time that the clocks skip is the one an hour later,
 * of one that they pass twice it is the first.
 */
export function instantOf(local: string, timeZone: string): Millis | null {
  if (!LOCAL.test(local) || !isTimeZone(timeZone)) return null;
  const at = DateTime.fromISO(local, { zone: timeZone });
  if (!at.isValid) return null;
  const earlier = at.getPossibleOffsets()[0] ?? at;
  return earlier.toMillis();
}

/** When a window opens and closes; null when one of its ends is no time. */
export function windowOf({ startsLocal, endsLocal, timeZone }: Window): {
  readonly startsAt: Millis;
  readonly endsAt: Millis;
} | null {
  const startsAt = instantOf(startsLocal, timeZone);
  const endsAt = instantOf(endsLocal, timeZone);
  return startsAt === null || endsAt === null ? null : { startsAt, endsAt };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When the next mail may go: now, or at the end of the quiet hours. */
export function afterQuietHours(quiet: QuietHours | null, timeZone: string, now: Millis): Millis {
  if (quiet === null || quiet.from === quiet.to) return now;
  const local = DateTime.fromMillis(now, { zone: timeZone });
  const minute = local.hour * 60 + local.minute;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const isQuiet = from < to ? from <= minute && minute < to : minute >= from || minute < to;
  if (!isQuiet) return now;
  const sameDay = local.startOf('day').set({ hour: Math.floor(to / 60), minute: to % 60 });
  const end = sameDay > local ? sameDay : sameDay.plus({ days: 1 });
  return end.toMillis();
}
