import assert from 'node:assert/strict';
import fc from 'fast-check';
import { systemClock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { encodeCursor, keysetPage, pageOf } from '../../src/platform/keyset.ts';
import type { Page, PageArgs } from '../../src/platform/keyset.ts';
import { newDatabaseUrl } from '../support/databases.ts';

interface Row {
  readonly id: string;
  readonly rank: number;
  readonly title: string;
  readonly shelf: string;
}

type By = 'rank' | 'title';
type Direction = 'asc' | 'desc';
type AskPage = (args: PageArgs) => Promise<Page<string>>;

const migration: Parameters<typeof migrationSource>[0][number] = {
  name: '0001-books',
  async up(schema) {
    await schema.schema.createTable('books', (t) => {
      t.text('id').primary();
      t.integer('rank').notNullable();
      t.text('title').notNullable();
      t.text('shelf').notNullable();
    });
  },
};

/** What every page of a walk says of itself and its neighbours. */
function checkPage(page: Page<string>, size: number, walk: { first: boolean; backward: boolean }): void {
  const { edges, pageInfo } = page;
  assert.ok(edges.length <= size);
  assert.equal(pageInfo.startCursor, edges[0]?.cursor ?? null);
  assert.equal(pageInfo.endCursor, edges.at(-1)?.cursor ?? null);
  const [ahead, behind] = walk.backward
    ? [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
    : [pageInfo.hasNextPage, pageInfo.hasPreviousPage];
  assert.equal(behind, !walk.first);
  if (ahead) assert.equal(edges.length, size);
}

/** All nodes of a list by pages of `size`, and how many pages it took. */
async function walk(
  ask: AskPage,
  size: number,
  backward: boolean,
): Promise<{ nodes: string[]; pages: number }> {
  const nodes: string[] = [];
  let cursor: string | null = null;
  for (let pages = 1; ; pages += 1) {
    assert.ok(pages <= 200, 'the walk does not end');
    const page: Page<string> = await ask(
      backward ? { last: size, before: cursor } : { first: size, after: cursor },
    );
    checkPage(page, size, { first: cursor === null, backward });
    const found = page.edges.map((edge) => edge.node);
    if (backward) nodes.unshift(...found);
    else nodes.push(...found);
    if (!(backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) return { nodes, pages };
    cursor = backward ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    assert.ok(cursor !== null);
  }
}

const badInput =
  (message: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, 'BAD_USER_INPUT');
    assert.match(error.message, message);
    return true;
  };

const one = /^Give `first` or `last`, one of them, 1 to 100\.$/;
const sizes: readonly [PageArgs, RegExp][] = [
  [{}, one],
  [{ first: null, last: null }, one],
  [{ after: encodeCursor(['a', 'a']) }, one],
  [{ first: 1, last: 1 }, one],
  [{ first: 0, last: 0 }, one],
  ...[0, 101, -1, 1.5, Number.NaN, Infinity].flatMap((size): [PageArgs, RegExp][] => [
    [{ first: size }, /^`first` wants 1 to 100\.$/],
    [{ last: size }, /^`last` wants 1 to 100\.$/],
  ]),
];
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** None is a cursor of a list of texts. */
const garbage = [
  '',
  'x',
  '!!!',
  'eyJ9',
  Buffer.from('["a","a"').toString('base64url'),
  json(null),
  json('a'),
  json({ 0: 'a', 1: 'a', length: 2 }),
  json([]),
  json(['a']),
  json(['a', 'a', 'a']),
  json(['a', 1]),
  json(['a', null]),
  json([null, 'a']),
  json([1, 'a']),
  json([true, 'a']),
  json([['a'], 'a']),
];

const ranks = fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 30 });
const pageSize = fc.integer({ min: 1, max: 12 });

