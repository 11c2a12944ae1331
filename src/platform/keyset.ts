import type { Knex } from 'knex';
import { AppError } from '../kernel/errors.ts';

/** A Relay connection's arguments. `first` or `last` is required, 1 to 100. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** An order by one column, ties broken by id: stable, and each page costs the same wherever it starts. */
export interface KeysetOrder {
  readonly column: string;
  readonly idColumn: string;
  readonly direction: 'asc' | 'desc';
}

const MAX_PAGE = 100;

function sizeOf(args: PageArgs): { size: number; backward: boolean } {
  const { first, last } = args;
  if ((first == null) === (last == null)) {
    throw new AppError('BAD_USER_INPUT', 'Give `first` or `last`, one of them, 1 to 100.');
  }
  const size = (first ?? last) as number;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw new AppError('BAD_USER_INPUT', `\`${first == null ? 'last' : 'first'}\` wants 1 to ${MAX_PAGE}.`);
  }
  return { size, backward: first == null };
}

type Key = readonly [value: string | number, id: string];

export function encodeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What both engines take as a value: PostgreSQL knows no NUL in a text and no fraction in a bigint. */
const isBindable = (value: unknown, like: 'string' | 'number'): boolean =>
  like === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && !value.includes('\0');

function decodeCursor(name: string, cursor: string, like: 'string' | 'number'): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === 2 && isBindable(key[0], like) && isBindable(key[1], 'string')) {
      return key as [string | number, string];
    }
  } catch {
    // Falls through to the one answer for every text that is no cursor of this list.
  }
  throw new AppError('BAD_USER_INPUT', `\`${name}\` wants a cursor that this list gave.`);
}

/** Adds order, start and limit to `query` and makes the page. The order's columns must be unambiguous in `query`. */
export async function keysetPage<Row extends object, Node>(
  query: Knex.QueryBuilder,
  order: KeysetOrder & { readonly value: 'string' | 'number' },
  args: PageArgs,
  read: (row: Row) => { key: Key; node: Node },
): Promise<Page<Node>> {
  const { size, backward } = sizeOf(args);
  const forwardAscending = order.direction === 'asc';
  const bound = (name: 'after' | 'before', cursor: string, greater: boolean): void => {
    const [value, id] = decodeCursor(name, cursor, order.value);
    // As one comparison of a pair an index on both is entered where the page begins.
    const { column, idColumn } = order;
    void query.whereRaw(`(??, ??) ${greater ? '>' : '<'} (?, ?)`, [column, idColumn, value, id]);
  };
  if (args.after != null) bound('after', args.after, forwardAscending);
  if (args.before != null) bound('before', args.before, !forwardAscending);
  const direction = forwardAscending !== backward ? 'asc' : 'desc';
  const rows = (await query
    .orderBy([
      { column: order.column, order: direction },
      { column: order.idColumn, order: direction },
    ])
    .limit(size + 1)) as Row[];
  const more = rows.length > size;
  const kept = rows.slice(0, size);
  if (backward) kept.reverse();
  const edges = kept.map((row) => {
    const { key, node } = read(row);
    return { node, cursor: encodeCursor(key) };
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? args.before != null : more,
      hasPreviousPage: backward ? more : args.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A page of a list that is in memory, ordered by id, oldest first. */
export function pageOf<Node extends { readonly id: string }>(
  nodes: readonly Node[],
  args: PageArgs,
): Page<Node> {
  const { size, backward } = sizeOf(args);
  const after = args.after == null ? null : decodeCursor('after', args.after, 'string')[1];
  const before = args.before == null ? null : decodeCursor('before', args.before, 'string')[1];
  const inside = nodes
    .filter(({ id }) => (after === null || id > after) && (before === null || id < before))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const kept = backward ? inside.slice(-size) : inside.slice(0, size);
  const edges = kept.map((node) => ({ node, cursor: encodeCursor([node.id, node.id]) }));
  const more = inside.length > size;
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
