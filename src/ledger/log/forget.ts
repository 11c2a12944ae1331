import { lockingRows } from '../../platform/db/index.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import type { Millis } from '../../kernel/clock.ts';
import { canonicalRecord, openingOf } from '../leaf.ts';
import { append } from './append.ts';
import type { LedgerPorts } from './append.ts';
import { TABLE } from './entries.ts';
import type { Entry } from './entries.ts';
import type { PendingReceipt } from './ledger-receipt.ts';

/** Forgetting destroys what is sealed beside leaves. Leaves stay, so the tree and every proof still verify. */

const erasureRecord = (subject: string, erasedAt: Millis) =>
  ({ event: 'erasure', subject, erasedAt }) as const;

/** Records that a person is erased and destroys all records about them. */
export async function recordErasure(tx: Tx, ports: LedgerPorts, subjectId: string): Promise<PendingReceipt> {
  const record = erasureRecord(subjectId, tx.now);
  const [receipt] = await append(tx, ports, [{ subjectId, about: subjectId, record }]);
  if (receipt === undefined) throw new Error('an appended entry has a receipt');
  await tx
    .q(TABLE)
    .where('subject_id', subjectId)
    .whereNotNull('sealed')
    .update({ sealed: null, destroyed_by: receipt.entryId });
  return receipt;
}

/** What opens the leaf of an erasure: its record, made again of what stays. */
export function erasureOpening(ports: Pick<LedgerPorts, 'erasureKey'>, entry: Entry): Buffer {
  const { id, event, subjectId, recordedAt } = entry;
  if (event !== 'erasure' || subjectId === null) throw new TypeError('an erasure’s entry is wanted');
  return openingOf(ports.erasureKey(id), canonicalRecord(erasureRecord(subjectId, recordedAt)));
}

/** What was purged elsewhere: how many, of what, by which rule. */
export interface Purge {
  readonly data: string;
  readonly rule: string;
  readonly count: number;
}

/** Records a purge for everyone to read; nothing if nothing was purged. */
export async function recordPurge(tx: Tx, ports: LedgerPorts, purge: Purge): Promise<string | null> {
  if (purge.count === 0) return null;
  const { data, rule, count } = purge;
  const record = { event: 'purge', data, rule, count, purgedAt: tx.now } as const;
  const [receipt] = await append(tx, ports, [{ subjectId: null, about: null, record }]);
  return receipt?.entryId ?? null;
}

/** The kind of data that `purgeRecords` purges. */
export const RECORDS = 'ledger records';

/** Destroys the records about these things of ours and says so in a leaf; returns how many there were. */
export async function purgeRecords(
  tx: Tx,
  ports: LedgerPorts,
  about: readonly string[],
  rule: string,
): Promise<number> {
  // Locked, so that two purges or a purge and an erasure do not both count what only one of them destroys.
  const doomed = (await lockingRows(
    tx,
    tx
      .q(TABLE)
      .select('id')
      .whereIn('about', [...about])
      .whereNotNull('sealed')
      .orderBy('id'),
  )) as { id: string }[];
  const ids = doomed.map(({ id }) => id);
  const purge = await recordPurge(tx, ports, { data: RECORDS, rule, count: ids.length });
  if (purge !== null) {
    await tx.q(TABLE).whereIn('id', ids).whereNotNull('sealed').update({ sealed: null, destroyed_by: purge });
  }
  return ids.length;
}

/** How many records each of these entries destroyed; those that destroyed none are missing. */
export async function destroyedCounts(at: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows: unknown = await at
    .q(TABLE)
    .select('destroyed_by')
    .whereIn('destroyed_by', [...ids])
    .groupBy('destroyed_by')
    .count({ n: '*' });
  return new Map(
    (rows as { destroyed_by: string; n: number }[]).map(({ destroyed_by, n }) => [destroyed_by, Number(n)]),
  );
}

/** The entry that says that this person was erased; null: there is none. */
export async function erasureOf(at: Queryable, subjectId: string | null): Promise<string | null> {
  const row = (await at.q(TABLE).select('id').where({ subject_id: subjectId, event: 'erasure' }).first()) as
    { id: string } | undefined;
  return row?.id ?? null;
}
