import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../../platform/db/index.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import type { PersonField } from '../../vault/index.ts';
import type { Approval, Defect, Instrument, LegalRequest, LegalState } from './types.ts';

interface Row {
  id: string;
  state: LegalState;
  authority: string | null;
  instrument: Instrument | null;
  fields: string;
  from_at: number | null;
  until_at: number | null;
  received_at: number;
  gag_until: number | null;
  opened_by: string;
  opened_at: number;
  defect: Defect | null;
  decided_by: string | null;
  decided_at: number | null;
}

const REQUESTS = 'legal_requests';
const APPROVALS = 'legal_approvals';

const toRequest = (row: Row): LegalRequest => ({
  id: row.id,
  state: row.state,
  authority: row.authority,
  instrument: row.instrument,
  fields: row.fields.split(' ') as PersonField[],
  from: row.from_at,
  until: row.until_at,
  receivedAt: row.received_at,
  gagUntil: row.gag_until,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  defect: row.defect,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
});

export async function insertRequest(tx: Tx, request: LegalRequest): Promise<void> {
  const row: Row = {
    id: request.id,
    state: request.state,
    authority: request.authority,
    instrument: request.instrument,
    fields: request.fields.join(' '),
    from_at: request.from,
    until_at: request.until,
    received_at: request.receivedAt,
    gag_until: request.gagUntil,
    opened_by: request.openedBy,
    opened_at: request.openedAt,
    defect: request.defect,
    decided_by: request.decidedBy,
    decided_at: request.decidedAt,
  };
  await insertRows(tx, REQUESTS, [row]);
}

/** The request, locked: whatever becomes of it happens one after the other. */
export async function lockRequest(tx: Tx, id: string): Promise<LegalRequest | null> {
  const [row] = (await lockingRows(tx, tx.q(REQUESTS).where({ id }))) as Row[];
  return row === undefined ? null : toRequest(row);
}

export async function requestsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, LegalRequest>> {
  const rows = await rowsWhereIn<Row>(at, REQUESTS, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRequest(row)]));
}

/** Requests, newest first. */
export function listRequests(
  at: Queryable,
  filter: { readonly state?: LegalState | undefined },
  args: PageArgs,
): Promise<Page<LegalRequest>> {
  const query = at.q(REQUESTS);
  if (filter.state !== undefined) void query.where('state', filter.state);
  return keysetPage<Row, LegalRequest>(
    query,
    { column: 'opened_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.opened_at, row.id], node: toRequest(row) }),
  );
}

export async function approveRequest(tx: Tx, id: string): Promise<void> {
  await tx.q(REQUESTS).where({ id, state: 'opened' }).update({ state: 'approved' });
}

export async function decideRequest(
  tx: Tx,
  id: string,
  decision: { readonly state: LegalState; readonly officer: string; readonly defect?: Defect },
): Promise<void> {
  const { state, officer, defect = null } = decision;
  await tx.q(REQUESTS).where({ id }).update({ state, defect, decided_by: officer, decided_at: tx.now });
}

export async function moveGag(tx: Tx, id: string, until: Millis): Promise<void> {
  await tx.q(REQUESTS).where({ id }).update({ gag_until: until });
}

const TOLD_AT_ONCE = 100;

/** Ids of disclosed requests whose people are to be told now and were not. */
export async function untoldRequests(
  at: Queryable,
  now: Millis,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const rows = (await at
    .q(REQUESTS)
    .select('id')
    .whereRaw(`state = 'disclosed' and told_at is null`)
    .where('gag_until', '<=', now)
    .orderBy('gag_until')
    .limit(TOLD_AT_ONCE)) as { id: string }[];
  return { ids: rows.map(({ id }) => id), more: rows.length === TOLD_AT_ONCE };
}

/** False: they were told before. */
export async function markTold(tx: Tx, id: string): Promise<boolean> {
  return (await tx.q(REQUESTS).where({ id }).whereNull('told_at').update({ told_at: tx.now })) > 0;
}

/** `gag_until` is part of a key, so the request itself needs a number there, too. */
const NO_GAG = 0;

interface ApprovalRow {
  request_id: string;
  gag_until: number;
  officer: string;
  approved_at: number;
}

export async function insertApproval(
  tx: Tx,
  requestId: string,
  officer: string,
  gagUntil: Millis | null,
): Promise<void> {
  const row: ApprovalRow = {
    request_id: requestId,
    gag_until: gagUntil ?? NO_GAG,
    officer,
    approved_at: tx.now,
  };
  await insertRows(tx, APPROVALS, [row]);
}

/** Approvals by request, in the order in which they were given. */
export async function approvalsOf(
  at: Queryable,
  requestIds: readonly string[],
): Promise<Map<string, readonly Approval[]>> {
  const rows = await rowsWhereIn<ApprovalRow>(at, APPROVALS, 'request_id', requestIds);
  rows.sort((a, b) => a.approved_at - b.approved_at || (a.officer < b.officer ? -1 : 1));
  return new Map(
    requestIds.map((id) => [
      id,
      rows
        .filter((row) => row.request_id === id)
        .map(({ officer, approved_at, gag_until }) => ({
          officer,
          approvedAt: approved_at,
          gagUntil: gag_until === NO_GAG ? null : gag_until,
        })),
    ]),
  );
}
