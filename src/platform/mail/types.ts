import type { Millis } from '../../kernel/clock.ts';
import type { SealedEmail } from '../../kernel/sealed-email.ts';

/** A mail of the company: plain text to one address. */
export interface OutgoingMail {
  /** Names the mail, the same at each try: letters, digits and underscores. The Message-ID is made of it. */
  readonly id: string;
  /** Tells the mails of one person from others, and says nothing of whose they are; null: it goes to no person. */
  readonly mark: string | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: SealedEmail;
  readonly subject: string;
  readonly text: string;
  /** When it was written; the same at each try. */
  readonly date: Millis;
  /** Where a mail program takes its reader off the list with one POST (RFC 8058); null: there is no list. */
  readonly unsubscribeUrl: string | null;
}

/**
 * Why a mail did not go, without a word of the server's: those quote addresses. `smtp-NNN` is a reply code.
 * rejected: the mail itself could not be made or offered.
 */
export type SendError = `smtp-${number}` | 'timeout' | 'connection' | 'tls' | 'auth' | 'rejected';

export type SendOutcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'failed';
      readonly error: SendError;
      /** The server refused this recipient or this mail for good: the same mail would be refused again. */
      readonly permanent: boolean;
    };

/** A way out for mail. `send` returns what came of it and never throws for what a server does. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<SendOutcome>;
  /** Destroys what is kept here of mails with these marks. What passes mails on keeps none. */
  forget(marks: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A letter of somebody else's that is passed on as it is. Who sends it, to whom, stands on the envelope. */
export interface PassedOnMail {
  /** Names this passing on: letters, digits and underscores. */
  readonly id: string;
  /** Of the person who gets it, or from whom it comes; see `OutgoingMail`. */
  readonly mark: string;
  readonly from: SealedEmail;
  readonly to: SealedEmail;
  readonly bytes: Buffer;
}

/** A way on for letters. Like `MailTransport.send`. */
export interface Forwarder {
  forward(mail: PassedOnMail): Promise<SendOutcome>;
}
