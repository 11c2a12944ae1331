import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../../platform/db/index.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import type { PersonField } from '../../vault/index.ts';
import { gaggedRequests } from '../legal/gag.ts';

/** That staff looked at a person's data. Why stands in its entry of the ledger, sealed under the person's key. */
export interface StaffReadRow {
  readonly id: string;
  readonly subjectId: string;
  /** Role and name, as the token of who looked has them. */
  readonly staff: string;
  readonly fields: readonly PersonField[];
  /** The legal request that it was for. */
  readonly legalRequestId: string | null;
  readonly ledgerEntryId: string;
  readonly readAt: Millis;
}

interface Row {
  id: string;
  subject_id: string;
  staff: string;
  fields: string;
  legal_request_id: string | null;
  ledger_entry_id: string;
  read_at: number;
}

const TABLE = 'staff_reads';

const toRead = (row: Row): StaffReadRow => ({
  id: row.id,
  subjectId: row.subject_id,
  staff: row.staff,
  fields: row.fields.split(' ') as PersonField[],
  legalRequestId: row.legal_request_id,
  ledgerEntryId: row.ledger_entry_id,
  readAt: row.read_at,
});

export async function insertStaffRead(tx: Tx, read: StaffReadRow): Promise<void> {
  const row: Row = {
    id: read.id,
    subject_id: read.subjectId,
    staff: read.staff,
    fields: read.fields.join(' '),
    legal_request_id: read.legalRequestId,
    ledger_entry_id: read.ledgerEntryId,
    read_at: read.readAt,
  };
  await insertRows(tx, TABLE, [row]);
}

export async function staffReadsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, StaffReadRow>> {
  const rows = await rowsWhereIn<Row>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRead(row)]));
}

const newestFirst = { column: 'read_at', idColumn: 'id', direction: 'desc', value: 'number' } as const;

export interface StaffReadFilter {
  readonly subjectId?: string | undefined;
  readonly staff?: string | undefined;
  readonly since?: Millis | undefined;
  readonly until?: Millis | undefined;
}

/** Reads by staff, newest first. */
export function listStaffReads(
  at: Queryable,
  filter: StaffReadFilter,
  args: PageArgs,
): Promise<Page<StaffReadRow>> {
  const query = at.q(TABLE);
  if (filter.subjectId !== undefined) void query.where('subject_id', filter.subjectId);
  if (filter.staff !== undefined) void query.where('staff', filter.staff);
  if (filter.since !== undefined) void query.where('read_at', '>=', filter.since);
  if (filter.until !== undefined) void query.where('read_at', '<', filter.until);
  return keysetPage<Row, StaffReadRow>(query, newestFirst, args, (row) => ({
    key: [row.read_at, row.id],
    node: toRead(row),
  }));
}

/** Reads about a person that the person may know of, newest first: those for a request under a gag wait for its end. */
export function staffReadsShownTo(
  at: Queryable,
  subjectId: string,
  now: Millis,
  args: PageArgs,
): Promise<Page<StaffReadRow>> {
  const query = at
    .q(TABLE)
    .where('subject_id', subjectId)
    .where(
      (shown) =>
        void shown.whereNull('legal_request_id').orWhereNotIn('legal_request_id', gaggedRequests(at, now)),
    );
  return keysetPage<Row, StaffReadRow>(query, newestFirst, args, (row) => ({
    key: [row.read_at, row.id],
    node: toRead(row),
  }));
}
