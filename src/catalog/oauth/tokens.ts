import { MINUTE } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { deleteSome, insertRows } from '../../platform/db/index.ts';
import { hashOfSecret } from '../one-time-secrets.ts';
import { partnerStatuses } from '../partners.ts';
import type { Possession } from './possession.ts';

/** SQL of access tokens, and of the assertions and proofs that work once: none is kept as it was, a hash of it is. */

const TOKENS = 'oauth_access_tokens';
const ASSERTIONS = 'oauth_assertions';
const PROOFS = 'oauth_proofs';

export async function addAccessToken(
  tx: Tx,
  token: {
    readonly token: string;
    readonly credentialId: string;
    readonly expiresAt: Millis;
    /** Of the key whose holder alone may use it; null: whoever bears it may. */
    readonly keyThumbprint: string | null;
  },
): Promise<void> {
  const { credentialId: credential_id, expiresAt: expires_at, keyThumbprint: key_thumbprint } = token;
  const token_hash = hashOfSecret(token.token);
  await insertRows(tx, TOKENS, [{ token_hash, credential_id, expires_at, key_thumbprint }]);
}

/** Whom an access token stands for. */
export interface TokenHolder {
  readonly partnerId: string;
  readonly suspended: boolean;
  readonly clientId: string;
}

/**
 * Whose access token this is, and to which key it is bound; null: nobody's, or it is over. It is good no longer than
 * what it was got by, so revoking a client or ending a secret ends its tokens in the same commit.
 */
export async function holderOf(
  reader: Queryable,
  token: string,
  now: Millis,
): Promise<{ readonly holder: TokenHolder; readonly keyThumbprint: string | null } | null> {
  const row = (await reader
    .q(`${TOKENS} as token`)
    .join('oauth_credentials as credential', 'credential.id', 'token.credential_id')
    .join('oauth_clients as client', 'client.id', 'credential.client_id')
    .select('client.id', 'client.partner_id', 'token.key_thumbprint')
    .where('token.token_hash', hashOfSecret(token))
    .where('token.expires_at', '>', now)
    .where((good) => {
      void good.whereNull('credential.expires_at').orWhere('credential.expires_at', '>', now);
    })
    .first()) as { id: string; partner_id: string; key_thumbprint: string | null } | undefined;
  if (row === undefined) return null;
  const { id: clientId, partner_id: partnerId, key_thumbprint: keyThumbprint } = row;
  const status = (await partnerStatuses(reader, [partnerId])).get(partnerId);
  if (status === undefined || status === 'invited') return null;
  return { holder: { partnerId, suspended: status === 'suspended', clientId }, keyThumbprint };
}

/**
 * Writes down that something was used that works once, until then; false: it was already, or is too old by now. Of two
 * at once the primary key lets one through (`transactOrSee`).
 */
async function useOnce(
  tx: Tx,
  table: string,
  name: Readonly<Record<string, string>>,
  expiresAt: Millis,
): Promise<boolean> {
  if (expiresAt <= tx.now) return false;
  const used: unknown = await tx.q(table).where(name).first();
  if (used !== undefined) return false;
  await insertRows(tx, table, [{ ...name, expires_at: expiresAt }]);
  return true;
}

/** Uses a proof up; false: it was. */
export const useProof = (tx: Tx, { thumbprint, jti, expiresAt }: Possession): Promise<boolean> =>
  useOnce(tx, PROOFS, { key_thumbprint: thumbprint, jti_hash: hashOfSecret(jti) }, expiresAt);

/** An assertion of a client's, by its `jti`; good until then. */
export interface Assertion {
  readonly clientId: string;
  readonly jti: string;
  readonly expiresAt: Millis;
}

/** Uses an assertion up; false: it was. */
export const useAssertion = (tx: Tx, { clientId, jti, expiresAt }: Assertion): Promise<boolean> =>
  useOnce(tx, ASSERTIONS, { client_id: clientId, jti_hash: hashOfSecret(jti) }, expiresAt);

/** Forgets up to `limit` access tokens that are over. */
export function sweepAccessTokens(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, TOKENS, 'token_hash', limit, (old) => void old.where('expires_at', '<=', tx.now));
}

/** So much a clock may be behind that of the process that sweeps: what is too old by the one is not yet by the other. */
const SKEW = MINUTE;

/** Forgets up to `limit` of what works once and nobody can use any more. */
const sweepUsed =
  (table: string, key: string[]) =>
  (tx: Tx, limit: number): Promise<number> =>
    deleteSome(tx, table, key, limit, (old) => void old.where('expires_at', '<=', tx.now - SKEW));

export const sweepAssertions = sweepUsed(ASSERTIONS, ['client_id', 'jti_hash']);
export const sweepProofs = sweepUsed(PROOFS, ['key_thumbprint', 'jti_hash']);
