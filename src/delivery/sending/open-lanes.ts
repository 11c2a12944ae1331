import type { Millis } from '../../kernel/clock.ts';
import { rowsOfSql } from '../../platform/db/index.ts';
import type { Queryable } from '../../platform/db/index.ts';

/** An endpoint for which something is due and that may be called now. */
export interface Lane {
  readonly endpointId: string;
  /** After failures it gets one message at a time until one of them arrives. */
  readonly probing: boolean;
}

export interface OpenLanes {
  readonly lanes: readonly Lane[];
  /** Where to look on; null: all were seen. */
  readonly after: string | null;
}

/** How many lanes one look passes: what it costs stays the same however many there are. */
const AT_ONCE = 64;

/**
 * Steps from lane to lane by one index entry each, whatever waits in them: a lane with ten thousand messages costs as
 * much as one with a single one. A lane is closed while its endpoint is not active, its circuit is open, or its
 * partner is not active.
 */
const SQL = `
  with recursive lane (endpoint_id, place) as (
    select (select min(endpoint_id) from outbox where state = 'pending' and endpoint_id > ?), 1
    union all
    select (select min(o.endpoint_id) from outbox o where o.state = 'pending' and o.endpoint_id > lane.endpoint_id),
           place + 1
    from lane where lane.endpoint_id is not null and place < ?
  )
  select lane.endpoint_id, e.consecutive_failures,
         e.status = 'active' and p.status = 'active' and (e.circuit_until is null or e.circuit_until <= ?)
         and (select min(o.next_at) from outbox o where o.state = 'pending' and o.endpoint_id = lane.endpoint_id) <= ?
         as is_open
  from lane
  left join webhook_endpoints e on e.id = lane.endpoint_id
  left join partners p on p.id = e.partner_id
  where lane.endpoint_id is not null
  order by lane.endpoint_id`;

interface LaneRow {
  endpoint_id: string;
  consecutive_failures: number | null;
  is_open: boolean | number | null;
}

/** Open lanes in order of endpoint, from after `after` on; '' is the beginning. */
export async function openLanes(
  at: Queryable,
  after: string,
  now: Millis,
  circuitThreshold: number,
): Promise<OpenLanes> {
  const rows = await rowsOfSql<LaneRow>(at, SQL, [after, AT_ONCE, now, now]);
  return {
    lanes: rows
      .filter(({ is_open }) => Boolean(is_open))
      .map((row) => ({
        endpointId: row.endpoint_id,
        probing: (row.consecutive_failures ?? 0) >= circuitThreshold,
      })),
    after: rows.length < AT_ONCE ? null : (rows.at(-1)?.endpoint_id ?? null),
  };
}
