import { newId } from '../../kernel/ids.ts';
import { MINUTE } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { insertRows, rowsOfSql, whereAny } from '../../platform/db/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { partnerStatuses } from '../../catalog/index.ts';
import { allowance, spend } from '../endpoints/rate.ts';
import { ENDPOINTS, endpointRows } from '../endpoints/store.ts';
import type { EndpointRow } from '../endpoints/store.ts';
import { OUTBOX, toDelivery } from '../outbox/rows.ts';
import type { DeliveryRow } from '../outbox/rows.ts';
import type { Admit, Verdict } from '../ports.ts';
import type { Delivery, StartedAttempt } from '../types.ts';

/** How many messages to take from a lane. */
export interface Share {
  readonly endpointId: string;
  readonly count: number;
}

export interface Claimed {
  /** How many messages were taken up, started or not. */
  readonly taken: number;
  readonly attempts: readonly StartedAttempt[];
  /** Rows of their endpoints. */
  readonly endpoints: ReadonlyMap<string, EndpointRow>;
}

const ONE_LANE = `select * from outbox where state = 'pending' and endpoint_id = ? and next_at <= ? order by next_at limit ?`;

/** The oldest due messages of each lane. On PostgreSQL they are locked, and those that others have locked are passed. */
async function takeDue(tx: Tx, shares: readonly Share[]): Promise<DeliveryRow[]> {
  if (tx.dialect === 'postgres') {
    const lanes = shares.map(() => '(?::text, ?::int)').join(', ');
    return rowsOfSql<DeliveryRow>(
      tx,
      `select o.* from (values ${lanes}) as lane (endpoint_id, count) cross join lateral (
         select * from outbox where state = 'pending' and endpoint_id = lane.endpoint_id and next_at <= ?
         order by next_at limit lane.count for update skip locked) o`,
      [...shares.flatMap(({ endpointId, count }) => [endpointId, count]), tx.now],
    );
  }
  const lanes = shares.map(() => `select * from (${ONE_LANE})`).join(' union all ');
  const values = shares.flatMap(({ endpointId, count }) => [endpointId, tx.now, count]);
  return rowsOfSql<DeliveryRow>(tx, lanes, values);
}

/**
 * Endpoints of these lanes. A rate is one number that all claimers share, so on PostgreSQL a row that has one is
 * locked; where another claimer has it, the lane is left to that one for now.
 */
async function claimEndpoints(tx: Tx, ids: readonly string[]): Promise<Map<string, EndpointRow>> {
  const endpoints = await endpointRows(tx, ids);
  const rated = [...endpoints.values()].filter((row) => row.max_per_second !== null).map(({ id }) => id);
  if (tx.dialect !== 'postgres' || rated.length === 0) return endpoints;
  const own = (await tx
    .q(ENDPOINTS)
    .whereIn('id', rated)
    .orderBy('id')
    .forUpdate()
    .skipLocked()) as EndpointRow[];
  rated.forEach((id) => endpoints.delete(id));
  own.forEach((row) => endpoints.set(row.id, row));
  return endpoints;
}

/** What each lane may start now, by its endpoint's state, rest and rate as they stand in the transaction. */
async function allowed(
  tx: Tx,
  shares: readonly Share[],
): Promise<{ readonly shares: Share[]; readonly endpoints: Map<string, EndpointRow> }> {
  const endpoints = await claimEndpoints(
    tx,
    shares.map(({ endpointId }) => endpointId),
  );
  const partners = await partnerStatuses(
    tx,
    [...endpoints.values()].map((row) => row.partner_id),
  );
  const open = shares.flatMap(({ endpointId, count }) => {
    const row = endpoints.get(endpointId);
    if (row?.status !== 'active' || partners.get(row.partner_id) !== 'active') return [];
    // It may have begun to rest since the look that found it open.
    if (row.circuit_until !== null && row.circuit_until > tx.now) return [];
    const may = allowance(row.max_per_second, row.next_arrival, tx.now, count);
    return may === 0 ? [] : [{ endpointId, count: may }];
  });
  return { shares: open, endpoints };
}

