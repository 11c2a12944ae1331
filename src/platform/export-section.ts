import type { Knex } from 'knex';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Queryable, Reader } from './db/index.ts';
import type { Page, PageArgs } from './keyset.ts';

/** A part of a list, and where the next one starts; null: there is none. */
export interface ExportPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The part of a list that starts after a place; '' is before the first. */
export type ReadExportPage<Item> = (
  at: Reader,
  subjectId: string,
  after: string,
) => Promise<ExportPage<Item>>;

export interface ExportedFile {
  /** In its section's folder: letters, digits, dots, dashes and underscores. */
  readonly name: string;
  readonly text: string;
}

/**
 * What a slice holds about a person, for that person's own copy of it: `NAME.json` and, where there are files, the
 * folder `NAME/`. Each slice says what it has; what puts the copy together knows none of it.
 */
export type ExportSection = {
  /** Lower-case letters and dashes. */
  readonly name: string;
  /** What it holds, in a sentence for the person. */
  readonly about: string;
} & (
  | { readonly object: (at: Reader, subjectId: string) => Promise<JsonValue> }
  | {
      readonly page: ReadExportPage<JsonValue>;
      readonly files?: ReadExportPage<ExportedFile>;
      /** How many items and files there are, about, for the progress; left out where they are few. */
      readonly count?: (at: Reader, subjectId: string) => Promise<number>;
    }
);

/** A list that is short enough to be read at once. */
export const wholeList =
  <Item>(read: (at: Reader, subjectId: string) => Promise<readonly Item[]>): ReadExportPage<Item> =>
  async (at, subjectId) => ({ items: await read(at, subjectId), next: null });

const ROWS = 500;
/** As many as a page can have. */
const KEYSET = 100;

/** The rows of a query that come after an id, in order of id. */
export async function pageById<Row extends { readonly id: string }>(
  query: Knex.QueryBuilder,
  after: string,
): Promise<ExportPage<Row>> {
  const items = (await query.where('id', '>', after).orderBy('id').limit(ROWS)) as Row[];
  return { items, next: items.length === ROWS ? (items.at(-1)?.id ?? null) : null };
}

/** A list that is read elsewhere by pages, too, newest first. */
export const fromPages =
  <Node, Item>(
    read: (at: Queryable, subjectId: string, args: PageArgs) => Promise<Page<Node>>,
    toItems: (at: Reader, nodes: readonly Node[]) => Promise<readonly Item[]>,
  ): ReadExportPage<Item> =>
  async (at, subjectId, after) => {
    const args = { first: KEYSET, ...(after === '' ? {} : { after }) };
    const { edges, pageInfo } = await read(at, subjectId, args);
    const nodes = edges.map(({ node }) => node);
    return { items: await toItems(at, nodes), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  };

/** An instant as it stands in a copy. */
export const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();
