import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';
import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { parseUrl } from '../../kernel/parse-url.ts';

/** Proofs that whoever sends a request holds a key (DPoP, RFC 9449), to which access tokens may be bound. */

/** A proof as it came, and the request that it came with. */
export interface SentProof {
  /** The `DPoP` header: a JWT. */
  readonly proof: string;
  readonly method: string;
  /** Where the request went, as its sender writes it, without query. */
  readonly url: string;
}

/** What a proof shows: its sender holds the key with this thumbprint (RFC 7638). By its `jti` it is good once. */
export interface Possession {
  readonly thumbprint: string;
  readonly jti: string;
  /** From here on it is too old, by whole seconds as it is checked. */
  readonly expiresAt: Millis;
}

/** The one algorithm: its keys are small and quick to check, and whoever sends a proof chooses the key. */
export const PROOF_ALGORITHM = 'ES256';

const MAX_PROOF = 4_096;
const MAX_TEXT = 255;
const LIFE = MINUTE;
const TOLERANCE = 5 * SECOND;

/** A URL without what a proof does not speak of, in the one way in which WHATWG's standard writes it; null: it is none. */
function withoutQuery(url: unknown): string | null {
  const parsed = typeof url === 'string' ? parseUrl(url) : null;
  return parsed === null ? null : parsed.origin + parsed.pathname;
}

/** What `ath` says of an access token (RFC 9449 4.2). */
const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * Checks everything about a proof (RFC 9449 4.3) but whether it was used before; null: something is wrong with it.
 * `token`: the access token beside it; null: one is being asked for.
 */
export async function checkProof(
  { proof, method, url }: SentProof,
  { token, now }: { readonly token: string | null; readonly now: Millis },
): Promise<Possession | null> {
  if (proof.length > MAX_PROOF) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      ...{ algorithms: [PROOF_ALGORITHM], typ: 'dpop+jwt', maxTokenAge: LIFE / SECOND },
      ...{ currentDate: new Date(now), clockTolerance: TOLERANCE / SECOND },
    });
    const { htm, htu, ath, jti, iat = 0 } = payload;
    const address = withoutQuery(htu);
    const isForThis = htm === method && address !== null && address === withoutQuery(url);
    const isWithToken = token === null || ath === hashOfToken(token);
    if (!isForThis || !isWithToken || typeof jti !== 'string' || jti === '' || jti.length > MAX_TEXT)
      return null;
    const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk ?? {}, 'sha256');
    return { thumbprint, jti, expiresAt: Math.ceil(iat * SECOND + LIFE + TOLERANCE + SECOND) };
  } catch {
    return null;
  }
}
