import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { isGagged } from './rules.ts';
import { requestsById } from './store.ts';

/** When the people of a disclosed request may be told: now (null), or when its gag ends, which may have moved. */
export async function noticeDue(at: Queryable, requestId: string, now: Millis): Promise<Millis | null> {
  const request = (await requestsById(at, [requestId])).get(requestId);
  return request !== undefined && isGagged(request, now) ? request.gagUntil : null;
}
