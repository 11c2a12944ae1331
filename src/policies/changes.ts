import { diffLines } from 'diff';

/** Lines that follow each other and were changed alike. */
export interface PolicyLines {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What differs between two texts, line by line: what is the same or removed makes up `before`, the same or added `after`. */
export const changesBetween = (before: string, after: string): readonly PolicyLines[] =>
  diffLines(before, after).map(({ added, removed, value }) => ({
    change: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
