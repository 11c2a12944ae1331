import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { traitRegistry } from '../traits/index.ts';
import type { TraitRegistry } from '../traits/index.ts';
import { parseCriterion, printCriterion } from './criterion.ts';
import type { Criterion } from './criterion.ts';

export interface Offer {
  readonly id: string;
  readonly appId: string;
  readonly title: string;
  readonly text: string;
  readonly criterion: Criterion;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
  readonly createdAt: Millis;
}

interface OfferRow {
  id: string;
  app_id: string;
  title: string;
  text: string;
  criterion: string;
  starts_at: number;
  ends_at: number;
  created_at: number;
}

export const isLive = (offer: Offer, now: Millis): boolean => offer.startsAt <= now && now < offer.endsAt;

const toOffer =
  (traits: TraitRegistry) =>
  (row: OfferRow): Offer => {
    const parsed = parseCriterion(JSON.parse(row.criterion), traits);
    if ('problems' in parsed) throw new Error('a stored criterion does not fit the registered traits');
    return {
      id: row.id,
      appId: row.app_id,
      title: row.title,
      text: row.text,
      criterion: parsed.criterion,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      createdAt: row.created_at,
    };
  };

export async function offersById(at: Queryable, ids: readonly string[]): Promise<Map<string, Offer>> {
  const rows = await rowsWhereIn<OfferRow>(at, 'offers', 'id', ids);
  return new Map(rows.map(toOffer(await traitRegistry(at))).map((offer) => [offer.id, offer]));
}

export async function liveOffers(at: Queryable, now: Millis): Promise<readonly Offer[]> {
  const rows = (await at
    .q('offers')
    .where('ends_at', '>', now)
    .where('starts_at', '<=', now)
    .orderBy('id')) as OfferRow[];
  return rows.map(toOffer(await traitRegistry(at)));
}

export async function listOffers(at: Queryable, args: PageArgs): Promise<Page<Offer>> {
  const read = toOffer(await traitRegistry(at));
  return keysetPage<OfferRow, Offer>(
    at.q('offers'),
    { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: read(row) }),
  );
}

export async function insertOffers(tx: Tx, offers: readonly Offer[]): Promise<void> {
  const rows: OfferRow[] = offers.map((offer) => ({
    id: offer.id,
    app_id: offer.appId,
    title: offer.title,
    text: offer.text,
    criterion: canonicalJson(printCriterion(offer.criterion) as JsonValue),
    starts_at: offer.startsAt,
    ends_at: offer.endsAt,
    created_at: offer.createdAt,
  }));
  await insertRows(tx, 'offers', rows);
}

/** Ends an offer at the transaction's instant; null if there is none with this id. */
export async function closeOffer(tx: Tx, id: string): Promise<Offer | null> {
  const row = (await lockingRows(tx, tx.q('offers').where({ id }).first())) as OfferRow | undefined;
  if (row === undefined) return null;
  const endsAt = Math.min(Number(row.ends_at), tx.now);
  await tx.q('offers').where({ id }).update({ ends_at: endsAt });
  return toOffer(await traitRegistry(tx))({ ...row, ends_at: endsAt });
}
