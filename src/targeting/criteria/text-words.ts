/** The words of the text form. A trait whose name is one of them stands in backquotes. */
const WORDS = [
  ...['and', 'or', 'not', 'all', 'any', 'true', 'false'],
  ...['in', 'between', 'exists', 'contains', 'starts', 'ends', 'with', 'matches', 'ignoring', 'case'],
  ...['network', 'region', 'the', 'last', 'next', 'more', 'than', 'ago', 'day', 'days'],
  ...['sample', 'by', 'did', 'at', 'least', 'once', 'time', 'times', 'first', 'installed', 'granted'],
  ...['on', 'list', 'segment'],
] as const;

export type Word = (typeof WORDS)[number];

const words: ReadonlyMap<string, Word> = new Map(WORDS.map((word) => [word, word]));

/** The word that a text is, in whatever letters of ASCII; null: it is none. */
export const wordOf = (text: string): Word | null =>
  /^[A-Za-z]+$/.test(text) ? (words.get(text.toLowerCase()) ?? null) : null;
