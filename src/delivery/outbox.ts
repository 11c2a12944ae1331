import { endpointsOfPartners } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { Attempt, AttemptOutcome, Delivery, DeliveryState, WebhookEvent } from './types.ts';

export interface DeliveryRow {
  id: string;
  event: WebhookEvent;
  partner_id: string;
  app_id: string;
  endpoint_id: string | null;
  subject_id: string;
  grant_id: string;
  release_id: string | null;
  state: DeliveryState;
  attempts: number;
  failures: number;
  next_at: number;
  created_at: number;
  finished_at: number | null;
}

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  event: row.event,
  partnerId: row.partner_id,
  appId: row.app_id,
  endpointId: row.endpoint_id,
  subjectId: row.subject_id,
  grantId: row.grant_id,
  releaseId: row.release_id,
  state: row.state,
  attempts: row.attempts,
  failures: row.failures,
  nextAt: row.next_at,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

export interface NewMessage {
  readonly event: WebhookEvent;
  readonly partnerId: string;
  readonly appId: string;
  readonly subjectId: string;
  readonly grantId: string;
  readonly releaseId: string | null;
}

/**
 * Queues messages in the business transaction: one for each active endpoint of the partner, or one that is held where
 * there is none, so that nothing is lost before the partner has set itself up.
 */
export async function enqueue(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  const endpoints = await endpointsOfPartners(
    tx,
    messages.map((message) => message.partnerId),
  );
  const rows = messages.flatMap((message) => {
    const own = endpoints.filter(
      (endpoint) => endpoint.partnerId === message.partnerId && endpoint.status === 'active',
    );
    const targets = own.length === 0 ? [null] : own.map((endpoint) => endpoint.id);
    return targets.map((endpointId): DeliveryRow => ({
      id: newId('message', tx.now),
      event: message.event,
      partner_id: message.partnerId,
      app_id: message.appId,
      endpoint_id: endpointId,
      subject_id: message.subjectId,
      grant_id: message.grantId,
      release_id: message.releaseId,
      state: endpointId === null ? 'held' : 'pending',
      attempts: 0,
      failures: 0,
      next_at: tx.now,
      created_at: tx.now,
      finished_at: null,
    }));
  });
  await insertRows(tx, 'outbox', rows);
}

/** Gives what waited for want of an endpoint to the partner's first one; returns how many there were. */
export async function adoptHeld(tx: Tx, partnerId: string, endpointId: string): Promise<number> {
  return tx
    .q('outbox')
    .where({ partner_id: partnerId, state: 'held' })
    .whereNull('endpoint_id')
    .update({ endpoint_id: endpointId, state: 'pending', next_at: tx.now });
}

/** Which of these grants' releases have been tried at least once: their partner may know the email. */
export async function grantsWithStartedRelease(
  at: Queryable,
  grantIds: readonly string[],
): Promise<Set<string>> {
  const rows = await rowsWhereIn<DeliveryRow>(at, 'outbox', 'grant_id', grantIds);
  const started = rows.filter((row) => row.event === 'contact.released' && row.attempts > 0);
  return new Set(started.map((row) => row.grant_id));
}

export async function deliveriesOfReleases(
  at: Queryable,
  releaseIds: readonly string[],
): Promise<readonly Delivery[]> {
  const rows = await rowsWhereIn<DeliveryRow>(at, 'outbox', 'release_id', releaseIds);
  return rows.map(toDelivery).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function partnerDeliveries(at: Queryable, partnerId: string, args: PageArgs): Promise<Page<Delivery>> {
  return keysetPage<DeliveryRow, Delivery>(
    at.q('outbox').where('partner_id', partnerId),
    { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: toDelivery(row) }),
  );
}

/** Attempts of these messages in the order in which they started. */
export async function attemptsOf(at: Queryable, messageIds: readonly string[]): Promise<readonly Attempt[]> {
  if (messageIds.length === 0) return [];
  const rows = (await at
    .q('delivery_attempts as a')
    .leftJoin('delivery_results as r', 'r.attempt_id', 'a.id')
    .whereIn('a.message_id', [...new Set(messageIds)])
    .orderBy(['a.message_id', 'a.number'])
    .select('a.message_id', 'a.number', 'a.started_at', 'r.outcome', 'r.status', 'r.duration_ms')) as {
    message_id: string;
    number: number;
    started_at: number;
    outcome: AttemptOutcome | null;
    status: number | null;
    duration_ms: number | null;
  }[];
  return rows.map((row) => ({
    messageId: row.message_id,
    number: row.number,
    startedAt: row.started_at,
    outcome: row.outcome,
    status: row.status,
    durationMs: row.duration_ms,
  }));
}

/** Whether there is a message whose time has come. Cheap, on a reader: an idle worker writes nothing. */
export async function isAnythingDue(at: Queryable, now: Millis): Promise<boolean> {
  const row: unknown = await at
    .q('outbox')
    .select('id')
    .whereIn('state', ['pending', 'sending'])
    .where('next_at', '<=', now)
    .first();
  return row !== undefined;
}
