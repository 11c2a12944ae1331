import { DatabaseError } from '../platform/db/index.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { problem } from './problems.ts';
import type { Problem } from './problems.ts';

const AT_ONCE = 500;

/** A table, in order of a key. */
export interface Walk<Row, Key extends string | number> {
  readonly table: string;
  readonly first: Key;
  readonly page: (at: Queryable, after: Key, limit: number) => Promise<readonly Row[]>;
  readonly keyOf: (row: Row) => Key;
  readonly check: (at: Queryable, rows: readonly Row[]) => Promise<Problem[]>;
  readonly onRows?: (count: number) => void;
}

/** A check may meet anything; what it cannot make sense of is itself a problem. */
async function checkAlone<Row, Key extends string | number>(
  at: Queryable,
  { table, keyOf, check }: Walk<Row, Key>,
  rows: readonly Row[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const row of rows) {
    try {
      problems.push(...(await check(at, [row])));
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      problems.push(problem(`${table} ${String(keyOf(row))}`, 'it makes no sense'));
    }
  }
  return problems;
}

/** Checks every row of a table; problems count only if they are still there at a second look. */
export async function walk<Row, Key extends string | number>(
  db: Database,
  of: Walk<Row, Key>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (let after = of.first; ;) {
    const look = (check: typeof of.check) =>
      db.read(async (reader) => {
        const rows = await of.page(reader, after, AT_ONCE);
        return { rows, found: await check(reader, rows) };
      });
    const first = await look(of.check).catch((error: unknown) => {
      if (error instanceof DatabaseError) throw error;
      return null;
    });
    // What was read in several statements may have changed between them; what is wrong stays wrong.
    const isFine = first !== null && first.found.length === 0;
    const { rows, found } = isFine ? first : await look((at, some) => checkAlone(at, of, some));
    problems.push(...found);
    const last = rows.at(-1);
    if (last === undefined) return problems;
    of.onRows?.(rows.length);
    after = of.keyOf(last);
  }
}
