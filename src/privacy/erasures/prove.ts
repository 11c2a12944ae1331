import { SECOND } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { entriesById, isLogHalted } from '../../ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { erasureReceipt } from '../receipts.ts';
import type { ReceiptParts } from '../receipts.ts';
import type { Erasure } from './rules.ts';

/** How long an answer waits for the log and its witnesses: twice what the log promises. */
const PATIENCE = 2 * SECOND;
const LOOK = 100;

/** Proves erasures to whom they were about. */
export function createErasureProof(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly receipts: ReceiptParts;
}) {
  const { db, clock, receipts } = parts;

  const read = (entryId: string, quorumOnly: boolean): Promise<string | null> =>
    db.read(async (reader) => {
      const entry = (await entriesById(reader, [entryId])).get(entryId);
      return entry === undefined ? null : erasureReceipt(reader, receipts, entry, { quorumOnly });
    });

  return {
    /**
     * Waits until the log has integrated the erasure and its witnesses have seen it; goes without the witnesses when
     * they take too long. Null: the log takes nothing in.
     */
    async soon({ entryId }: Erasure): Promise<string | null> {
      if (entryId === null || (await isLogHalted(db))) return null;
      for (let waited = 0; waited <= PATIENCE; waited += LOOK) {
        const receipt = await read(entryId, waited < PATIENCE);
        if (receipt !== null) return receipt;
        await new Promise((resolve) => setTimeout(resolve, LOOK));
      }
      return null;
    },

    /** What there is of it now. */
    async now({ entryId, finishedAt }: Erasure): Promise<string | null> {
      if (entryId === null || finishedAt === null) return null;
      return read(entryId, clock.now() < finishedAt + PATIENCE);
    },
  };
}

export type ErasureProof = ReturnType<typeof createErasureProof>;
