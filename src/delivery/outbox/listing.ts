import type { Knex } from 'knex';
import type { Queryable } from '../../platform/db/index.ts';
import { rowsWhereIn } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';
import { ENDPOINTS } from '../endpoints/store.ts';
import type { Attempt, AttemptOutcome, Delivery, DeliveryState, WebhookEvent } from '../types.ts';
import { OUTBOX, toDelivery } from './rows.ts';
import type { DeliveryRow } from './rows.ts';

export async function deliveriesOfReleases(
  at: Queryable,
  releaseIds: readonly string[],
): Promise<readonly Delivery[]> {
  const rows = await rowsWhereIn<DeliveryRow>(at, OUTBOX, 'release_id', releaseIds);
  return rows.map(toDelivery).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function deliveriesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Delivery>> {
  const rows = await rowsWhereIn<DeliveryRow>(at, OUTBOX, 'id', ids);
  return new Map(rows.map((row) => [row.id, toDelivery(row)]));
}

export interface DeliveryFilter {
  readonly endpointId?: string | undefined;
  readonly event?: WebhookEvent | undefined;
  /** As it is shown: what waits in the lane of an endpoint that is not active is held. */
  readonly state?: DeliveryState | undefined;
  readonly sandbox?: boolean | undefined;
}

/** As partners are shown it: what waits in a closed lane is held, as what has no lane is. */
function shownAs(at: Queryable, partnerId: string, state: DeliveryState): Knex.QueryCallback {
  const closed = (): Knex.QueryBuilder =>
    at.q(ENDPOINTS).select('id').where('partner_id', partnerId).whereNot('status', 'active');
  if (state === 'pending') {
    return (one) => void one.where('state', state).whereNotIn('endpoint_id', closed());
  }
  if (state !== 'held') return (one) => void one.where({ state });
  return (one) => {
    void one
      .where({ state })
      .orWhere((waiting) => void waiting.where('state', 'pending').whereIn('endpoint_id', closed()));
  };
}

export function partnerDeliveries(
  at: Queryable,
  partnerId: string,
  filter: DeliveryFilter,
  args: PageArgs,
): Promise<Page<Delivery>> {
  const query = at.q(OUTBOX).where('partner_id', partnerId);
  if (filter.endpointId !== undefined) void query.where('endpoint_id', filter.endpointId);
  if (filter.event !== undefined) void query.where('event', filter.event);
  if (filter.state !== undefined) void query.where(shownAs(at, partnerId, filter.state));
  if (filter.sandbox !== undefined) void query.where('sandbox', filter.sandbox);
  return keysetPage<DeliveryRow, Delivery>(
    query,
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
