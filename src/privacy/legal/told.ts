import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { requestsById } from './store.ts';

/** From when on the people of a disclosed request may be told: since its disclosure, or since its gag's end, which may move. */
export async function toldFrom(at: Queryable, requestId: string): Promise<Millis> {
  const request = (await requestsById(at, [requestId])).get(requestId);
  if (request?.decidedAt == null) throw new Error('a request that was disclosed is there');
  return Math.max(request.decidedAt, request.gagUntil ?? 0);
}
