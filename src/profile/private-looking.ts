import { isIP } from 'node:net';

/** What is never public, whatever it is published as: pure rules that say what a text would have to be without. */

const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

/** An address, a mention, and the two ways of writing one that programs are to miss. */
const EMAIL = /@|[[({<]\s*at\s*[\])}>]|\bat\b\s+\S+\s+\bdot\b/u;
const IPV4 = /(?<![\p{Nd}.])\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}(?![\p{Nd}])/u;
/** Seven digits and more, whatever stands between them: numbers of phones, cards, accounts. */
const LONG_NUMBER = /\p{Nd}(?:[\s().\-/·]*\p{Nd}){6,}/u;
const WEBSITE = /\b(?:https?:|www\.)|[\p{L}\p{N}-]\.[a-z]{2,24}(?![\p{L}\p{N}])/u;

const holdsIPv6 = (text: string): boolean =>
  text
    .split(/[\s[\](){}<>,;"'`]+|\/\p{Nd}+/u)
    .some((word) => isIP(word) === 6 || isIP(word.replace(/[.!?:]+$/u, '')) === 6);

/** What a text that is to be public may not hold, in words that follow "wants"; null: nothing of that is in it. */
export function problemOfPublic(text: string): string | null {
  const plain = normal(text);
  if (EMAIL.test(plain)) return 'no email address';
  if (IPV4.test(plain) || holdsIPv6(plain)) return 'no IP address';
  if (LONG_NUMBER.test(plain)) return 'no phone number or other long number';
  return WEBSITE.test(plain) ? 'no address of a website, and a blank after each full stop' : null;
}

const wordsOf = (text: string): string[] =>
  normal(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The shortest run of letters that names somebody when it stands inside another word. */
const NAMING = 5;

/**
 * Whether a text names somebody of this name: all words of the name are in it, in any order, or run together; or it is
 * made of nothing but words of the name.
 */
export function holdsName(text: string, name: string): boolean {
  const [words, names] = [wordsOf(text), wordsOf(name)];
  if (names.length === 0 || words.length === 0) return false;
  const joined = names.join('');
  return (
    names.every((word) => words.includes(word)) ||
    words.every((word) => names.includes(word)) ||
    (joined.length >= NAMING && words.join('').includes(joined))
  );
}
