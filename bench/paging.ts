/**
 * A page at the end of a million apps, beside the first: the catalogue's list, which is read by keyset, with one app a page
 * (the last page is the millionth) and with twenty, as lists ask for. Prints the 95th percentiles of each and their ratio
 * on each engine (aim: at most 1.2). The first page has no cursor to read; one at the beginning that has tells what that costs.
 *
 * `npm run bench:paging [apps] [reads]`
 */
import { listApps } from '../src/catalog/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { encodeCursor } from '../src/platform/keyset.ts';
import { benchSurroundings, composedBench, endBench, percentile } from './harness.ts';

const APPS = Number(process.argv[2] ?? 1_000_000);
const READS = Number(process.argv[3] ?? 1_500);
const WARM = 300;
const SIZES = [1, 20];
/** Digits of an app's number. */
const WIDTH = 10;

const numbered = (at: number): string => String(at).padStart(WIDTH, '0');

/** Listed apps after all others, whose names and ids are in one order. */
async function fill(db: Database): Promise<void> {
  const number = db.dialect === 'postgres' ? `lpad(i::text, ${WIDTH}, '0')` : `printf('%0${WIDTH}d', i)`;
  const series =
    db.dialect === 'postgres'
      ? `generate_series(1, ${APPS}) as i`
      : `(with recursive n (i) as (select 1 union all select i + 1 from n where i < ${APPS}) select i from n)`;
  await db.transact(async (tx) => {
    const like = (await tx.q('apps').where('status', 'listed').first()) as Record<string, unknown>;
    const own: Record<string, string> = {
      id: `'app_' || ${number}`,
      slug: `'app-' || ${number}`,
      name: `'zzz ' || ${number}`,
    };
    const columns = Object.keys(like);
    const values = columns.map((column) => own[column] ?? `one.${column}`);
    await tx.q.raw(
      `insert into apps (${columns.join(', ')}) select ${values.join(', ')} from ${series} cross join apps as one where one.id = ?`,
      [like['id'] as string],
    );
    await tx.q.raw('analyze');
  });
}

for (const dialect of ['sqlite', 'postgres'] as const) {
  const sluice = await composedBench(await benchSurroundings(dialect), 0);
  const { db } = sluice;
  await fill(db);
  const read = (first: number, after: number | null): Promise<unknown> =>
    db.read((reader) =>
      listApps(
        reader,
        { order: 'NAME' },
        {
          first,
          ...(after === null
            ? {}
            : { after: encodeCursor([`zzz ${numbered(after)}`, `app_${numbered(after)}`]) }),
        },
      ),
    );
  for (const size of SIZES) {
    const took = { first: [] as number[], second: [] as number[], last: [] as number[] };
    // By turns, so that what disturbs one disturbs the others.
    for (let i = 0; i < READS + WARM; i += 1) {
      for (const [which, after] of [
        ['first', null],
        ['second', 1 + (i % 1_000)],
        ['last', APPS - size - 1 - (i % 1_000)],
      ] as const) {
        const begun = performance.now();
        await read(size, after);
        if (i >= WARM) took[which].push(performance.now() - begun);
      }
    }
    const p95 = (which: keyof typeof took): number => percentile(took[which], 0.95);
    console.log(
      `${dialect}: ${APPS} apps, ${size} a page, p95 of the first page ${p95('first').toFixed(2)} ms, ` +
        `of those at the beginning, by cursor, ${p95('second').toFixed(2)} ms, of the last ${p95('last').toFixed(2)} ms: ` +
        `${(p95('last') / p95('first')).toFixed(2)} times the first (aim 1.2)`,
    );
  }
  await sluice.close();
}
await endBench();
