import { newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import { hourOf, noteHourOfUse } from './last-use.ts';
import { hashOfSecret } from './one-time-secrets.ts';
import { partnerStatuses } from './partners.ts';
import type { ApiKey } from './types.ts';

/** SQL of partners' API keys. */

interface KeyRow {
  id: string;
  partner_id: string;
  name: string;
  key_hash: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

const TABLE = 'partner_api_keys';

const toApiKey = (row: KeyRow): ApiKey => ({
  id: row.id,
  partnerId: row.partner_id,
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

export async function addApiKey(
  tx: Tx,
  key: { readonly partnerId: string; readonly name: string; readonly secret: string },
): Promise<ApiKey> {
  const row: KeyRow = {
    ...{ id: newId('apiKey', tx.now), partner_id: key.partnerId, name: key.name },
    ...{ key_hash: hashOfSecret(key.secret), created_at: tx.now, last_used_at: null, revoked_at: null },
  };
  await insertRows(tx, TABLE, [row]);
  return toApiKey(row);
}

/** The keys that open the door for this partner, oldest first. */
export async function liveApiKeys(at: Queryable, partnerId: string): Promise<readonly ApiKey[]> {
  const rows = (await at
    .q(TABLE)
    .where('partner_id', partnerId)
    .whereNull('revoked_at')
    .orderBy(['created_at', 'id'])) as KeyRow[];
  return rows.map(toApiKey);
}

export async function apiKeyById(at: Queryable, id: string): Promise<ApiKey | null> {
  const row = (await at.q(TABLE).where({ id }).first()) as KeyRow | undefined;
  return row === undefined ? null : toApiKey(row);
}

export async function revokeKey(tx: Tx, id: string): Promise<void> {
  await tx.q(TABLE).where({ id }).update({ revoked_at: tx.now });
}

/**
 * Whose key this is; null: nobody's, or it is revoked. Each hour's first use of a key is written down, and no other:
 * a request that only reads stays one.
 */
export async function partnerOfApiKey(
  db: Database,
  secret: string,
  now: Millis,
): Promise<{ readonly partnerId: string; readonly suspended: boolean; readonly apiKeyId: string } | null> {
  const found = await db.read(async (reader) => {
    const row = (await reader
      .q(TABLE)
      .where('key_hash', hashOfSecret(secret))
      .whereNull('revoked_at')
      .first()) as KeyRow | undefined;
    if (row === undefined) return null;
    return { row, status: (await partnerStatuses(reader, [row.partner_id])).get(row.partner_id) };
  });
  if (found === null || found.status === undefined || found.status === 'invited') return null;
  const { row, status } = found;
  if (row.last_used_at === null || row.last_used_at < hourOf(now)) {
    await db.transact((tx) => noteHourOfUse(tx, TABLE, row.id, now));
  }
  return { partnerId: row.partner_id, suspended: status === 'suspended', apiKeyId: row.id };
}
