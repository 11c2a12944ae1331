/**
 * Memory and time of a copy of one person's data with 10,000 releases, each with receipt and proof, on each engine.
 * Prints how far the process grew above what it was before; the aim is under 100 MB.
 */
import { lockSubjects } from '../src/accounts/index.ts';
import { listApps } from '../src/catalog/index.ts';
import { isRefusal } from '../src/kernel/errors.ts';
import { releaseManyTimes } from '../test/support/many-releases.ts';
import { benchSurroundings, composedBench, endBench } from './harness.ts';

const RELEASES = Number(process.argv[2] ?? 10_000);
const MB = 2 ** 20;
const LOOK = 20;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const collect = (globalThis as { gc?: () => void }).gc;

for (const dialect of ['sqlite', 'postgres'] as const) {
  const surroundings = await benchSurroundings(dialect);
  const sluice = await composedBench(surroundings, 10);
  const { db, services } = sluice;
  const subject = await db.transact(async (tx) => {
    const { id } = (await tx.q('subjects').orderBy('id').first()) as { id: string };
    return (await lockSubjects(tx, [id])).get(id);
  });
  if (subject === undefined) throw new Error('somebody is planted');
  const apps = await db.read((r) => listApps(r, { order: 'NAME', categorySlug: 'selling' }, { first: 5 }));
  await releaseManyTimes(
    sluice,
    subject,
    apps.edges.map(({ node }) => node.id),
    RELEASES,
  );
  // The ledger first: what it has not taken in has no proof. Nothing else is to run beside the export.
  await sluice.sequencer.start(() => Promise.resolve());
  const isIntegrated = (): Promise<boolean> =>
    db.read(async (r) => (await r.q('ledger_entries').whereNull('leaf_index').first()) === undefined);
  while (!(await isIntegrated())) await sleep(LOOK);
  await sluice.sequencer.stop();

  const asked = await services.exports.request(subject, 'bench');
  if (isRefusal(asked)) throw new Error(asked.refused);
  await sleep(3_000);
  collect?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), LOOK);
  const begun = performance.now();
  sluice.exporter.start();
  const isReady = (): Promise<{ size: number } | undefined> =>
    db.read(
      async (r) => (await r.q('exports').where({ id: asked.id, state: 'ready' }).first()) as { size: number },
    );
  let ready = await isReady();
  while (ready === undefined) {
    await sleep(LOOK);
    ready = await isReady();
  }
  clearInterval(watch);
  const seconds = (performance.now() - begun) / 1_000;
  console.log(
    `${dialect}: ${RELEASES} releases, a zip of ${(ready.size / MB).toFixed(1)} MB in ${seconds.toFixed(1)} s; ` +
      `memory ${(before / MB).toFixed(0)} MB before, at most ${((peak - before) / MB).toFixed(0)} MB more`,
  );
  await sluice.close();
}
await endBench();
