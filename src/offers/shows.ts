import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { rowsWhereIn } from '../platform/db/index.ts';
import type { Day } from '../traits/index.ts';

const TABLE = 'offer_shows';
const DAY_MS = 86_400_000;

/** That an offer was shown to a person. */
export interface Show {
  readonly subjectId: string;
  readonly offerId: string;
}

interface ShowRow {
  subject_id: string;
  campaign_id: string;
  day: Day;
  count: number;
}

export const dayOf = (at: Millis): Day => Math.floor(at / DAY_MS);

/** Counts shows on the transaction's day. */
export async function addShows(tx: Tx, shows: readonly Show[]): Promise<void> {
  const day = dayOf(tx.now);
  const counts = new Map<string, ShowRow>();
  for (const { subjectId, offerId } of shows) {
    const key = `${subjectId} ${offerId}`;
    const row = counts.get(key) ?? { subject_id: subjectId, campaign_id: offerId, day, count: 0 };
    counts.set(key, { ...row, count: row.count + 1 });
  }
  // In one order, so that two processes that show to the same people never wait for each other.
  const rows = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (let i = 0; i < rows.length; i += 400) {
    await tx
      .q(TABLE)
      .insert(rows.slice(i, i + 400))
      .onConflict(['subject_id', 'campaign_id', 'day'])
      .merge({ count: tx.q.raw('?? + excluded.count', [`${TABLE}.count`]) });
  }
}

/** How often a person was shown offers, by offer, in order of day. */
export async function showsTo(
  at: Queryable,
  subjectId: string,
): Promise<ReadonlyMap<string, readonly { readonly day: Day; readonly count: number }[]>> {
  const rows = await rowsWhereIn<ShowRow>(at, TABLE, 'subject_id', [subjectId]);
  const byOffer = new Map<string, { day: Day; count: number }[]>();
  for (const { campaign_id, day, count } of rows.sort((a, b) => a.day - b.day)) {
    byOffer.set(campaign_id, [...(byOffer.get(campaign_id) ?? []), { day, count }]);
  }
  return byOffer;
}

/** SQL of people and the first day on which they were shown an offer. */
export const firstShows = (at: Queryable, offerId: string) =>
  at.q(TABLE).select('subject_id').min({ first: 'day' }).where('campaign_id', offerId).groupBy('subject_id');

/** How many people were shown an offer before a day. */
export async function peopleReached(at: Queryable, offerId: string, before: Day): Promise<number> {
  const [row] = (await at
    .q(TABLE)
    .where('campaign_id', offerId)
    .where('day', '<', before)
    .countDistinct({ people: 'subject_id' })) as { people: number | string }[];
  return Number(row?.people ?? 0);
}

export async function deleteShows(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}
