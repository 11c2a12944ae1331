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

const SHORTEST = 13;
const LONGEST = 19;

/** Twice a digit, its own two digits added up. */
const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);

/**
 * Whether some groups that follow each other make a card number. Each digit counts once as it is and once doubled; sums
 * of all before each place tell of any stretch at once whether it passes, however many groups there are.
 */
function holdsNumber(groups: readonly string[]): boolean {
  const digits = groups.join('');
  /** Sums of the digits before each place, where those at even places are doubled, and where those at odd ones are. */
  const sums: readonly [Uint32Array, Uint32Array] = [
    new Uint32Array(digits.length + 1),
    new Uint32Array(digits.length + 1),
  ];
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(i) - 48;
    const [even, odd] = i % 2 === 0 ? [doubled(digit), digit] : [digit, doubled(digit)];
    sums[0][i + 1] = (sums[0][i] ?? 0) + even;
    sums[1][i + 1] = (sums[1][i] ?? 0) + odd;
  }
  /** The last digit stands as it is, the one before it is doubled, and so on by turns. */
  const passes = (from: number, to: number): boolean => {
    const sum = sums[to % 2 === 0 ? 0 : 1];
    return ((sum[to] ?? 0) - (sum[from] ?? 0)) % 10 === 0;
  };
  const ends = new Uint32Array(groups.length);
  let length = 0;
  for (let i = 0; i < groups.length; i += 1) ends[i] = length += groups[i]?.length ?? 0;
  const endOf = (group: number): number => ends[group] ?? Infinity;
  // Where the shortest stretch ends moves on with where it begins.
  let [from, shortest] = [0, 0];
  for (const after of ends) {
    while (endOf(shortest) - from < SHORTEST) shortest += 1;
    for (let last = shortest; endOf(last) - from <= LONGEST; last += 1) {
      if (passes(from, endOf(last))) return true;
    }
    from = after;
  }
  return false;
}

/** Whether a text holds a card number. */
export function holdsCardNumber(text: string): boolean {
  if (text.length < 13) return false;
  // Digits of other scripts and what is not to be seen between them are read as a person would read them.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (!MAYBE.test(plain)) return false;
  const chains = plain.replace(OTHERS, 'x').match(CHAIN) ?? [];
  return chains.some((chain) => chain.length >= SHORTEST && holdsNumber(chain.split(/\D+/)));
}

/** An instant in milliseconds, 2001 to 2033. No card of 13 digits begins so. */
const INSTANT = /^1\d{12}$/;

/** Whether a number is one of a card. */
export function isCardNumber(value: number | string): boolean {
  const digits = String(value);
  return /^\d{13,19}$/.test(digits) && !INSTANT.test(digits) && holdsNumber([digits]);
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
