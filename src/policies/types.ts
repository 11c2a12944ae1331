import type { Millis } from '../kernel/clock.ts';

/** A version of the company's own policy. Never changed once published. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly textHash: string;
  /** Whether it changes what people were promised. */
  readonly material: boolean;
  readonly effectiveAt: Millis;
  readonly publishedAt: Millis;
}

/** What a grant can rest on: an accepted offer or an installed app. There is no third. */
export type Basis = 'offer' | 'install';

export type Field = 'email';
export type Purpose = 'account_creation' | 'communication';

/** Which address a partner gets: the person's own, or one that we made and that passes mail on to it. */
export type AddressKind = 'real' | 'relay';

/** A text that was shown to one person about one app, and what it was made of. */
export interface Disclosure {
  readonly id: string;
  /** SHA-256, hex, of everything the text stands for; see `disclosureHash`. */
  readonly hash: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly offerId: string | null;
  readonly basis: Basis;
  readonly address: AddressKind;
  readonly policyId: string;
  readonly partnerPolicyId: string;
  readonly textVersion: string;
  readonly text: string;
  readonly nonce: string;
  readonly createdAt: Millis;
  readonly expiresAt: Millis;
  /** When it was answered with a yes; a disclosure serves once. */
  readonly usedAt: Millis | null;
}
