/**
 * What one endpoint that hangs, with 10,000 messages waiting for it, costs fifty healthy ones: their wait from enqueued
 * to arrived at a steady rate, with and without it, in five paired runs. Prints the ratio of the p99s of each pair and
 * their median; the aim is below 1.2.
 */
import { connectEndpoint } from '../test/support/connect.ts';
import { queueReleases, releaseEverybody, startBenchReceiver } from './delivery-harness.ts';
import type { Released } from './delivery-harness.ts';
import { benchSurroundings, composedBench, endBench, median, percentile } from './harness.ts';

const HEALTHY = 50;
const WAITING = 10_000;
const RATE = 200;
const SECONDS = Number(process.argv[2] ?? 8);
const PAIRS = 5;
const TICK = 20;

const receiver = await startBenchReceiver();
for (const dialect of ['sqlite', 'postgres'] as const) {
  const surroundings = await benchSurroundings(dialect);
  const sluice = await composedBench(surroundings, 2_000);
  const { db, worker } = sluice;
  const releases = await releaseEverybody(sluice);
  const byPartner = new Map<string, Released[]>();
  for (const release of releases) {
    byPartner.set(release.partner_id, [...(byPartner.get(release.partner_id) ?? []), release]);
  }
  const partners = [...byPartner.keys()];
  const endpoints: { readonly id: string; readonly partnerId: string }[] = [];
  for (let i = 0; i <= HEALTHY; i += 1) {
    const partnerId = partners[i % partners.length] ?? '';
    const path = i === HEALTHY ? 'prove' : `healthy-${i}`;
    const { id } = await connectEndpoint(sluice, partnerId, `${receiver.url}/${path}`);
    endpoints.push({ id, partnerId });
  }
  const hanging = endpoints.pop();
  await db.transact((tx) =>
    tx
      .q('webhook_endpoints')
      .where('id', hanging?.id ?? '')
      .update({ url: `${receiver.url}/hang` }),
  );
  const releaseFor = (partnerId: string, i: number): Released => {
    const own = byPartner.get(partnerId) ?? [];
    return own[i % own.length] as Released;
  };
  worker.start();

  async function run(withHanging: boolean): Promise<number> {
    await db.transact(async (tx) => {
      for (const table of ['delivery_results', 'delivery_attempts', 'outbox']) await tx.q(table).delete();
      await tx
        .q('webhook_endpoints')
        .update({ consecutive_failures: 0, failing_since: null, circuit_until: null });
      if (!withHanging || hanging === undefined) return;
      const waiting = Array.from({ length: WAITING }, (_, i) => releaseFor(hanging.partnerId, i));
      await queueReleases(tx, waiting, () => hanging.id);
    });
    await receiver.arrivals();
    const begun = performance.now();
    const ticks = (SECONDS * 1_000) / TICK;
    const each = (RATE * TICK) / 1_000;
    for (let tick = 0; tick < ticks; tick += 1) {
      const early = begun + tick * TICK - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await db.transact(async (tx) => {
        for (let j = 0; j < each; j += 1) {
          const n = tick * each + j;
          const { id, partnerId } = endpoints[n % HEALTHY] ?? { id: '', partnerId: '' };
          await queueReleases(tx, [releaseFor(partnerId, n)], () => id);
        }
      });
      worker.wake();
    }
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const arrived = await receiver.arrivals();
    const rows = await db.read(
      async (r) =>
        (await r
          .q('outbox')
          .whereNot('endpoint_id', hanging?.id ?? '')
          .select('id', 'created_at')) as { id: string; created_at: number }[],
    );
    return percentile(
      rows.map(({ id, created_at }) => (arrived.get(id) ?? Infinity) - created_at),
      0.99,
    );
  }

  await run(false);
  const ratios: number[] = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    // Which of the two comes first changes, so that neither has the warmer machine.
    const first = await run(pair % 2 === 0);
    const second = await run(pair % 2 !== 0);
    const [without, beside] = pair % 2 === 0 ? [second, first] : [first, second];
    ratios.push(beside / without);
    console.log(
      `${dialect} pair ${pair}: healthy p99 ${without.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside ${WAITING} waiting for one that hangs: ${(beside / without).toFixed(2)}`,
    );
  }
  console.log(`${dialect}: median ratio ${median(ratios).toFixed(2)} of ${PAIRS} pairs`);
  await sluice.close();
}
receiver.stop();
await endBench();
