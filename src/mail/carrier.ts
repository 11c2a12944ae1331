import { MINUTE } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import { Transfer } from '../processors/index.ts';
import type { MailError } from './queue.ts';
import type { Recipient } from './notice.ts';

/** Why the company that carries the mail may not have a person's address. */
export type CarrierRefusal = Extract<MailError, 'opted-out' | 'no-address' | 'no-carrier' | 'no-notice'>;

/** Another company's mail server: a processor, which each person may say no to. */
export interface Carrier {
  /** What it would be refused at this moment; null: nothing. Permits nothing. */
  refusal(subjectId: string): Promise<CarrierRefusal | null>;
  /** Writes down that it gets a person's address for one mail; the proof is there once that is committed. */
  handOver(subjectId: string, mailId: string): Promise<Transfer | CarrierRefusal>;
}

export type Stopped =
  | { readonly kind: 'wait'; readonly until: Millis; readonly error: CarrierRefusal }
  | { readonly kind: 'unwanted'; readonly error: CarrierRefusal };

/** How often a mail asks again that waits for the office to register its carrier, or to tell people of it. */
const ASK_AGAIN: Millis = 10 * MINUTE;

/** Asks before each mail to a person; mail to partners and to the office is not about anybody's account. */
export function createHandover(carrier: Carrier | null, clock: Clock) {
  function stopped(error: CarrierRefusal): Stopped {
    // A person's no is final for this mail. What the office has to do first, it can still do.
    const final = error === 'opted-out' || error === 'no-address';
    return final ? { kind: 'unwanted', error } : { kind: 'wait', until: clock.now() + ASK_AGAIN, error };
  }

  return {
    async stops(recipient: Recipient): Promise<Stopped | null> {
      if (carrier === null || recipient.kind !== 'person') return null;
      const refusal = await carrier.refusal(recipient.subjectId);
      return refusal === null ? null : stopped(refusal);
    },
    /** Null: the mail may go now. */
    async begin(recipient: Recipient, mailId: string): Promise<Stopped | null> {
      if (carrier === null || recipient.kind !== 'person') return null;
      const transfer = await carrier.handOver(recipient.subjectId, mailId);
      if (typeof transfer === 'string') return stopped(transfer);
      const isThis = transfer.subjectId === recipient.subjectId && transfer.about === mailId;
      if (!Transfer.isGenuine(transfer) || !isThis)
        throw new TypeError('an address goes against its own transfer only');
      return null;
    },
  };
}
