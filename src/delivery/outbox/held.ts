import type { Queryable, Tx } from '../../platform/db/index.ts';
import type { Endpoint } from '../endpoints/types.ts';
import { OUTBOX } from './rows.ts';

/** Gives what waited for want of an endpoint, and what this one wants of it, to the partner's first one. */
export async function adoptHeld(tx: Tx, endpoint: Endpoint): Promise<number> {
  const { id, partnerId, sandbox, events } = endpoint;
  const held = tx.q(OUTBOX).where({ partner_id: partnerId, sandbox, state: 'held' }).whereNull('endpoint_id');
  if (events !== null) void held.whereIn('event', [...events]);
  return held.update({ endpoint_id: id, state: 'pending', next_at: tx.now });
}

/** What waits in the lane of an endpoint that goes: to wait for another one, or to end because others have it too. */
export async function abandonLane(tx: Tx, endpointId: string, isLast: boolean): Promise<void> {
  const waiting = tx.q(OUTBOX).where('endpoint_id', endpointId).whereIn('state', ['pending', 'held']);
  if (isLast) await waiting.update({ state: 'held', endpoint_id: null });
  else await waiting.update({ state: 'cancelled', finished_at: tx.now });
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
