import { newId } from '../../kernel/ids.ts';
import type { Millis } from '../../kernel/clock.ts';
import { isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { insertRows, lockingRows } from '../../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import { ENDPOINTS, endpointsById, lockEndpoint } from '../endpoints/store.ts';
import { OUTBOX } from '../outbox/rows.ts';
import type { DeliveryRow } from '../outbox/rows.ts';
import { RECOVERIES, recoveriesById, toRecovery } from './recoveries.ts';
import type { Recovery, RecoveryRow } from './recoveries.ts';
import { RECOVERY_LIMIT } from './replay.ts';

/** Messages looked at in one transaction. */
const STEP = 500;

/** Starts to send again what an endpoint missed since an instant, or everything. */
export function createRecoveryDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly onCommitted: () => void;
}) {
  return async function recoverDeliveries(
    partnerId: string,
    key: string,
    input: { readonly endpointId: string; readonly since: Millis; readonly everything: boolean },
  ): Promise<Recovery | Refusal> {
    const { endpointId, since, everything } = input;
    const request = partnerRequest(parts.hashes, partnerId, {
      mutation: 'recoverDeliveries',
      key,
      body: input,
    });
    const recovery = await onceForKey<Recovery>(parts.db, request, {
      async make(tx) {
        if ((await lockEndpoint(tx, partnerId, endpointId)) === null) {
          return refuse('NOT_FOUND', ['input', 'endpointId'], 'You have no endpoint with this id.');
        }
        if (since > tx.now || tx.now - since > RECOVERY_LIMIT) {
          return refuse('INVALID_INPUT', ['input', 'since'], 'since wants an instant of the last 30 days.');
        }
        const row: RecoveryRow = {
          id: newId('recovery', tx.now),
          partner_id: partnerId,
          endpoint_id: endpointId,
          everything,
          since,
          until: tx.now,
          state: 'running',
          after_at: since,
          after_id: '',
          queued: 0,
          created_at: tx.now,
          finished_at: null,
        };
        await insertRows(tx, RECOVERIES, [row]);
        return toRecovery(row);
      },
      reload: async (tx, id) => (await recoveriesById(tx, [id])).get(id) as Recovery,
    });
    if (!isRefusal(recovery)) parts.onCommitted();
    return recovery;
  };
}

/** Messages of the endpoint, and of those that its partner has removed: they have no lane of their own any more. */
async function nextMessages(tx: Tx, recovery: RecoveryRow): Promise<DeliveryRow[]> {
  const { partner_id, endpoint_id, after_at, after_id, until } = recovery;
  const removed = (await tx
    .q(ENDPOINTS)
    .select('id')
    .where({ partner_id, status: 'removed' })
    .where('sandbox', tx.q(ENDPOINTS).select('sandbox').where('id', endpoint_id))) as { id: string }[];
  const lanes = [endpoint_id, ...removed.map(({ id }) => id)];
  return (await tx
    .q(OUTBOX)
    .where({ partner_id })
    .whereIn('endpoint_id', lanes)
    .where('created_at', '<=', until)
    .where((later) => {
      void later
        .where('created_at', '>', after_at)
        .orWhere((tie) => void tie.where('created_at', after_at).where('id', '>', after_id));
    })
    .orderBy(['created_at', 'id'])
    .limit(STEP)) as DeliveryRow[];
}

/**
 * Ids of those of these messages that go again, as they are once they are locked: another recovery may have taken one
 * meanwhile. Locked in order, for attempts that record their results take the same rows.
 */
async function lockThoseToSend(
  tx: Tx,
  recovery: RecoveryRow,
  messages: readonly DeliveryRow[],
): Promise<string[]> {
  const goesAgain = ({ state, endpoint_id }: DeliveryRow): boolean =>
    state === 'exhausted' ||
    (recovery.everything && state === 'delivered') ||
    (endpoint_id !== recovery.endpoint_id && state === 'pending');
  const ids = messages.filter(goesAgain).map(({ id }) => id);
  const locked = (await lockingRows(tx, tx.q(OUTBOX).whereIn('id', ids).orderBy('id'))) as DeliveryRow[];
  return locked.filter(goesAgain).map(({ id }) => id);
}

/**
 * Takes one running recovery a step further; false: there is none. Where it is stands in its row, so it goes on after
 * a crash, and two workers take turns. Nothing is recorded anew: a message that goes again is the same message.
 */
export async function stepRecovery(tx: Tx): Promise<boolean> {
  const query = tx.q(RECOVERIES).where('state', 'running').orderBy('id').limit(1);
  const [recovery] = (await (tx.dialect === 'postgres'
    ? query.forUpdate().skipLocked()
    : query)) as RecoveryRow[];
  if (recovery === undefined) return false;
  const endpoint = (await endpointsById(tx, [recovery.endpoint_id])).get(recovery.endpoint_id);
  // Nothing goes to one that was removed meanwhile.
  const messages = endpoint?.status === 'removed' ? [] : await nextMessages(tx, recovery);
  const again = await lockThoseToSend(tx, recovery, messages);
  const queued = await tx.q(OUTBOX).whereIn('id', again).update({
    state: 'pending',
    endpoint_id: recovery.endpoint_id,
    failures: 0,
    next_at: tx.now,
    finished_at: null,
  });
  const last = messages.at(-1);
  const isDone = messages.length < STEP;
  await tx
    .q(RECOVERIES)
    .where('id', recovery.id)
    .update({
      queued: recovery.queued + queued,
      ...(last === undefined ? {} : { after_at: last.created_at, after_id: last.id }),
      ...(isDone ? { state: 'done', finished_at: tx.now } : {}),
    });
  return true;
}
