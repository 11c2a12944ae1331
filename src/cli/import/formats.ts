import { parse } from 'csv-parse/sync';
import type { SourceLine } from './lines.ts';
import { LONGEST } from './lines.ts';

/** What a line says, by column; or what it wants instead. */
export type Row = { readonly line: number } & (
  { readonly cells: ReadonlyMap<string, unknown> } | { readonly wants: string }
);

export const formats = ['csv', 'ndjson'] as const;
export type Format = (typeof formats)[number];

/** Reads lines of one file, one chunk after the other. */
export type ReadRows = (lines: readonly SourceLine[]) => readonly Row[];

const OPTIONS = { record_delimiter: '\n', relax_column_count: true } as const;

/** A character that stands where bytes were no UTF-8. */
const isBroken = (text: string): boolean => text.includes('\ufffd');

function readable(
  lines: readonly SourceLine[],
  read: (line: number, text: string, i: number) => Row,
): readonly Row[] {
  return lines.map(({ line, text }, i) => {
    if (text === null) return { line, wants: `to be at most ${LONGEST} bytes long` };
    return isBroken(text) ? { line, wants: 'text in UTF-8' } : read(line, text, i);
  });
}

/** One object a line; its keys are the columns. */
export const readNdjson: ReadRows = (lines) =>
  readable(lines, (line, text) => {
    const wants = 'one JSON object';
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, wants };
      return { line, cells: new Map(Object.entries(value)) };
    } catch {
      return { line, wants };
    }
  });

/** The cells of one line; null when it is none of CSV. */
function cellsOf(text: string): readonly string[] | null {
  try {
    return (parse(text, OPTIONS) as string[][])[0] ?? [];
  } catch {
    return null;
  }
}

/** All at once, which is twice as fast; null when one of them is no line of CSV by itself. */
function cellsOfAll(texts: readonly string[]): readonly (readonly string[])[] | null {
  try {
    const records = parse(texts.join('\n'), OPTIONS) as string[][];
    return records.length === texts.length ? records : null;
  } catch {
    return null;
  }
}

/**
 * RFC 4180, with a header; a record is one line, so that a quote which is never closed spoils one line and not the rest
 * of the file. `checkHeader` throws unless the columns are what is imported.
 */
export function csvReader(checkHeader: (columns: readonly string[]) => void): ReadRows {
  let columns: readonly string[] | null = null;
  return (given) => {
    let lines = given;
    if (columns === null) {
      const [header, ...rest] = lines;
      if (header === undefined) return [];
      const read = header.text === null ? null : cellsOf(header.text);
      checkHeader(read ?? []);
      columns = read ?? [];
      lines = rest;
    }
    const names = columns;
    const all = cellsOfAll(lines.map(({ text }) => text ?? ''));
    return readable(lines, (line, text, i) => {
      const cells = all?.[i] ?? cellsOf(text);
      if (cells === null) return { line, wants: 'one record of CSV, its quotes closed (RFC 4180)' };
      if (cells.length !== names.length) return { line, wants: `${names.length} cells, as in the header` };
      return { line, cells: new Map(names.map((name, i) => [name, cells[i]])) };
    });
  };
}
