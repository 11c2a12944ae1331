import type { Millis } from '../kernel/clock.ts';
import { recipientOf } from './notice.ts';
import type { OfficialNotice } from './notice.ts';

/** Who writes. */
export interface Sender {
  /** The company that runs the service. */
  readonly company: string;
  /** Where the service is, without a slash at its end. */
  readonly publicUrl: string;
}

/** What a text says beside what the notice refers to. */
export interface NoticeFacts extends Sender {
  /** As the partner calls itself; null: the partner is not known any more. */
  readonly partnerName: string | null;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const MAX_NAME = 80;

/** A name in one line, whatever it holds: no line ends or controls, nothing that turns the direction of writing. */
export function inOneLine(name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...clean];
  return characters.length <= MAX_NAME ? clean : `${characters.slice(0, MAX_NAME).join('')}…`;
}

/** `2026-11-24 09:30 UTC` */
export const moment = (at: Millis): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const deletions = (count: number): string => (count === 1 ? '1 deletion' : `${count} deletions`);

type OfKind<Kind extends OfficialNotice['kind']> = Extract<OfficialNotice, { kind: Kind }>;

function endpointDisabled(notice: OfKind<'endpoint-disabled'>, publicUrl: string): MailText {
  const why =
    notice.reason === 'gone'
      ? 'It answered 410 Gone, which asks us to send nothing more.'
      : 'Whatever we sent there for some time has failed.';
  return {
    subject: 'Your webhook endpoint is switched off',
    text: [
      `Since ${moment(notice.at)} we send nothing more to your webhook endpoint`,
      `${notice.endpointId}.`,
      why,
      '',
      'Which deliveries it missed stands at the partner door of',
      `${publicUrl}, where you also bring it back once it works again.`,
    ].join('\n'),
  };
}

function deletionOverdueToPartner(notice: OfKind<'deletion-overdue'>, publicUrl: string): MailText {
  const { count, oldestDueAt } = notice;
  return {
    subject: `${deletions(count)} to confirm, overdue`,
    text: [
      'People took their consent back or erased their accounts, and we told you to',
      'delete what you hold of them. You have not confirmed it in time:',
      '',
      `  ${deletions(count)} overdue, the oldest since ${moment(oldestDueAt)}`,
      '',
      'Please delete the data and confirm it at the partner door of',
      `${publicUrl}. Our privacy office knows of the delay.`,
    ].join('\n'),
  };
}

function deletionOverdueToOffice(notice: OfKind<'deletion-overdue'>, partner: string): MailText {
  const { count, oldestDueAt, partnerId } = notice;
  return {
    subject: `${deletions(count)} overdue at ${partner}`,
    text: [
      'This partner has not confirmed in time that it deleted what it was told to:',
      '',
      `  partner  ${partner}`,
      ...(partner === partnerId ? [] : [`  id       ${partnerId}`]),
      `  overdue  ${deletions(count)}, the oldest since ${moment(oldestDueAt)}`,
      '',
      'The partner has been reminded. The list stands at the privacy door.',
    ].join('\n'),
  };
}

function casesOverdue({ count, oldestDueAt }: OfKind<'cases-overdue'>): MailText {
  const cases = count === 1 ? '1 person waits' : `${count} people wait`;
  return {
    subject: `${cases} for an answer, overdue`,
    text: [
      'Complaints or requests have not been acknowledged or answered in time:',
      '',
      `  ${cases}, the longest since ${moment(oldestDueAt)}`,
      '',
      'They stand at the privacy door: complaints and rightsRequests, overdue.',
    ].join('\n'),
  };
}

function body(notice: OfficialNotice, facts: NoticeFacts, partner: string): MailText {
  if (notice.kind === 'cases-overdue') return casesOverdue(notice);
  if (notice.kind === 'endpoint-disabled') return endpointDisabled(notice, facts.publicUrl);
  return notice.recipient === 'office'
    ? deletionOverdueToOffice(notice, partner)
    : deletionOverdueToPartner(notice, facts.publicUrl);
}

/** How each letter ends. */
export const signature = ({ company, publicUrl }: Sender): string[] => [
  '-- ',
  inOneLine(company),
  publicUrl,
  '',
];

/** The subject and the plain text of a notice. The only link is the service's own URL; nothing in it counts readers. */
export function writeNotice(notice: OfficialNotice, facts: NoticeFacts): MailText {
  const name = inOneLine(facts.partnerName ?? '');
  const partner = name !== '' || notice.kind === 'cases-overdue' ? name : notice.partnerId;
  const { subject, text } = body(notice, facts, partner);
  const greeting = recipientOf(notice).kind === 'office' ? 'To the privacy office' : `To ${partner}`;
  const end = signature(facts);
  return { subject, text: [`${greeting},`, '', text, '', ...end].join('\n') };
}
