/**
 * Messages a second against one local receiver, in one run: a bare undici pool, this worker (claim, check, sign, send,
 * record) on SQLite and on PostgreSQL with `v1` alone and with `v1a` too, and a plain loop of one fetch and one
 * transaction each. Prints ratios. Then the wait from enqueued to the start of the first attempt at 500 messages a second.
 */
import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import type { Sluice } from '../src/app/index.ts';
import { createSigningKeys, createWorker, sandboxContents } from '../src/delivery/index.ts';
import { systemRandom } from '../src/kernel/random.ts';
import { createSafePost } from '../src/platform/safe-fetch/index.ts';
import { admitAttempts, createUnseal, recordReceived } from '../src/release/index.ts';
import { connectEndpoint } from '../test/support/connect.ts';
import { queueReleases, releaseEverybody, startBenchReceiver } from './delivery-harness.ts';
import type { Released } from './delivery-harness.ts';
import { benchSurroundings, composedBench, endBench, median, percentile } from './harness.ts';

const MESSAGES = Number(process.argv[2] ?? 10_000);
const PLAIN = 400;
const ROUNDS = 3;
const RATE = 500;
const SECONDS = 10;
const BODY = JSON.stringify({
  type: 'contact.released',
  timestamp: new Date().toISOString(),
  data: {
    app: { id: `app_${'0'.repeat(26)}`, slug: 'acorn-helpdesk', name: 'Acorn Helpdesk' },
    contact: { id: `pw_${'0'.repeat(27)}`, email: 'somebody.12345@mail.example' },
    purposes: ['account_creation', 'communication'],
  },
});

const receiver = await startBenchReceiver();
const perSecond = (count: number, begun: number): number => (count * 1_000) / (performance.now() - begun);

async function barePool(): Promise<number> {
  const pool = new Pool(receiver.url, { connections: 128 });
  const headers = { 'content-type': 'application/json', 'webhook-id': 'bare' };
  let left = MESSAGES;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: 128 }, async () => {
      while (left-- > 0) {
        const { body } = await pool.request({ path: '/hooks', method: 'POST', headers, body: BODY });
        await body.dump();
      }
    }),
  );
  const rate = perSecond(MESSAGES, begun);
  await pool.close();
  return rate;
}

function workerOf(sluice: Sluice, keys: ReturnType<typeof createSigningKeys>['keys']) {
  const { vault, hashes, db } = sluice.services;
  const post = createSafePost({ loopback: true }, { connections: 256 });
  const worker = createWorker({
    ...{
      db,
      random: systemRandom,
      keyRing: vault.keyRing,
      post,
      log: surroundings.log,
      clock: surroundings.clock,
    },
    signingKeys: keys,
    admit: admitAttempts,
    unseal: createUnseal({ keyRing: vault.keyRing, hashes }),
    sandboxContents,
    received: recordReceived,
    notifyDisabled: () => Promise.resolve(),
  });
  return { worker, close: () => post.close() };
}

/** Along the worker's own indexes, so that waiting for it costs the database nothing. */
const waiting = ({ db }: Sluice): Promise<boolean> =>
  db.read(async (r) => {
    const pending = r.q('outbox').select('id').whereRaw(`state = 'pending' and endpoint_id is not null`);
    const sending = r.q('outbox').select('id').whereRaw(`state = 'sending' and claimed_by is not null`);
    return (await pending.first()) !== undefined || (await sending.first()) !== undefined;
  });

