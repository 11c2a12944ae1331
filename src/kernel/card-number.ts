/**
 * Card numbers (ISO/IEC 7812: 13 to 19 digits, the last of which is a check by Luhn's formula), so that none is taken
 * in anywhere. Spaces and dashes may part the digits, in groups of any length.
 */

/** Digits in groups that a few spaces or dashes part. */
const CHAIN = /\d+(?:[\p{Zs}\p{Pd}]{1,3}\d+)*/gu;

/** Whether there are enough digits close together to look any further. */
const MAYBE = /(?:\d[\p{Zs}\p{Pd}]{0,3}){13}/u;

/**
 * What has many digits and is no card: of random hashes and ids one in thousands would pass for one, of dates in a
 * row and telephone numbers one in ten.
 */
const OTHERS = new RegExp(
  [
    // A UUID, an id of ours, a digest in hex (with a letter: one without is a run of digits).
    '(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])',
    '\\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\\b',
    '(?<![0-9a-z])(?=[0-9a-f]*[a-f])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-z])',
    // A calendar date, a telephone number in international form (ITU-T E.164: up to 15 digits), a decimal fraction.
    '(?<![\\d-])(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?![\\d-])',
    '\\+\\d(?:[ -]?\\d){6,14}(?![ -]?\\d)',
    '(?<=\\d\\.)\\d+',
  ].join('|'),
  'gi',
);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit : 2 * digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether some groups that follow each other make a card number. */
function holdsNumber(groups: readonly string[]): boolean {
  return groups.some((_, from) => {
    let digits = '';
    for (const group of groups.slice(from, from + 19)) {
      digits += group;
      if (digits.length > 19) return false;
      if (digits.length >= 13 && passesLuhn(digits)) return true;
    }
    return false;
  });
}

/** Whether a text holds a card number. */
export function holdsCardNumber(text: string): boolean {
  if (text.length < 13) return false;
  // Digits of other scripts and what is not to be seen between them are read as a person would read them.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (!MAYBE.test(plain)) return false;
  const chains = plain.replace(OTHERS, 'x').match(CHAIN) ?? [];
  return chains.some((chain) => holdsNumber(chain.split(/\D+/)));
}

/** An instant in milliseconds, 2001 to 2033. No card of 13 digits begins so. */
const INSTANT = /^1\d{12}$/;

/** Whether a number is one of a card. */
export function isCardNumber(value: number | string): boolean {
  const digits = String(value);
  return /^\d{13,19}$/.test(digits) && !INSTANT.test(digits) && passesLuhn(digits);
}

/** Whether a value, as JSON has it, holds a card number at any depth, in keys too. */
export function anyCardNumber(value: unknown): boolean {
  // What is still to be looked at. No call inside a call: lists in lists can be deeper than calls may be.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (holdsCardNumber(next)) return true;
    } else if (typeof next === 'number') {
      if (isCardNumber(next)) return true;
    } else if (Array.isArray(next)) {
      for (const item of next) waiting.push(item);
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) {
        if (holdsCardNumber(key)) return true;
        waiting.push(inner);
      }
    }
  }
  return false;
}
