import { SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Tx } from '../../platform/db/index.ts';
import { insertRows } from '../../platform/db/index.ts';
import { OUTBOX } from '../outbox/rows.ts';

const WORKERS = 'delivery_workers';

/** How often a worker says that it is there. */
export const BEAT: Millis = 2 * SECOND;
/** A worker that was not seen for so long is dead; what it had under way comes back. */
export const DEAD_AFTER: Millis = 3 * BEAT;

/**
 * Says that a worker is there, forgets those that are not any more, and gives back the messages whose attempts were
 * lost with a worker or with their result. True: this one may claim. On PostgreSQL every worker may; SQLite has one
 * writer, so there the oldest has the lease and the others stand by.
 */
export async function beat(tx: Tx, workerId: string): Promise<boolean> {
  await tx
    .q(WORKERS)
    .where('seen_at', '<', tx.now - DEAD_AFTER)
    .whereNot('id', workerId)
    .delete();
  const updated = await tx.q(WORKERS).where('id', workerId).update({ seen_at: tx.now });
  if (updated === 0) await insertRows(tx, WORKERS, [{ id: workerId, seen_at: tx.now }]);
  // One statement: a worker that comes while this one looks is seen with its first attempt or not at all.
  const alive = tx.q(WORKERS).select('id');
  await tx
    .q(OUTBOX)
    .whereRaw(`state = 'sending'`)
    .where((lost) => {
      void lost.whereNull('claimed_by').orWhereNotIn('claimed_by', alive).orWhere('next_at', '<=', tx.now);
    })
    .update({ state: 'pending', next_at: tx.now, claimed_by: null });
  if (tx.dialect === 'postgres') return true;
  const [oldest] = (await tx.q(WORKERS).select('id').orderBy('id').limit(1)) as { id: string }[];
  return oldest?.id === workerId;
}

/** Says that a worker ends; another takes over at once. */
export async function leave(tx: Tx, workerId: string): Promise<void> {
  await tx.q(WORKERS).where('id', workerId).delete();
}
