import type { Database, Queryable, Tx } from '../../platform/db/index.ts';
import { ENDPOINTS, endpointsOfPartners, isConnected } from '../endpoints/store.ts';
import type { Endpoint } from '../endpoints/types.ts';
import { OUTBOX } from './rows.ts';

/** Gives what waited for want of an endpoint, and what this one wants of it, to the partner's first one. */
export async function adoptHeld(tx: Tx, endpoint: Endpoint): Promise<number> {
  const { id, partnerId, sandbox, events } = endpoint;
  const held = tx.q(OUTBOX).where({ partner_id: partnerId, sandbox, state: 'held' }).whereNull('endpoint_id');
  if (events !== null) void held.whereIn('event', [...events]);
  return held.update({ endpoint_id: id, state: 'pending', next_at: tx.now });
}

/**
 * What waits in the lane of an endpoint that goes. What one of the others got too ends; the rest goes to those of them
 * that want it, or waits for one that does.
 */
export async function abandonLane(tx: Tx, endpointId: string, others: readonly Endpoint[]): Promise<void> {
  const waiting = () => tx.q(OUTBOX).where('endpoint_id', endpointId).whereIn('state', ['pending', 'held']);
  const twin = tx
    .q(`${OUTBOX} as twin`)
    .select('twin.id')
    .whereRaw(`twin.grant_id = ${OUTBOX}.grant_id and twin.event = ${OUTBOX}.event`)
    .whereIn(
      'twin.endpoint_id',
      others.map(({ id }) => id),
    );
  await waiting().whereExists(twin).update({ state: 'cancelled', finished_at: tx.now });
  await waiting().update({ state: 'held', endpoint_id: null });
  for (const other of others) await adoptHeld(tx, other);
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

/** Removed endpoints in whose lanes something waits, and endpoints of partners for whom something waits in none. */
async function strandedAt(at: Queryable) {
  const lanes = (await at
    .q(ENDPOINTS)
    .select('id', 'partner_id')
    .where('status', 'removed')
    .whereExists(
      at.q(OUTBOX).select('id').whereRaw(`state = 'pending' and endpoint_id = ${ENDPOINTS}.id`),
    )) as { id: string; partner_id: string }[];
  const waiting = (await at
    .q(OUTBOX)
    .distinct('partner_id')
    .whereRaw(`state = 'held'`)
    .whereNull('endpoint_id')) as { partner_id: string }[];
  const partnerIds = [...lanes, ...waiting].map(({ partner_id }) => partner_id);
  return { lanes, connected: (await endpointsOfPartners(at, partnerIds)).filter(isConnected) };
}

/**
 * Puts what is in no lane that leads anywhere where it belongs: queued for want of an endpoint while one was being
 * proven, under way to one while it was removed, not wanted by the first endpoint and by a later one. Neither queueing
 * nor sending locks endpoints, so such things happen, and this mends them.
 */
export async function rehomeStranded(db: Database): Promise<void> {
  const seen = await db.read(strandedAt);
  if (seen.lanes.length === 0 && seen.connected.length === 0) return;
  await db.transact(async (tx) => {
    const { lanes, connected } = await strandedAt(tx);
    for (const { id, partner_id } of lanes) {
      await abandonLane(
        tx,
        id,
        connected.filter(({ partnerId }) => partnerId === partner_id),
      );
    }
    for (const endpoint of connected) await adoptHeld(tx, endpoint);
  });
}
