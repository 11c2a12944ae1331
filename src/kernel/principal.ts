import type { Millis } from './clock.ts';
import type { SealedEmail } from './sealed-email.ts';

/** The four audiences. Each has a schema, a URL and tokens of its own. */
export const doors = ['marketplace', 'partner', 'marketing', 'privacy'] as const;
export type Door = (typeof doors)[number];

/** Who the identity provider says is asking. `email` is null where the token has none. */
export interface Login {
  readonly issuer: string;
  readonly sub: string;
  readonly email: SealedEmail | null;
  readonly emailVerified: boolean;
}

/** What a person is signed in by, under a mark that says nothing of whose it is. */
export interface Session {
  readonly mark: string;
  /** What the token that began it is revoked by; null: it has no name, and cannot be revoked by one. */
  readonly revocable: string | null;
  /** From then on nobody is let in by it. */
  readonly expiresAt: Millis;
}

/** Who asks, proven by a token for the door they ask at. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly login: Login; readonly session: Session }
  | {
      readonly kind: 'partner';
      readonly partnerId: string;
      /** It may look at its own things, and at nothing personal. */
      readonly suspended: boolean;
      /** The API key that proved it; null: a token did. */
      readonly apiKeyId: string | null;
      /** The OAuth client whose access token proved it; null: something else did. */
      readonly clientId: string | null;
    }
  | { readonly kind: 'marketer'; readonly name: string }
  /** Staff of the catalogue: invites partners, reviews apps. */
  | { readonly kind: 'curator'; readonly name: string }
  | { readonly kind: 'officer'; readonly name: string };
