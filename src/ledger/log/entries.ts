import type { Knex } from 'knex';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { LedgerEvent } from '../leaf.ts';

/** An entry as it rests beside its leaf. */
export interface Entry {
  readonly id: string;
  readonly event: LedgerEvent;
  /** Null: published for everyone to read. */
  readonly subjectId: string | null;
  /** What of ours it is about, by id. */
  readonly about: string | null;
  /** Its place in the tree; null until it is integrated. */
  readonly index: number | null;
  readonly leaf: Buffer;
  /** The record's key and the record, sealed under the person's key; null: published, or destroyed. */
  readonly sealed: Buffer | null;
  /** The entry that says why what was sealed is destroyed. */
  readonly destroyedBy: string | null;
  readonly recordedAt: Millis;
}

export interface EntryRow {
  id: string;
  event: LedgerEvent;
  subject_id: string | null;
  about: string | null;
  leaf_index: number | null;
  leaf: Buffer;
  sealed: Buffer | null;
  mac: Buffer | null;
  destroyed_by: string | null;
  rejected_at: number | null;
  recorded_at: number;
}

export const TABLE = 'ledger_entries';

export const toEntry = (row: EntryRow): Entry => ({
  id: row.id,
  event: row.event,
  subjectId: row.subject_id,
  about: row.about,
  index: row.leaf_index,
  leaf: row.leaf,
  sealed: row.sealed,
  destroyedBy: row.destroyed_by,
  recordedAt: row.recorded_at,
});

/** A keyed hash; see `KeyedHashes.ledgerRow`. */
export type RowMac = (row: string) => Buffer;

type Authenticated = Pick<EntryRow, 'id' | 'event' | 'subject_id' | 'about' | 'leaf' | 'recorded_at'>;

/** Covers all of a row that never changes. What is sealed is authenticated by its own encryption. */
export const macOf = (rowMac: RowMac, row: Authenticated): Buffer =>
  rowMac(
    JSON.stringify([
      row.id,
      row.event,
      row.subject_id,
      row.about,
      row.leaf.toString('base64'),
      row.recorded_at,
    ]),
  );

/** Entries of before rows had a mac, from after `afterSeq` on; for the step of an upgrade that gives them theirs. */
export async function entriesWithoutMac(
  at: Queryable,
  afterSeq: number,
  limit: number,
): Promise<{ readonly seq: number; readonly entry: Entry }[]> {
  const rows = (await at
    .q(TABLE)
    .whereNull('mac')
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)) as (EntryRow & {
    seq: number;
  })[];
  return rows.map((row) => ({ seq: row.seq, entry: toEntry(row) }));
}

/** Gives such an entry what it has lacked, and its mac. */
export async function adoptEntry(q: Knex, rowMac: RowMac, entry: Entry): Promise<void> {
  const { id, event, subjectId: subject_id, about, leaf, recordedAt: recorded_at, destroyedBy } = entry;
  const mac = macOf(rowMac, { id, event, subject_id, about, leaf, recorded_at });
  await q(TABLE).where({ id }).update({ about, destroyed_by: destroyedBy, mac });
}

/** Whether the program wrote this row. */
export const isAuthentic = (rowMac: RowMac, row: EntryRow): boolean =>
  row.mac?.equals(macOf(rowMac, row)) ?? false;

export async function insertEntries(
  tx: Tx,
  rowMac: RowMac,
  rows: readonly (Authenticated & Pick<EntryRow, 'sealed'>)[],
): Promise<void> {
  await insertRows(
    tx,
    TABLE,
    rows.map((row) => ({ ...row, mac: macOf(rowMac, row) })),
  );
}

export async function entriesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Entry>> {
  const rows = await rowsWhereIn<EntryRow>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toEntry(row)]));
}

/** Entries of these events about these things of ours, oldest first. */
export async function entriesAbout(
  at: Queryable,
  events: readonly LedgerEvent[],
  ids: readonly string[],
): Promise<readonly Entry[]> {
  if (ids.length === 0) return [];
  const rows = (await at
    .q(TABLE)
    .whereIn('event', [...events])
    .whereIn('about', [...new Set(ids)])) as EntryRow[];
  return rows.map(toEntry).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Integrated entries, newest first. */
export function listEntries(at: Queryable, args: PageArgs): Promise<Page<Entry>> {
  return keysetPage<EntryRow, Entry>(
    at.q(TABLE).whereNotNull('leaf_index'),
    { column: 'leaf_index', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.leaf_index ?? 0, row.id], node: toEntry(row) }),
  );
}

/** Leaves of the tree from `from` on, at most `count`, in order. */
export async function leavesFrom(at: Queryable, from: number, count: number): Promise<Buffer[]> {
  const rows = (await at
    .q(TABLE)
    .select('leaf')
    .where('leaf_index', '>=', from)
    .where('leaf_index', '<', from + count)
    .orderBy('leaf_index')) as { leaf: Buffer }[];
  return rows.map(({ leaf }) => leaf);
}

/** Entries in order of their insertion, from after `afterSeq` on, with what is needed to authenticate each row. */
export async function rowsAfter(
  at: Queryable,
  afterSeq: number,
  limit: number,
): Promise<(EntryRow & { readonly seq: number })[]> {
  return (await at.q(TABLE).where('seq', '>', afterSeq).orderBy('seq').limit(limit)) as (EntryRow & {
    seq: number;
  })[];
}
