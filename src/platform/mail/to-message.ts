import type { SendMailOptions } from 'nodemailer';
import { isEmailAddress } from '../../kernel/sealed-email.ts';
import type { SealedEmail } from '../../kernel/sealed-email.ts';
import type { OutgoingMail, PassedOnMail } from './types.ts';

function oneAddress(sealed: SealedEmail): string {
  const address = sealed.reveal();
  if (!isEmailAddress(address)) throw new Error('a mail goes to one address');
  return address;
}

/** A letter that is passed on as nodemailer takes it: its bytes are sent as they are. */
export const toPassedOn = ({ from, to, bytes }: PassedOnMail): SendMailOptions => ({
  envelope: { from: oneAddress(from), to: [oneAddress(to)] },
  raw: bytes,
  disableFileAccess: true,
  disableUrlAccess: true,
});

/**
 * A mail as nodemailer takes it: the one place where an address of ours becomes text for a mail server. Throws for what
 * is not one address: nodemailer reads a text with a comma as a list. Nothing is fetched from files or URLs.
 */
export function toMessage(mail: OutgoingMail): SendMailOptions {
  const { from } = mail;
  const address = oneAddress(mail.to);
  return {
    from,
    to: { name: '', address },
    envelope: { from: from.address, to: [address] },
    subject: mail.subject,
    text: mail.text,
    date: new Date(mail.date),
    messageId: `<${mail.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    // RFC 3834: no out-of-office notes in return.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(mail.unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
