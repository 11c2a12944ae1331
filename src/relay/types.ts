import type { SealedEmail } from '../kernel/sealed-email.ts';

/** Between whom letters are passed on: one person and one partner, about one app. */
export interface Pair {
  readonly subjectId: string;
  readonly partnerId: string;
  readonly appId: string;
}

/** Who a letter is for. */
export type Receiver = 'person' | 'partner';

/**
 * Whether a letter may go now; `release/` says so, and records that it does before it says it. `address`: where its
 * person reads mail, for a letter to them. later: not now, though the yes is not over.
 */
export type Admission =
  | { readonly verdict: 'go'; readonly recordId: string; readonly address: SealedEmail | null }
  | { readonly verdict: 'ended' }
  | { readonly verdict: 'later' };

export type AdmitLetter = (pair: Pair, to: Receiver) => Promise<Admission>;
