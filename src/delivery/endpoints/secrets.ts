import { createHash } from 'node:crypto';
import { newId } from '../../kernel/ids.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../../platform/db/index.ts';
import type { KeyRing } from '../../platform/key-ring.ts';
import { ENDPOINTS } from './store.ts';
import type { EndpointRow } from './store.ts';
import type { EndpointPrivate } from './types.ts';

interface SecretRow {
  id: string;
  endpoint_id: string;
  version: string;
  sealed: Buffer;
  created_at: number;
  /** Null: the current one. */
  expires_at: number | null;
}

const SECRETS = 'webhook_secrets';

const boundTo = {
  secret: (endpointId: string): string => `webhook-secret|${endpointId}`,
  private: (endpointId: string): string => `webhook-private|${endpointId}`,
};

/** Gives an endpoint a new signing secret; the current one, if any, stays good until `overlapUntil`. */
export async function putSecret(
  tx: Tx,
  keyRing: KeyRing,
  endpointId: string,
  secret: string,
  overlapUntil: Millis,
): Promise<void> {
  await tx.q(SECRETS).where('endpoint_id', endpointId).where('expires_at', '<=', tx.now).delete();
  await tx
    .q(SECRETS)
    .where('endpoint_id', endpointId)
    .where((one) => void one.whereNull('expires_at').orWhere('expires_at', '>', overlapUntil))
    .update({ expires_at: overlapUntil });
  const wrapped = keyRing.wrap(Buffer.from(secret), boundTo.secret(endpointId));
  const row: SecretRow = {
    id: newId('secret', tx.now),
    endpoint_id: endpointId,
    version: wrapped.version,
    sealed: wrapped.sealed,
    created_at: tx.now,
    expires_at: null,
  };
  await insertRows(tx, SECRETS, [row]);
}

/** Signing secrets that are good now, the current one first, by endpoint id; in memory for the moment of sending. */
export async function secretsOf(
  at: Queryable,
  keyRing: KeyRing,
  endpointIds: readonly string[],
  now: Millis,
): Promise<Map<string, string[]>> {
  const rows = await rowsWhereIn<SecretRow>(at, SECRETS, 'endpoint_id', endpointIds);
  const good = rows
    .filter(({ expires_at }) => expires_at === null || expires_at > now)
    .sort((a, b) => (a.expires_at === null ? -1 : b.expires_at === null ? 1 : b.created_at - a.created_at));
  const secrets = new Map<string, string[]>();
  for (const { endpoint_id, version, sealed } of good) {
    const secret = keyRing.unwrap({ version, sealed }, boundTo.secret(endpoint_id)).toString();
    secrets.set(endpoint_id, [...(secrets.get(endpoint_id) ?? []), secret]);
  }
  return secrets;
}

export async function deleteSecrets(tx: Tx, endpointId: string): Promise<void> {
  await tx.q(SECRETS).where('endpoint_id', endpointId).delete();
}

/** Keeps what an endpoint sends with each message under seal: headers may carry credentials, a key is one. */
export async function putPrivate(
  tx: Tx,
  keyRing: KeyRing,
  endpointId: string,
  kept: EndpointPrivate,
): Promise<void> {
  const isEmpty = kept.headers.length === 0 && kept.client === null;
  const wrapped = isEmpty
    ? null
    : keyRing.wrap(Buffer.from(JSON.stringify(kept)), boundTo.private(endpointId));
  await tx
    .q(ENDPOINTS)
    .where('id', endpointId)
    .update({
      header_names: kept.headers.map(({ name }) => name.toLowerCase()).join(' '),
      has_client: kept.client !== null,
      private_version: wrapped?.version ?? null,
      private_sealed: wrapped?.sealed ?? null,
    });
}

const NOTHING: EndpointPrivate = { headers: [], client: null };

export function openPrivate(keyRing: KeyRing, row: EndpointRow): EndpointPrivate {
  const { id, private_version: version, private_sealed: sealed } = row;
  if (version === null || sealed === null) return NOTHING;
  return JSON.parse(keyRing.unwrap({ version, sealed }, boundTo.private(id)).toString()) as EndpointPrivate;
}

/** A name for the connections that show this certificate, which changes when the certificate does. */
export const clientName = (row: EndpointRow): string =>
  `${row.id}|${createHash('sha256')
    .update(row.private_sealed ?? '')
    .digest('hex')}`;

/** Wraps up to `limit` secrets anew under the current key; returns how many there were. */
export async function rewrapEndpointSecrets(tx: Tx, keyRing: KeyRing, limit: number): Promise<number> {
  const current = keyRing.currentVersion;
  const secrets = (await tx.q(SECRETS).whereNot('version', current).limit(limit)) as SecretRow[];
  for (const { id, endpoint_id, version, sealed } of secrets) {
    const bound = boundTo.secret(endpoint_id);
    const wrapped = keyRing.wrap(keyRing.unwrap({ version, sealed }, bound), bound);
    await tx.q(SECRETS).where({ id }).update({ version: wrapped.version, sealed: wrapped.sealed });
  }
  // Locked in order: what a partner changes meanwhile is not put back to what it was.
  const old = tx.q(ENDPOINTS).whereNotNull('private_version').whereNot('private_version', current);
  const kept = (await lockingRows(tx, old.orderBy('id').limit(limit))) as EndpointRow[];
  for (const row of kept) await putPrivate(tx, keyRing, row.id, openPrivate(keyRing, row));
  return secrets.length + kept.length;
}
