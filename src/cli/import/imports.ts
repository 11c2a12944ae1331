import { DAY } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { ConfigError } from '../../kernel/errors.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  addToList,
  eventKinds,
  findList,
  isWrong,
  readEventFact,
  readSubject,
  readTraitFact,
  recordEvents,
  recordValues,
  traitRegistry,
} from '../../traits/index.ts';
import type { EventFact, TraitFact, TraitRegistry, TraitType, Wrong } from '../../traits/index.ts';

type Cells = ReadonlyMap<string, unknown>;

/** What one row says about one person. */
export interface RowFacts<Fact> {
  readonly subjectId: string;
  readonly facts: readonly Fact[];
}

/** How rows of one kind are understood and recorded. */
export interface Import<Fact> {
  /** Throws unless these are the columns of a CSV file of this kind. */
  readonly checkHeader: (columns: readonly string[]) => void;
  /** Or what the row wants, in words that follow the number of its line; never what it says. */
  readonly read: (cells: Cells) => RowFacts<Fact> | string;
  readonly record: (tx: Tx, facts: readonly Fact[]) => Promise<void>;
}

const wantsHeader = (columns: string): ConfigError =>
  new ConfigError([`the first line wants a header: ${columns}`]);

const isSame = (columns: readonly string[], wanted: readonly string[]): boolean =>
  columns.length === wanted.length && wanted.every((column) => columns.includes(column));

/** A wrong part by the name of its column. */
const saying = ({ field, wants }: Wrong, valueColumn = 'value'): string => {
  const column = field === 'subjectId' || field === '' ? 'subject_id' : field;
  return `${column === 'value' ? valueColumn : column} wants ${wants}`;
};

/** A whole text as a number, as people write it; NaN, which nothing wants, for another. */
const numberOf = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

/** What a cell of CSV says: texts only. An empty one forgets. */
function valueOfText(type: TraitType | undefined, text: string): unknown {
  if (text === '') return null;
  if (type?.type === 'number') return numberOf(text);
  if (type?.type === 'flag') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

const LONG = ['subject_id', 'trait', 'value'];

/** Values of traits: one a row (`subject_id,trait,value`), or one column for each trait. */
function traitsImport(registry: TraitRegistry, isText: boolean): Import<TraitFact> {
  const valueOf = (trait: unknown, cell: unknown): unknown =>
    isText && typeof cell === 'string' ? valueOfText(registry.get(String(trait))?.type, cell) : cell;

  function one(subjectId: unknown, trait: unknown, cell: unknown, column: string): TraitFact | string {
    const fact = readTraitFact(registry, { subjectId, trait, value: valueOf(trait, cell) });
    return isWrong(fact) ? saying(fact, column) : fact;
  }

  function readWide(cells: Cells): RowFacts<TraitFact> | string {
    const subject = readSubject(cells.get('subject_id'));
    if (isWrong(subject)) return saying(subject);
    const facts: TraitFact[] = [];
    for (const [column, cell] of cells) {
      // An empty cell says nothing: a table of many columns has many.
      if (column === 'subject_id' || (isText && cell === '')) continue;
      // A key that is no trait's name may be anything, so it is not repeated.
      if (!registry.has(column)) return 'every other key wants to be a registered trait';
      const fact = one(subject.subjectId, column, cell, column);
      if (typeof fact === 'string') return fact;
      facts.push(fact);
    }
    return { ...subject, facts };
  }

  return {
    checkHeader(columns) {
      if (isSame(columns, LONG)) return;
      const unknown = columns.findIndex((column) => column !== 'subject_id' && !registry.has(column));
      const isWide = columns.includes('subject_id') && new Set(columns).size === columns.length;
      if (!isWide) throw wantsHeader(`${LONG.join(',')} or subject_id and a column for each trait`);
      if (unknown >= 0) throw wantsHeader(`column ${unknown + 1} wants to be a registered trait`);
    },
    read(cells) {
      if (!cells.has('trait') && !cells.has('value')) return readWide(cells);
      if (!isSame([...cells.keys()], LONG)) return `it wants ${LONG.join(', ')}, no more`;
      const fact = one(cells.get('subject_id'), cells.get('trait'), cells.get('value'), 'value');
      return typeof fact === 'string' ? fact : { subjectId: fact.subjectId, facts: [fact] };
    },
    record: recordValues,
  };
}

const EVENT = ['subject_id', 'event', 'day', 'count'];

function eventsImport(
  kinds: Awaited<ReturnType<typeof eventKinds>>,
  clock: Clock,
  isText: boolean,
): Import<EventFact> {
  return {
    checkHeader(columns) {
      if (!isSame(columns, EVENT)) throw wantsHeader(EVENT.join(','));
    },
    read(cells) {
      if (!isSame([...cells.keys()], EVENT)) return `it wants ${EVENT.join(', ')}, no more`;
      const cell = cells.get('count');
      const fact = readEventFact(kinds, Math.floor(clock.now() / DAY), {
        subjectId: cells.get('subject_id'),
        event: cells.get('event'),
        day: cells.get('day'),
        count: isText && typeof cell === 'string' ? numberOf(cell) : cell,
      });
      return isWrong(fact) ? saying(fact) : { subjectId: fact.subjectId, facts: [fact] };
    },
    record: recordEvents,
  };
}

function listImport(listId: string): Import<string> {
  return {
    checkHeader(columns) {
      if (!isSame(columns, ['subject_id'])) throw wantsHeader('subject_id');
    },
    read(cells) {
      if (!isSame([...cells.keys()], ['subject_id'])) return 'it wants subject_id, no more';
      const subject = readSubject(cells.get('subject_id'));
      return isWrong(subject) ? saying(subject) : { ...subject, facts: [subject.subjectId] };
    },
    record: (tx, subjectIds) => addToList(tx, listId, subjectIds),
  };
}

export const importKinds = ['traits', 'events', 'list'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Gives `run` how a file of one kind is imported; what its facts are stays between the two. */
export async function withImport<T>(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  job: { readonly kind: ImportKind; readonly list: string | undefined; readonly isText: boolean },
  run: <Fact>(of: Import<Fact>) => Promise<T>,
): Promise<T> {
  const { kind, list, isText } = job;
  if ((kind === 'list') !== (list !== undefined)) {
    throw new ConfigError(['--list wants the id of a list, for `sluice import list` only']);
  }
  switch (kind) {
    case 'traits':
      return run(traitsImport(await db.read(traitRegistry), isText));
    case 'events':
      return run(eventsImport(await db.read(eventKinds), clock, isText));
    case 'list': {
      const found = await db.read((reader) => findList(reader, list ?? ''));
      if (found === null)
        throw new ConfigError(['--list wants the id of a list, lst_…: there is none with this id']);
      return run(listImport(found.id));
    }
  }
}
