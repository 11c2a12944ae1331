import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ShownProof } from '../../catalog/index.ts';
import type { Door, Principal } from '../../kernel/principal.ts';
import { SealedEmail } from '../../kernel/sealed-email.ts';
import type { Revocations } from '../../sessions/index.ts';
import { tokenRefused } from './verify-token.ts';
import type { Claims, VerifyToken } from './verify-token.ts';

/** The role that a staff token carries unless another is asked for. */
export const staffRoles = { marketing: 'marketer', privacy: 'officer' } as const;

/** The roles that each staff door knows, and who asks with each. */
const kindOfRole: Readonly<
  Record<keyof typeof staffRoles, ReadonlyMap<string | null, 'marketer' | 'curator' | 'officer'>>
> = {
  marketing: new Map([
    ['marketer', 'marketer'],
    ['catalog', 'curator'],
  ]),
  privacy: new Map([['officer', 'officer']]),
};

/** Who a partner's token or key stands for. */
export interface KnownPartner {
  readonly partnerId: string;
  readonly suspended: boolean;
}

/** The beginnings of every API key and of every access token of a client's; no JWT begins so. */
const API_KEY = 'slk_';
const ACCESS_TOKEN = 'slt_';

/** Doors that somebody without a token may knock at; each field says by `@auth` whether it answers them. */
const openDoors: ReadonlySet<Door> = new Set(['marketplace', 'partner']);

/**
 * What tells a token from others: a hash of what its signature is over. The signature itself has no part in it, for one
 * text can be signed in several ways that all pass (the last bits of base64, the two halves of an ECDSA signature).
 */
const markOf = (token: string): string =>
  createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');

/** What of a request says who sends it. */
export type Credentials = Pick<IncomingMessage, 'headers' | 'method' | 'url' | 'socket'>;

/** From an Authorization header to who asks. */
export function createAuthenticator(parts: {
  readonly verifyToken: VerifyToken;
  readonly isRevoked: Revocations['isRevoked'];
  /** The partner with this slug; null: there is none, or it has not accepted its invitation. */
  readonly findPartner: (slug: string) => Promise<KnownPartner | null>;
  /** The partner whose API key this is; null: there is no such key in force. */
  readonly findApiKey: (key: string) => Promise<(KnownPartner & { readonly apiKeyId: string }) | null>;
  /** The partner whose client got this access token and shows it rightly; null: there is no such token in force. */
  readonly findAccessToken: (
    token: string,
    proof: ShownProof | null,
  ) => Promise<(KnownPartner & { readonly clientId: string }) | null>;
  /** Charges a partner for a proof of possession; throws RATE_LIMITED. */
  readonly payForProof: (partnerId: string, connection: object) => void;
  /** Where clients reach this, without a slash at its end. */
  readonly publicUrl: string;
}) {
  async function principalOf(door: Door, token: string, claims: Claims): Promise<Principal> {
    switch (door) {
      case 'marketplace': {
        const { issuer, sub, email, emailVerified, expiresAt, revocable } = claims;
        return {
          kind: 'user',
          login: { issuer, sub, email: email === null ? null : new SealedEmail(email), emailVerified },
          session: { mark: markOf(token), expiresAt, revocable },
        };
      }
      case 'partner': {
        const partner = await parts.findPartner(claims.sub);
        if (partner === null) throw tokenRefused();
        return { kind: 'partner', ...partner, apiKeyId: null, clientId: null };
      }
      case 'marketing':
      case 'privacy': {
        const kind = kindOfRole[door].get(claims.role);
        if (kind === undefined) throw tokenRefused();
        return { kind, name: claims.sub };
      }
    }
  }

  /** The proof of possession beside a token that is shown by the scheme `DPoP`; null: it is shown by itself. */
  function proofBeside(scheme: string, request: Credentials): ShownProof | null {
    if (scheme.toLowerCase() === 'bearer') return null;
    const { headers, method = '', url = '', socket } = request;
    if (typeof headers['dpop'] !== 'string') throw tokenRefused();
    return {
      ...{ proof: headers['dpop'], method, url: `${parts.publicUrl}${url}` },
      pay: (partnerId) => parts.payForProof(partnerId, socket),
    };
  }

  return async function authenticate(door: Door, request: Credentials): Promise<Principal> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      if (openDoors.has(door)) return { kind: 'anonymous' };
      throw tokenRefused();
    }
    const [, scheme = '', token] = /^(Bearer|DPoP) ([A-Za-z0-9._-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw tokenRefused();
    const proof = proofBeside(scheme, request);
    if (door === 'partner' && proof === null && token.startsWith(API_KEY)) {
      const known = await parts.findApiKey(token);
      if (known === null) throw tokenRefused();
      return { kind: 'partner', ...known, clientId: null };
    }
    if (door === 'partner' && token.startsWith(ACCESS_TOKEN)) {
      const known = await parts.findAccessToken(token, proof);
      if (known === null) throw tokenRefused();
      return { kind: 'partner', ...known, apiKeyId: null };
    }
    // Nothing else is bound to a key.
    if (proof !== null) throw tokenRefused();
    const claims = await parts.verifyToken(door, token);
    if (await parts.isRevoked(claims.revocable)) throw tokenRefused();
    return principalOf(door, token, claims);
  };
}

export type Authenticate = ReturnType<typeof createAuthenticator>;
