import { createHash } from 'node:crypto';
import { SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import { deleteSome } from '../platform/db/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { oneAtATime } from '../platform/in-time.ts';
import { SESSION_FOR } from './rules.ts';

const TABLE = 'revoked_tokens';

/** A token is refused everywhere so long after it was revoked, at most. */
const LOOK_EVERY: Millis = SECOND;

/** What a token is revoked by: a hash of who issued it and of what they call it (`jti`, RFC 7519 section 4.1.7). */
export const revocableAs = (issuer: string, jti: string): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, jti]))
    .digest('base64url');

/** Forgets up to `limit` revocations whose tokens let nobody in any more. */
export const sweepRevocations = (tx: Tx, limit: number): Promise<number> =>
  deleteSome(tx, TABLE, 'revocable', limit, (old) => void old.where('expires_at', '<=', tx.now));

/**
 * Tokens that are refused although they have not expired, and the sessions that they began. There are few, so each
 * process has them in memory and reads them anew once a second, when somebody asks with a token.
 */
export function createRevocations({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  let revoked: ReadonlySet<string> = new Set();
  let lookedAt = -Infinity;

  const look = oneAtATime(async (): Promise<void> => {
    const now = clock.now();
    const rows = (await db.read((reader) =>
      reader.q(TABLE).select('revocable').where('expires_at', '>', now),
    )) as { revocable: string }[];
    revoked = new Set(rows.map((row) => row.revocable));
    lookedAt = now;
  });

  return {
    /**
     * Revokes the token that this issuer gave this name. `goodFor`: how long a token lets somebody in at most, after
     * which nothing has to be remembered of it.
     */
    async revoke(issuer: string, jti: string, goodFor: Millis): Promise<void> {
      await db.transact(async (tx) => {
        await tx
          .q(TABLE)
          .insert({
            revocable: revocableAs(issuer, jti),
            revoked_at: tx.now,
            // A session that it began lasts longer than itself.
            expires_at: tx.now + Math.max(goodFor, SESSION_FOR),
          })
          .onConflict('revocable')
          .ignore();
      });
      lookedAt = -Infinity;
    },

    /** Whether this token was revoked. Rejects where that cannot be found out, so that nobody is let in by then. */
    async isRevoked(revocable: string | null): Promise<boolean> {
      if (revocable === null) return false;
      if (clock.now() - lookedAt >= LOOK_EVERY) await look();
      return revoked.has(revocable);
    },
  };
}

export type Revocations = ReturnType<typeof createRevocations>;
