import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Tx } from '../platform/db/index.ts';
import { OUTBOX } from './outbox/rows.ts';

/** How long a finished message is kept: what can be recovered, and a few days for the question what happened. */
export const KEPT_FOR: Millis = 35 * DAY;
export const SWEEP_AT_ONCE = 5_000;

/**
 * Forgets up to `limit` messages that were finished before an instant, with their attempts, oldest first, those about the
 * people excepted stay; returns how many. One step along an index, so that it costs nothing when there is nothing, and never holds a lock for long.
 */
export async function sweepDeliveries(
  tx: Tx,
  before: Millis,
  limit: number = SWEEP_AT_ONCE,
  except: readonly string[] = [],
): Promise<number> {
  const rows = (await tx
    .q(OUTBOX)
    .select('id')
    .whereNotNull('finished_at')
    .where('finished_at', '<', before)
    .whereNotIn('subject_id', [...except])
    .orderBy('finished_at')
    .limit(limit)) as { id: string }[];
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const attempts = tx.q('delivery_attempts').select('id').whereIn('message_id', ids);
  await tx.q('delivery_results').whereIn('attempt_id', attempts).delete();
  await tx.q('delivery_attempts').whereIn('message_id', ids).delete();
  // One that is being sent again by now stays; its attempts are told anew.
  return tx.q(OUTBOX).whereIn('id', ids).whereNotNull('finished_at').delete();
}
