import { newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { DELETE_WITHIN } from './rules.ts';
import type { DeletionDuty, DutyState } from './types.ts';

interface DutyRow {
  id: string;
  partner_id: string;
  app_id: string;
  subject_id: string;
  contact_id: string;
  cause: DeletionDuty['cause'];
  state: DutyState;
  opened_at: number;
  due_at: number;
  attested_at: number | null;
  told_at: number | null;
}

const TABLE = 'deletion_duties';

const toDuty = (row: DutyRow): DeletionDuty => ({
  id: row.id,
  partnerId: row.partner_id,
  appId: row.app_id,
  subjectId: row.subject_id,
  contactId: row.contact_id,
  cause: row.cause,
  state: row.state,
  openedAt: row.opened_at,
  dueAt: row.due_at,
  attestedAt: row.attested_at,
});

/** A person at an app. */
export interface Holding {
  readonly subjectId: string;
  readonly appId: string;
}

export const holdingKey = ({ subjectId, appId }: Holding): string => `${subjectId} ${appId}`;

export type NewDuty = Pick<DeletionDuty, 'partnerId' | 'appId' | 'subjectId' | 'contactId' | 'cause'>;

/** Opens duties. The caller holds the lock on the people, so that none is open for them meanwhile. */
export async function openDuties(tx: Tx, duties: readonly NewDuty[]): Promise<void> {
  const rows = duties.map((duty): DutyRow => ({
    id: newId('deletionDuty', tx.now),
    partner_id: duty.partnerId,
    app_id: duty.appId,
    subject_id: duty.subjectId,
    contact_id: duty.contactId,
    cause: duty.cause,
    state: 'open',
    opened_at: tx.now,
    due_at: tx.now + DELETE_WITHIN,
    attested_at: null,
    told_at: null,
  }));
  await insertRows(tx, TABLE, rows);
}

/** A new yes: the partner may keep what it was to delete. */
export async function voidDuties(tx: Tx, holdings: readonly Holding[]): Promise<void> {
  const subjects = [...new Set(holdings.map(({ subjectId }) => subjectId))];
  if (subjects.length === 0) return;
  const open = (await tx.q(TABLE).whereRaw(`state = 'open'`).whereIn('subject_id', subjects)) as DutyRow[];
  const given = new Set(holdings.map(holdingKey));
  const ids = open
    .filter((row) => given.has(holdingKey({ subjectId: row.subject_id, appId: row.app_id })))
    .map(({ id }) => id);
  // One that was attested meanwhile stays attested.
  if (ids.length > 0) await tx.q(TABLE).whereIn('id', ids).where('state', 'open').update({ state: 'void' });
}

/** Duties about these people, oldest first. */
export async function dutiesOfSubjects(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<readonly DeletionDuty[]> {
  const rows = await rowsWhereIn<DutyRow>(at, TABLE, 'subject_id', subjectIds);
  return rows.map(toDuty).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function dutiesById(at: Queryable, ids: readonly string[]): Promise<Map<string, DeletionDuty>> {
  const rows = await rowsWhereIn<DutyRow>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toDuty(row)]));
}

/** Who it is that a partner had to delete at some time, by the name under which it knows the person; null: nobody. */
export async function subjectOfContact(
  at: Queryable,
  partnerId: string,
  contactId: string,
  appId: string,
): Promise<string | null> {
  const own = { partner_id: partnerId, contact_id: contactId, app_id: appId };
  const row = (await at.q(TABLE).select('subject_id').where(own).first()) as
    { subject_id: string } | undefined;
  return row?.subject_id ?? null;
}

/** The newest duty of a partner about a contact and an app, locked. */
export async function lockDuty(
  tx: Tx,
  partnerId: string,
  contactId: string,
  appId: string,
): Promise<DeletionDuty | null> {
  const query = tx
    .q(TABLE)
    .where({ partner_id: partnerId, contact_id: contactId, app_id: appId })
    .orderBy('id', 'desc')
    .limit(1);
  const [row] = (await lockingRows(tx, query)) as DutyRow[];
  return row === undefined ? null : toDuty(row);
}

