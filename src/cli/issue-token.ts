import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { TOKEN_TYPE, audienceOf } from '../http/index.ts';
import { ConfigError } from '../kernel/errors.ts';
import type { Door } from '../kernel/principal.ts';
import type { Config, Secrets } from '../platform/config/index.ts';

export interface TokenRequest {
  readonly door: Door;
  /** Marketplace: the login; partner: the partner's slug; staff: a name. */
  readonly sub: string;
  readonly role?: string | undefined;
  readonly email?: string | undefined;
  readonly emailVerified?: boolean | undefined;
}

/** A token for development, as the identity provider would give it. Production has no secret to sign one with. */
export function issueToken(config: Config['jwt'], secrets: Secrets, request: TokenRequest): string {
  if (secrets.jwtSecret === null || config.jwksUrl !== null) {
    throw new ConfigError([
      'sluice token wants SLUICE_ENV=development without SLUICE_JWKS_URL: elsewhere the identity provider issues tokens',
    ]);
  }
  const { door, sub, role, email, emailVerified } = request;
  const claims = {
    ...(role === undefined ? {} : { role }),
    ...(email === undefined ? {} : { email, email_verified: emailVerified === true }),
  };
  return jwt.sign(claims, secrets.jwtSecret, {
    algorithm: 'HS256',
    header: { alg: 'HS256', typ: TOKEN_TYPE },
    issuer: config.issuer,
    audience: audienceOf(door),
    subject: sub,
    expiresIn: config.maxAgeSeconds,
    jwtid: randomUUID(),
  });
}
