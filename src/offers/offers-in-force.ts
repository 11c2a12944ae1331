import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { lockingRows, whereAny } from '../platform/db/index.ts';
import { acceptancesLeft } from './lifecycle.ts';
import { CAMPAIGNS, inForce, readContent, readExpanded } from './store.ts';
import type { CampaignRow } from './store.ts';
import type { Offer } from './types.ts';

type Row = CampaignRow & { content: string; expanded: string };

const toOffer = (row: Row): Offer => ({
  id: row.id,
  appId: row.app_id,
  salt: row.salt,
  version: row.in_force ?? 0,
  content: readContent(row.content),
  criterion: readExpanded(row.expanded),
  startsAt: row.starts_at ?? 0,
  endsAt: row.ends_at ?? 0,
  standing: row.standing,
});

/** Offers with an approved version, by id, whatever they do now. */
export async function offersById(at: Queryable, ids: readonly string[]): Promise<Map<string, Offer>> {
  if (ids.length === 0) return new Map();
  const rows = (await whereAny(at, inForce(at), 'c.id', ids)) as Row[];
  return new Map(rows.map((row) => [row.id, toOffer(row)]));
}

/** All offers of an app that were ever approved. */
export async function offersOfApp(at: Queryable, appId: string): Promise<readonly Offer[]> {
  return ((await inForce(at).where('c.app_id', appId)) as Row[]).map(toOffer);
}

/** All offers that were not ended and whose window is not over. */
export async function offersAhead(at: Queryable, now: Millis): Promise<readonly Offer[]> {
  const rows = (await inForce(at).whereNot('c.standing', 'ended').where('c.ends_at', '>', now)) as Row[];
  return rows.map(toOffer);
}

const isCapped = ({ content }: Offer): boolean => acceptancesLeft(content, 0) !== null;

/** How many people accepted these offers, as far as it matters: of those that can run out. */
export async function acceptancesOf(
  at: Queryable,
  offers: readonly Offer[],
): Promise<ReadonlyMap<string, number>> {
  const capped = offers.filter(isCapped).map(({ id }) => id);
  if (capped.length === 0) return new Map();
  const rows = (await whereAny(at, at.q(CAMPAIGNS), 'id', capped)) as CampaignRow[];
  return new Map(rows.map((row) => [row.id, row.accepted]));
}

/**
 * Offers inside the transaction of a yes, with how many can still accept (null: all). Rows of those that can run out
 * are locked until it ends, in order of id, so that the last acceptance is given once.
 */
export async function lockOffers(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly offer: Offer; readonly left: number | null }>> {
  const offers = await offersById(tx, ids);
  const capped = [...offers.values()].filter(isCapped).map(({ id }) => id);
  const rows =
    capped.length === 0
      ? []
      : ((await lockingRows(tx, whereAny(tx, tx.q(CAMPAIGNS), 'id', capped).orderBy('id'))) as CampaignRow[]);
  const accepted = new Map(rows.map((row) => [row.id, row.accepted]));
  return new Map(
    [...offers].map(([id, offer]) => [
      id,
      { offer, left: acceptancesLeft(offer.content, accepted.get(id) ?? 0) },
    ]),
  );
}
