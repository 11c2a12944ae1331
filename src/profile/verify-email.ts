import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { accountRequired, isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Login } from '../kernel/principal.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { CorrectContacts } from '../release/index.ts';
import { emailState, findByEmail, verifyEmail } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { askVerification, refuseVerification, spendVerifications, verificationOf } from './verifications.ts';

/** Asks, in the transaction, for the mail that verifies an address; a row of the mail queue. */
export type QueueVerification = (
  tx: Tx,
  verification: { readonly subjectId: string; readonly verificationId: string },
) => Promise<unknown>;

/**
 * An email is verified by a link that is mailed to it, or by the identity provider, whose token has the same address
 * verified. From then on it is released, and partners that have the one before it under an active grant get it.
 */
export function createEmailDesk(parts: {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly correctContacts: CorrectContacts;
  readonly queueVerification: QueueVerification;
  readonly onCommitted: () => void;
}) {
  const { db, vault, correctContacts } = parts;

  const vouches = async (tx: Tx, login: Login | null, subjectId: string): Promise<boolean> =>
    login !== null &&
    login.emailVerified &&
    login.email !== null &&
    (await findByEmail(tx, vault, login.email)).includes(subjectId);

  /** The caller holds the lock on the person. False: this is not the email as it stands. */
  async function verify(tx: Tx, subjectId: string, version: number): Promise<boolean> {
    if (!(await verifyEmail(tx, subjectId, version))) return false;
    await spendVerifications(tx, subjectId);
    await correctContacts(tx, subjectId);
    return true;
  }

  async function ask(tx: Tx, subjectId: string, version: number): Promise<void> {
    const verificationId = await askVerification(tx, subjectId, version);
    await parts.queueVerification(tx, { subjectId, verificationId });
  }

  /** The email of a person changed: verified by their token, or else by a mail. The caller holds the lock on the person. */
  async function settle(tx: Tx, subjectId: string, login: Login | null): Promise<void> {
    const email = await emailState(tx, subjectId);
    if (email === null || email.verified) return;
    if (await vouches(tx, login, subjectId)) await verify(tx, subjectId, email.version);
    else await ask(tx, subjectId, email.version);
  }

  async function once(
    subject: Subject | null,
    mutation: string,
    key: string,
    act: (tx: Tx, subjectId: string) => Promise<Refusal | null>,
  ): Promise<Subject | Refusal> {
    if (subject === null) return accountRequired();
    const request = { principal: `subject:${subject.id}`, mutation, key, body: {} };
    const locked = async (tx: Tx) => (await lockSubjects(tx, [subject.id])).get(subject.id);
    const done = await onceForKey(db, idempotentRequest(vault.hashes, request), {
      async make(tx) {
        const own = await locked(tx);
        return own === undefined ? accountRequired() : ((await act(tx, own.id)) ?? own);
      },
      reload: async (tx) => (await locked(tx)) ?? subject,
    });
    if (!isRefusal(done)) parts.onCommitted();
    return done;
  }

  return {
    settle,

    /** By the link of a mail; false: it does not work, or does not any more. */
    async verifyByLink(token: string): Promise<boolean> {
      const verified = await db.transact(async (tx) => {
        const named = await verificationOf(tx, token);
        if (named === null) return false;
        await lockSubjects(tx, [named.subjectId]);
        // Who came first may have used it, or have corrected the email once more.
        const still = await verificationOf(tx, token);
        return still !== null && verify(tx, still.subjectId, still.version);
      });
      if (verified) parts.onCommitted();
      return verified;
    },

    /** By a token of the identity provider that has the same address verified. */
    verifyByLogin: (login: Login, subject: Subject | null, key: string): Promise<Subject | Refusal> =>
      once(subject, 'verifyEmail', key, async (tx, subjectId) => {
        const email = await emailState(tx, subjectId);
        if (email === null || email.verified) return null;
        if (!(await vouches(tx, login, subjectId))) {
          return refuse(
            'EMAIL_UNVERIFIED',
            [],
            'Your login does not have this email verified. Use the link that was mailed to it.',
          );
        }
        await verify(tx, subjectId, email.version);
        return null;
      }),

    /** Another mail, for whoever lost the first one. One that is verified needs none. */
    sendVerification: (subject: Subject | null, key: string): Promise<Subject | Refusal> =>
      once(subject, 'sendEmailVerification', key, async (tx, subjectId) => {
        const email = await emailState(tx, subjectId);
        if (email === null || email.verified) return null;
        const refusal = await refuseVerification(tx, subjectId);
        if (refusal === null) await ask(tx, subjectId, email.version);
        return refusal;
      }),
  };
}

export type EmailDesk = ReturnType<typeof createEmailDesk>;
