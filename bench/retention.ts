/**
 * The sweep of finished messages among ten million that are kept: what it takes to find that there is nothing to do (the
 * limit is a second), and to forget 5,000. Prints milliseconds, medians of five.
 */
import { SWEEP_AT_ONCE, sweepDeliveries } from '../src/delivery/index.ts';
import { DAY } from '../src/kernel/clock.ts';
import type { Database } from '../src/platform/db/index.ts';
import { benchSurroundings, composedBench, endBench, median } from './harness.ts';

const ROWS = Number(process.argv[2] ?? 10_000_000);
const AT_ONCE = 500_000;
const ROUNDS = 5;

const COLUMNS =
  'id, event, partner_id, app_id, endpoint_id, subject_id, grant_id, state, attempts, failures, next_at, created_at, finished_at, sandbox';

/** Finished messages numbered from `from` on, with `finished_at` as given. */
async function fill(db: Database, from: number, count: number, finishedAt: number): Promise<void> {
  const falsehood = db.dialect === 'postgres' ? 'false' : '0';
  const row = `'msg_' || i, 'contact.released', 'prt_' || (i % 50), 'app_' || (i % 100), 'end_' || (i % 50), 'sub_' || i, 'grt_' || i,
    'delivered', 1, 0, ${finishedAt}, ${finishedAt} - (i % 1000), ${finishedAt} + (i % 1000), ${falsehood}`;
  const series =
    db.dialect === 'postgres'
      ? `select ${row} from generate_series(${from}, ${from + count - 1}) as i`
      : `with recursive n (i) as (select ${from} union all select i + 1 from n where i < ${from + count - 1}) select ${row} from n`;
  await db.transact((tx) => tx.q.raw(`insert into outbox (${COLUMNS}) ${series}`));
}

for (const dialect of ['sqlite', 'postgres'] as const) {
  const sluice = await composedBench(await benchSurroundings(dialect), 0);
  const { db } = sluice;
  const now = Date.now();
  for (let from = 0; from < ROWS; from += AT_ONCE) await fill(db, from, Math.min(AT_ONCE, ROWS - from), now);
  if (dialect === 'postgres') await db.read((r) => r.q.raw('vacuum analyze outbox'));
  const idle: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let begun = performance.now();
    const none = await db.transact((tx) => sweepDeliveries(tx, now - DAY));
    idle.push(performance.now() - begun);
    if (none !== 0) throw new Error('there was something to do');
    await fill(db, ROWS + round * SWEEP_AT_ONCE, SWEEP_AT_ONCE, now - 40 * DAY);
    begun = performance.now();
    const some = await db.transact((tx) => sweepDeliveries(tx, now - DAY));
    busy.push(performance.now() - begun);
    if (some !== SWEEP_AT_ONCE) throw new Error('not all were forgotten');
  }
  console.log(
    `${dialect}: ${ROWS} messages kept; a sweep with nothing to do ${median(idle).toFixed(1)} ms, one of ${SWEEP_AT_ONCE} ${median(busy).toFixed(0)} ms (medians of ${ROUNDS})`,
  );
  await sluice.close();
}
await endBench();
