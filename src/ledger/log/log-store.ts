import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { lockingRows, rowsWhereIn } from '../../platform/db/index.ts';
import type { Tile } from '../tree/growing-tree.ts';
import { tileKey } from '../tree/tiles.ts';
import type { TileId } from '../tree/tiles.ts';
import { TABLE } from './entries.ts';
import type { EntryRow } from './entries.ts';

/** The one row that says how far the log has come; whoever holds its lock integrates. */
export interface LogState {
  /** Null before the first start. */
  readonly origin: string | null;
  readonly size: number;
  readonly halted: string | null;
  /** The size of the last checkpoint that enough witnesses cosigned. */
  readonly quorumSize: number | null;
}

interface StateRow {
  origin: string | null;
  size: number;
  halted: string | null;
  quorum_size: number | null;
}

const toState = (row: StateRow): LogState => ({
  origin: row.origin,
  size: row.size,
  halted: row.halted,
  quorumSize: row.quorum_size,
});

/** Null: somebody took the row away. */
export async function findState(at: Queryable): Promise<LogState | null> {
  const row = (await at.q('ledger_state').first()) as StateRow | undefined;
  return row === undefined ? null : toState(row);
}

export async function readState(at: Queryable): Promise<LogState> {
  const state = await findState(at);
  if (state === null) throw new Error('the log has no state: its row is gone');
  return state;
}

/** Locks the log for this transaction. */
export async function lockState(tx: Tx): Promise<LogState> {
  const [row] = (await lockingRows(tx, tx.q('ledger_state'))) as StateRow[];
  if (row === undefined) throw new Error('the log has no state: its row is gone');
  return toState(row);
}

/** Locks the log for this transaction; null if another process has it. */
export async function tryLockState(tx: Tx): Promise<LogState | null> {
  const [row] = (await lockingRows(tx, tx.q('ledger_state')).modify((query) => {
    if (tx.dialect === 'postgres') void query.skipLocked();
  })) as StateRow[];
  return row === undefined ? null : toState(row);
}

export async function updateState(tx: Tx, change: Partial<StateRow>): Promise<void> {
  await tx.q('ledger_state').update(change);
}

export type PendingRow = EntryRow & { readonly seq: number };

/** Entries that are committed and not in the tree yet, in the order in which they were appended. */
export async function pendingEntries(at: Queryable, limit: number): Promise<PendingRow[]> {
  return (await at
    .q(TABLE)
    .select('seq', 'id', 'event', 'subject_id', 'about', 'leaf', 'mac', 'recorded_at')
    .whereNull('leaf_index')
    .whereNull('rejected_at')
    .orderBy('seq')
    .limit(limit)) as PendingRow[];
}

export async function isAnythingPending(at: Queryable): Promise<boolean> {
  return (await pendingEntries(at, 1)).length > 0;
}

/**
 * Gives entries consecutive places from `from` on. One statement for each run of consecutive `seq`, for nothing that
 * this transaction has not seen can lie inside a run.
 */
export async function placeEntries(tx: Tx, seqs: readonly number[], from: number): Promise<void> {
  for (let start = 0, i = 1; i <= seqs.length; i += 1) {
    const [first = 0, last = 0] = [seqs[start], seqs[i - 1]];
    if (seqs[i] === last + 1) continue;
    await tx
      .q(TABLE)
      .whereBetween('seq', [first, last])
      .update({ leaf_index: tx.q.raw('seq + ?', [from + start - first]) });
    start = i;
  }
}

export async function rejectEntries(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .q(TABLE)
    .whereIn('id', [...ids])
    .update({ rejected_at: tx.now });
}

/** Tiles by `tileKey`, each as far as it has grown; those that are not there are missing. */
export async function readTiles(at: Queryable, ids: readonly TileId[]): Promise<Map<string, Buffer>> {
  const rows = await rowsWhereIn<{ id: string; hashes: Buffer }>(at, 'ledger_tiles', 'id', ids.map(tileKey));
  return new Map(rows.map(({ id, hashes }) => [id, hashes]));
}

