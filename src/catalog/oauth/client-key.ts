import type { KeyObject } from 'node:crypto';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import type { JWK } from 'jose';
import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { isWeakRsa, readPublicJwk } from '../../platform/public-jwk.ts';
import type { Assertion } from './tokens.ts';

/** Keys by which clients prove themselves, and what they sign: `private_key_jwt` (RFC 7523; OpenID Connect Core 9). */

const WANTS_KEY =
  'the JSON of a public JWK for signatures: EC P-256 (ES256), or RSA of 2048 bits or more (RS256)';

/** The one algorithm that a key signs by; null: it is none that is taken. */
function algorithmOf(key: KeyObject): 'ES256' | 'RS256' | null {
  if (key.asymmetricKeyType === 'ec') {
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
  }
  return key.asymmetricKeyType === 'rsa' && !isWeakRsa(key) ? 'RS256' : null;
}

/** The public key of a client, reduced to what it needs, with its algorithm; or why it cannot be. */
export function readClientKey(text: string): string | Refusal {
  const read = readPublicJwk(text);
  if (read === 'private') {
    return refuseField('key', 'a public key: this one has private parts, so it is no secret any more');
  }
  const wrong = refuseField('key', WANTS_KEY);
  if (read === 'unreadable') return wrong;
  const { key, sent } = read;
  const alg = algorithmOf(key);
  if (alg === null || (sent['alg'] ?? alg) !== alg || (sent['use'] ?? 'sig') !== 'sig') return wrong;
  return JSON.stringify({ ...key.export({ format: 'jwk' }), alg, use: 'sig', kid: sent['kid'] });
}

const MAX_ASSERTION = 8_192;
const MAX_TEXT = 255;
/** How far ahead an assertion may end: so long its `jti` is remembered. */
const MAX_LIFE = 5 * MINUTE;
const TOLERANCE = 5 * SECOND;

/** The characters of a `client_id` (RFC 6749 A.1). */
const VISIBLE = /^[\x20-\x7e]+$/;

/** Whose an assertion says that it is, of which nothing is proven yet; null: it is no JWT, or says nothing. */
export function claimedClient(assertion: string): string | null {
  if (assertion.length > MAX_ASSERTION) return null;
  try {
    const { sub }: { readonly sub?: unknown } = decodeJwt(assertion);
    return typeof sub === 'string' && sub.length <= MAX_TEXT && VISIBLE.test(sub) ? sub : null;
  } catch {
    return null;
  }
}

/**
 * Checks everything about an assertion but whether it was used before; null: something is wrong with it. Its audience
 * is one, and we are it: an assertion for several could be used here by another of them.
 */
export async function checkAssertion(
  assertion: string,
  publicKey: string,
  expected: { readonly clientId: string; readonly audiences: readonly string[]; readonly now: Millis },
): Promise<Assertion | null> {
  const { clientId, audiences, now } = expected;
  const jwk = JSON.parse(publicKey) as JWK & { readonly alg: string };
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(jwk, jwk.alg), {
      ...{ algorithms: [jwk.alg], issuer: clientId, subject: clientId, audience: [...audiences] },
      ...{ currentDate: new Date(now), clockTolerance: TOLERANCE / SECOND },
      requiredClaims: ['exp', 'jti'],
    });
    const { aud, exp = Infinity, jti = '' } = payload;
    const ends = exp * SECOND;
    if (typeof jti !== 'string' || jti === '' || jti.length > MAX_TEXT) return null;
    if ((Array.isArray(aud) && aud.length !== 1) || ends > now + MAX_LIFE + TOLERANCE) return null;
    return { clientId, jti, expiresAt: Math.ceil(ends + TOLERANCE) };
  } catch {
    return null;
  }
}
