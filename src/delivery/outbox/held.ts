import type { Queryable, Tx } from '../../platform/db/index.ts';
import { ENDPOINTS, endpointsOfPartners, isConnected, toEndpoint } from '../endpoints/store.ts';
import type { EndpointRow } from '../endpoints/store.ts';
import type { Endpoint } from '../endpoints/types.ts';
import { OUTBOX } from './rows.ts';

/** Gives an endpoint what waits for want of one, as far as it wants it; returns how much that was. */
export async function adoptHeld(tx: Tx, endpoint: Endpoint): Promise<number> {
  const { id, partnerId, sandbox, events } = endpoint;
  const held = tx.q(OUTBOX).where({ partner_id: partnerId, sandbox, state: 'held' }).whereNull('endpoint_id');
  if (events !== null) void held.whereIn('event', [...events]);
  return held.update({ endpoint_id: id, state: 'pending', next_at: tx.now });
}

/**
 * Empties the lane of an endpoint that is removed. What another one of its partner got too ends; the rest goes to
 * another one that wants it, or is held until there is one.
 */
export async function abandonLane(
  tx: Tx,
  endpoint: Pick<Endpoint, 'id' | 'partnerId' | 'sandbox'>,
): Promise<void> {
  const others = (await endpointsOfPartners(tx, [endpoint.partnerId])).filter(
    (other) => isConnected(other) && other.id !== endpoint.id && other.sandbox === endpoint.sandbox,
  );
  const waiting = () => tx.q(OUTBOX).where('endpoint_id', endpoint.id).whereIn('state', ['pending', 'held']);
  if (others.length > 0) {
    const otherIds = others.map(({ id }) => id);
    const copies = tx
      .q({ copy: OUTBOX })
      .select('copy.id')
      .whereIn('copy.endpoint_id', otherIds)
      // Copies were queued together, so the index of their partner's messages by time finds them.
      .whereRaw('copy.partner_id = outbox.partner_id and copy.created_at = outbox.created_at')
      .whereRaw('copy.grant_id = outbox.grant_id and copy.event = outbox.event');
    await waiting().whereExists(copies).update({ state: 'cancelled', finished_at: tx.now });
  }
  await waiting().update({ state: 'held', endpoint_id: null });
  for (const other of others) await adoptHeld(tx, other);
}

/**
 * Finds a place for what missed a change of its partner's endpoints, because it was queued in a transaction that was
 * open at the same time: what is held although there is an endpoint by now, and what waits in the lane of one that is
 * removed.
 */
export async function rehomeStrays(tx: Tx): Promise<void> {
  const held = (await tx
    .q(OUTBOX)
    .distinct('partner_id')
    .where('state', 'held')
    .whereNull('endpoint_id')) as { partner_id: string }[];
  const partnerIds = held.map(({ partner_id }) => partner_id);
  for (const endpoint of (await endpointsOfPartners(tx, partnerIds)).filter(isConnected)) {
    await adoptHeld(tx, endpoint);
  }
  const waiting = tx
    .q(OUTBOX)
    .select('id')
    .whereRaw(`outbox.state = 'pending' and outbox.endpoint_id = webhook_endpoints.id`);
  const removed = (await tx.q(ENDPOINTS).where('status', 'removed').whereExists(waiting)) as EndpointRow[];
  for (const row of removed) await abandonLane(tx, toEndpoint(row));
}

/** Lets what was held for these partners into its lanes again. */
export async function reopenHeld(tx: Tx, partnerIds: readonly string[]): Promise<number> {
  if (partnerIds.length === 0) return 0;
  return tx
    .q(OUTBOX)
    .where('state', 'held')
    .whereIn('partner_id', [...partnerIds])
    .whereNotNull('endpoint_id')
    .update({ state: 'pending', next_at: tx.now });
}

/** Partners for whom something is held although it has an endpoint. */
export async function partnersWithHeld(at: Queryable): Promise<string[]> {
  const rows = (await at
    .q(OUTBOX)
    .distinct('partner_id')
    .where('state', 'held')
    .whereNotNull('endpoint_id')) as { partner_id: string }[];
  return rows.map(({ partner_id }) => partner_id);
}
