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

const PLACE = `
  update releases set position = placed.position
  from (select id, ? + row_number() over (order by released_at, id) as position
        from releases where partner_id = ? and position is null order by released_at, id limit ?) as placed
  where releases.id = placed.id`;

/**
 * Gives places in a partner's feed to what is new or has changed since it was read last. Places are given by whoever
 * reads, one after the other, because clocks cannot: a release that committed late would come before what was read.
 */
async function place(tx: Tx, partnerId: string): Promise<void> {
  const query = tx.q(FEEDS).where({ partner_id: partnerId });
  const [feed] = (await lockingRows(tx, query)) as { last: number }[];
  if (feed === undefined) await insertRows(tx, FEEDS, [{ partner_id: partnerId, last: 0 }]);
  const before = feed?.last ?? 0;
  await tx.q.raw(PLACE, [before, partnerId, AT_ONCE]);
  const [placed] = (await tx.q(RELEASES).max({ last: 'position' }).where({ partner_id: partnerId })) as {
    last: number | null;
  }[];
  // What had the last place may have changed a moment ago and have none: no place is given twice all the same.
  const last = Math.max(before, Number(placed?.last ?? 0));
  await tx.q(FEEDS).where({ partner_id: partnerId }).update({ last });
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
  return db.read(async (reader) => {
    const page = await keysetPage<PlacedRow, Release>(
      reader
        .q(RELEASES)
        .where({ partner_id: partnerId })
        .whereNotNull('position')
        .where((shown) => void shown.whereNull('ended_at').orWhereNotNull('sent_at')),
      { column: 'position', idColumn: 'id', direction: 'asc', value: 'number' },
      args,
      (row) => ({ key: [row.position, row.id], node: toRelease(row) }),
    );
    // What has no place yet comes after everything that has one.
    const { pageInfo } = page;
    const isLast = args.first != null && !pageInfo.hasNextPage;
    const hasNextPage = isLast ? await isAnythingUnplaced(reader, partnerId) : pageInfo.hasNextPage;
    return { ...page, pageInfo: { ...pageInfo, hasNextPage } };
  });
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
