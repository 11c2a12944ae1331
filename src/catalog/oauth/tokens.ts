import type { Millis } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { deleteSome, insertRows } from '../../platform/db/index.ts';
import { hashOfSecret } from '../one-time-secrets.ts';
import { partnerStatuses } from '../partners.ts';

/** SQL of access tokens, and of the assertions that got some: neither is kept as it was, a hash of it is. */

const TOKENS = 'oauth_access_tokens';
const ASSERTIONS = 'oauth_assertions';

export async function addAccessToken(
  tx: Tx,
  token: { readonly token: string; readonly credentialId: string; readonly expiresAt: Millis },
): Promise<void> {
  const { credentialId: credential_id, expiresAt: expires_at } = token;
  await insertRows(tx, TOKENS, [{ token_hash: hashOfSecret(token.token), credential_id, expires_at }]);
}

/**
 * Whose access token this is; null: nobody's, or it is over. It is good no longer than what it was got by, so revoking
 * a client or ending a secret ends its tokens in the same commit.
 */
export async function partnerOfAccessToken(
  db: Database,
  token: string,
  now: Millis,
): Promise<{ readonly partnerId: string; readonly suspended: boolean; readonly clientId: string } | null> {
  return db.read(async (reader) => {
    const row = (await reader
      .q(`${TOKENS} as token`)
      .join('oauth_credentials as credential', 'credential.id', 'token.credential_id')
      .join('oauth_clients as client', 'client.id', 'credential.client_id')
      .select('client.id', 'client.partner_id')
      .where('token.token_hash', hashOfSecret(token))
      .where('token.expires_at', '>', now)
      .where((good) => {
        void good.whereNull('credential.expires_at').orWhere('credential.expires_at', '>', now);
      })
      .first()) as { id: string; partner_id: string } | undefined;
    if (row === undefined) return null;
    const { id: clientId, partner_id: partnerId } = row;
    const status = (await partnerStatuses(reader, [partnerId])).get(partnerId);
    if (status === undefined || status === 'invited') return null;
    return { partnerId, suspended: status === 'suspended', clientId };
  });
}

/** An assertion of a client's, by its `jti`; good until then. */
export interface Assertion {
  readonly clientId: string;
  readonly jti: string;
  readonly expiresAt: Millis;
}

/** Uses an assertion up; false: it was. Of two at once the primary key lets one through (`transactOrSee`). */
export async function useAssertion(tx: Tx, { clientId, jti, expiresAt }: Assertion): Promise<boolean> {
  const name = { client_id: clientId, jti_hash: hashOfSecret(jti) };
  const used: unknown = await tx.q(ASSERTIONS).where(name).first();
  if (used !== undefined) return false;
  await insertRows(tx, ASSERTIONS, [{ ...name, expires_at: expiresAt }]);
  return true;
}

/** Forgets up to `limit` access tokens that are over. */
export function sweepAccessTokens(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, TOKENS, 'token_hash', limit, (old) => void old.where('expires_at', '<=', tx.now));
}

/** Forgets up to `limit` assertions that nobody can use any more. */
export function sweepAssertions(tx: Tx, limit: number): Promise<number> {
  const key = ['client_id', 'jti_hash'];
  return deleteSome(tx, ASSERTIONS, key, limit, (old) => void old.where('expires_at', '<=', tx.now));
}
