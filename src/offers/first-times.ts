import { firstRefusals } from '../consent/index.ts';
import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { dayOf, firstShows } from './shows.ts';

/**
 * How many people were shown an offer for the first time in [from, until), and how many said no to it for the first
 * time then: one statement, so that both numbers are of one moment. `from` and `until` are midnights, UTC.
 */
export async function firstTimes(
  at: Queryable,
  offerId: string,
  { from, until }: { readonly from: Millis; readonly until: Millis },
): Promise<{ readonly reached: number; readonly dismissed: number }> {
  if (from % DAY !== 0 || until % DAY !== 0) throw new RangeError('a span is from midnight to midnight');
  const reached = at.q
    .count('*')
    .from(firstShows(at, offerId).as('shown'))
    .where('first', '>=', dayOf(from))
    .where('first', '<', dayOf(until));
  const dismissed = at.q
    .count('*')
    .from(firstRefusals(at, offerId).as('refused'))
    .where('first', '>=', from)
    .where('first', '<', until);
  const [row] = (await at.q.select({ reached, dismissed })) as {
    reached: number | string;
    dismissed: number | string;
  }[];
  return { reached: Number(row?.reached), dismissed: Number(row?.dismissed) };
}
