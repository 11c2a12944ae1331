import type { Door, Principal } from '../kernel/principal.ts';
import { SealedEmail } from '../kernel/sealed-email.ts';
import { tokenRefused } from './verify-token.ts';
import type { Claims, VerifyToken } from './verify-token.ts';

/** The roles that a staff token may carry. */
export const staffRoles = { marketing: 'marketer', privacy: 'officer' } as const;

/** From an Authorization header to who asks. Only the marketplace lets anybody in without a token. */
export function createAuthenticator(parts: {
  readonly verifyToken: VerifyToken;
  /** The id of the partner with this slug. */
  readonly findPartner: (slug: string) => Promise<string | null>;
}) {
  async function principalOf(door: Door, claims: Claims): Promise<Principal> {
    switch (door) {
      case 'marketplace': {
        const { issuer, sub, email, emailVerified } = claims;
        return {
          kind: 'user',
          login: { issuer, sub, email: email === null ? null : new SealedEmail(email), emailVerified },
        };
      }
      case 'partner': {
        const partnerId = await parts.findPartner(claims.sub);
        if (partnerId === null) throw tokenRefused();
        return { kind: 'partner', partnerId };
      }
      case 'marketing':
      case 'privacy':
        if (claims.role !== staffRoles[door]) throw tokenRefused();
        return { kind: staffRoles[door], name: claims.sub };
    }
  }

  return async function authenticate(door: Door, authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) {
      if (door === 'marketplace') return { kind: 'anonymous' };
      throw tokenRefused();
    }
    const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw tokenRefused();
    return principalOf(door, await parts.verifyToken(door, token));
  };
}

export type Authenticate = ReturnType<typeof createAuthenticator>;
