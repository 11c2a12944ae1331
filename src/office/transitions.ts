import type { Millis } from '../kernel/clock.ts';
import { refuse, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { ACKNOWLEDGE_WITHIN, ANSWER_WITHIN, APPEAL_WITHIN, hadItsTurn } from './rules.ts';
import type { CaseKind, CaseState, Exception, OfficeCase } from './types.ts';

/** What becomes of a case, or why not. Nothing here reads or writes anything. */
type Next = Partial<OfficeCase> | Refusal;

const wrongState = (message: string): Refusal => refuse('WRONG_STATUS', [], message);

const settled = { dueAt: null, tellAt: null } as const;

/** The deadlines of a case that is filed now. */
export const filed = (kind: CaseKind, now: Millis) => {
  const answerBy = now + ANSWER_WITHIN;
  const acknowledgeBy = kind === 'complaint' ? now + ACKNOWLEDGE_WITHIN : null;
  const first = acknowledgeBy ?? answerBy;
  return { filedAt: now, acknowledgeBy, answerBy, dueAt: first, tellAt: first };
};

export function acknowledge(one: OfficeCase, now: Millis): Next {
  if (one.state !== 'open' || one.acknowledgedAt !== null) return wrongState('It was acknowledged before.');
  return { acknowledgedAt: now, dueAt: one.answerBy, tellAt: one.answerBy > now ? one.answerBy : null };
}

function answerAs(one: OfficeCase, state: CaseState, officer: string, now: Millis): Next {
  if (one.state !== 'open') return wrongState('It was answered before, or erased.');
  // Who is answered need not be told any more that somebody reads it.
  const acknowledgedAt = one.acknowledgeBy === null ? null : (one.acknowledgedAt ?? now);
  return { ...settled, state, acknowledgedAt, answeredAt: now, answeredBy: officer };
}

export const answer = (one: OfficeCase, officer: string, now: Millis): Next =>
  answerAs(one, 'answered', officer, now);

/** To the body outside, once the company answered or let its time pass: to the company first (P25). */
export function escalate(one: OfficeCase, now: Millis): Next {
  if (one.state === 'escalated') return wrongState('It went to the body outside before.');
  if (!hadItsTurn(one, now)) return wrongState('It is answered first, or its time passes.');
  return { ...settled, state: 'escalated', escalatedAt: now };
}

export const grant = (one: OfficeCase, officer: string, now: Millis): Next =>
  answerAs(one, 'granted', officer, now);

/** A refusal names its exception, and opens the time in which it can be appealed (P24). */
export function refuseRight(one: OfficeCase, exception: Exception, officer: string, now: Millis): Next {
  const next = answerAs(one, 'refused', officer, now);
  return 'refused' in next ? next : { ...next, exception, appealBy: now + APPEAL_WITHIN };
}

export function appeal(one: OfficeCase, now: Millis): Next {
  if (one.appealedAt !== null) return wrongState('A refusal is appealed once.');
  if (one.state !== 'refused') return wrongState('There is no refusal to appeal.');
  if ((one.appealBy ?? 0) <= now) return wrongState('The time for an appeal is over.');
  const appealAnswerBy = now + ANSWER_WITHIN;
  return {
    state: 'appealed',
    appealedAt: now,
    appealAnswerBy,
    dueAt: appealAnswerBy,
    tellAt: appealAnswerBy,
  };
}

/** Decided by somebody else than who refused; to refuse it again names an exception again. */
export function decideAppeal(
  one: OfficeCase,
  decision: { readonly granted: boolean; readonly exception: Exception | null },
  officer: string,
  now: Millis,
): Next {
  if (one.state !== 'appealed') return wrongState('There is no appeal to decide.');
  if (one.answeredBy === officer)
    return refuse('OWN_WORK', [], 'Somebody else than who refused decides the appeal.');
  const { granted, exception } = decision;
  if (granted !== (exception === null)) {
    return refuseField('exception', 'one of the two exceptions to refuse again, and none to grant');
  }
  const state = granted ? 'granted' : 'refused_on_appeal';
  return {
    ...settled,
    state,
    appealAnsweredAt: now,
    appealAnsweredBy: officer,
    appealException: exception,
  };
}

/** Its words go; that it was, and when it was answered, stays. */
export const erased = (one: OfficeCase): OfficeCase => ({
  ...one,
  ...settled,
  state: 'erased',
  wrapped: null,
  sealed: { details: null, answer: null, appeal: null, appealAnswer: null },
});
