import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { Database } from '../../platform/db/index.ts';
import { transactOrSee } from '../../platform/db/index.ts';
import { newAccessToken } from '../one-time-secrets.ts';
import { checkAssertion, claimedClient } from './client-key.ts';
import { markOfSecret } from './client-secret.ts';
import type { SecretHasher } from './client-secret.ts';
import { checkProof } from './possession.ts';
import type { SentProof } from './possession.ts';
import { keptCredentials, lockCredential, noteUse } from './store.ts';
import { addAccessToken, useAssertion, useProof } from './tokens.ts';
import type { Assertion } from './tokens.ts';

/** By what a client says that it is itself. */
export type ClientProof =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  /** `clientId`: as the request names it beside the assertion; null: it does not. */
  | { readonly kind: 'assertion'; readonly assertion: string; readonly clientId: string | null };

export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Whether it is bound to the key of the proof that came with the request (DPoP, RFC 9449). */
  readonly isBound: boolean;
}

/**
 * Why there is no token. `client`: it is unknown, revoked, or did not prove itself; which of it is nobody's business.
 * `proof`: the proof of possession that came along is wrong or was used before.
 */
export interface NotIssued {
  readonly refused: 'client' | 'proof';
}

const notIssued = (refused: NotIssued['refused']): NotIssued => ({ refused });

/** Long enough to ask seldom, short enough that one that leaks is soon worth nothing. */
const TOKEN_LIFE = 15 * MINUTE;

/** A credential that fits; of an assertion, what must not have been used before. */
interface Proven {
  readonly credentialId: string;
  readonly assertion: Assertion | null;
}

/** Gives clients of partners access tokens (RFC 6749 4.4). Throws UNAVAILABLE when too many ask at once. */
export function createTokenIssue(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: SecretHasher;
  /** What an assertion may be for: the token endpoint's URL, or whoever answers there. */
  readonly audiences: readonly string[];
}) {
  const { db, clock, random, hasher, audiences } = parts;

  async function bySecret(clientId: string, secret: string): Promise<Proven | null> {
    const which = { clientId, kind: 'secret', mark: markOfSecret(secret) } as const;
    const [kept] = await db.read((reader) => keptCredentials(reader, which, clock.now()));
    const isRight = await hasher.matches(secret, kept?.value ?? null);
    return isRight && kept !== undefined ? { credentialId: kept.id, assertion: null } : null;
  }

  async function byAssertion(text: string, named: string | null): Promise<Proven | null> {
    const clientId = claimedClient(text);
    if (clientId === null || (named !== null && named !== clientId)) return null;
    const now = clock.now();
    const keys = await db.read((reader) => keptCredentials(reader, { clientId, kind: 'key' }, now));
    for (const { id, value } of keys) {
      const assertion = await checkAssertion(text, value, { clientId, audiences, now });
      if (assertion !== null) return { credentialId: id, assertion };
    }
    return null;
  }

  const prove = (proof: ClientProof): Promise<Proven | null> =>
    proof.kind === 'secret'
      ? bySecret(proof.clientId, proof.secret)
      : byAssertion(proof.assertion, proof.clientId);

  /** `sent`: by what the client shows that it holds a key, to which the token is to be bound; null: to none. */
  return async function issueToken(
    proof: ClientProof,
    sent: SentProof | null,
  ): Promise<IssuedToken | NotIssued> {
    const possession = sent === null ? null : await checkProof(sent, { token: null, now: clock.now() });
    if (sent !== null && possession === null) return notIssued('proof');
    const proven = await prove(proof);
    if (proven === null) return notIssued('client');
    const { credentialId, assertion } = proven;
    const token = newAccessToken(random);
    return transactOrSee(db, async (tx): Promise<IssuedToken | NotIssued> => {
      const credential = await lockCredential(tx, credentialId);
      if (credential === null) return notIssued('client');
      // First, so that whoever sends one again has not used an assertion up by it.
      if (possession !== null && !(await useProof(tx, possession))) return notIssued('proof');
      if (assertion !== null && !(await useAssertion(tx, assertion))) return notIssued('client');
      // What takes another's place is not outlived by what was got with that.
      const expiresAt = Math.min(tx.now + TOKEN_LIFE, credential.expiresAt ?? Infinity);
      const keyThumbprint = possession?.thumbprint ?? null;
      await addAccessToken(tx, { token, credentialId, expiresAt, keyThumbprint });
      await noteUse(tx, credential.clientId);
      const expiresIn = Math.floor((expiresAt - tx.now) / SECOND);
      return { accessToken: token, expiresIn, isBound: possession !== null };
    });
  };
}

export type IssueToken = ReturnType<typeof createTokenIssue>;
