import type { Random } from '../kernel/random.ts';
import { insertRows } from '../platform/db/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { waitAfter } from './retry.ts';
import type { AttemptResult } from './types.ts';

/**
 * Writes how attempts ended and what follows: delivered, another try later, exhausted, or cancelled where nothing is
 * left to send. A result that comes after its attempt counted as lost changes the message only if it was delivered.
 */
export async function recordResults(
  tx: Tx,
  random: Random,
  results: readonly AttemptResult[],
): Promise<void> {
  await insertRows(
    tx,
    'delivery_results',
    results.map(({ attempt, outcome, status, durationMs }) => ({
      attempt_id: attempt.id,
      outcome,
      status,
      duration_ms: durationMs,
      finished_at: tx.now,
    })),
  );
  const delivered = results.filter((result) => result.outcome === 'delivered');
  if (delivered.length > 0) {
    await tx
      .q('outbox')
      .whereIn(
        'id',
        delivered.map((result) => result.attempt.delivery.id),
      )
      .whereNot('state', 'delivered')
      .update({ state: 'delivered', finished_at: tx.now });
  }
  for (const { attempt, outcome } of results) {
    if (outcome === 'delivered') continue;
    await tx
      .q('outbox')
      .where({ id: attempt.delivery.id, state: 'sending', attempts: attempt.number })
      .update(afterFailure(tx, random, attempt.delivery.failures + 1, outcome));
  }
}

function afterFailure(
  tx: Tx,
  random: Random,
  failures: number,
  outcome: AttemptResult['outcome'],
): Record<string, unknown> {
  if (outcome === 'gone') return { state: 'cancelled', finished_at: tx.now };
  // Nothing was sent, so the partner failed at nothing: it goes again at once.
  if (outcome === 'lapsed') return { state: 'pending', next_at: tx.now };
  const wait = waitAfter(failures, random.fraction());
  return wait === null
    ? { state: 'exhausted', failures, finished_at: tx.now }
    : { state: 'pending', failures, next_at: tx.now + wait };
}
