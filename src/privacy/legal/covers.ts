import type { Queryable } from '../../platform/db/index.ts';
import type { PersonField } from '../../vault/index.ts';
import { isAbout } from './people.ts';
import { requestsById } from './store.ts';

/** Whether two have approved that an authority gets these fields of this person; then staff may look at them for it. */
export async function covers(
  at: Queryable,
  requestId: string,
  subjectId: string,
  fields: readonly PersonField[],
): Promise<boolean> {
  const request = (await requestsById(at, [requestId])).get(requestId);
  if (request?.state !== 'approved' && request?.state !== 'disclosed') return false;
  return fields.every((field) => request.fields.includes(field)) && (await isAbout(at, requestId, subjectId));
}
