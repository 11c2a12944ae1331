import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import {
  MOST_SESSIONS,
  SESSION_FOR,
  isSecret,
  newSecret,
  openLogin,
  sealLogin,
  secretHash,
} from './rules.ts';
import type { SessionLogin } from './rules.ts';
import type { Revocations } from './revoked-tokens.ts';
import { deleteSession, endSessions, findSession, insertSession } from './store.ts';

/** Sessions of the web pages: who has the secret is who signed in, until it expires or is ended. */
export function createSessionDesk(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly hashes: Pick<KeyedHashes, 'loginIndex'>;
  readonly revocations: Pick<Revocations, 'isRevoked'>;
}) {
  const { db, clock, random, hashes, revocations } = parts;
  return {
    /** Begins a session and gives its secret. The one that the browser had before ends: no secret is ever taken over. */
    async begin({ issuer, sub, session }: SessionLogin, before: string | null): Promise<string> {
      const secret = newSecret(random);
      const loginIndex = hashes.loginIndex(issuer, sub);
      await db.transact(async (tx) => {
        if (before !== null) await deleteSession(tx, secretHash(before));
        const expires = tx.now + SESSION_FOR;
        // A mark is remembered for as long as either of the two lets somebody in.
        const until = Math.max(expires, session.expiresAt);
        const login = { issuer, sub, session: { ...session, expiresAt: until } };
        await insertSession(tx, {
          secret_hash: secretHash(secret),
          login_index: loginIndex,
          login: sealLogin(secret, login, random),
          created_at: tx.now,
          expires_at: expires,
        });
        await endSessions(tx, loginIndex, MOST_SESSIONS);
      });
      return secret;
    },

    /** Who is signed in; null: nobody, or by a token that was revoked since. */
    async loginOf(secret: string): Promise<SessionLogin | null> {
      if (!isSecret(secret)) return null;
      const row = await db.read((reader) => findSession(reader, secretHash(secret), clock.now()));
      const login = row === null ? null : openLogin(secret, row.login);
      return login === null || (await revocations.isRevoked(login.session.revocable)) ? null : login;
    },

    async end(secret: string): Promise<void> {
      if (isSecret(secret)) await db.transact((tx) => deleteSession(tx, secretHash(secret)));
    },
  };
}

export type SessionDesk = ReturnType<typeof createSessionDesk>;
