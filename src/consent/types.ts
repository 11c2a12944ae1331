import type { Millis } from '../kernel/clock.ts';
import type { IdempotentRequest } from '../platform/idempotency.ts';
import type { AddressKind, Basis, Field, Purpose } from '../policies/index.ts';

export type EndReason = 'withdrawn' | 'uninstalled' | 'erased';

/** A person's yes to one partner and one app: what may go, what for, and which text it answered. */
export interface Grant {
  readonly id: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly basis: Basis;
  readonly offerId: string | null;
  /** Which address the partner gets. */
  readonly address: AddressKind;
  readonly fields: readonly Field[];
  readonly purposes: readonly Purpose[];
  readonly disclosureHash: string;
  readonly textVersion: string;
  readonly policyId: string;
  readonly partnerPolicyId: string;
  /** The act by which it was expressed. */
  readonly means: 'accept_offer' | 'install_app';
  readonly state: 'active' | 'ended';
  readonly grantedAt: Millis;
  readonly endedAt: Millis | null;
  readonly endReason: EndReason | null;
}

export interface EndedGrant extends Grant {
  readonly state: 'ended';
  readonly endReason: EndReason;
}

export interface Installation {
  readonly id: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly grantId: string;
  readonly state: 'installed' | 'uninstalled';
  readonly installedAt: Millis;
  readonly uninstalledAt: Millis | null;
}

/** A person's no to an offer, after its text was shown. */
export interface OfferRefusal {
  readonly id: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly offerId: string;
  readonly disclosureHash: string;
  readonly refusedAt: Millis;
}

interface Asked {
  readonly request: IdempotentRequest;
  readonly subjectId: string;
}

export type Command =
  | (Asked & { readonly kind: 'accept'; readonly offerId: string; readonly disclosureHash: string })
  | (Asked & { readonly kind: 'dismiss'; readonly offerId: string; readonly disclosureHash: string })
  | (Asked & { readonly kind: 'install'; readonly appId: string; readonly disclosureHash: string })
  | (Asked & { readonly kind: 'withdraw'; readonly grantId: string })
  | (Asked & { readonly kind: 'uninstall'; readonly appId: string });

/** What a command made or ended. */
export interface Outcome {
  readonly grant: Grant | null;
  readonly installation: Installation | null;
  readonly refusal: OfferRefusal | null;
}

/** What consent needs to know of an offer; `offers/` provides it. */
export interface OfferFacts {
  readonly id: string;
  readonly appId: string;
  /** It is running and not paused. */
  readonly live: boolean;
  /** How many more people can accept it; null: all who want to. */
  readonly left: number | null;
  /** Contacts go to the partner in one shuffled batch at the end of every so many hours; 0: at once. */
  readonly spreadHours: number;
}

/** An offer in the words in which a person is shown it. */
export interface WordedOffer {
  readonly id: string;
  readonly appId: string;
  readonly title: string;
}
