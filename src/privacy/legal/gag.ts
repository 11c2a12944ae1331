import type { Knex } from 'knex';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';

/** A query for the `id` of every request whose people must not be told now, to be part of another; `isGagged` as SQL. */
export const gaggedRequests = (at: Queryable, now: Millis): Knex.QueryBuilder =>
  at
    .q('legal_requests')
    .select('id')
    .whereIn('state', ['opened', 'approved', 'disclosed'])
    .where('gag_until', '>', now);