async function delivered(sluice: Sluice): Promise<void> {
  while (await waiting(sluice)) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function clear({ db }: Sluice): Promise<void> {
  await db.transact(async (tx) => {
    for (const table of ['delivery_results', 'delivery_attempts', 'outbox']) await tx.q(table).delete();
    // As if none of them had been sent before.
    await tx.q('releases').update({ sent_at: null, received_at: null });
  });
  if (db.dialect === 'postgres') {
    await db.read(async (r) => {
      await r.q.raw('vacuum analyze outbox');
      await r.q.raw('vacuum analyze releases');
    });
  }
}

async function byWorker(
  sluice: Sluice,
  releases: readonly Released[],
  endpointOf: (release: Released) => string,
  keys: ReturnType<typeof createSigningKeys>['keys'],
): Promise<number> {
  await clear(sluice);
  await sluice.db.transact((tx) => queueReleases(tx, releases.slice(0, MESSAGES), endpointOf));
  const { worker, close } = workerOf(sluice, keys);
  const begun = performance.now();
  worker.start();
  await delivered(sluice);
  const rate = perSecond(Math.min(MESSAGES, releases.length), begun);
  await worker.stop();
  await close();
  return rate;
}

/** What one writes at first: for each message a fetch, then a transaction that says how it went. */
async function plainLoop(
  sluice: Sluice,
  releases: readonly Released[],
  endpointOf: (release: Released) => string,
): Promise<number> {
  await clear(sluice);
  const { db } = sluice;
  await db.transact((tx) => queueReleases(tx, releases.slice(0, PLAIN), endpointOf));
  const begun = performance.now();
  for (let i = 0; i < PLAIN; i += 1) {
    const [message] = (await db.read((r) =>
      r.q('outbox').where('state', 'pending').orderBy('next_at').limit(1),
    )) as { id: string }[];
    const id = message?.id ?? '';
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', 'secret').update(`${id}.${timestamp}.${BODY}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    const { status } = await fetch(`${receiver.url}/hooks`, { method: 'POST', headers, body: BODY });
    await db.transact(async (tx) => {
      await tx
        .q('delivery_attempts')
        .insert({ id: `${id}-1`, message_id: id, number: 1, started_at: tx.now });
      await tx.q('outbox').where({ id }).update({ state: 'delivered', finished_at: tx.now });
    });
    if (status !== 200) throw new Error('the receiver failed');
  }
  return perSecond(PLAIN, begun);
}

/** From enqueued to the start of the first attempt, at a steady rate. */
async function waits(
  sluice: Sluice,
  releases: readonly Released[],
  endpointOf: (release: Released) => string,
  keys: ReturnType<typeof createSigningKeys>['keys'],
): Promise<number[]> {
  await clear(sluice);
  const { worker, close } = workerOf(sluice, keys);
  worker.start();
  const begun = performance.now();
  for (let tick = 0; tick < SECONDS * 100; tick += 1) {
    const early = begun + tick * 10 - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const from = (tick * RATE) / 100;
    await sluice.db.transact((tx) => queueReleases(tx, releases.slice(from, from + RATE / 100), endpointOf));
    worker.wake();
  }
  await delivered(sluice);
  await worker.stop();
  await close();
  const rows = await sluice.db.read(
    async (r) =>
      (await r
        .q('delivery_attempts as a')
        .join('outbox as o', 'o.id', 'a.message_id')
        .where('a.number', 1)
        .select('a.started_at', 'o.created_at')) as { started_at: number; created_at: number }[],
  );
  return rows.map((row) => row.started_at - row.created_at);
}

let surroundings = await benchSurroundings('sqlite');
const bare: number[] = [];
for (let i = 0; i < ROUNDS; i += 1) bare.push(await barePool());
console.log(`bare undici pool: ${median(bare).toFixed(0)}/s (median of ${ROUNDS})`);

for (const dialect of ['sqlite', 'postgres'] as const) {
  surroundings = await benchSurroundings(dialect);
  const people = Math.max(MESSAGES, RATE * SECONDS);
  const sluice = await composedBench(surroundings, people);
  const releases = await releaseEverybody(sluice);
  const endpoints = new Map<string, string>();
  for (const partnerId of new Set(releases.map((release) => release.partner_id))) {
    endpoints.set(partnerId, (await connectEndpoint(sluice, partnerId, `${receiver.url}/${partnerId}`)).id);
  }
  const endpointOf = ({ partner_id }: Released): string => endpoints.get(partner_id) ?? '';
  const { keys } = createSigningKeys(surroundings.secrets.webhookKeys.map(({ key }) => key));
  const rates = { v1: [] as number[], both: [] as number[], plain: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.bare.push(await barePool());
    rates.v1.push(await byWorker(sluice, releases, endpointOf, []));
    rates.both.push(await byWorker(sluice, releases, endpointOf, keys));
    rates.plain.push(await plainLoop(sluice, releases, endpointOf));
  }
  const [v1, both, plain, pool] = [rates.v1, rates.both, rates.plain, rates.bare].map(median) as [
    number,
    number,
    number,
    number,
  ];
  console.log(
    `${dialect}: bare pool ${pool.toFixed(0)}/s; worker v1 ${v1.toFixed(0)}/s (${(v1 / pool).toFixed(2)} of bare), v1 and v1a ${both.toFixed(0)}/s (${(both / pool).toFixed(2)}); plain loop ${plain.toFixed(0)}/s, worker / plain loop ${(v1 / plain).toFixed(1)} (medians of ${ROUNDS}, ${MESSAGES} messages)`,
  );
  const wait = await waits(sluice, releases, endpointOf, keys);
  console.log(
    `${dialect}: ${RATE} a second for ${SECONDS} s: enqueued to first attempt p50 ${percentile(wait, 0.5)} p99 ${percentile(wait, 0.99)} max ${percentile(wait, 1)} ms`,
  );
  await sluice.close();
}
receiver.stop();
await endBench();
