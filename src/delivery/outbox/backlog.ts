import type { Millis } from '../../kernel/clock.ts';
import { rowsOfSql } from '../../platform/db/index.ts';
import type { Queryable } from '../../platform/db/index.ts';

/** How much waits to go to partners. */
export interface Backlog {
  /** Messages that wait, due or not; counted up to `COUNTED`. */
  readonly length: number;
  /** Since when the oldest message is due that could go now; null: none is. */
  readonly dueSince: Millis | null;
}

/** Whoever looks at a queue this long needs no better figure, and the count stays cheap. */
const COUNTED = 100_000;

const LENGTH = `select count(*) as n from
  (select 1 from outbox where state = 'pending' and endpoint_id is not null limit ${COUNTED}) as waiting`;

/**
 * One index entry for each endpoint, whatever waits. What waits for a lane that is closed is no backlog: its endpoint
 * or its partner has to act, not the operator.
 */
const DUE_SINCE = `select min((select min(o.next_at) from outbox o where o.state = 'pending' and o.endpoint_id = e.id)) as since
  from webhook_endpoints e join partners p on p.id = e.partner_id
  where e.status = 'active' and p.status = 'active' and (e.circuit_until is null or e.circuit_until <= ?)`;

export async function readBacklog(at: Queryable, now: Millis): Promise<Backlog> {
  const [length] = await rowsOfSql<{ n: number }>(at, LENGTH);
  const [due] = await rowsOfSql<{ since: number | null }>(at, DUE_SINCE, [now]);
  const since = due?.since ?? null;
  return { length: Number(length?.n ?? 0), dueSince: since !== null && since <= now ? since : null };
}