const counted = (rows: unknown): number => Number((rows as { n: number }[])[0]?.n);

export const countTiles = async (at: Queryable): Promise<number> =>
  counted(await at.q('ledger_tiles').count({ n: '*' }));

/** How many entries have a place in the tree. */
export const countPlaced = async (at: Queryable): Promise<number> =>
  counted(await at.q(TABLE).whereNotNull('leaf_index').count({ n: '*' }));

export async function saveTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return;
  await tx
    .q('ledger_tiles')
    .insert(tiles.map((tile) => ({ id: tileKey(tile), hashes: tile.hashes })))
    .onConflict('id')
    .merge();
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, without cosignatures. */
  readonly note: string;
  readonly signed_at: Millis;
}

export async function newestCheckpoints(at: Queryable, limit: number): Promise<CheckpointRow[]> {
  return (await at.q('ledger_checkpoints').orderBy('size', 'desc').limit(limit)) as CheckpointRow[];
}

export async function saveCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  await tx.q('ledger_checkpoints').insert(row).onConflict('size').merge();
}

/** Forgets checkpoints below `size`, and their cosignatures, but for the one of `kept`. */
export async function dropCheckpoints(tx: Tx, size: number, kept: number | null): Promise<void> {
  for (const table of ['ledger_checkpoints', 'ledger_cosignatures']) {
    await tx
      .q(table)
      .where('size', '<', size)
      .whereNot('size', kept ?? -1)
      .delete();
  }
}

/** The last checkpoint that enough witnesses had cosigned when they were asked. */
export async function lastQuorumCheckpoint(at: Queryable): Promise<CheckpointRow | null> {
  const { quorumSize: size } = await readState(at);
  if (size === null) return null;
  return ((await at.q('ledger_checkpoints').where({ size }).first()) as CheckpointRow | undefined) ?? null;
}

export interface CosignatureRow {
  readonly size: number;
  /** The witness's verifier key. */
  readonly witness: string;
  readonly line: string;
}

export async function cosignaturesOf(at: Queryable, sizes: readonly number[]): Promise<CosignatureRow[]> {
  if (sizes.length === 0) return [];
  return (await at.q('ledger_cosignatures').whereIn('size', [...sizes])) as CosignatureRow[];
}

/** Remembers that enough witnesses have cosigned the checkpoint of this size. */
export async function reachQuorum(tx: Tx, size: number): Promise<void> {
  await tx
    .q('ledger_state')
    .where((older) => void older.whereNull('quorum_size').orWhere('quorum_size', '<', size))
    .update({ quorum_size: size });
}

export interface WitnessRow {
  readonly witness: string;
  readonly size: number;
  readonly cosigned_at: Millis | null;
  readonly problem: string | null;
  readonly failures: number;
  readonly next_at: Millis;
}

export async function witnessRows(at: Queryable): Promise<WitnessRow[]> {
  return (await at.q('ledger_witnesses')) as WitnessRow[];
}

export async function knowWitness(tx: Tx, witness: string): Promise<void> {
  const row: WitnessRow = { witness, size: 0, cosigned_at: null, problem: null, failures: 0, next_at: 0 };
  await tx.q('ledger_witnesses').insert(row).onConflict('witness').ignore();
}

/** Takes the next turn at asking this witness, until `until`; false if another process has it. */
export async function claimWitness(tx: Tx, witness: string, until: Millis): Promise<boolean> {
  const claimed = await tx
    .q('ledger_witnesses')
    .where({ witness })
    .where('next_at', '<=', tx.now)
    .update({ next_at: until });
  return claimed > 0;
}

export async function updateWitness(
  tx: Tx,
  witness: string,
  change: Partial<Omit<WitnessRow, 'witness'>>,
): Promise<void> {
  await tx.q('ledger_witnesses').where({ witness }).update(change);
}

export async function saveCosignature(tx: Tx, row: CosignatureRow): Promise<void> {
  await tx.q('ledger_cosignatures').insert(row).onConflict(['size', 'witness']).merge();
}
