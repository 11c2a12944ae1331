import jwt from 'jsonwebtoken';
import type { JwtPayload } from 'jsonwebtoken';
import { JwksClient, SigningKeyNotFoundError } from 'jwks-rsa';
import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Door } from '../kernel/principal.ts';
import type { Config, Secrets } from '../platform/config/index.ts';

/** What a token says, once everything about it was checked. */
export interface Claims {
  readonly issuer: string;
  readonly sub: string;
  readonly role: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
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
  readonly algorithms: ('HS256' | 'RS256' | 'ES256')[];
  find(kid: unknown): Promise<Buffer | string>;
}

function keysOf(config: Config['jwt'], secret: Secrets['jwtSecret']): Keys {
  if (config.jwksUrl === null) {
    if (secret === null) throw new Error('tokens are checked by key set or by development secret');
    return { algorithms: ['HS256'], find: () => Promise.resolve(secret) };
  }
  const client = new JwksClient({
    jwksUri: config.jwksUrl,
    cache: true,
    cacheMaxAge: 600_000,
    rateLimit: true,
    jwksRequestsPerMinute: 10,
    timeout: 5_000,
  });
  return {
    algorithms: ['RS256', 'ES256'],
    async find(kid) {
      if (typeof kid !== 'string' || kid === '' || kid.length > 200) throw tokenRefused();
      try {
        return (await client.getSigningKey(kid)).getPublicKey();
      } catch (error) {
        if (error instanceof SigningKeyNotFoundError) throw tokenRefused();
        throw new AppError('UNAVAILABLE', 'Tokens cannot be checked now. Try again later.');
      }
    },
  };
}

function claimsOf(payload: JwtPayload | string): Claims {
  if (typeof payload === 'string') throw tokenRefused();
  const { iss, sub, exp } = payload;
  const extra = payload as { role?: unknown; email?: unknown; email_verified?: unknown };
  if (typeof exp !== 'number' || typeof sub !== 'string' || sub === '' || sub.length > 255)
    throw tokenRefused();
  return {
    issuer: iss ?? '',
    sub,
    role: typeof extra.role === 'string' ? extra.role : null,
    email: typeof extra.email === 'string' ? extra.email : null,
    emailVerified: extra.email_verified === true,
    expiresAt: (exp + CLOCK_TOLERANCE_SECONDS) * SECOND,
  };
}

/** Checks algorithm, signature, type, issuer, audience, expiry and age of a token, all of them, always. */
export function createTokenVerifier(config: Config['jwt'], secret: Secrets['jwtSecret']) {
  const keys = keysOf(config, secret);
  return async function verifyToken(door: Door, token: string): Promise<Claims> {
    if (token.length > MAX_TOKEN) throw tokenRefused();
    const header = jwt.decode(token, { complete: true })?.header;
    if (header?.typ !== TOKEN_TYPE || 'crit' in header) throw tokenRefused();
    if (!(keys.algorithms as string[]).includes(header.alg)) throw tokenRefused();
    const key = await keys.find(header.kid);
    try {
      const payload = jwt.verify(token, key, {
        algorithms: keys.algorithms,
        issuer: config.issuer,
        audience: audienceOf(door),
        maxAge: config.maxAgeSeconds,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return claimsOf(payload);
    } catch {
      throw tokenRefused();
    }
  };
}

export type VerifyToken = ReturnType<typeof createTokenVerifier>;
