import addressparser from 'nodemailer/lib/addressparser';
import { isPlainAddress } from './rules.ts';

/** A header as it came: its lines together, without the last line end. */
interface Header {
  readonly name: string;
  readonly raw: string;
}

/** A letter taken apart at its first empty line. Bytes are kept as latin1, one character each. */
export interface Letter {
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

const MAX_HEAD = 256 * 1024;
const FIELD = /^([\x21-\x39\x3b-\x7e]{1,100})[ \t]*:/;

/**
 * Takes a letter apart. Any of CRLF, CR and LF ends a line of the head, as it may for whoever reads it later: what is one
 * header here is none of two there. Null: it has no head that can be read.
 */
export function readLetter(bytes: Buffer): Letter | null {
  const text = bytes.subarray(0, MAX_HEAD).toString('latin1');
  const end = /(?:^|\r\n|\r(?!\n)|\n)(?:\r\n|\r(?!\n)|\n)/.exec(text);
  if (end === null && bytes.length > MAX_HEAD) return null;
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? Buffer.alloc(0) : bytes.subarray(end.index + end[0].length);
  const headers: Header[] = [];
  for (const line of head.split(/\r\n|\r|\n/)) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      headers[headers.length - 1] = { ...last, raw: `${last.raw}\r\n${line}` };
      continue;
    }
    const [field, name] = FIELD.exec(line) ?? [];
    if (field !== undefined && name !== undefined) {
      // The old form has a blank before the colon, which not everybody reads alike.
      headers.push({ name: name.toLowerCase(), raw: `${name}:${line.slice(field.length)}` });
    }
    // What is no header is left out, and so is what would have gone on from it.
    else if (line !== '') headers.push({ name: '', raw: '' });
  }
  return { headers: headers.filter(({ name }) => name !== ''), body };
}

/** The first header of a name, unfolded; null: there is none. */
export function valueOf({ headers }: Letter, name: string): string | null {
  const found = headers.find((header) => header.name === name.toLowerCase());
  return found === undefined
    ? null
    : found.raw
        .slice(found.raw.indexOf(':') + 1)
        .replace(/\r\n/g, '')
        .trim();
}

export const countOf = ({ headers }: Letter, name: string): number =>
  headers.filter((header) => header.name === name.toLowerCase()).length;

/** The first address in a header that can be written to; null: there is none. */
export function addressIn(letter: Letter, name: string): string | null {
  const value = valueOf(letter, name);
  if (value === null || value.length > 4_096) return null;
  const found = addressparser(value, { flatten: true }).map(({ address }) => address ?? '');
  return found.find(isPlainAddress) ?? null;
}
