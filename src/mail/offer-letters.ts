import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import { addShows, mailableOffer } from '../offers/index.ts';
import type { MailableOffer } from '../offers/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { OutsideLinks } from '../platform/outside-links.ts';
import type { Composed, OfferLetters } from './letters.ts';
import { inOneLine, signature } from './texts.ts';
import type { Sender } from './texts.ts';
import { issueUnsubscribe } from './unsubscribes.ts';

export interface OfferLetterFacts extends Sender {
  readonly offer: Extract<MailableOffer, { kind: 'offer' }>;
  readonly unsubscribeUrl: string;
}

/**
 * An offer as plain text. Nothing in it counts readers, nothing is loaded from anywhere, and its link is the company's
 * own page, the same for everybody.
 */
export function writeOffer({ offer, unsubscribeUrl, ...sender }: OfferLetterFacts) {
  const from = `${inOneLine(offer.appName)} by ${inOneLine(offer.partnerName)}`;
  return {
    subject: inOneLine(offer.title),
    text: [
      offer.title,
      '',
      offer.text,
      '',
      `The offer is of the app ${from}. Neither knows that you got this mail.`,
      'Reading it, or opening the page, agrees to nothing and tells nobody anything.',
      'What would be released, and to whom, stands there before you say yes:',
      '',
      `  ${sender.publicUrl}/`,
      '',
      'You asked for offers by mail. To get none any more:',
      '',
      `  ${unsubscribeUrl}`,
      '',
      ...signature(sender),
    ].join('\n'),
  };
}

/** Makes letters of offers: asked again whether the person may and wants to get it, then the address is opened. */
export function createOfferLetters(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens a person's address for one mail, recorded; `release/` does. */
  readonly openAddress: (subjectId: string, mailId: string, purpose: 'offer') => Promise<SealedEmail | null>;
  readonly service: Sender;
  /** Links of the partner's words lead through the notice that other sites have policies of their own. */
  readonly links: Pick<OutsideLinks, 'rewrite'>;
}): OfferLetters {
  const { db, clock, random, service, links } = parts;
  return {
    async compose(notice, mailId): Promise<Composed> {
      const { subjectId } = notice;
      const offer = await db.read((reader) => mailableOffer(reader, notice, clock.now()));
      if (offer === null) return { kind: 'unwanted', error: 'not-wanted' };
      if (offer.kind === 'wait') return offer;
      const to = await parts.openAddress(subjectId, mailId, 'offer');
      if (to === null) return { kind: 'unwanted', error: 'no-address' };
      const token = await db.transact((tx) => issueUnsubscribe(tx, random, subjectId));
      const unsubscribeUrl = `${service.publicUrl}/unsubscribe/${token}`;
      const linked = { ...offer, title: links.rewrite(offer.title), text: links.rewrite(offer.text) };
      const written = writeOffer({ offer: linked, ...service, unsubscribeUrl });
      return { kind: 'letter', to, unsubscribeUrl, ...written };
    },
    sent: (tx, { subjectId, campaignId }) => addShows(tx, [{ subjectId, offerId: campaignId }]),
  };
}