export async function attestDuty(tx: Tx, id: string): Promise<void> {
  await tx.q(TABLE).where({ id, state: 'open' }).update({ state: 'attested', attested_at: tx.now });
}

/** Which of these partners have a duty whose time is over. */
export async function overduePartners(
  at: Queryable,
  partnerIds: readonly string[],
  now: Millis,
): Promise<Set<string>> {
  if (partnerIds.length === 0) return new Set();
  const rows = (await at
    .q(TABLE)
    .distinct('partner_id')
    .whereRaw(`state = 'open'`)
    .whereIn('partner_id', [...new Set(partnerIds)])
    .where('due_at', '<=', now)) as { partner_id: string }[];
  return new Set(rows.map(({ partner_id }) => partner_id));
}

/** All duties in order of id, from after `afterId` on. */
export async function dutiesAfter(at: Queryable, afterId: string, limit: number): Promise<DeletionDuty[]> {
  const rows = (await at.q(TABLE).where('id', '>', afterId).orderBy('id').limit(limit)) as DutyRow[];
  return rows.map(toDuty);
}

export interface DutyFilter {
  readonly partnerId?: string | undefined;
  readonly state?: DutyState | undefined;
  /** Those that were due by then. */
  readonly dueBy?: Millis | undefined;
}

/** Duties, newest first. */
export function listDuties(at: Queryable, filter: DutyFilter, args: PageArgs): Promise<Page<DeletionDuty>> {
  const query = at.q(TABLE);
  if (filter.partnerId !== undefined) void query.where('partner_id', filter.partnerId);
  if (filter.state !== undefined) void query.where('state', filter.state);
  if (filter.dueBy !== undefined) void query.where('due_at', '<=', filter.dueBy);
  return keysetPage<DutyRow, DeletionDuty>(
    query,
    { column: 'opened_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.opened_at, row.id], node: toDuty(row) }),
  );
}

export interface OverduePartner {
  readonly partnerId: string;
  readonly count: number;
  readonly oldestDueAt: Millis;
}

const toOverdue = (rows: unknown): OverduePartner[] =>
  (rows as { partner_id: string; n: number; oldest: number }[]).map(({ partner_id, n, oldest }) => ({
    partnerId: partner_id,
    count: Number(n),
    oldestDueAt: Number(oldest),
  }));

/** Every partner to which nothing new is released, the longest overdue first. */
export async function listOverdue(at: Queryable, now: Millis): Promise<readonly OverduePartner[]> {
  const rows: unknown = await at
    .q(TABLE)
    .select('partner_id')
    .whereRaw(`state = 'open'`)
    .where('due_at', '<=', now)
    .groupBy('partner_id')
    .count({ n: '*' })
    .min({ oldest: 'due_at' })
    .orderBy('oldest');
  return toOverdue(rows);
}

/** Marks what became overdue and was not told yet, by partner; the caller tells in the same transaction. */
export async function takeUntold(tx: Tx): Promise<readonly OverduePartner[]> {
  const untold = tx
    .q(TABLE)
    .whereRaw(`state = 'open' and told_at is null`)
    .where('due_at', '<=', tx.now)
    .orderBy('id')
    .limit(5_000);
  const rows = (await lockingRows(tx, untold)) as DutyRow[];
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await tx.q(TABLE).whereIn('id', ids).update({ told_at: tx.now });
  const partners = new Map<string, OverduePartner>();
  for (const { partner_id, due_at } of rows) {
    const known = partners.get(partner_id) ?? { partnerId: partner_id, count: 0, oldestDueAt: due_at };
    partners.set(partner_id, {
      ...known,
      count: known.count + 1,
      oldestDueAt: Math.min(known.oldestDueAt, due_at),
    });
  }
  return [...partners.values()];
}
