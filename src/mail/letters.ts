import type { Millis } from '../kernel/clock.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Tx } from '../platform/db/index.ts';
import type { LegalNotice, OfferNotice, ServiceNotice, VerificationNotice } from './notice.ts';

/** What becomes of a mail at the moment of sending: a letter, later, or nothing any more. */
export type Composed =
  | {
      readonly kind: 'letter';
      readonly to: SealedEmail;
      readonly subject: string;
      readonly text: string;
      readonly unsubscribeUrl: string | null;
      /** The date that it bears; left out: of when it was queued. It is the same at each try. */
      readonly date?: Millis;
    }
  | { readonly kind: 'wait'; readonly until: Millis }
  | { readonly kind: 'unwanted'; readonly error: 'no-address' | 'not-wanted' };

/** Offers as letters to people. */
export interface OfferLetters {
  compose(notice: OfferNotice, mailId: string): Promise<Composed>;
  /** Told in the transaction in which it is recorded that a letter went. */
  sent(tx: Tx, notice: OfferNotice): Promise<void>;
}

/** What the company owes people to be told, as letters. */
export interface ServiceLetters {
  compose(notice: ServiceNotice, mailId: string): Promise<Composed>;
}

/** Links that verify an email, as letters to it. */
export interface VerificationLetters {
  compose(notice: VerificationNotice, mailId: string): Promise<Composed>;
}

/** Word of disclosures in a legal process, as letters to the people concerned. */
export interface LegalLetters {
  compose(notice: LegalNotice, mailId: string): Promise<Composed>;
}
