import { HOUR } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Tx } from '../platform/db/index.ts';

/** When an hour began: more is not kept of when somebody came. */
export const hourOf = (at: Millis): Millis => at - (at % HOUR);

/** Writes down that a key or a client was used in an hour, unless that or a later one stands there. */
export async function noteHourOfUse(
  tx: Tx,
  table: 'partner_api_keys' | 'oauth_clients',
  id: string,
  at: Millis,
): Promise<void> {
  const hour = hourOf(at);
  await tx
    .q(table)
    .where('id', id)
    .where((before) => void before.whereNull('last_used_at').orWhere('last_used_at', '<', hour))
    .update({ last_used_at: hour });
}
