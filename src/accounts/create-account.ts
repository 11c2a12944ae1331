import { isEmailAddress } from '../kernel/sealed-email.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Login, Session } from '../kernel/principal.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { transactOrSee } from '../platform/db/index.ts';
import { idempotencyConflict, idempotentRequest, openIdempotencyWindow } from '../platform/idempotency.ts';
import { currentPolicy } from '../policies/index.ts';
import { sealEmails } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { askOnce } from './refused-sessions.ts';
import { isAdult, isCalendarDate, staleVersion } from './rules.ts';
import { findByLogin, insertSubjects } from './store.ts';
import type { Subject } from './store.ts';

export interface NewAccount {
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly policyVersion: string;
  readonly idempotencyKey: string;
}

/** Hears, in the transaction, of people who have an account from now on. */
export type OnCreated = (tx: Tx, subjectIds: readonly string[]) => Promise<void>;

export const loginPrincipal = (loginIndex: Buffer): string => `login:${loginIndex.toString('base64url')}`;

/**
 * Makes an account of the login's email, a birth date and the accepted policy. Somebody under 18 is refused and
 * nothing at all is stored of them, not even the request's key; nor is another date heard in that session.
 */
export function createAccountCreation(db: Database, vault: VaultParts, onCreated: OnCreated) {
  async function create(tx: Tx, login: Login, input: NewAccount): Promise<Subject | Refusal> {
    const loginIndex = vault.hashes.loginIndex(login.issuer, login.sub);
    const request = idempotentRequest(vault.hashes, {
      principal: loginPrincipal(loginIndex),
      mutation: 'createAccount',
      key: input.idempotencyKey,
      body: { birthDate: input.birthDate, policyVersion: input.policyVersion },
    });
    const window = await openIdempotencyWindow(tx, [request]);
    const seen = window.seen(request);
    if (seen === 'conflict') return idempotencyConflict();
    const existing = await findByLogin(tx, loginIndex);
    if (existing !== null) {
      return seen !== null ? existing : refuse('ACCOUNT_EXISTS', [], 'This login has an account.');
    }
    const policy = await currentPolicy(tx, tx.now);
    const refusal = refusalOf(login, input, policy?.version ?? null, tx.now);
    if (refusal !== null) return refusal;
    const id = newId('subject', tx.now);
    const { birthDate, policyVersion } = input;
    await insertSubjects(tx, [{ id, loginIndex, birthDate, policyVersion }]);
    await onCreated(tx, [id]);
    await sealEmails(tx, vault, [
      { subjectId: id, email: login.email as SealedEmail, verified: login.emailVerified },
    ]);
    window.remember(request, { subjectId: id });
    await window.save(tx);
    return { id, birthDate, policyVersion, createdAt: tx.now, erasesAt: null };
  }

  return (login: Login, session: Session, input: NewAccount): Promise<Subject | Refusal> =>
    transactOrSee(db, (tx) =>
      askOnce<Subject | Refusal>(tx, vault.hashes, session, {
        ask: () => create(tx, login, input),
        isForAge: (answer) => isRefusal(answer) && answer.refused === 'AGE_RESTRICTED',
        refused: tooYoung,
      }),
    );
}

/** It does not say which answer would have been another one. */
const tooYoung = (): Refusal => refuse('AGE_RESTRICTED', [], 'An account cannot be made.');

function refusalOf(
  login: Login,
  input: NewAccount,
  policyVersion: string | null,
  now: number,
): Refusal | null {
  if (!isCalendarDate(input.birthDate)) {
    return refuse('INVALID_INPUT', ['input', 'birthDate'], 'birthDate wants a date, YYYY-MM-DD.');
  }
  if (!isAdult(input.birthDate, now)) {
    return tooYoung();
  }
  if (login.email === null || !isEmailAddress(login.email.reveal())) {
    return refuse('EMAIL_REQUIRED', [], 'The identity provider gave no email address.');
  }
  return input.policyVersion === policyVersion ? null : staleVersion();
}
