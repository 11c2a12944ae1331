import { newId } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/index.ts';
import { insertRows } from '../../platform/db/index.ts';
import { endpointsOfPartners, isConnected } from '../endpoints/store.ts';
import type { Endpoint } from '../endpoints/types.ts';
import type { Delivery, WebhookEvent } from '../types.ts';
import { OUTBOX, toDelivery } from './rows.ts';
import type { DeliveryRow } from './rows.ts';

export type NewMessage = Pick<
  Delivery,
  'event' | 'partnerId' | 'appId' | 'subjectId' | 'grantId' | 'releaseId' | 'sandbox'
>;

const wants = ({ events }: Endpoint, event: WebhookEvent): boolean =>
  events === null || events.includes(event);

const toRow = (tx: Tx, message: NewMessage, endpointId: string | null): DeliveryRow => ({
  id: newId('message', tx.now),
  event: message.event,
  partner_id: message.partnerId,
  app_id: message.appId,
  endpoint_id: endpointId,
  subject_id: message.subjectId,
  grant_id: message.grantId,
  release_id: message.releaseId,
  sandbox: message.sandbox,
  state: endpointId === null ? 'held' : 'pending',
  attempts: 0,
  failures: 0,
  next_at: tx.now,
  created_at: tx.now,
  finished_at: null,
  claimed_by: null,
});

/**
 * Queues messages in the business transaction: one for each endpoint of the partner that wants the event. Where there
 * is no endpoint at all yet they are held, so that nothing is lost before the partner has set itself up.
 */
export async function enqueue(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const endpoints = (
    await endpointsOfPartners(
      tx,
      messages.map((message) => message.partnerId),
    )
  ).filter(isConnected);
  const rows = messages.flatMap((message) => {
    const own = endpoints.filter(
      (endpoint) => endpoint.partnerId === message.partnerId && endpoint.sandbox === message.sandbox,
    );
    const targets: (string | null)[] =
      own.length === 0 ? [null] : own.filter((one) => wants(one, message.event)).map(({ id }) => id);
    return targets.map((endpointId) => toRow(tx, message, endpointId));
  });
  await insertRows(tx, OUTBOX, rows);
}

/** Queues a message about somebody made up to one endpoint, whatever it is for. */
export async function enqueueTest(
  tx: Tx,
  endpointId: string,
  message: Omit<NewMessage, 'sandbox' | 'releaseId'>,
): Promise<Delivery> {
  const row = toRow(tx, { ...message, sandbox: true, releaseId: null }, endpointId);
  await insertRows(tx, OUTBOX, [row]);
  return toDelivery(row);
}
