import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, rowsWhereIn, whereAny } from '../../platform/db/index.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { openRecords, sealRecords } from '../../vault/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { gaggedRequests } from './gag.ts';
import type { LegalPerson, LegalTexts } from './types.ts';

interface Row {
  request_id: string;
  subject_id: string;
  sealed: Buffer | null;
  ledger_entry_id: string | null;
  disclosed_at: number | null;
}

const TABLE = 'legal_request_people';

/** The texts for each of these people, under the key of each: whoever is erased takes their copy along. */
async function sealFor(
  tx: Tx,
  vault: VaultParts,
  requestId: string,
  subjectIds: readonly string[],
  texts: LegalTexts,
): Promise<readonly Buffer[]> {
  const plaintext = Buffer.from(JSON.stringify(texts));
  return sealRecords(
    tx,
    vault,
    subjectIds.map((subjectId) => ({ subjectId, entryId: requestId, plaintext })),
  );
}

/** The caller holds the lock on these people, none of whom is erased. */
export async function insertPeople(
  tx: Tx,
  vault: VaultParts,
  requestId: string,
  subjectIds: readonly string[],
  texts: LegalTexts,
): Promise<void> {
  const sealed = await sealFor(tx, vault, requestId, subjectIds, texts);
  const rows = subjectIds.map((subject_id, i): Row => ({
    ...{ request_id: requestId, subject_id, sealed: sealed[i] ?? null },
    ...{ ledger_entry_id: null, disclosed_at: null },
  }));
  await insertRows(tx, TABLE, rows);
}

/** The caller holds the lock on these people, none of whom is erased. */
export async function rewriteTexts(
  tx: Tx,
  vault: VaultParts,
  requestId: string,
  subjectIds: readonly string[],
  texts: LegalTexts,
): Promise<void> {
  const sealed = await sealFor(tx, vault, requestId, subjectIds, texts);
  for (const [i, subjectId] of subjectIds.entries()) {
    await tx
      .q(TABLE)
      .where({ request_id: requestId, subject_id: subjectId })
      .update({ sealed: sealed[i] ?? null });
  }
}

export async function markDisclosed(
  tx: Tx,
  requestId: string,
  subjectId: string,
  ledgerEntryId: string,
): Promise<void> {
  await tx
    .q(TABLE)
    .where({ request_id: requestId, subject_id: subjectId })
    .update({ ledger_entry_id: ledgerEntryId, disclosed_at: tx.now });
}

/** Ids of those whose data was disclosed for a request. */
export async function peopleDisclosed(at: Queryable, requestId: string): Promise<string[]> {
  const query = at.q(TABLE).select('subject_id').where('request_id', requestId);
  const rows = (await query.whereNotNull('ledger_entry_id').orderBy('subject_id')) as Row[];
  return rows.map((row) => row.subject_id);
}

export interface PeopleAndTexts {
  readonly people: readonly LegalPerson[];
  readonly texts: LegalTexts | null;
}

/** Whom requests are about, and what was written about them, by request. */
export async function peopleOf(
  at: Queryable,
  vault: Pick<VaultParts, 'keyRing'>,
  requestIds: readonly string[],
): Promise<Map<string, PeopleAndTexts>> {
  const rows = await rowsWhereIn<Row>(at, TABLE, 'request_id', requestIds);
  rows.sort((a, b) => (a.subject_id < b.subject_id ? -1 : 1));
  const found = new Map<string, PeopleAndTexts>();
  for (const id of requestIds) {
    const own = rows.filter((row) => row.request_id === id);
    const people = own.map((row) => ({ subjectId: row.subject_id, ledgerEntryId: row.ledger_entry_id }));
    let texts: LegalTexts | null = null;
    for (const { subject_id, sealed } of own) {
      if (texts !== null || sealed === null) continue;
      const item = { subjectId: subject_id, entryId: id, sealed };
      const bytes = (await openRecords(at, vault, [item])).get(id);
      if (bytes !== undefined) texts = JSON.parse(bytes.toString()) as LegalTexts;
    }
    found.set(id, { people, texts });
  }
  return found;
}

export async function isAbout(at: Queryable, requestId: string, subjectId: string): Promise<boolean> {
  const key = { request_id: requestId, subject_id: subjectId };
  return (await at.q(TABLE).select('subject_id').where(key).first()) !== undefined;
}

/** That a person's data was disclosed. */
export interface LegalDisclosure {
  readonly requestId: string;
  readonly subjectId: string;
  readonly ledgerEntryId: string;
  readonly disclosedAt: Millis;
}

/** Disclosures about a person that the person may know of, newest first: those under a gag wait for its end. */
export function disclosuresShownTo(
  at: Queryable,
  subjectId: string,
  now: Millis,
  args: PageArgs,
): Promise<Page<LegalDisclosure>> {
  const query = at
    .q(TABLE)
    .where('subject_id', subjectId)
    .whereNotNull('ledger_entry_id')
    .whereNotIn('request_id', gaggedRequests(at, now));
  return keysetPage<Row, LegalDisclosure>(
    query,
    { column: 'disclosed_at', idColumn: 'request_id', direction: 'desc', value: 'number' },
    args,
    ({ request_id, subject_id, ledger_entry_id, disclosed_at }) => ({
      key: [disclosed_at ?? 0, request_id],
      node: {
        requestId: request_id,
        subjectId: subject_id,
        ledgerEntryId: ledger_entry_id ?? '',
        disclosedAt: disclosed_at ?? 0,
      },
    }),
  );
}

/** Everybody whom an open request is about; of the given people only, if some are given. What is held of them stays. */
export async function underLegalRequest(at: Queryable, of?: readonly string[]): Promise<ReadonlySet<string>> {
  const open = at.q('legal_requests').select('id').whereIn('state', ['opened', 'approved']);
  const query = at.q(TABLE).select('subject_id').whereIn('request_id', open);
  if (of !== undefined) void whereAny(at, query, 'subject_id', of);
  return new Set(((await query) as { subject_id: string }[]).map((row) => row.subject_id));
}

/** Destroys an erased person's copy of what was written about requests. That there was one stays, as an id. */
export async function forgetLegalTexts(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).update({ sealed: null });
}