/** Counts what was started against the rates of endpoints that have one. */
async function spendRates(
  tx: Tx,
  endpoints: ReadonlyMap<string, EndpointRow>,
  started: readonly Delivery[],
): Promise<void> {
  for (const row of endpoints.values()) {
    const count = started.filter(({ endpointId }) => endpointId === row.id).length;
    if (row.max_per_second === null || count === 0) continue;
    const next_arrival = spend(row.max_per_second, row.next_arrival, tx.now, count);
    await tx.q(ENDPOINTS).where('id', row.id).update({ next_arrival });
  }
}

/** Until what may go later is asked about again. */
const A_WHILE = 5 * MINUTE;

async function verdictsOn(
  tx: Tx,
  admit: Admit,
  deliveries: readonly Delivery[],
): Promise<(delivery: Delivery) => Verdict> {
  const aboutPeople = deliveries.filter(({ sandbox }) => !sandbox);
  const verdicts = aboutPeople.length === 0 ? new Map<string, Verdict>() : await admit(tx, aboutPeople);
  return ({ id, sandbox }) => (sandbox ? 'go' : (verdicts.get(id) ?? 'hold'));
}

/**
 * Starts attempts: takes due messages of these lanes, asks whether each may go, and writes a `started` row for those
 * that may. An attempt exists from this commit on and not before. `reclaimAfter` is when an attempt without a result
 * counts as lost.
 */
export async function startAttempts(
  tx: Tx,
  admit: Admit,
  wanted: readonly Share[],
  claim: { readonly workerId: string; readonly reclaimAfter: Millis },
): Promise<Claimed> {
  const { shares, endpoints } = await allowed(tx, wanted);
  const nothing = { taken: 0, attempts: [], endpoints };
  if (shares.length === 0) return nothing;
  const deliveries = (await takeDue(tx, shares)).map(toDelivery);
  if (deliveries.length === 0) return nothing;
  const verdict = await verdictsOn(tx, admit, deliveries);
  const idsWith = (wantedVerdict: Verdict): string[] =>
    deliveries.filter((one) => verdict(one) === wantedVerdict).map(({ id }) => id);

  const cancelled = idsWith('cancel');
  if (cancelled.length > 0) {
    await whereAny(tx, tx.q(OUTBOX), 'id', cancelled).update({ state: 'cancelled', finished_at: tx.now });
  }
  const held = idsWith('hold');
  if (held.length > 0) await whereAny(tx, tx.q(OUTBOX), 'id', held).update({ state: 'held' });

  const later = idsWith('later');
  if (later.length > 0) await whereAny(tx, tx.q(OUTBOX), 'id', later).update({ next_at: tx.now + A_WHILE });

  const going = deliveries.filter((one) => verdict(one) === 'go');
  if (going.length === 0) return { ...nothing, taken: deliveries.length };
  await whereAny(
    tx,
    tx.q(OUTBOX),
    'id',
    going.map(({ id }) => id),
  ).update({
    state: 'sending',
    claimed_by: claim.workerId,
    next_at: tx.now + claim.reclaimAfter,
    attempts: tx.q.raw('attempts + 1'),
  });
  const attempts = going.map((delivery): StartedAttempt => ({
    id: newId('attempt', tx.now),
    number: delivery.attempts + 1,
    startedAt: tx.now,
    delivery,
    thin: Boolean(endpoints.get(delivery.endpointId ?? '')?.thin),
  }));
  await insertRows(
    tx,
    'delivery_attempts',
    attempts.map(({ id, number, startedAt, delivery }) => ({
      id,
      message_id: delivery.id,
      number,
      started_at: startedAt,
    })),
  );
  await spendRates(tx, endpoints, going);
  return { taken: deliveries.length, attempts, endpoints };
}
