import type { Millis } from '../kernel/clock.ts';
import { kindOfId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { lockingRows } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { toCase, toRow } from './rows.ts';
import type { CaseRow } from './rows.ts';
import { erased } from './transitions.ts';
import type { CaseKind, CaseState, OfficeCase } from './types.ts';

export const CASES = 'office_cases';

/** `secretHash`: of what a filer without an account keeps; null: filed with one. */
export async function insertCase(tx: Tx, one: OfficeCase, secretHash: string | null): Promise<void> {
  await tx.q(CASES).insert({ ...toRow(one), secret_hash: secretHash });
}

export async function saveCase(tx: Tx, one: OfficeCase): Promise<void> {
  await tx.q(CASES).where('id', one.id).update(toRow(one));
}

/** What tells one case from all others: its id and kind, and whose it is, or the secret to it. */
export type CaseKey = Pick<CaseRow, 'id' | 'kind'> &
  Partial<Pick<CaseRow, 'subject_id' | 'partner_id'>> & { readonly secret_hash?: string };

export async function findCase(at: Queryable, key: CaseKey): Promise<OfficeCase | null> {
  if (kindOfId(key.id) === null) return null;
  const row = (await at.q(CASES).where(key).first()) as CaseRow | undefined;
  return row === undefined ? null : toCase(row);
}

/** Locks a case until the transaction ends: what happens to it happens one after the other. */
export async function lockCase(tx: Tx, key: CaseKey): Promise<OfficeCase | null> {
  if (kindOfId(key.id) === null) return null;
  const [row] = (await lockingRows(tx, tx.q(CASES).where(key))) as CaseRow[];
  return row === undefined ? null : toCase(row);
}

export interface CaseFilter {
  readonly kind: CaseKind;
  readonly state?: CaseState | undefined;
  readonly subjectId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly share?: boolean | undefined;
  /** Those of which something was due by then. */
  readonly dueBy?: Millis | undefined;
}

/** Cases of one kind, newest first. */
export function listCases(at: Queryable, filter: CaseFilter, args: PageArgs): Promise<Page<OfficeCase>> {
  const query = at.q(CASES).where('kind', filter.kind);
  if (filter.state !== undefined) void query.where('state', filter.state);
  if (filter.subjectId !== undefined) void query.where('subject_id', filter.subjectId);
  if (filter.partnerId !== undefined) void query.where('partner_id', filter.partnerId);
  if (filter.share !== undefined) void query.where('share', filter.share);
  if (filter.dueBy !== undefined) void query.where('due_at', '<=', filter.dueBy);
  return keysetPage<CaseRow, OfficeCase>(
    query,
    { column: 'filed_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.filed_at, row.id], node: toCase(row) }),
  );
}

/** How many cases of a person the office has not answered. */
export async function countOpen(at: Queryable, subjectId: string): Promise<number> {
  const row = (await at
    .q(CASES)
    .where('subject_id', subjectId)
    .whereIn('state', ['open', 'appealed'])
    .count({ n: '*' })
    .first()) as { n: number } | undefined;
  return Number(row?.n ?? 0);
}

/** Takes the words from a case, and from the reasons for which it was read. */
export async function eraseCase(tx: Tx, one: OfficeCase): Promise<void> {
  await saveCase(tx, erased(one));
  await tx.q(CASES).where('id', one.id).update({ secret_hash: null });
  await tx.q('office_reads').where('case_id', one.id).update({ reason: null });
}

/** Erases the words of all cases of a person. The caller destroys the key that they are sealed under, too. */
export async function eraseCasesOf(tx: Tx, subjectId: string): Promise<void> {
  const rows = (await tx
    .q(CASES)
    .where('subject_id', subjectId)
    .whereNot('state', 'erased')
    .orderBy('id')) as CaseRow[];
  for (const row of rows) await eraseCase(tx, toCase(row));
}

/** Erases up to `limit` cases of which nothing is owed any more since an instant, but of nobody in `except`; returns how many. */
export async function eraseSettledCases(
  tx: Tx,
  before: Millis,
  limit: number,
  except: readonly string[],
): Promise<number> {
  const rows = (await tx
    .q(CASES)
    .whereNull('due_at')
    .whereNot('state', 'erased')
    .where('answer_by', '<', before)
    .whereRaw('coalesce(escalated_at, appeal_answered_at, answered_at, filed_at) < ?', [before])
    .where((of) => void of.whereNull('subject_id').orWhereNotIn('subject_id', [...except]))
    .orderBy('id')
    .limit(limit)) as CaseRow[];
  for (const row of rows) await eraseCase(tx, toCase(row));
  return rows.length;
}
