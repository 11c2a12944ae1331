import type { MailText, Sender } from './texts.ts';
import { signature } from './texts.ts';

/** That a copy is ready. No link leads to it from here: whoever reads the mailbox would have all of it. */
export function writeExportReady(sender: Sender): MailText {
  return {
    subject: 'The copy of your data is ready',
    text: [
      'Hello,',
      '',
      'you asked for a copy of all that we hold about you. It is ready and stays so',
      'for 24 hours. Sign in and fetch it:',
      '',
      `  ${sender.publicUrl}/`,
      '',
      'It was not you? Then somebody else can sign in to your account. Write to us.',
      '',
      ...signature(sender),
    ].join('\n'),
  };
}
