import { createSigningKeys } from '../src/delivery/index.ts';
import { connectEndpoint } from '../test/support/connect.ts';
import { queueReleases, releaseEverybody, startBenchReceiver } from './delivery-harness.ts';
import { benchSurroundings, composedBench, endBench } from './harness.ts';
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
const dialect = process.argv[2] as 'sqlite' | 'postgres';
const receiver = await startBenchReceiver();
const surroundings = await benchSurroundings(dialect);
const sluice = await composedBench(surroundings, 4000);
const releases = await releaseEverybody(sluice);
const endpoints = new Map<string, string>();
for (const partnerId of new Set(releases.map((r) => r.partner_id))) endpoints.set(partnerId, (await connectEndpoint(sluice, partnerId, `${receiver.url}/${partnerId}`)).id);
let statements = 0;
sluice.db.read(async (r) => { r.q.on('query', () => { statements += 1; }); });
await sluice.db.transact(async (tx) => { (tx.q as unknown as { client: { on(e: string, f: () => void): void } }); });
const session = new Session(); session.connect();
for (let round = 0; round < 3; round += 1) {
  await sluice.db.transact(async (tx) => { for (const t of ['delivery_results', 'delivery_attempts', 'outbox']) await tx.q(t).delete(); });
  await sluice.db.transact((tx) => queueReleases(tx, releases, (r) => endpoints.get(r.partner_id) ?? ''));
  if (round === 2) { await session.post('Profiler.enable'); await session.post('Profiler.start'); }
  const t = performance.now(); const cpu = process.cpuUsage();
  if (round === 0) sluice.worker.start(); else sluice.worker.wake();
  while ((await sluice.db.read((r) => r.q('outbox').whereNot('state', 'delivered').first('id'))) !== undefined) await new Promise((s) => setTimeout(s, 20));
  const ms = performance.now() - t; const used = process.cpuUsage(cpu);
  const n = ((await sluice.db.read((r) => r.q('delivery_attempts').select(r.q.raw('count(distinct started_at) as n')))) as { n: number }[])[0]?.n;
  console.log(dialect, (releases.length * 1000 / ms).toFixed(0) + '/s', 'cpu', ((used.user + used.system) / 1000 / ms).toFixed(2), 'claims', n, 'batch', (releases.length / Number(n)).toFixed(0));
}
const { profile } = await session.post('Profiler.stop');
writeFileSync(`/tmp/${dialect}.cpuprofile`, JSON.stringify(profile));
await sluice.close(); receiver.stop(); await endBench();