describe('keyset pages of a query', () => {
  let db: Database;

  before(async () => {
    db = openDatabase(await newDatabaseUrl('sqlite'), systemClock);
    assert.deepEqual(await db.migrate(migrationSource([migration])), ['0001-books']);
  });
  after(() => db.close());

  /** Ids in an order of their own, so that no order of insertion helps. */
  async function fill(values: readonly number[]): Promise<Row[]> {
    const rows = values.map((rank, i) => ({
      id: `b${((i * 37) % 101).toString().padStart(3, '0')}`,
      rank,
      title: `t${rank + 5}`,
      shelf: 'here',
    }));
    await db.transact(async (tx) => {
      await tx.q('books').delete();
      // The rows of another shelf lie between these and are in no page.
      const others = rows.map((row) => ({ ...row, id: `${row.id}x`, shelf: 'elsewhere' }));
      for (const row of [...rows, ...others]) await tx.q('books').insert(row);
    });
    return rows;
  }

  const inOrder = (rows: readonly Row[], by: By, direction: Direction): string[] => {
    const sign = direction === 'asc' ? 1 : -1;
    const compare = <Value extends string | number>(a: Value, b: Value): number =>
      a < b ? -1 : a > b ? 1 : 0;
    return [...rows]
      .sort((a, b) => sign * (compare(a[by], b[by]) || compare(a.id, b.id)))
      .map(({ id }) => id);
  };

  const asker =
    (by: By, direction: Direction): AskPage =>
    (args) =>
      db.read((reader) =>
        keysetPage<Row, string>(
          reader.q('books').where('shelf', 'here'),
          { column: by, idColumn: 'id', direction, value: by === 'rank' ? 'number' : 'string' },
          args,
          (row) => ({ key: [row[by], row.id], node: row.id }),
        ),
      );

  for (const by of ['rank', 'title'] as const) {
    for (const direction of ['asc', 'desc'] as const) {
      it(`give every row once in order by ${by} ${direction}, forward and backward`, async () => {
        await fc.assert(
          fc.asyncProperty(ranks, pageSize, async (values, size) => {
            const rows = await fill(values);
            const expected = inOrder(rows, by, direction);
            const ask = asker(by, direction);
            const pages = Math.max(1, Math.ceil(expected.length / size));
            assert.deepEqual(await walk(ask, size, false), { nodes: expected, pages });
            assert.deepEqual(await walk(ask, size, true), { nodes: expected, pages });
          }),
          { numRuns: 40 },
        );
      });
    }
  }

  it('break ties by id, also where a page ends in the middle of them', async () => {
    const rows = await fill(Array.from({ length: 20 }, () => 1));
    const ids = rows.map(({ id }) => id).sort();
    assert.notDeepEqual(
      ids,
      rows.map(({ id }) => id),
    );
    for (const size of [1, 3, 19, 20, 21]) {
      assert.deepEqual((await walk(asker('rank', 'asc'), size, false)).nodes, ids);
      assert.deepEqual((await walk(asker('rank', 'desc'), size, false)).nodes, [...ids].reverse());
      assert.deepEqual((await walk(asker('rank', 'asc'), size, true)).nodes, ids);
    }
  });

  it('stay between two cursors', async () => {
    const rows = await fill(Array.from({ length: 12 }, (_, i) => i % 3));
    for (const direction of ['asc', 'desc'] as const) {
      const ask = asker('rank', direction);
      const expected = inOrder(rows, 'rank', direction);
      const cursors = (await ask({ first: 100 })).edges.map(({ cursor }) => cursor);
      assert.equal(cursors.length, 12);
      for (const [from, to] of [
        [0, 11],
        [2, 7],
        [5, 6],
      ] as const) {
        const inside = expected.slice(from + 1, to);
        const [after, before] = [cursors[from], cursors[to]];
        const ids = async (args: PageArgs): Promise<string[]> =>
          (await ask({ ...args, after, before })).edges.map(({ node }) => node);
        assert.deepEqual(await ids({ first: 100 }), inside);
        assert.deepEqual(await ids({ last: 100 }), inside);
        assert.deepEqual(await ids({ first: 2 }), inside.slice(0, 2));
        assert.deepEqual(await ids({ last: 2 }), inside.slice(-2));
      }
    }
  });

  it('go on where they were when rows come and go in between', async () => {
    await fill([0, 0, 0, 0, 1, 1]);
    const ask = asker('rank', 'asc');
    const page = await ask({ first: 3 });
    const seen = page.edges.map(({ node }) => node);
    await db.transact(async (tx) => {
      await tx.q('books').where('id', seen[2]).delete();
      await tx.q('books').insert({ id: 'a000', rank: -9, title: 'early', shelf: 'here' });
    });
    const rest = await ask({ first: 100, after: page.pageInfo.endCursor });
    assert.equal(rest.edges.length, 3);
    assert.equal(new Set([...seen, ...rest.edges.map(({ node }) => node)]).size, 6);
  });

  it('refuse other sizes than 1 to 100 of either end', async () => {
    await fill([1, 2]);
    const ask = asker('rank', 'asc');
    for (const [args, message] of sizes) await assert.rejects(ask(args), badInput(message));
    for (const size of [1, 100]) {
      assert.equal((await ask({ first: size })).edges.length, Math.min(size, 2));
      assert.equal((await ask({ last: size, first: null })).edges.length, Math.min(size, 2));
    }
  });

  it('refuse a cursor that the list did not give', async () => {
    await fill([1, 2]);
    const byTitle = asker('title', 'asc');
    const byRank = asker('rank', 'asc');
    for (const cursor of garbage) {
      for (const name of ['after', 'before'] as const) {
        const message = new RegExp(`^\`${name}\` wants a cursor that this list gave\\.$`);
        await assert.rejects(byTitle({ first: 1, [name]: cursor }), badInput(message), cursor);
      }
    }
    // A cursor of one kind of list is none of the other's.
    const [title, rank] = [json(['a', 'a']), json([1, 'a'])];
    assert.equal((await byTitle({ first: 5, after: title })).edges.length, 2);
    await assert.rejects(byRank({ first: 1, after: title }), badInput(/^`after` wants a cursor/));
    assert.equal((await byRank({ first: 5, after: rank })).edges.length, 2);
    await assert.rejects(byTitle({ first: 1, after: rank }), badInput(/^`after` wants a cursor/));
  });

  it('take what a cursor says as a value only', async () => {
    const rows = await fill([1, 2, 3]);
    const hostile = `' or 1=1; drop table books; --`;
    const page = await asker('title', 'asc')({ first: 5, after: encodeCursor([hostile, hostile]) });
    assert.equal(page.edges.length, 3);
    assert.deepEqual(
      (await asker('title', 'asc')({ first: 5, after: encodeCursor(['u', hostile]) })).edges,
      [],
    );
    assert.deepEqual((await walk(asker('title', 'asc'), 5, false)).nodes, inOrder(rows, 'title', 'asc'));
  });
});

