import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import type { KeyRing } from '../../platform/key-ring.ts';
import type { ClientCertificate } from '../../platform/safe-fetch/index.ts';
import { isHealthy } from './health.ts';
import { clientName, openPrivate, secretsOf } from './secrets.ts';
import { toEndpoint } from './store.ts';
import type { EndpointRow } from './store.ts';
import type { EndpointPrivate } from './types.ts';

/** All that sending to an endpoint takes, its secrets opened; in memory for the moment of sending. */
export interface SendingEndpoint {
  readonly id: string;
  readonly partnerId: string;
  readonly url: string;
  /** Current one first. */
  readonly secrets: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly client: ClientCertificate | null;
  readonly encryptionKey: string | null;
  readonly isFailing: boolean;
}

/** What is sent with each message of an endpoint: headers of its own, and the certificate that is shown. */
export function sentWith(
  { headers, client }: EndpointPrivate,
  clientName: string,
): Pick<SendingEndpoint, 'headers' | 'client'> {
  return {
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
    client: client === null ? null : { name: clientName, ...client },
  };
}

/** Opens these endpoints for sending, by id. */
export async function sendingEndpoints(
  at: Queryable,
  keyRing: KeyRing,
  rows: readonly EndpointRow[],
  now: Millis,
): Promise<Map<string, SendingEndpoint>> {
  const secrets = await secretsOf(
    at,
    keyRing,
    rows.map(({ id }) => id),
    now,
  );
  return new Map(
    rows.map((row) => {
      const sending: SendingEndpoint = {
        id: row.id,
        partnerId: row.partner_id,
        url: row.url,
        secrets: secrets.get(row.id) ?? [],
        ...sentWith(openPrivate(keyRing, row), clientName(row)),
        encryptionKey: row.encryption_key,
        isFailing: !isHealthy(toEndpoint(row)),
      };
      return [row.id, sending];
    }),
  );
}
