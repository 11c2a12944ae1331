import type { Policy } from '../policies/index.ts';
import type { MailText, Sender } from './texts.ts';
import { inOneLine, moment, signature } from './texts.ts';

/** That what people were promised changes, ahead of the day. */
export function writePolicyChange(
  { version, effectiveAt }: Pick<Policy, 'version' | 'effectiveAt'>,
  sender: Sender,
): MailText {
  return {
    subject: `Our privacy policy changes on ${moment(effectiveAt).slice(0, 10)}`,
    text: [
      'Hello,',
      '',
      'what we promise you about your data changes:',
      '',
      `  version  ${inOneLine(version)}`,
      `  from     ${moment(effectiveAt)}`,
      '',
      'You can read it now, with what differs from today:',
      '',
      `  ${sender.publicUrl}/`,
      '',
      'From that day on nothing more of yours is released until you agree to it. If',
      'you do not agree, nothing happens: what you said yes to before waits, and you',
      'can take it back or erase your account at any time.',
      '',
      'Everybody with an account gets this mail once for each such change.',
      '',
      ...signature(sender),
    ].join('\n'),
  };
}
