import { newId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { Endpoint } from './types.ts';

interface EndpointRow {
  id: string;
  partner_id: string;
  url: string;
  status: Endpoint['status'];
  secret_version: string;
  secret_sealed: Buffer;
  created_at: number;
}

const TABLE = 'webhook_endpoints';

const boundTo = (endpointId: string): string => `webhook-secret|${endpointId}`;

const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  partnerId: row.partner_id,
  url: row.url,
  status: row.status,
  createdAt: row.created_at,
});

/** An endpoint together with its signing secret; in memory only, for the moment of sending. */
export interface EndpointWithSecret extends Endpoint {
  readonly secret: string;
}

/** Registers an endpoint. `url` was vetted by the caller; the secret rests wrapped under the key-encryption key. */
export async function addEndpoint(
  tx: Tx,
  keyRing: KeyRing,
  endpoint: { readonly partnerId: string; readonly url: string; readonly secret: string },
): Promise<Endpoint> {
  const id = newId('endpoint', tx.now);
  const wrapped = keyRing.wrap(Buffer.from(endpoint.secret), boundTo(id));
  const row: EndpointRow = {
    id,
    partner_id: endpoint.partnerId,
    url: endpoint.url,
    status: 'active',
    secret_version: wrapped.version,
    secret_sealed: wrapped.sealed,
    created_at: tx.now,
  };
  await insertRows(tx, TABLE, [row]);
  return toEndpoint(row);
}

export async function endpointsOfPartners(
  at: Queryable,
  partnerIds: readonly string[],
): Promise<readonly Endpoint[]> {
  const rows = await rowsWhereIn<EndpointRow>(at, TABLE, 'partner_id', partnerIds);
  return rows.map(toEndpoint).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function endpointsWithSecrets(
  at: Queryable,
  keyRing: KeyRing,
  ids: readonly string[],
): Promise<Map<string, EndpointWithSecret>> {
  const rows = await rowsWhereIn<EndpointRow>(at, TABLE, 'id', ids);
  return new Map(
    rows.map((row) => {
      const secret = keyRing.unwrap(
        { version: row.secret_version, sealed: row.secret_sealed },
        boundTo(row.id),
      );
      return [row.id, { ...toEndpoint(row), secret: secret.toString() }];
    }),
  );
}

/** Wraps up to `limit` secrets anew under the current key; returns how many there were. */
export async function rewrapEndpointSecrets(tx: Tx, keyRing: KeyRing, limit: number): Promise<number> {
  const rows = (await tx
    .q(TABLE)
    .whereNot('secret_version', keyRing.currentVersion)
    .limit(limit)) as EndpointRow[];
  for (const row of rows) {
    const secret = keyRing.unwrap(
      { version: row.secret_version, sealed: row.secret_sealed },
      boundTo(row.id),
    );
    const wrapped = keyRing.wrap(secret, boundTo(row.id));
    await tx
      .q(TABLE)
      .where('id', row.id)
      .update({ secret_version: wrapped.version, secret_sealed: wrapped.sealed });
  }
  return rows.length;
}
