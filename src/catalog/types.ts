import type { Millis } from '../kernel/clock.ts';

export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface PartnerPolicy {
  readonly id: string;
  readonly version: string;
  readonly url: string;
  /** SHA-256 of the policy's text as it stood when the partner registered it, hex. */
  readonly textHash: string;
}

export interface Partner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly website: string;
  /** invited: has not accepted; suspended: may look, receives nothing, and its apps are nowhere to be seen. */
  readonly status: 'invited' | 'active' | 'suspended';
  /** Whether the partner pays the company when somebody accepts or installs; a disclosure says so. */
  readonly compensates: boolean;
  /** Null: the partner has none, and no email can be released to it. */
  readonly policy: PartnerPolicy | null;
}

/** What a partner says about an app; reviewed as a whole. */
export interface AppWords {
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly categoryId: string;
}

/**
 * listed: its words are approved and live, whatever else is drafted or under review. Of an app that is not listed:
 * draft: being written; submitted: under review; rejected: was refused; unlisted: the partner took it down.
 */
export type AppStatus = 'draft' | 'submitted' | 'listed' | 'rejected' | 'unlisted';

/** An app. Its words are the approved ones; until some are, those of its newest revision, which nobody else sees. */
export interface App extends AppWords {
  readonly id: string;
  readonly slug: string;
  /** For good: people said yes to this app of this partner. */
  readonly partnerId: string;
  readonly status: AppStatus;
  /** Active installations, already rounded; see `roundInstalls`. */
  readonly installs: number;
  readonly createdAt: Millis;
}

/** withdrawn: taken back by the partner before anybody decided. */
export type RevisionState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'withdrawn';

/** A version of an app's words. From its submission on, its words never change. */
export interface AppRevision extends AppWords {
  readonly id: string;
  readonly appId: string;
  /** 1, 2, 3... within the app; the newest is what an edit, a submission or a review is about. */
  readonly number: number;
  readonly state: RevisionState;
  /** What the reviewer said; always there when it was rejected. */
  readonly reason: string | null;
  /** Who decided, e.g. `curator:cara`; null: nobody did, or it is older than reviews. */
  readonly reviewer: string | null;
  readonly createdAt: Millis;
  readonly submittedAt: Millis | null;
  readonly reviewedAt: Millis | null;
}

/** A key with which a partner's programs come in. The key itself is not kept. */
export interface ApiKey {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly createdAt: Millis;
  /** The hour in which it was last used. */
  readonly lastUsedAt: Millis | null;
  readonly revokedAt: Millis | null;
}

/** What a client of a partner proves itself by: a secret, of which a hash is kept, or a key, of which the public half is. */
export interface OAuthCredential {
  readonly id: string;
  readonly kind: 'secret' | 'key';
  /** The public JWK, JSON; null: it is a secret. */
  readonly publicKey: string | null;
  readonly createdAt: Millis;
  /** Another took its place: it is good until then. Null: it is the current one. */
  readonly expiresAt: Millis | null;
}

/** A program of a partner that gets itself access tokens (RFC 6749 2). Its id is the `client_id`. */
export interface OAuthClient {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly createdAt: Millis;
  /** The hour in which it last got a token. */
  readonly lastUsedAt: Millis | null;
  readonly revokedAt: Millis | null;
  /** Those that are good, the current one first: two at most, and none of a client that was revoked. */
  readonly credentials: readonly OAuthCredential[];
}

/** The offer to become a partner. The code that accepts it is not kept. */
export interface Invitation {
  readonly id: string;
  readonly partnerId: string;
  readonly expiresAt: Millis;
}

/** Why and since when a partner is suspended. */
export interface Suspension {
  readonly partnerId: string;
  readonly reason: string;
  readonly at: Millis;
}
