import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, transactOrSee } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { RELEASES, toRelease } from './store.ts';
import type { Release, ReleaseRow } from './store.ts';

const FEEDS = 'contact_feeds';
const AT_ONCE = 1_000;

interface PlacedRow extends ReleaseRow {
  position: number;
}

/**
 * Gives places in a partner's feed to what is new or has changed since it was read last. Places are given by whoever
 * reads, one after the other, because clocks cannot: a release that committed late would come before what was read.
 */
async function place(tx: Tx, partnerId: string): Promise<number> {
  const query = tx.q(FEEDS).where({ partner_id: partnerId });
  let [feed] = (await lockingRows(tx, query)) as { last: number }[];
  if (feed === undefined) {
    feed = { last: 0 };
    await insertRows(tx, FEEDS, [{ partner_id: partnerId, ...feed }]);
  }
  const waiting = (await tx
    .q(RELEASES)
    .select('id')
    .where({ partner_id: partnerId })
    .whereNull('position')
    .orderBy(['released_at', 'id'])
    .limit(AT_ONCE)) as { id: string }[];
  for (const [i, { id }] of waiting.entries()) {
    await tx
      .q(RELEASES)
      .where({ id })
      .update({ position: feed.last + i + 1 });
  }
  if (waiting.length > 0) {
    await tx
      .q(FEEDS)
      .where({ partner_id: partnerId })
      .update({ last: feed.last + waiting.length });
  }
  return waiting.length;
}

const isAnythingUnplaced = async (at: Queryable, partnerId: string): Promise<boolean> =>
  (await at.q(RELEASES).select('id').where({ partner_id: partnerId }).whereNull('position').first()) !==
  undefined;

/**
 * A page of a partner's contacts in the order in which they came or changed: whoever goes on from the last cursor
 * misses nothing, and sees a contact again when its yes has ended. One that ended before it was sent was never there.
 */
export async function contactFeed(db: Database, partnerId: string, args: PageArgs): Promise<Page<Release>> {
  if (await db.read((reader) => isAnythingUnplaced(reader, partnerId))) {
    await transactOrSee(db, (tx) => place(tx, partnerId));
  }
  return db.read((reader) =>
    keysetPage<PlacedRow, Release>(
      reader
        .q(RELEASES)
        .where({ partner_id: partnerId })
        .whereNotNull('position')
        .where((shown) => void shown.whereNull('ended_at').orWhereNotNull('sent_at')),
      { column: 'position', idColumn: 'id', direction: 'asc', value: 'number' },
      args,
      (row) => ({ key: [row.position, row.id], node: toRelease(row) }),
    ),
  );
}

/** The newest release of a contact for an app to this partner. */
export async function findContact(
  at: Queryable,
  partnerId: string,
  contactId: string,
  appId: string,
): Promise<Release | null> {
  const rows = (await at
    .q(RELEASES)
    .where({ partner_id: partnerId, contact_id: contactId, app_id: appId })
    .where((shown) => void shown.whereNull('ended_at').orWhereNotNull('sent_at'))
    .orderBy('id', 'desc')) as ReleaseRow[];
  const newest = rows.find(({ ended_at }) => ended_at === null) ?? rows[0];
  return newest === undefined ? null : toRelease(newest);
}
