import { isEmailAddress } from '../kernel/sealed-email.ts';
import type { Receiver } from './types.ts';

/** What stands before the `@` of addresses that answers go to. */
const ANSWERS = 're-';
/** Where mail servers say that something we sent did not arrive. Nobody reads it. */
const BOUNCES = 'bounces';

export const bounceAddress = (domain: string): string => `${BOUNCES}@${domain}`;
export const answerName = (name: string): string => `${ANSWERS}${name}`;

/** What an address at the relay's domain can stand for. */
export type Destination =
  { readonly kind: 'bounces' } | { readonly kind: Receiver; readonly name: string; readonly domain: string };

const NAME = /^[a-z2-7]{32}$/;

/** Reads the address of a recipient; null: it can be none of ours. */
export function readDestination(address: string): Destination | null {
  const [local = '', domain = '', ...more] = address.toLowerCase().split('@');
  if (domain === '' || more.length > 0) return null;
  if (local === BOUNCES) return { kind: 'bounces' };
  if (NAME.test(local)) return { kind: 'person', name: local, domain };
  const isAnswer = local.startsWith(ANSWERS) && NAME.test(local.slice(ANSWERS.length));
  return isAnswer ? { kind: 'partner', name: local, domain } : null;
}

/** An address that can stand in a header as it is, and be written to. */
export const isPlainAddress = (text: string): boolean => isEmailAddress(text) && /^[\x21-\x7e]+$/.test(text);

/** What a letter says of itself, by header name in lower case. */
export type HeaderOf = (name: string) => string | null;

export const LOOP_HEADER = 'X-Sluice-Relay';
const MAX_HOPS = 50;

/** Who passed through here before, or through too many others, goes round in a circle. */
export const isLoop = (headerOf: HeaderOf, hops: number): boolean =>
  headerOf(LOOP_HEADER) !== null || hops > MAX_HOPS;

const word = (value: string | null): string => /^[\s"]*([\w-]*)/.exec(value ?? '')?.[1]?.toLowerCase() ?? '';

/**
 * Whether a letter was written in answer by a machine (RFC 3834 5). Towards a person, letters that a machine began are let
 * through: that is how accounts are made. Towards a partner nothing that a machine wrote goes: it says that somebody is
 * away, and signs with their own address.
 */
export function isAutomatic(headerOf: HeaderOf, to: Receiver): boolean {
  const submitted = word(headerOf('auto-submitted'));
  const precedence = word(headerOf('precedence'));
  const isReply =
    !['', 'no', 'auto-generated'].includes(submitted) ||
    ['auto_reply', 'auto-reply', 'junk'].includes(precedence) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => headerOf(name) !== null);
  if (isReply || to === 'person') return isReply;
  return (
    submitted === 'auto-generated' ||
    ['bulk', 'list'].includes(precedence) ||
    headerOf('x-auto-response-suppress') !== null
  );
}
