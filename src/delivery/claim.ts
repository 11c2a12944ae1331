import { newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import { insertRows } from '../platform/db/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { toDelivery } from './outbox.ts';
import type { DeliveryRow } from './outbox.ts';
import type { Delivery, StartedAttempt } from './types.ts';

/** Whether a message may go now. `release/` says so, in the transaction in which the attempt starts. */
export type Admit = (
  tx: Tx,
  deliveries: readonly Delivery[],
) => Promise<ReadonlyMap<string, 'go' | 'cancel' | 'hold'>>;

/**
 * Starts attempts: takes messages whose time has come, asks whether each may go, and writes a `started` row for those
 * that may. An attempt exists from this commit on and not before. `reclaimAfter` is when an attempt without a result
 * counts as lost with its worker.
 */
export async function startAttempts(
  tx: Tx,
  admit: Admit,
  limit: number,
  reclaimAfter: Millis,
): Promise<readonly StartedAttempt[]> {
  const due = tx
    .q('outbox')
    .whereIn('state', ['pending', 'sending'])
    .where('next_at', '<=', tx.now)
    .orderBy('next_at')
    .limit(limit);
  const rows = (await (tx.dialect === 'postgres' ? due.forUpdate().skipLocked() : due)) as DeliveryRow[];
  if (rows.length === 0) return [];
  const deliveries = rows.map(toDelivery);
  const verdicts = await admit(tx, deliveries);
  const withVerdict = (verdict: 'go' | 'cancel' | 'hold'): Delivery[] =>
    deliveries.filter((delivery) => (verdicts.get(delivery.id) ?? 'hold') === verdict);
  const ids = (some: readonly Delivery[]): string[] => some.map((delivery) => delivery.id);

  const cancelled = ids(withVerdict('cancel'));
  if (cancelled.length > 0) {
    await tx.q('outbox').whereIn('id', cancelled).update({ state: 'cancelled', finished_at: tx.now });
  }
  const held = ids(withVerdict('hold'));
  if (held.length > 0) await tx.q('outbox').whereIn('id', held).update({ state: 'held' });

  const going = withVerdict('go');
  if (going.length === 0) return [];
  await tx
    .q('outbox')
    .whereIn('id', ids(going))
    .update({ state: 'sending', next_at: tx.now + reclaimAfter, attempts: tx.q.raw('attempts + 1') });
  const attempts = going.map((delivery) => ({
    id: newId('attempt', tx.now),
    number: delivery.attempts + 1,
    startedAt: tx.now,
    delivery,
  }));
  await insertRows(
    tx,
    'delivery_attempts',
    attempts.map(({ id, number, startedAt, delivery }) => ({
      id,
      message_id: delivery.id,
      number,
      started_at: startedAt,
    })),
  );
  return attempts;
}
