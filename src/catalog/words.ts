import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { problemOfUrl } from '../platform/safe-fetch/index.ts';

/**
 * What words from outside must be before anybody sees them. Every check is pure and says what the text would have to
 * be ("wants ..."), or null if it is fine. Nothing is repaired: what is kept is, byte for byte, what was sent and read
 * by a reviewer.
 */
export type Problem = string | null;

/** Refuses an input for the first of its fields that is not as it must be; null: all are. */
export function refuseFields(problems: Readonly<Record<string, Problem>>): Refusal | null {
  for (const [field, problem] of Object.entries(problems)) {
    if (problem !== null) return refuse('INVALID_INPUT', ['input', field], `${field} wants ${problem}.`);
  }
  return null;
}

/** The most characters (code points) of each kind of words. */
export const limits = {
  partnerName: 60,
  /** A disclosure shows 80 characters of it, so that it is never cut there. */
  legalName: 80,
  keyName: 60,
  appName: 60,
  tagline: 120,
  description: 4_000,
  reason: 500,
  policyText: 60_000,
} as const;

/** Control, format, private-use and unassigned characters, lone surrogates, and what Unicode says is not to be seen. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]/u;

/** They look like a space and are none, so that two names look the same and are not. */
const ODD_SPACES = /(?! )\p{Zs}/u;
const ODDER_SPACES = /(?![ \u00a0\u202f])\p{Zs}/u;

/**
 * Marks that climb over the lines above: of those that go with any script, more than two on a letter; of those of one
 * script, more than any of them piles up. A mark at the start would sit on what stands before.
 */
const FLOOD = /(?:(?=\p{M})\p{Script=Inherited}){3,}|\p{M}{9,}|^\p{M}/mu;

const hasLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function problemOfCharacters(text: string, max: number): Problem {
  // A code point takes two units at most: a text much too long is not taken apart.
  if (text.length > 2 * max || [...text].length > max) return `at most ${max} characters`;
  if (!hasLetter(text)) return 'words';
  if (text !== text.normalize('NFC')) return 'Unicode in its composed form (NFC)';
  if (FLOOD.test(text)) return 'no piles of combining marks';
  return null;
}

/** One line: a name, a tagline, a reason. */
export function problemOfLine(text: string, max: number): Problem {
  const problem = problemOfCharacters(text, max);
  if (problem !== null) return problem;
  if (UNSEEN.test(text)) return 'one line without control, direction or invisible characters';
  if (ODD_SPACES.test(text)) return 'plain spaces only';
  return text === text.trim() ? null : 'no space at its start or end';
}

/** Several lines: a description, a policy. Their breaks are `\n`. */
export function problemOfText(text: string, max: number): Problem {
  const problem = problemOfCharacters(text, max);
  if (problem !== null) return problem;
  if (UNSEEN.test(text.replaceAll('\n', ' '))) {
    return 'no control, direction or invisible characters, and \\n between its lines';
  }
  return ODDER_SPACES.test(text) ? 'plain spaces only' : null;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The name of something in URLs; it never changes. */
export function problemOfSlug(text: string): Problem {
  return text.length >= 3 && text.length <= 40 && SLUG.test(text)
    ? null
    : '3 to 40 of a-z and 0-9, with single hyphens between them';
}

const VERSION = /^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/;

/** A version of a partner's policy; a disclosure names it. */
export function problemOfVersion(text: string): Problem {
  return VERSION.test(text) ? null : '1 to 32 letters, digits, dots or dashes';
}

const MAX_URL = 500;

/**
 * The address of a page that people are shown: https, to a host with a dotted name, in ASCII. An international name is
 * written as `xn--`, for in other letters it may look like somebody else's.
 */
export function problemOfPage(text: string): Problem {
  if (text.length > MAX_URL || !/^[\x21-\x7e]+$/.test(text)) {
    return `a URL of at most ${MAX_URL} ASCII characters`;
  }
  const problem = problemOfUrl(text, { loopback: false });
  if (problem !== null) return problem;
  return /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(new URL(text).hostname)
    ? null
    : 'a host with a name on the public internet';
}

/** A company's mailbox, beyond being an address at all. */
export function problemOfContact(text: string): Problem {
  return UNSEEN.test(text) ? 'an address without control, direction or invisible characters' : null;
}

/** Codes of regions that are no country's: kept aside (exceptional reservations) or of the user's own making. */
const NO_COUNTRY = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '));

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A country by ISO 3166-1 alpha-2, as Unicode's data know them; a code that was given up (`DD`) is none. */
export function problemOfCountry(text: string): Problem {
  const isCountry =
    /^[A-Z]{2}$/.test(text) &&
    !NO_COUNTRY.has(text) &&
    regionNames.of(text) !== undefined &&
    new Intl.Locale(`und-${text}`).region === text;
  return isCountry ? null : 'a country, two capital letters (ISO 3166-1)';
}
