import { problemOfLine, problemOfText } from '../catalog/index.ts';
import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { OfficeCase } from './types.ts';

/** Whoever complains knows within a week that somebody has read it: sooner than they would turn to anybody else. */
export const ACKNOWLEDGE_WITHIN: Millis = 7 * DAY;
/** A month, as GDPR Art. 12(3) has it, by its shortest usual count. */
export const ANSWER_WITHIN: Millis = 30 * DAY;
/** Long enough to take advice, short enough for those who decide to remember. */
export const APPEAL_WITHIN: Millis = 60 * DAY;

const LONGEST_TEXT = 4_000;
const LONGEST_CONTACT = 300;
const LEAST_REASON = 10;

/** A partner or this company, as whoever complains names it. */
export const US = 'us';

/** What a complaint needs, as it came: anything may be missing. */
export interface ComplaintInput {
  /** `us`, or a partner's slug. */
  readonly company?: string | null | undefined;
  readonly violation?: string | null | undefined;
  readonly contact?: string | null | undefined;
  readonly shareDetails?: boolean | null | undefined;
}

export interface RequestInput {
  readonly right?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly contact?: string | null | undefined;
}

const isGiven = (text: string | null | undefined): text is string => text != null && text.trim() !== '';

/** Mail programs and forms break lines in two characters. */
export const tidy = (text: string): string => text.replaceAll('\r\n', '\n').normalize('NFC').trim();

export function refuseText(field: string, text: string | null | undefined, what: string): Refusal | null {
  if (!isGiven(text)) return refuseField(field, what);
  const problem = problemOfText(tidy(text), LONGEST_TEXT);
  return problem === null ? null : refuseField(field, problem);
}

export function refuseContact(contact: string | null | undefined): Refusal | null {
  if (!isGiven(contact)) return refuseField('contact', 'how you can be reached');
  const problem = problemOfLine(tidy(contact), LONGEST_CONTACT);
  return problem === null ? null : refuseField('contact', problem);
}

/** A reason that says something. */
export function refuseReason(text: string): Refusal | null {
  return tidy(text).length < LEAST_REASON
    ? refuseField('reason', `at least ${LEAST_REASON} characters`)
    : refuseText('reason', text, 'a reason');
}

/** Each of the four things that a complaint needs is asked for by its name (P25). */
export const complaintProblems = (input: ComplaintInput): readonly Refusal[] =>
  [
    isGiven(input.company)
      ? null
      : refuseField('company', 'the company complained of: “us”, or the slug of a partner'),
    refuseText('violation', input.violation, 'what was done wrong'),
    refuseContact(input.contact),
    typeof input.shareDetails === 'boolean'
      ? null
      : refuseField('shareDetails', 'whether the company complained of may see the details: true or false'),
  ].filter((problem) => problem !== null);

/** Whether the company had its turn, so that the body outside may be asked (P25). */
export const hadItsTurn = (
  one: Pick<OfficeCase, 'state' | 'answeredAt' | 'answerBy'>,
  now: Millis,
): boolean => one.state !== 'erased' && (one.answeredAt !== null || one.answerBy <= now);

/** What whoever was refused a right is told of what they can do about it (P24). */
export function howToAppeal(
  one: Pick<OfficeCase, 'subjectId' | 'appealBy'>,
  place: { readonly publicUrl: string; readonly complaintsBody: string },
): string {
  const until = new Date(one.appealBy ?? 0).toISOString().slice(0, 16).replace('T', ' ');
  const how =
    one.subjectId === null
      ? `send the reference, the secret and why the refusal is wrong to ${place.publicUrl}/privacy/requests/appeal`
      : `sign in at ${place.publicUrl} and say why the refusal is wrong (API: appealRefusal)`;
  const days = ANSWER_WITHIN / DAY;
  return [
    `You can appeal once, until ${until} UTC: ${how}.`,
    `Somebody else than who refused decides within ${days} days.`,
    `After that you can turn to: ${place.complaintsBody}.`,
  ].join(' ');
}

export const isOverdue = ({ dueAt }: Pick<OfficeCase, 'dueAt'>, now: Millis): boolean =>
  dueAt !== null && dueAt <= now;
