import type { Problems } from './problems.ts';
import { collectProblems } from './problems.ts';
import type { Place, Sign, Token } from './text-lexer.ts';
import { createLexer } from './text-lexer.ts';
import type { Word } from './text-words.ts';

/** What is wrong in a text and where. */
export interface TextProblem extends Place {
  /** What there would have to be, in words that follow "wants". */
  readonly wants: string;
}

/** Goes through a text token by token. Whatever returns null has named a problem. */
export interface Cursor {
  readonly problems: Problems<TextProblem>;
  readonly next: () => Token;
  readonly take: () => Token;
  /** Takes the next token if it is this word. */
  readonly takesWord: (word: Word) => boolean;
  readonly takesSign: (sign: Sign) => boolean;
  /** Takes these words one by one. */
  readonly expectWords: (...words: Word[]) => true | null;
  readonly expectSign: (sign: Sign) => true | null;
  /** What would have to be where the next token is. */
  readonly wants: (wants: string) => null;
}

export function createCursor(source: string): Cursor {
  const lex = createLexer(source);
  const problems = collectProblems<TextProblem>();
  let token = lex();

  function take(): Token {
    const taken = token;
    token = lex();
    return taken;
  }
  function taken(is: boolean): boolean {
    if (is) take();
    return is;
  }
  const takesWord = (word: Word): boolean => taken(token.kind === 'word' && token.word === word);
  const takesSign = (sign: Sign): boolean => taken(token.kind === 'sign' && token.sign === sign);
  const wants = (wants: string): null =>
    problems.add({ ...token.place, wants: (token.kind === 'none' ? token.wants : null) ?? wants });

  return {
    problems,
    next: () => token,
    take,
    takesWord,
    takesSign,
    expectWords(...words) {
      for (const word of words) if (!takesWord(word)) return wants(`\`${word}\``);
      return true;
    },
    expectSign: (sign) => (takesSign(sign) ? true : wants(`\`${sign}\``)),
    wants,
  };
}
