import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows } from '../platform/db/index.ts';

/**
 * Where a reader of changes stands; opaque, and good for as long as the process: a database that was restored elsewhere
 * counts anew. PostgreSQL commits transactions in another order than it numbers their notes, so the order is that of
 * the transactions' ids, and only ids below the oldest open one are read. SQLite has one writer at a time and no ids.
 */
export interface Position {
  readonly xid: number;
  readonly seq: number;
}

export type Changes =
  /** Some of what came after the position is forgotten: begin with everybody again. */
  | { readonly lost: true }
  | {
      readonly lost: false;
      /** Whose facts changed; somebody whose facts changed twice may be there twice. Fewer than asked for: no more. */
      readonly subjectIds: readonly string[];
      /** Where to go on. */
      readonly position: Position;
    };

/** Who is noted already in a transaction, which lives in one process. */
const noted = new WeakMap<Tx, Set<string>>();

/** Notes that facts of these people changed, once a transaction for each. */
export async function markChanged(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  const known = noted.get(tx) ?? new Set<string>();
  noted.set(tx, known);
  const added = [...new Set(subjectIds)].filter((id) => !known.has(id));
  for (const id of added) known.add(id);
  await insertRows(
    tx,
    'people_changes',
    added.map((id) => ({ subject_id: id, at: tx.now })),
  );
}

/** Every transaction with a lower id is over. The oldest open one may be in another database of the server. */
const OLDEST_OPEN = 'pg_snapshot_xmin(pg_current_snapshot())';

/** Up to where notes were forgotten. */
async function sweptTo(at: Queryable): Promise<Position> {
  const row = (await at.q('people_changes_swept').first()) as Position | undefined;
  return { xid: Number(row?.xid), seq: Number(row?.seq) };
}

/**
 * The position of now. Who takes it first, then reads everybody, then the changes after it, misses nothing: what was
 * not visible to the reading is noted after the position.
 */
export async function changesPosition(at: Queryable): Promise<Position> {
  if (at.dialect === 'postgres') {
    const { rows } = await at.q.raw<{ rows: { xid: string }[] }>(`select ${OLDEST_OPEN}::text as xid`);
    return { xid: Number(rows[0]?.xid), seq: 0 };
  }
  const last = (await at.q('people_changes').max({ seq: 'seq' }).first()) as { seq: number | null };
  return { xid: 0, seq: last.seq ?? (await sweptTo(at)).seq };
}

interface Note extends Position {
  readonly subjectId: string;
}

/** Columns of a note as the drivers give them. */
type NoteRow = Readonly<Record<'xid' | 'seq', string | number>> & { readonly subject_id: string };

const toNote = (row: NoteRow): Note => ({
  xid: Number(row.xid),
  seq: Number(row.seq),
  subjectId: row.subject_id,
});

async function notesAfter(at: Queryable, { xid, seq }: Position, limit: number): Promise<readonly Note[]> {
  if (at.dialect === 'postgres') {
    const { rows } = await at.q.raw<{ rows: NoteRow[] }>(
      `select xid::text as xid, seq, subject_id from people_changes
       where (xid, seq) > (?::text::xid8, ?::bigint) and xid < ${OLDEST_OPEN}
       order by people_changes.xid, seq limit ?`,
      [String(xid), seq, limit],
    );
    return rows.map(toNote);
  }
  const rows = (await at
    .q('people_changes')
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .select(at.q.raw('0 as xid'), 'seq', 'subject_id')) as NoteRow[];
  return rows.map(toNote);
}

const isBefore = (a: Position, b: Position): boolean => a.xid < b.xid || (a.xid === b.xid && a.seq < b.seq);

/** Whose facts changed after a position, at most `limit` notes of it. */
export async function changesAfter(at: Queryable, position: Position, limit: number): Promise<Changes> {
  const notes = await notesAfter(at, position, limit);
  // Looked up after the notes, so that what is swept between the two counts as lost.
  if (isBefore(position, await sweptTo(at))) return { lost: true };
  const last = notes.at(-1) ?? position;
  return {
    lost: false,
    subjectIds: notes.map(({ subjectId }) => subjectId),
    position: { xid: last.xid, seq: last.seq },
  };
}

/**
 * Forgets notes of before an instant, oldest first, at most `limit`; returns how many. Readers that had not come so far
 * are told that they lost some.
 */
export async function sweepChanges(tx: Tx, before: Millis, limit = 5_000): Promise<number> {
  await lockingRows(tx, tx.q('people_changes_swept').first());
  const old = tx.q('people_changes').where('at', '<', before).orderBy('at').limit(limit);
  // What readers cannot have seen yet, because an older transaction is still open, stays.
  if (tx.dialect === 'postgres') void old.whereRaw(`xid < ${OLDEST_OPEN}`);
  const xid = tx.q.raw(tx.dialect === 'postgres' ? 'xid::text as xid' : '0 as xid');
  const notes = ((await old.select(xid, 'seq', 'subject_id')) as NoteRow[]).map(toNote);
  const swept = await sweptTo(tx);
  const last = notes.reduce<Position>((latest, note) => (isBefore(latest, note) ? note : latest), swept);
  await tx.q('people_changes_swept').update({ xid: last.xid, seq: last.seq });
  await tx
    .q('people_changes')
    .whereIn(
      'seq',
      notes.map(({ seq }) => seq),
    )
    .delete();
  return notes.length;
}
