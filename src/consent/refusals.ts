import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { OfferRefusal } from './types.ts';

/** SQL of the refusals of offers. */

interface RefusalRow {
  id: string;
  subject_id: string;
  app_id: string;
  partner_id: string;
  offer_id: string;
  disclosure_hash: string;
  refused_at: number;
}

const TABLE = 'offer_refusals';

const toRefusal = (row: RefusalRow): OfferRefusal => ({
  id: row.id,
  subjectId: row.subject_id,
  appId: row.app_id,
  partnerId: row.partner_id,
  offerId: row.offer_id,
  disclosureHash: row.disclosure_hash,
  refusedAt: row.refused_at,
});

export async function insertRefusals(tx: Tx, refusals: readonly OfferRefusal[]): Promise<void> {
  const rows: RefusalRow[] = refusals.map((refusal) => ({
    id: refusal.id,
    subject_id: refusal.subjectId,
    app_id: refusal.appId,
    partner_id: refusal.partnerId,
    offer_id: refusal.offerId,
    disclosure_hash: refusal.disclosureHash,
    refused_at: refusal.refusedAt,
  }));
  await insertRows(tx, TABLE, rows);
}

export async function refusalsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, OfferRefusal>> {
  const rows = await rowsWhereIn<RefusalRow>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRefusal(row)]));
}

/** The offers that a person said no to; they are not shown again. */
export async function refusedOffers(at: Queryable, subjectId: string): Promise<ReadonlySet<string>> {
  const rows = (await at.q(TABLE).select('offer_id').where('subject_id', subjectId)) as {
    offer_id: string;
  }[];
  return new Set(rows.map((row) => row.offer_id));
}

/** SQL of people and when they first said no to an offer. */
export const firstRefusals = (at: Queryable, offerId: string) =>
  at
    .q(TABLE)
    .select('subject_id')
    .min({ first: 'refused_at' })
    .where('offer_id', offerId)
    .groupBy('subject_id');

/** How many people said no to an offer before an instant. */
export async function peopleWhoRefused(at: Queryable, offerId: string, before: Millis): Promise<number> {
  const [row] = (await at
    .q(TABLE)
    .where('offer_id', offerId)
    .where('refused_at', '<', before)
    .countDistinct({ people: 'subject_id' })) as { people: number | string }[];
  return Number(row?.people ?? 0);
}

export function refusalsPage(at: Queryable, subjectId: string, args: PageArgs): Promise<Page<OfferRefusal>> {
  return keysetPage<RefusalRow, OfferRefusal>(
    at.q(TABLE).where('subject_id', subjectId),
    { column: 'refused_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.refused_at, row.id], node: toRefusal(row) }),
  );
}

/** All refusals in order of id, from after `afterId` on. */
export async function refusalsAfter(at: Queryable, afterId: string, limit: number): Promise<OfferRefusal[]> {
  const rows = (await at.q(TABLE).where('id', '>', afterId).orderBy('id').limit(limit)) as RefusalRow[];
  return rows.map(toRefusal);
}

/** Forgets what a person said no to. */
export async function deleteRefusals(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}
