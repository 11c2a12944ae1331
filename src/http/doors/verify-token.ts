import { KeyObject, createSecretKey } from 'node:crypto';
import { createRemoteJWKSet, errors } from 'jose';
import jwt from 'jsonwebtoken';
import type { JwtPayload } from 'jsonwebtoken';
import { SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Door } from '../../kernel/principal.ts';
import type { Config, Secrets } from '../../platform/config/index.ts';
import { revocableAs } from '../../sessions/index.ts';

/** What a token says, once everything about it was checked. */
export interface Claims {
  readonly issuer: string;
  readonly sub: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  /** What the token is revoked by; null: it has no name (`jti`). */
  readonly revocable: string | null;
  /** The token is good before this instant. */
  readonly expiresAt: Millis;
}

/** The `typ` of an access token (RFC 9068); no other kind of token passes for one. */
export const TOKEN_TYPE = 'at+jwt';
export const audienceOf = (door: Door): string => `sluice:${door}`;

const CLOCK_TOLERANCE_SECONDS = 5;
const MAX_TOKEN = 8_192;

/** One answer for every token that is no good: which check it failed is nobody's business. */
export const tokenRefused = (): AppError =>
  new AppError('UNAUTHENTICATED', 'The token is missing, not valid, or not for this door.');

/** Where a signature's key comes from, and which algorithms it may have: never both kinds at once. */
interface Keys {
  readonly algorithms: readonly Algorithm[];
  find(algorithm: Algorithm, kid: unknown): Promise<KeyObject>;
}

type Algorithm = 'HS256' | 'RS256' | 'ES256';

/** So long a key set is not asked for again because of a key that it did not have: whoever makes up keys asks nobody. */
const COOL_DOWN = 30 * SECOND;

function keySet(url: string, coolDown: Millis): Keys {
  const keyOf = createRemoteJWKSet(new URL(url), {
    cooldownDuration: coolDown,
    cacheMaxAge: 600 * SECOND,
    timeoutDuration: 5 * SECOND,
  });
  const known = new WeakMap<object, KeyObject>();
  return {
    algorithms: ['RS256', 'ES256'],
    async find(alg, kid) {
      if (typeof kid !== 'string' || kid === '' || kid.length > 200) throw tokenRefused();
      try {
        // What else the header says of where its key is (jku, x5u, jwk) is not read.
        const key = await keyOf({ alg, kid });
        const before = known.get(key);
        if (before !== undefined) return before;
        const found = KeyObject.from(key);
        known.set(key, found);
        return found;
      } catch (error) {
        const isUnknown =
          error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
        if (isUnknown) throw tokenRefused();
        throw new AppError('UNAVAILABLE', 'Tokens cannot be checked now. Try again later.');
      }
    },
  };
}

function keysOf(config: Config['jwt'], secret: Secrets['jwtSecret'], coolDown: Millis): Keys {
  if (config.jwksUrl !== null) return keySet(config.jwksUrl, coolDown);
  if (secret === null) throw new Error('tokens are checked by key set or by development secret');
  // As bytes it would be tried as a public key with every token, which costs more than all else (measured).
  const key = createSecretKey(secret);
  return { algorithms: ['HS256'], find: () => Promise.resolve(key) };
}

/** Whether a part of a token is a JSON object that says each thing once: of two, readers take the one or the other. */
function saysOnce(part: string | undefined): boolean {
  const text = Buffer.from(part ?? '', 'base64url').toString('utf8');
  const names = new Set<string>();
  let depth = 0;
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (name !== undefined && depth === 1) {
      const said = JSON.parse(name) as string;
      if (names.has(said)) return false;
      names.add(said);
    }
  }
  return true;
}

function claimsOf(payload: JwtPayload | string): Claims {
  if (typeof payload === 'string') throw tokenRefused();
  const { iss = '', sub, exp, jti } = payload;
  const extra = payload as { role?: unknown; email?: unknown; email_verified?: unknown };
  if (typeof exp !== 'number' || typeof sub !== 'string' || sub === '' || sub.length > 255)
    throw tokenRefused();
  return {
    issuer: iss,
    sub,
    role: typeof extra.role === 'string' ? extra.role : null,
    email: typeof extra.email === 'string' ? extra.email : null,
    emailVerified: extra.email_verified === true,
    revocable: typeof jti === 'string' ? revocableAs(iss, jti) : null,
    expiresAt: (exp + CLOCK_TOLERANCE_SECONDS) * SECOND,
  };
}

/** Checks algorithm, signature, type, issuer, audience, expiry and age of a token, all of them, always. */
export function createTokenVerifier(
  config: Config['jwt'],
  secret: Secrets['jwtSecret'],
  coolDown: Millis = COOL_DOWN,
) {
  const keys = keysOf(config, secret, coolDown);
  return async function verifyToken(door: Door, token: string): Promise<Claims> {
    if (token.length > MAX_TOKEN) throw tokenRefused();
    const header = headerOf(token);
    if (header?.typ !== TOKEN_TYPE || 'crit' in header) throw tokenRefused();
    const algorithm = keys.algorithms.find((known) => known === header.alg);
    if (algorithm === undefined) throw tokenRefused();
    const key = await keys.find(algorithm, header.kid);
    try {
      const payload = jwt.verify(token, key, {
        algorithms: [algorithm],
        issuer: config.issuer,
        audience: audienceOf(door),
        maxAge: config.maxAgeSeconds,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      if (!token.split('.').slice(0, 2).every(saysOnce)) throw tokenRefused();
      return claimsOf(payload);
    } catch {
      throw tokenRefused();
    }
  };
}

/** The header as it says of itself, nothing of it checked; undefined: there is none. */
function headerOf(token: string): jwt.JwtHeader | undefined {
  try {
    return jwt.decode(token, { complete: true })?.header;
  } catch {
    return undefined;
  }
}

export type VerifyToken = ReturnType<typeof createTokenVerifier>;
