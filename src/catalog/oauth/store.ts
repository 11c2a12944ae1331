import type { Millis } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { deleteSome, insertRows, lockingRows, rowsWhereIn } from '../../platform/db/index.ts';
import { noteHourOfUse } from '../last-use.ts';
import type { OAuthClient, OAuthCredential } from '../types.ts';

/** SQL of partners' OAuth clients and what they prove themselves by. A client that was revoked has no credentials. */

interface ClientRow {
  id: string;
  partner_id: string;
  name: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

interface CredentialRow {
  id: string;
  client_id: string;
  kind: OAuthCredential['kind'];
  /** Which secret it is, as the secret itself says; a key has none. */
  mark: string | null;
  /** Of a secret the slow hash, of a key the public JWK. */
  value: string;
  created_at: number;
  /** Null: the current one. */
  expires_at: number | null;
}

/** What a client is to prove itself by from now on. */
export type NewCredential =
  | { readonly kind: 'secret'; readonly mark: string; readonly hash: string }
  | { readonly kind: 'key'; readonly publicKey: string };

const CLIENTS = 'oauth_clients';
const CREDENTIALS = 'oauth_credentials';

const isGood = ({ expires_at }: CredentialRow, now: Millis): boolean =>
  expires_at === null || expires_at > now;

const toCredential = ({ id, kind, value, created_at, expires_at }: CredentialRow): OAuthCredential => ({
  ...{ id, kind, publicKey: kind === 'key' ? value : null },
  ...{ createdAt: created_at, expiresAt: expires_at },
});

async function withCredentials(
  at: Queryable,
  rows: readonly ClientRow[],
  now: Millis,
): Promise<readonly OAuthClient[]> {
  const ids = rows.map(({ id }) => id);
  const good = (await rowsWhereIn<CredentialRow>(at, CREDENTIALS, 'client_id', ids))
    .filter((row) => isGood(row, now))
    .sort((a, b) => Number(a.expires_at !== null) - Number(b.expires_at !== null));
  return rows.map((row) => ({
    ...{ id: row.id, partnerId: row.partner_id, name: row.name, createdAt: row.created_at },
    ...{ lastUsedAt: row.last_used_at, revokedAt: row.revoked_at },
    credentials: good.filter(({ client_id }) => client_id === row.id).map(toCredential),
  }));
}

/** The clients that get tokens for this partner, oldest first. */
export async function liveClients(
  at: Queryable,
  partnerId: string,
  now: Millis,
): Promise<readonly OAuthClient[]> {
  const live = at.q(CLIENTS).where('partner_id', partnerId).whereNull('revoked_at');
  return withCredentials(at, (await live.orderBy(['created_at', 'id'])) as ClientRow[], now);
}

export async function clientById(at: Queryable, id: string, now: Millis): Promise<OAuthClient | null> {
  const rows = (await at.q(CLIENTS).where({ id })) as ClientRow[];
  return (await withCredentials(at, rows, now))[0] ?? null;
}

export async function addClient(
  tx: Tx,
  client: { readonly partnerId: string; readonly name: string },
): Promise<string> {
  const row: ClientRow = {
    ...{ id: newId('oauthClient', tx.now), partner_id: client.partnerId, name: client.name },
    ...{ created_at: tx.now, last_used_at: null, revoked_at: null },
  };
  await insertRows(tx, CLIENTS, [row]);
  return row.id;
}

/** Gives a client a credential. The current one stays good until `overlapUntil`; what that had replaced ends now. */
export async function putCredential(
  tx: Tx,
  clientId: string,
  credential: NewCredential,
  overlapUntil: Millis,
): Promise<void> {
  const others = () => tx.q(CREDENTIALS).where('client_id', clientId);
  await others().whereNotNull('expires_at').delete();
  await others().update({ expires_at: overlapUntil });
  const row: CredentialRow = {
    ...{ id: newId('oauthCredential', tx.now), client_id: clientId, kind: credential.kind },
    mark: credential.kind === 'secret' ? credential.mark : null,
    value: credential.kind === 'secret' ? credential.hash : credential.publicKey,
    ...{ created_at: tx.now, expires_at: null },
  };
  await insertRows(tx, CREDENTIALS, [row]);
}

/** Ends a client with all that it came in by; its tokens go with that. */
export async function revokeClient(tx: Tx, id: string): Promise<void> {
  await tx.q(CREDENTIALS).where('client_id', id).delete();
  await tx.q(CLIENTS).where({ id }).update({ revoked_at: tx.now });
}

/** A credential in force, as it is kept. */
export interface KeptCredential {
  readonly id: string;
  readonly value: string;
}

/** The client's credentials of a kind that are good: of secrets the one with this mark, of keys each. */
export async function keptCredentials(
  at: Queryable,
  which: { readonly clientId: string } & (
    { readonly kind: 'secret'; readonly mark: string } | { readonly kind: 'key' }
  ),
  now: Millis,
): Promise<readonly KeptCredential[]> {
  const { clientId: client_id, ...wanted } = which;
  const rows = (await at.q(CREDENTIALS).where({ client_id, ...wanted })) as CredentialRow[];
  return rows.filter((row) => isGood(row, now));
}

/** Locks a credential until the transaction ends, so that none is revoked while a token is got by it; null: it is over. */
export async function lockCredential(
  tx: Tx,
  id: string,
): Promise<{ readonly clientId: string; readonly expiresAt: Millis | null } | null> {
  const row = (await lockingRows(tx, tx.q(CREDENTIALS).where({ id }).first())) as CredentialRow | undefined;
  if (row === undefined || !isGood(row, tx.now)) return null;
  return { clientId: row.client_id, expiresAt: row.expires_at };
}

/** Writes down the hour in which a client got a token. */
export const noteUse = (tx: Tx, clientId: string): Promise<void> =>
  noteHourOfUse(tx, CLIENTS, clientId, tx.now);

/** Forgets up to `limit` credentials whose overlap is over. */
export function sweepCredentials(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, CREDENTIALS, 'id', limit, (old) => void old.where('expires_at', '<=', tx.now));
}
