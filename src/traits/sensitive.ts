import { harmless, sensitiveKinds, sensitiveWords } from './sensitive-words.ts';
import type { SensitiveKind } from './sensitive-words.ts';

/** A word of our own list, and what it is about. Never the text in which it was found. */
export interface Sensitive {
  readonly kind: SensitiveKind;
  /** As it stands in the list; `…` where a word may go on. */
  readonly word: string;
}

const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Words as they stand in the lists: lower case, without accents, in order; `_`, digits and signs part them. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae');
  return plain.match(/\p{L}+/gu) ?? [];
}

/** Where a phrase begins in a text; -1 if it is not there. */
const phraseAt = (words: readonly string[], phrase: readonly string[]): number =>
  words.findIndex((_, at) =>
    phrase.every((part, i) =>
      i === phrase.length - 1 ? words[at + i]?.startsWith(part) : words[at + i] === part,
    ),
  );

const phrasesOf = (text: string): readonly (readonly string[])[] =>
  list(text).map((phrase) => phrase.split('_'));
const harmlessPhrases = harmless.map((phrase) => phrase.split('_'));

const lists = sensitiveKinds.map((kind) => {
  const { words, stems, phrases, anywhere } = sensitiveWords[kind];
  return {
    kind,
    words: new Set(list(words)),
    stems: list(stems),
    phrases: phrasesOf(phrases),
    anywhere: list(anywhere),
  };
});

function withoutHarmless(words: readonly string[]): readonly string[] {
  for (const phrase of harmlessPhrases) {
    const at = phraseAt(words, phrase);
    if (at >= 0) return withoutHarmless(words.toSpliced(at, phrase.length));
  }
  return words;
}

/**
 * What a text says that is never kept about a person for targeting: health, religion, politics, sexuality, ethnicity,
 * children; null: nothing that this list knows. It keeps from mistakes, not from intent: other words can say the same,
 * and people who register traits answer for what they mean.
 */
export function findSensitive(text: string): Sensitive | null {
  const words = withoutHarmless(wordsOf(text));
  for (const { kind, words: whole, stems, phrases, anywhere } of lists) {
    const word = words.find((one) => whole.has(one));
    if (word !== undefined) return { kind, word };
    const stem = stems.find((one) => words.some((other) => other.startsWith(one)));
    if (stem !== undefined) return { kind, word: `${stem}…` };
    const phrase = phrases.find((one) => phraseAt(words, one) >= 0);
    if (phrase !== undefined) return { kind, word: `${phrase.join(' ')}…` };
    const sign = anywhere.find((one) => text.normalize('NFC').includes(one));
    if (sign !== undefined) return { kind, word: sign };
  }
  return null;
}
