import { DAY } from '../../kernel/clock.ts';
import { isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { lockingRows } from '../../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import { endpointsById } from '../endpoints/store.ts';
import { deliveriesById } from '../outbox/listing.ts';
import { OUTBOX, toDelivery } from '../outbox/rows.ts';
import type { DeliveryRow } from '../outbox/rows.ts';
import type { Delivery } from '../types.ts';

/** How far back messages can be sent again. They are kept a little longer. */
export const RECOVERY_LIMIT = 30 * DAY;

/** Puts a message into its lane anew: same id, a fresh schedule. Whether it may go is asked when its attempt starts. */
async function requeue(tx: Tx, id: string): Promise<Delivery> {
  await tx
    .q(OUTBOX)
    .where({ id })
    .update({ state: 'pending', failures: 0, next_at: tx.now, finished_at: null, claimed_by: null });
  return (await deliveriesById(tx, [id])).get(id) as Delivery;
}

/** Sends one message again, whether it arrived or not. */
export function createReplay(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly onCommitted: () => void;
}) {
  return async function replayDelivery(
    partnerId: string,
    key: string,
    deliveryId: string,
  ): Promise<Delivery | Refusal> {
    const field = ['input', 'deliveryId'];
    const request = partnerRequest(parts.hashes, partnerId, {
      mutation: 'replayDelivery',
      key,
      body: { deliveryId },
    });
    const replayed = await onceForKey<Delivery>(parts.db, request, {
      async make(tx) {
        const query = tx.q(OUTBOX).where({ id: deliveryId, partner_id: partnerId });
        const [row] = (await lockingRows(tx, query)) as DeliveryRow[];
        const delivery = row === undefined ? null : toDelivery(row);
        if (delivery === null || tx.now - delivery.createdAt > RECOVERY_LIMIT) {
          return refuse('NOT_FOUND', field, 'You have no delivery of the last 30 days with this id.');
        }
        const { endpointId } = delivery;
        const endpoints = await endpointsById(tx, endpointId === null ? [] : [endpointId]);
        if (endpoints.get(endpointId ?? '')?.status === 'removed') {
          return refuse(
            'WRONG_STATUS',
            field,
            'The endpoint of this delivery is removed. Recover its deliveries to another one (recoverDeliveries).',
          );
        }
        if (delivery.state === 'cancelled') {
          return refuse(
            'GRANT_ENDED',
            field,
            'The yes behind this delivery is over, so it does not go again.',
          );
        }
        // What waits or is under way goes anyway; one that waits long goes now.
        if (delivery.state === 'sending' || delivery.state === 'held') return delivery;
        return requeue(tx, delivery.id);
      },
      reload: async (tx, id) => (await deliveriesById(tx, [id])).get(id) as Delivery,
    });
    if (!isRefusal(replayed)) parts.onCommitted();
    return replayed;
  };
}