describe('pages of a list in memory', () => {
  const ids = fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 40 });
  const asker =
    (list: readonly string[]): AskPage =>
    (args) => {
      const { edges, pageInfo } = pageOf(
        list.map((id) => ({ id })),
        args,
      );
      return Promise.resolve({
        edges: edges.map(({ node, cursor }) => ({ node: node.id, cursor })),
        pageInfo,
      });
    };
  const sorted = (list: readonly string[]): string[] => [...list].sort((a, b) => (a < b ? -1 : 1));

  it('give every node once in order by id, forward and backward', async () => {
    await fc.assert(
      fc.asyncProperty(ids, pageSize, async (list, size) => {
        const expected = { nodes: sorted(list), pages: Math.max(1, Math.ceil(list.length / size)) };
        assert.deepEqual(await walk(asker(list), size, false), expected);
        assert.deepEqual(await walk(asker(list), size, true), expected);
      }),
    );
  });

  it('stay between two cursors', async () => {
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(), fc.nat(), pageSize, async (list, one, other, size) => {
        fc.pre(list.length > 1);
        const [from, to] = [one % list.length, other % list.length].sort((a, b) => a - b) as [number, number];
        const { edges } = await asker(list)({ first: 100 });
        const [after, before] = [edges[from]?.cursor, edges[to]?.cursor];
        assert.ok(after !== undefined && before !== undefined);
        const inside = sorted(list).slice(from + 1, Math.max(to, from + 1));
        const nodes = async (args: PageArgs): Promise<string[]> =>
          (await asker(list)({ ...args, after, before })).edges.map(({ node }) => node);
        assert.deepEqual(await nodes({ first: size }), inside.slice(0, size));
        assert.deepEqual(await nodes({ last: size }), inside.slice(-size));
      }),
    );
  });

  it('leave the list as it was', () => {
    const list = Object.freeze([{ id: 'b' }, { id: 'a' }]);
    assert.deepEqual(
      pageOf(list, { first: 2 }).edges.map(({ node }) => node.id),
      ['a', 'b'],
    );
    assert.deepEqual(list, [{ id: 'b' }, { id: 'a' }]);
  });

  it('refuse wrong sizes and cursors', () => {
    const list = [{ id: 'a' }, { id: 'b' }];
    for (const [args, message] of sizes) assert.throws(() => pageOf(list, args), badInput(message));
    for (const cursor of garbage) {
      for (const name of ['after', 'before'] as const) {
        const message = new RegExp(`^\`${name}\` wants a cursor that this list gave\\.$`);
        assert.throws(() => pageOf(list, { last: 1, [name]: cursor }), badInput(message), cursor);
      }
    }
    assert.equal(pageOf(list, { first: 100 }).edges.length, 2);
  });
});
