import { inspect } from 'node:util';

/**
 * An email address in memory. Printing, logging, string concatenation and JSON show a placeholder;
 * only `reveal()` gives the text, so that every use of it can be found by searching for that one word.
 */
export class SealedEmail {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  reveal(): string {
    return this.#address;
  }

  toString(): string {
    return '[email]';
  }

  toJSON(): string {
    return '[email]';
  }

  [inspect.custom](): string {
    return '[email]';
  }
}

const SHAPE = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]+$/u;

/** Whether a text can be an address at all (one `@`, a dotted domain, at most 254 characters; RFC 5321 4.5.3.1). */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && SHAPE.test(text);
}

/** The form under which an address is looked up: trimmed, NFC, lower case. */
export function normalizeEmail(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
