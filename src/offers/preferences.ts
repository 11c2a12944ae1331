import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, whereAny } from '../platform/db/index.ts';

/** What a person wants of offers. Whoever said nothing gets offers on the site, and none by email. */
export interface Preferences {
  readonly offers: boolean;
  readonly offersByEmail: boolean;
  /** Partners whose offers the person does not want. */
  readonly blockedPartners: readonly string[];
}

const TABLE = 'offer_preferences';
const BLOCKED = 'blocked_partners';

export async function preferencesOf(at: Queryable, subjectId: string): Promise<Preferences> {
  const row = (await at.q(TABLE).where('subject_id', subjectId).first()) as
    { offers: boolean | number; offers_by_email: boolean | number } | undefined;
  const blocked = (await at.q(BLOCKED).where('subject_id', subjectId).orderBy('partner_id')) as {
    partner_id: string;
  }[];
  return {
    offers: row === undefined || Boolean(row.offers),
    offersByEmail: row !== undefined && Boolean(row.offers_by_email),
    blockedPartners: blocked.map(({ partner_id }) => partner_id),
  };
}

/** Those of these people who want offers, and asked for them by mail. */
export async function askedForMail(at: Queryable, subjectIds: readonly string[]): Promise<string[]> {
  if (subjectIds.length === 0) return [];
  const rows = (await whereAny(at, at.q(TABLE), 'subject_id', subjectIds)
    .where({ offers: true, offers_by_email: true })
    .orderBy('subject_id')) as { subject_id: string }[];
  return rows.map(({ subject_id }) => subject_id);
}

export async function savePreferences(tx: Tx, subjectId: string, preferences: Preferences): Promise<void> {
  const { offers, offersByEmail, blockedPartners } = preferences;
  await deletePreferences(tx, subjectId);
  await insertRows(tx, TABLE, [
    { subject_id: subjectId, offers, offers_by_email: offersByEmail, updated_at: tx.now },
  ]);
  await insertRows(
    tx,
    BLOCKED,
    [...new Set(blockedPartners)].map((partner_id) => ({ subject_id: subjectId, partner_id })),
  );
}

export async function deletePreferences(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
  await tx.q(BLOCKED).where('subject_id', subjectId).delete();
}
