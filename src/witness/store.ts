import { hash } from 'node:crypto';
import type { Millis } from '../kernel/clock.ts';
import type { Checkpoint } from '../ledger/index.ts';
import { lockingRows } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import type { LastCosigned } from './rules.ts';

const TABLE = 'witnessed_logs';

/** A checkpoint that was cosigned. */
export interface Cosigned extends Checkpoint {
  /** The signed note with the cosignature. */
  readonly note: string;
  readonly cosignedAt: Millis;
}

/** The last cosigned tree of a log, locked for this transaction; null if there is none, and then nothing is locked. */
export async function lockLast(tx: Tx, origin: string): Promise<LastCosigned | null> {
  const [row] = (await lockingRows(tx, tx.q(TABLE).where({ origin }).select('size', 'root'))) as {
    size: string;
    root: Buffer;
  }[];
  return row === undefined ? null : { size: BigInt(row.size), root: row.root };
}

/**
 * Puts `next` in the place of `last`. Compares once more in the same statement, so that not even a lost lock rolls a
 * log back. Rejects with a unique violation if `last` is null and another transaction was first.
 */
export async function replaceLast(tx: Tx, last: LastCosigned | null, next: Cosigned): Promise<void> {
  const { origin, size, root, note, cosignedAt } = next;
  const state = { size: String(size), root, note, cosigned_at: cosignedAt };
  if (last === null) {
    await tx.q(TABLE).insert({ origin, origin_hash: hash('sha256', origin), ...state });
    return;
  }
  const same = { origin, size: String(last.size), root: last.root };
  const replaced = await tx.q(TABLE).where(same).update(state);
  if (replaced !== 1) throw new Error('the last cosigned checkpoint changed under its lock');
}

/** The last cosigned checkpoint of the log whose origin has this SHA-256, in lowercase hex; null if there is none. */
export async function readNote(at: Queryable, originHash: string): Promise<string | null> {
  const row = (await at.q(TABLE).where({ origin_hash: originHash }).first('note')) as
    { note: string } | undefined;
  return row?.note ?? null;
}
