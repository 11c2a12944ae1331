import { createHash } from 'node:crypto';
import type { Millis } from '../kernel/clock.ts';
import { valueOf } from './letter.ts';
import type { Letter } from './letter.ts';
import { markIds, ownId, unmarkIds } from './message-ids.ts';
import type { NameOf } from './message-ids.ts';
import { LOOP_HEADER } from './rules.ts';

/**
 * What passes as it came; everything else stays behind. No `Received`, `DKIM-Signature` or `X-Originating-IP`, which say
 * where somebody writes from; no `Cc`, `List-Unsubscribe` or `Disposition-Notification-To`, by which a mail program would
 * write to others from the person's own address.
 */
const PASSED = [
  'subject',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
];

/** In UTC: an offset says where somebody is. */
function dateOf(letter: Letter, now: Millis): string {
  const said = Date.parse(valueOf(letter, 'date') ?? '');
  return new Date(Number.isNaN(said) ? now : said).toUTCString().replace('GMT', '+0000');
}

/** What stands for a letter that came without an id. */
const digestOf = ({ body }: Letter): string => createHash('sha256').update(body).digest('hex');

/** Folds ids so that no line gets too long. */
const idLine = (name: string, ids: string): string[] =>
  ids === '' ? [] : [`${name}: ${ids.replaceAll('> <', '>\r\n <')}`];

function assemble(letter: Letter, own: readonly string[]): Buffer {
  const passed = PASSED.flatMap((name) => letter.headers.find((header) => header.name === name)?.raw ?? []);
  const head = [...own, ...passed, `${LOOP_HEADER}: 1`].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), letter.body]);
}

interface Rewriting {
  readonly letter: Letter;
  readonly nameOf: NameOf;
  /** What message ids are bound to. */
  readonly pair: string;
  readonly domain: string;
  /** The relay address that stands for the person. */
  readonly relayAddress: string;
  readonly now: Millis;
}

/** An address of the partner, and the one that stands for it. */
export interface Correspondent {
  readonly address: string;
  readonly answersTo: string;
}

/**
 * A partner's letter as its person gets it: from an address of ours that bears the partner's as its name, so that an answer
 * comes to us; to the relay address, so that the person's own stands nowhere in it.
 */
export function letterToPerson(
  { letter, nameOf, pair, domain, relayAddress, now }: Rewriting,
  from: Correspondent,
  replyTo: Correspondent | null,
): Buffer {
  const mailbox = ({ address, answersTo }: Correspondent): string => `"${address}" <${answersTo}>`;
  const ids = (name: string): string => markIds(nameOf, pair, valueOf(letter, name) ?? '');
  const messageId = ids('message-id');
  const unnamed = ownId(nameOf, pair, digestOf(letter), domain);
  return assemble(letter, [
    `From: ${mailbox(from)}`,
    ...(replyTo === null ? [] : [`Reply-To: ${mailbox(replyTo)}`]),
    `To: ${relayAddress}`,
    `Date: ${dateOf(letter, now)}`,
    `Message-ID: ${messageId === '' ? unnamed : messageId}`,
    ...idLine('In-Reply-To', ids('in-reply-to')),
    ...idLine('References', ids('references')),
  ]);
}

/** A person's answer as the partner gets it: from the relay address, under an id of ours. */
export function letterToPartner(
  { letter, nameOf, pair, domain, relayAddress, now }: Rewriting,
  to: string,
): Buffer {
  const ids = (name: string): string => unmarkIds(nameOf, pair, valueOf(letter, name) ?? '');
  const named = valueOf(letter, 'message-id') ?? digestOf(letter);
  return assemble(letter, [
    `From: ${relayAddress}`,
    `To: ${to}`,
    `Date: ${dateOf(letter, now)}`,
    `Message-ID: ${ownId(nameOf, pair, named, domain)}`,
    ...idLine('In-Reply-To', ids('in-reply-to')),
    ...idLine('References', ids('references')),
  ]);
}
