import type { Subject } from '../accounts/index.ts';
import { isAdult } from '../accounts/index.ts';
import type { App, Partner } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Disclosure } from '../policies/index.ts';
import type { Command, Grant, Installation, OfferFacts } from './types.ts';

/** Everything that decides whether a yes counts. What does not exist is null. */
export interface GivingFacts {
  readonly now: Millis;
  readonly subject: Subject | null;
  /** The person's email is there and was verified. */
  readonly emailVerified: boolean;
  /** The browser said no to offers, and the person did not choose otherwise. */
  readonly optedOutBySignal: boolean;
  readonly disclosure: Disclosure | null;
  readonly app: App | null;
  readonly partner: Partner | null;
  /** The partner owes the word that it deleted what it was to delete. */
  readonly partnerOverdue: boolean;
  readonly offer: OfferFacts | null;
  readonly currentPolicyId: string | null;
  /** What the person was promised has changed since they agreed. */
  readonly hasToAgree: boolean;
  /** Whether this service has relay addresses to give. */
  readonly relayOffered: boolean;
  readonly activeGrants: readonly Grant[];
  readonly installation: Installation | null;
}

const HASH = ['input', 'disclosureHash'] as const;

/**
 * What refuses a person or a partner whatever was shown: under age, a policy not agreed to, no verified email, no
 * policy of the partner, deletions overdue. That the person is about to be erased is asked before, by both who call.
 */
export function refusePeople(
  facts: Pick<GivingFacts, 'now' | 'emailVerified' | 'hasToAgree' | 'partner' | 'partnerOverdue'> & {
    subject: Subject;
  },
): Refusal | null {
  const { subject, now, emailVerified, hasToAgree, partner, partnerOverdue } = facts;
  if (!isAdult(subject.birthDate, now))
    return refuse('AGE_RESTRICTED', [], 'This is for people of 18 and over.');
  if (hasToAgree) {
    return refuse(
      'POLICY_AGREEMENT_REQUIRED',
      [],
      'What you were promised has changed. Read the policy and agree to it, or nothing is released.',
    );
  }
  if (!emailVerified) {
    return refuse(
      'EMAIL_UNVERIFIED',
      [],
      'Verify your email first: by the link that was mailed to it, or with the identity provider.',
    );
  }
  if (partner !== null && partner.policy === null) {
    return refuse(
      'PARTNER_POLICY_MISSING',
      [],
      'The partner has no privacy policy, so nothing can be released to it.',
    );
  }
  if (partnerOverdue) {
    return refuse(
      'PARTNER_OVERDUE',
      [],
      'The partner has not said that it deleted what others took back, so nothing new is released to it.',
    );
  }
  return null;
}

/** Of a choice that this service does not give. */
export const relayUnavailable = (): Refusal =>
  refuse('RELAY_UNAVAILABLE', ['input', 'address'], 'There are no relay addresses here. Ask for REAL.');

export const erasurePending = (): Refusal =>
  refuse(
    'ERASURE_PENDING',
    [],
    'You asked to be erased. Cancel that first if you want to stay; until then nothing is released.',
  );

/** Whether a shown text is this person's, of this kind and about this very app and offer. */
function answers(command: Command, disclosure: Disclosure): boolean {
  if (disclosure.subjectId !== command.subjectId) return false;
  if (command.kind === 'accept' || command.kind === 'dismiss')
    return disclosure.basis === 'offer' && disclosure.offerId === command.offerId;
  if (command.kind === 'install') return disclosure.basis === 'install' && disclosure.appId === command.appId;
  return false;
}

/** What was shown still is what would be shown now: in time, not answered yet, under the same two policies. */
function isCurrent(disclosure: Disclosure, facts: GivingFacts): boolean {
  return (
    disclosure.usedAt === null &&
    facts.now < disclosure.expiresAt &&
    disclosure.policyId === facts.currentPolicyId &&
    disclosure.partnerId === facts.partner?.id &&
    disclosure.partnerPolicyId === facts.partner.policy?.id
  );
}

