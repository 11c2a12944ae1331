import { problemOfLine } from '../../catalog/index.ts';
import { DAY } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { refuse, refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { kindOfId } from '../../kernel/ids.ts';
import type { PersonField } from '../../vault/index.ts';
import type { Approval, LegalRequest, NewLegalRequest } from './types.ts';

/** The longest that people are not told before two officers have to think of it again. */
export const GAG_AT_MOST: Millis = 90 * DAY;

/** A request about more people than this is one for a crowd, which is too wide. */
export const PEOPLE_AT_MOST = 20;

export const APPROVERS = 2;

export const WORDS = { authority: 200, reference: 200, reason: 500 } as const;

/** What there is more of as time goes by: a request for it says of which time. */
const DATED: ReadonlySet<PersonField> = new Set(['grants', 'releases']);

const unless = (holds: boolean, refusal: Refusal): Refusal | null => (holds ? null : refusal);

const line = (field: string, text: string, max: number): Refusal | null => {
  const problem = problemOfLine(text, max);
  return problem === null ? null : refuseField(field, problem);
};

function refuseTime({ fields, from, until }: NewLegalRequest, now: Millis): Refusal | null {
  if (!fields.some((field) => DATED.has(field))) {
    return unless(
      from === null && until === null,
      refuseField('from', 'nothing, for these fields have no time'),
    );
  }
  if (from === null) return refuseField('from', 'the beginning of the time that is asked about');
  if (until === null || until <= from) return refuseField('until', 'an end that comes after `from`');
  return unless(until <= now, refuseField('until', 'a time that has passed: the future is not disclosed'));
}

/** A silence ends, and no later than `GAG_AT_MOST` from now. */
export function refuseGag(until: Millis, now: Millis, field: string): Refusal | null {
  const days = GAG_AT_MOST / DAY;
  return unless(until > now && until <= now + GAG_AT_MOST, refuseField(field, `an end within ${days} days`));
}

/** What a request has to be to be written down at all; whether it is good is decided afterwards. */
export function refuseRequest(input: NewLegalRequest, now: Millis): Refusal | null {
  const { authority, reference, subjectIds, fields, receivedAt, gag } = input;
  const isPeople = subjectIds.every((id) => kindOfId(id) === 'subject');
  return (
    (authority === null ? null : line('authority', authority, WORDS.authority)) ??
    line('reference', reference, WORDS.reference) ??
    unless(
      isPeople && subjectIds.length > 0 && new Set(subjectIds).size <= PEOPLE_AT_MOST,
      refuseField('subjectIds', `1 to ${PEOPLE_AT_MOST} ids of people`),
    ) ??
    unless(fields.length > 0, refuseField('fields', 'one of them at least')) ??
    unless(receivedAt <= now, refuseField('receivedAt', 'a time that has passed')) ??
    refuseTime(input, now) ??
    (gag === null
      ? null
      : (refuseGag(gag.until, now, 'gagUntil') ?? line('gagReason', gag.reason, WORDS.reason)))
  );
}

const REQUEST = ['input', 'requestId'];

export const unknownRequest = (): Refusal =>
  refuse('NOT_FOUND', REQUEST, 'There is no request with this id.');

export const wrongState = (message: string): Refusal => refuse('WRONG_STATUS', REQUEST, message);

/** Two people look at it, neither of whom brought it in, so that nobody gets at data alone. */
export function refuseApprover(
  request: Pick<LegalRequest, 'openedBy'>,
  approvals: readonly Approval[],
  officer: string,
): Refusal | null {
  if (request.openedBy === officer) {
    return refuse('OWN_WORK', REQUEST, 'Somebody other than who opened it has to approve it.');
  }
  return approvals.some((one) => one.officer === officer)
    ? refuse('OWN_WORK', REQUEST, 'You approved it: somebody else has to as well.')
    : null;
}

/** Due process: without an authority and an instrument there is nothing to obey, whoever approves. */
export const isDefective = ({ authority, instrument }: LegalRequest): boolean =>
  authority === null || instrument === null;

export const isOpen = ({ state }: Pick<LegalRequest, 'state'>): boolean =>
  state === 'opened' || state === 'approved';

/** Whether the people concerned must not be told now. */
export const isGagged = (
  { state, gagUntil }: Pick<LegalRequest, 'state' | 'gagUntil'>,
  now: Millis,
): boolean => gagUntil !== null && gagUntil > now && (isOpen({ state }) || state === 'disclosed');
