import type { Millis } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { insertRows, whereAny } from '../../platform/db/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { isHealthy, observe } from '../endpoints/health.ts';
import { changeEndpoint, endpointsById, lockEndpoint } from '../endpoints/store.ts';
import { abandonLane } from '../outbox/held.ts';
import { OUTBOX } from '../outbox/rows.ts';
import type { NotifyDisabled, Received } from '../ports.ts';
import type { AttemptResult } from '../types.ts';
import { afterFailure } from './retry.ts';

export interface RecordParts {
  readonly random: Random;
  readonly received: Received;
  readonly notifyDisabled: NotifyDisabled;
}

/** A result, and whether its endpoint was known to fail when the attempt started. */
export interface ObservedResult extends AttemptResult {
  readonly wasFailing: boolean;
}

/**
 * Writes how attempts ended and what follows for their messages and endpoints. A result that comes after its attempt
 * counted as lost changes the message only if it was delivered.
 */
export async function recordResults(
  tx: Tx,
  parts: RecordParts,
  results: readonly ObservedResult[],
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
  await recordDelivered(tx, parts.received, results);
  for (const result of results) {
    if (result.outcome === 'delivered') continue;
    const { attempt } = result;
    await tx
      .q(OUTBOX)
      .where({ id: attempt.delivery.id, state: 'sending', attempts: attempt.number })
      .update({ claimed_by: null, ...afterResult(tx.now, parts.random, result) });
  }
  await recordHealth(tx, parts.notifyDisabled, results);
}

async function recordDelivered(tx: Tx, received: Received, results: readonly AttemptResult[]): Promise<void> {
  const delivered = results.filter(({ outcome }) => outcome === 'delivered');
  if (delivered.length === 0) return;
  const attempts = delivered.map(({ attempt }) => attempt);
  await whereAny(
    tx,
    tx.q(OUTBOX),
    'id',
    attempts.map(({ delivery }) => delivery.id),
  )
    .whereNot('state', 'delivered')
    .update({ state: 'delivered', finished_at: tx.now, claimed_by: null });
  await received(
    tx,
    attempts.filter(({ delivery }) => !delivery.sandbox),
  );
}

function afterResult(now: Millis, random: Random, result: AttemptResult): Record<string, unknown> {
  const { attempt, outcome } = result;
  if (outcome === 'gone') return { state: 'cancelled', finished_at: now };
  // Nothing was sent, so the partner failed at nothing: it goes again at once.
  if (outcome === 'lapsed') return { state: 'pending', next_at: now };
  const { failures, wait } = afterFailure(attempt.delivery.failures, result, random.fraction());
  return wait === null
    ? { state: 'exhausted', failures, finished_at: now }
    : { state: 'pending', failures, next_at: now + wait };
}

/** What was under way when its endpoint was removed, and failed, is in a lane that nobody looks at any more. */
async function abandonRemoved(tx: Tx, id: string): Promise<void> {
  const endpoint = (await endpointsById(tx, [id])).get(id);
  if (endpoint?.status === 'removed') await abandonLane(tx, endpoint);
}

/** One that works and did so before costs no write. Endpoints are locked in order, so no two batches wait for each other. */
async function recordHealth(
  tx: Tx,
  notifyDisabled: NotifyDisabled,
  results: readonly ObservedResult[],
): Promise<void> {
  const ids = new Set<string>();
  for (const { attempt, outcome, wasFailing } of results) {
    const { endpointId } = attempt.delivery;
    if (endpointId !== null && (wasFailing || outcome !== 'delivered')) ids.add(endpointId);
  }
  for (const id of [...ids].sort()) {
    const own = results.filter(({ attempt }) => attempt.delivery.endpointId === id);
    const endpoint = await lockEndpoint(tx, own[0]?.attempt.delivery.partnerId ?? '', id);
    if (endpoint === null) {
      await abandonRemoved(tx, id);
      continue;
    }
    const { health, disable } = observe(endpoint, own, tx.now);
    if (disable !== null && endpoint.status === 'active') {
      await changeEndpoint(tx, id, { health, status: 'disabled', disabledReason: disable });
      await notifyDisabled(tx, { partnerId: endpoint.partnerId, endpointId: id, reason: disable });
    } else if (!(isHealthy(health) && isHealthy(endpoint))) {
      await changeEndpoint(tx, id, { health });
    }
  }
}
