import { anyCardNumber, holdsCardNumber, isCardNumber } from '../../kernel/card-number.ts';
import type { Database } from '../../platform/db/index.ts';
import { lockPeople } from '../../traits/index.ts';
import { csvReader, readNdjson } from './formats.ts';
import type { Format, Row } from './formats.ts';
import type { Import, RowFacts } from './imports.ts';
import { splitLines } from './lines.ts';

/** Lines, or facts on them, in one transaction. */
const LINES_AT_ONCE = 1_000;
const FACTS_AT_ONCE = 10_000;

export interface Imported {
  /** Lines. */
  readonly recorded: number;
  readonly leftOut: number;
  /** Whether it was stopped before the end, and the line to go on with. */
  readonly stoppedAt: number | null;
}

export interface ImportHooks {
  /** A line that was left out, by its number and what it wants. */
  readonly onLeftOut: (line: number, wants: string) => void;
  /** A batch was committed: everything before the line is done. */
  readonly onCommitted: (nextLine: number) => void;
}

interface Ready<Fact> extends RowFacts<Fact> {
  readonly line: number;
}

/**
 * Records the lines of a source, each batch in a transaction of its own, in memory that does not grow with the source.
 * A line that is wrong, or about somebody who is not known, is left out. Stops after a batch when `signal` says so.
 */
export async function runImport<Fact>(
  db: Database,
  source: AsyncIterable<Buffer>,
  of: Import<Fact>,
  options: { readonly format: Format; readonly fromLine: number; readonly signal: AbortSignal },
  { onLeftOut, onCommitted }: ImportHooks,
): Promise<Imported> {
  const readRows = options.format === 'csv' ? csvReader(of.checkHeader) : readNdjson;
  let recorded = 0;
  let leftOut = 0;
  let next = options.fromLine;
  let batch: Ready<Fact>[] = [];
  let wrong: { readonly line: number; readonly wants: string }[] = [];
  let last = 0;
  let facts = 0;

  function readCells(cells: ReadonlyMap<string, unknown>): RowFacts<Fact> | string {
    for (const [name, cell] of cells) {
      // A number of CSV is a text: an instant in milliseconds is no card there either.
      const isNumber = typeof cell === 'string' && /^\d+$/.test(cell);
      if (holdsCardNumber(name) || (isNumber ? isCardNumber(cell) : anyCardNumber(cell))) {
        return 'it wants no number of a payment card, nor what looks like one';
      }
    }
    return of.read(cells);
  }

  function take(row: Row): void {
    last = row.line;
    const read = 'wants' in row ? `it wants ${row.wants}` : readCells(row.cells);
    if (typeof read === 'string') wrong.push({ line: row.line, wants: read });
    else {
      batch.push({ ...read, line: row.line });
      facts += read.facts.length;
    }
  }

  async function commit(): Promise<void> {
    const known = await db.transact(async (tx) => {
      const people = await lockPeople(
        tx,
        batch.map(({ subjectId }) => subjectId),
      );
      const kept = batch.filter(({ subjectId }) => people.has(subjectId));
      await of.record(
        tx,
        kept.flatMap((row) => row.facts),
      );
      return people;
    });
    const unknown = batch
      .filter(({ subjectId }) => !known.has(subjectId))
      .map(({ line }) => ({
        line,
        wants: 'subject_id wants the id of a person: there is none with this one',
      }));
    for (const { line, wants } of [...wrong, ...unknown].sort((a, b) => a.line - b.line)) {
      onLeftOut(line, wants);
    }
    leftOut += wrong.length + unknown.length;
    recorded += batch.length - unknown.length;
    next = last + 1;
    [batch, wrong, facts] = [[], [], 0];
    onCommitted(next);
  }

  const isStopped = (): boolean => options.signal.aborted;
  try {
    for await (const lines of splitLines(source)) {
      for (const row of readRows(lines)) {
        if (row.line < options.fromLine) continue;
        take(row);
        if (batch.length + wrong.length >= LINES_AT_ONCE || facts >= FACTS_AT_ONCE) await commit();
        if (isStopped()) return { recorded, leftOut, stoppedAt: next };
      }
    }
  } catch (error) {
    // A source that waits for more is broken off.
    if ((error as Error).name === 'AbortError') return { recorded, leftOut, stoppedAt: next };
    throw error;
  }
  await commit();
  return { recorded, leftOut, stoppedAt: null };
}
