import type { Word } from './text-words.ts';
import { wordOf } from './text-words.ts';

/** Both from 1; columns are code points. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=' | '(' | ')' | ',' | '%';

export type Token = { readonly place: Place } & (
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'sign'; readonly sign: Sign }
  /** A word that is none of the language, or something in backquotes. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'end' }
  /** Nothing of the language begins here; what would mend it, where that can be told. */
  | { readonly kind: 'none'; readonly wants: string | null }
);

type Piece = Token extends infer T ? (T extends unknown ? Omit<T, 'place'> : never) : never;

const BREAKS = '\n\r\u2028\u2029';
const SPACE = /[\s\u0085]/u;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const SIGN = /!=|<=|>=|[=<>(),%]/uy;
const COMMENT = /#[^\n\r\u2028\u2029]*/uy;
const QUOTED = /`[^`\n\r\u2028\u2029]*`/uy;
const GOES_ON = /[\p{L}\p{M}\p{N}_.]/uy;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;

/** Reads the next token at each call; after the last, `end` for ever. A text of any length takes linear time. */
export function createLexer(source: string): () => Token {
  let at = 0;
  let line = 1;
  let column = 1;

  const here = (): Place => ({ line, column });

  function goTo(end: number): void {
    while (at < end) {
      const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
      at += character.length;
      column += 1;
      // CR LF is one break.
      if (BREAKS.includes(character) && !(character === '\r' && source[at] === '\n')) {
        line += 1;
        column = 1;
      }
    }
  }

  function found(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  }

  function skip(): void {
    for (;;) {
      const comment = found(COMMENT);
      if (comment !== null) goTo(at + comment.length);
      else if (at < source.length && SPACE.test(source[at] ?? '')) goTo(at + 1);
      else return;
    }
  }

  /** Not by one pattern: on a text of millions of characters that would run out of stack. */
  function quotedText(): Token {
    const place = here();
    for (let end = at + 1; end < source.length; end += 1) {
      const character = source[end] ?? '';
      if (character === '"') {
        const text: unknown = JSON.parse(source.slice(at, end + 1));
        goTo(end + 1);
        return { place, kind: 'text', text: String(text) };
      }
      if (BREAKS.includes(character)) break;
      ESCAPE.lastIndex = end;
      const escape = character === '\\' ? (ESCAPE.exec(source)?.[0] ?? null) : '';
      if (escape === null || CONTROL.test(character)) {
        goTo(end);
        const wants =
          escape === null
            ? 'an escape of JSON, such as \\" or \\\\ or \\u00e9'
            : 'an escape such as \\u0009 in place of a control character';
        return { place: here(), kind: 'none', wants };
      }
      end += Math.max(0, escape.length - 1);
    }
    return { place, kind: 'none', wants: 'a double quote that closes the text on the same line' };
  }

  function pieceOf(text: string): Piece {
    const word = wordOf(text);
    return word === null ? { kind: 'name', name: text } : { kind: 'word', word };
  }

  function piece(): [length: number, piece: Piece] {
    const word = found(WORD);
    if (word !== null) return [word.length, pieceOf(word)];
    const sign = found(SIGN);
    if (sign !== null) return [sign.length, { kind: 'sign', sign: sign as Sign }];
    const quoted = found(QUOTED);
    if (quoted !== null) return [quoted.length, { kind: 'name', name: quoted.slice(1, -1) }];
    const number = found(NUMBER);
    if (number !== null) {
      GOES_ON.lastIndex = at + number.length;
      if (!GOES_ON.test(source) && Number.isFinite(Number(number)))
        return [number.length, { kind: 'number', number: Number(number) + 0 }];
      return [0, { kind: 'none', wants: 'a number such as 12, -3 or 0.5' }];
    }
    return [0, { kind: 'none', wants: null }];
  }

  return () => {
    skip();
    const place = here();
    if (at >= source.length) return { place, kind: 'end' };
    if (source[at] === '"') return quotedText();
    const [length, rest] = piece();
    goTo(at + length);
    return { ...rest, place };
  };
}
