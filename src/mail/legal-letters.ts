import type { Clock, Millis } from '../kernel/clock.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { LegalLetters } from './letters.ts';
import { inOneLine, signature } from './texts.ts';
import type { MailText, Sender } from './texts.ts';

/**
 * That a person's data was disclosed. Who asked and for what stands behind the login alone: a mail lies open on its way.
 */
export function writeLegal(sender: Sender): MailText {
  return {
    subject: 'We had to disclose data about you',
    text: [
      `A legal process compelled ${inOneLine(sender.company)} to disclose data that it holds`,
      'about you. Two people here examined the request before anything went, and',
      'nothing went that it did not name.',
      '',
      'Which authority asked, on what ground, what it was given, and when, you are',
      'shown with a proof that you can check once you are signed in at',
      '',
      `  ${sender.publicUrl}/`,
      '',
      ...signature(sender),
    ].join('\n'),
  };
}

/** Makes letters of disclosures: asked again whether the person may be told by now, then the address is opened. */
export function createLegalLetters(parts: {
  readonly clock: Clock;
  /** From when on the people of a request may be told. */
  readonly toldFrom: (requestId: string) => Promise<Millis>;
  /** Opens a person's address for one mail, recorded; `release/` does. */
  readonly openAddress: (subjectId: string, mailId: string, purpose: 'legal') => Promise<SealedEmail | null>;
  readonly service: Sender;
}): LegalLetters {
  return {
    async compose({ subjectId, requestId }, mailId) {
      const from = await parts.toldFrom(requestId);
      if (from > parts.clock.now()) return { kind: 'wait', until: from };
      const to = await parts.openAddress(subjectId, mailId, 'legal');
      if (to === null) return { kind: 'unwanted', error: 'no-address' };
      return { kind: 'letter', to, date: from, unsubscribeUrl: null, ...writeLegal(parts.service) };
    },
  };
}
