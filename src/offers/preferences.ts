import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, whereAny } from '../platform/db/index.ts';
import { deleteSignal, optedOutBySignal, signalOf } from './opt-out-signals.ts';
import type { OptOutSignal } from './opt-out-signals.ts';

/** What a person wants of offers. Whoever said nothing gets offers on the site, and none by email. */
export interface Preferences {
  /** What the person said themselves; `wantsOffers` says what holds. */
  readonly offers: boolean;
  readonly offersByEmail: boolean;
  /** Partners whose offers the person does not want. */
  readonly blockedPartners: readonly string[];
  /** What their browser said; null: nothing. */
  readonly signal: OptOutSignal | null;
}

export const isOptedOutBySignal = ({ signal }: Pick<Preferences, 'signal'>): boolean =>
  signal !== null && signal.overruledAt === null;

/** Whether offers are shown at all. */
export const wantsOffers = (preferences: Pick<Preferences, 'offers' | 'signal'>): boolean =>
  preferences.offers && !isOptedOutBySignal(preferences);

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
    signal: await signalOf(at, subjectId),
  };
}

/** Those of these people who want offers, and asked for them by mail. */
export async function askedForMail(at: Queryable, subjectIds: readonly string[]): Promise<string[]> {
  if (subjectIds.length === 0) return [];
  const rows = (await whereAny(at, at.q(TABLE), 'subject_id', subjectIds)
    .where({ offers: true, offers_by_email: true })
    .orderBy('subject_id')) as { subject_id: string }[];
  const asked = rows.map(({ subject_id }) => subject_id);
  const optedOut = await optedOutBySignal(at, asked);
  return asked.filter((id) => !optedOut.has(id));
}

/** Keeps what the person said. What their browser said stays as it is. */
export async function savePreferences(
  tx: Tx,
  subjectId: string,
  { offers, offersByEmail, blockedPartners }: Omit<Preferences, 'signal'>,
): Promise<void> {
  await deleteChoices(tx, subjectId);
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
  await deleteChoices(tx, subjectId);
  await deleteSignal(tx, subjectId);
}

async function deleteChoices(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
  await tx.q(BLOCKED).where('subject_id', subjectId).delete();
}
