import { HOUR } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Database } from '../platform/db/index.ts';
import { VERIFY_WITHIN, issueVerification } from '../profile/index.ts';
import type { Composed, VerificationLetters } from './letters.ts';
import { signature } from './texts.ts';
import type { Sender } from './texts.ts';

/** The text that asks whether an address is somebody's. It names nobody: who reads it may be a stranger. */
export function writeVerification({ verifyUrl, ...sender }: Sender & { readonly verifyUrl: string }) {
  return {
    subject: 'Is this your email address?',
    text: [
      'Somebody gave this address as their own. If it was you, say so here, within',
      `${VERIFY_WITHIN / HOUR} hours:`,
      '',
      `  ${verifyUrl}`,
      '',
      'Until then nothing is sent to anybody with it. If it was not you, do nothing.',
      '',
      ...signature(sender),
    ].join('\n'),
  };
}

/** Makes letters that verify an address: asked again whether it is still to be verified, then it is opened. */
export function createVerificationLetters(parts: {
  readonly db: Database;
  readonly random: Random;
  /** Opens the address that is to be verified for this one mail, recorded; `release/` does. */
  readonly openAddress: (
    subjectId: string,
    mailId: string,
    purpose: 'verification',
  ) => Promise<SealedEmail | null>;
  readonly service: Sender;
}): VerificationLetters {
  const { db, random, service } = parts;
  return {
    async compose({ subjectId, verificationId }, mailId): Promise<Composed> {
      const token = await db.transact((tx) => issueVerification(tx, random, verificationId));
      if (token === null) return { kind: 'unwanted', error: 'not-wanted' };
      const to = await parts.openAddress(subjectId, mailId, 'verification');
      if (to === null) return { kind: 'unwanted', error: 'no-address' };
      const verifyUrl = `${service.publicUrl}/verify-email/${token}`;
      return { kind: 'letter', to, unsubscribeUrl: null, ...writeVerification({ ...service, verifyUrl }) };
    },
  };
}