/** Of an offer's share of data the signal is a no until the person says otherwise; what they install they asked for. */
export const optedOutBySignal = (): Refusal =>
  refuse(
    'OPTED_OUT_BY_SIGNAL',
    ['input', 'offerId'],
    'Your browser’s signal (Sec-GPC) says that you want no offers. To answer one, choose offers in your preferences.',
  );

/** Null: the yes counts. The order is from what says least about others to what says most. */
export function refuseGiving(
  command: Extract<Command, { kind: 'accept' | 'install' }>,
  facts: GivingFacts,
): Refusal | null {
  const { subject, disclosure, app, partner, offer } = facts;
  if (subject === null) return accountRequired();
  // However old the text is, which may be forgotten by now.
  if (subject.erasesAt !== null) return erasurePending();
  if (disclosure === null || !answers(command, disclosure)) {
    return refuse(
      'DISCLOSURE_UNKNOWN',
      HASH,
      'disclosureHash wants the hash of the text shown to you for this.',
    );
  }
  const person = refusePeople({ ...facts, subject });
  if (person !== null) return person;
  if (!isCurrent(disclosure, facts)) {
    return refuse('DISCLOSURE_EXPIRED', HASH, 'This text is no longer current. Show it again and ask again.');
  }
  if (disclosure.address === 'relay' && !facts.relayOffered) return relayUnavailable();
  const open = app?.status === 'listed' && partner?.status === 'active';
  if (command.kind === 'accept') {
    if (facts.optedOutBySignal) return optedOutBySignal();
    if (!open || offer === null || !offer.live) {
      return refuse('OFFER_NOT_AVAILABLE', ['input', 'offerId'], 'This offer is not available.');
    }
    return facts.activeGrants.some((grant) => grant.offerId === command.offerId)
      ? refuse('ALREADY_ACCEPTED', ['input', 'offerId'], 'You have accepted this offer.')
      : null;
  }
  if (!open) return refuse('NOT_FOUND', ['input', 'appId'], 'There is no app with this id.');
  return facts.installation === null
    ? null
    : refuse('ALREADY_INSTALLED', ['input', 'appId'], 'You have installed this app.');
}

/** Null: the no counts. It needs less than a yes: neither a verified email nor a policy that is still in force. */
export function refuseDismissal(
  command: Extract<Command, { kind: 'dismiss' }>,
  facts: Pick<GivingFacts, 'subject' | 'disclosure' | 'offer' | 'activeGrants'>,
): Refusal | null {
  const { subject, disclosure, offer, activeGrants } = facts;
  if (subject === null) return accountRequired();
  if (disclosure === null || !answers(command, disclosure)) {
    return refuse(
      'DISCLOSURE_UNKNOWN',
      HASH,
      'disclosureHash wants the hash of the text shown to you for this.',
    );
  }
  if (offer === null)
    return refuse('OFFER_NOT_AVAILABLE', ['input', 'offerId'], 'This offer is not available.');
  if (activeGrants.some((grant) => grant.offerId === command.offerId)) {
    return refuse(
      'ALREADY_ACCEPTED',
      ['input', 'offerId'],
      'You have accepted this offer. Withdraw the grant instead.',
    );
  }
  return disclosure.usedAt === null
    ? null
    : refuse('DISCLOSURE_EXPIRED', HASH, 'This text was answered before. Show it again and ask again.');
}

/** Null: the grant can be taken back. Somebody else's is as good as none. */
export function refuseWithdrawal(
  command: Extract<Command, { kind: 'withdraw' }>,
  subject: Subject | null,
  grant: Grant | null,
): Refusal | null {
  if (subject === null) return accountRequired();
  if (grant === null || grant.subjectId !== command.subjectId) {
    return refuse('NOT_FOUND', ['input', 'grantId'], 'There is no grant of yours with this id.');
  }
  return grant.state === 'active'
    ? null
    : refuse('GRANT_ENDED', ['input', 'grantId'], 'This grant has ended.');
}

export function refuseUninstall(subject: Subject | null, installation: Installation | null): Refusal | null {
  if (subject === null) return accountRequired();
  return installation === null
    ? refuse('NOT_INSTALLED', ['input', 'appId'], 'You have not installed this app.')
    : null;
}
