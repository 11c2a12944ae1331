/**
 * The ledger against bare SHA-256 hashing of the same leaves on the same core, in one run:
 * durable appends a second, direct (group commit, sealed records) and through the release path, on SQLite and
 * PostgreSQL, with the sequencer at work; proofs from a log of 10 million leaves; the check of a whole log of 1 million.
 * Aims: above 10,000 direct appends a second on SQLite; proof p99 at most 5 ms; whole check at most 5 s.
 */
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listApps } from '../src/catalog/index.ts';
import type { Sluice } from '../src/app/index.ts';
import { isRefusal } from '../src/kernel/errors.ts';
import { systemRandom } from '../src/kernel/random.ts';
import {
  append,
  checkLog,
  createSigner,
  openLogSource,
  proveEntries,
  signNote,
  trustNobodyElse,
} from '../src/ledger/index.ts';
import type { NewEntry } from '../src/ledger/index.ts';
import { saveCheckpoint, saveTiles, updateState } from '../src/ledger/log/log-store.ts';
import { bundleOf } from '../src/ledger/log/serve-tiles.ts';
import { GrowingTree } from '../src/ledger/tree/growing-tree.ts';
import type { Tile } from '../src/ledger/tree/growing-tree.ts';
import { HASH_SIZE, leafHash } from '../src/ledger/tree/merkle.ts';
import { TILE_WIDTH, entriesPath, tilePath } from '../src/ledger/tree/tiles.ts';
import { createGroupCommit } from '../src/platform/db/index.ts';
import { lockSubjects } from '../src/accounts/index.ts';
import { benchSurroundings, composedBench, endBench, median, percentile } from './harness.ts';

const APPENDS = Number(process.argv[2] ?? 20_000);
const LARGE = Number(process.argv[3] ?? 10_000_000);
const WHOLE = Number(process.argv[4] ?? 1_000_000);
const PEOPLE = 2_000;
const RELEASES = 1_500;
const PROOFS = 3_000;
const WARM_UP = 1_000;
const ROUNDS = 3;

const seconds = (since: number): number => (performance.now() - since) / 1_000;
const rate = (n: number): string => `${Math.round(n).toLocaleString('en')}/s`;

/** Leaves as they are: 0x01, 0x00, 32 bytes that look random. */
const leafOf = (i: number): Buffer =>
  Buffer.concat([Buffer.from([1, 0]), Buffer.from(hash('sha256', `leaf ${i}`, 'hex'), 'hex')]);

/** Leaves hashed a second by nothing but SHA-256, 35 bytes each. */
function bareRate(leaves: readonly Buffer[]): number {
  const inputs = leaves.map((leaf) => Buffer.concat([Buffer.from([0]), leaf]));
  const rates = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    for (const input of inputs) hash('sha256', input, 'binary');
    return inputs.length / seconds(begun);
  });
  return median(rates);
}

const everybody = ({ db }: Sluice) =>
  db.transact(async (tx) => {
    const rows = (await tx.q('subjects').select('id')) as { id: string }[];
    return [
      ...(
        await lockSubjects(
          tx,
          rows.map(({ id }) => id),
        )
      ).values(),
    ];
  });

async function pending({ services }: Sluice): Promise<number> {
  return (await services.ledgerStatus()).pending;
}

async function integrated(sluice: Sluice): Promise<void> {
  while ((await pending(sluice)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Durable appends a second, and with everything in the tree and signed. */
async function directAppends(sluice: Sluice, subjects: readonly string[]): Promise<[number, number]> {
  const { db, ledger } = sluice;
  const group = createGroupCommit<NewEntry, null>(
    db,
    async (tx, entries) => {
      await append(tx, ledger, entries);
      return entries.map(() => null);
    },
    { size: 512, parallel: db.dialect === 'sqlite' ? 1 : 2 },
  );
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: APPENDS }, (_, i) => {
      const subject = subjects[i % subjects.length] ?? '';
      const record = {
        event: 'staff-read',
        ...{ subject, read: 'bench', staff: 'bench', reason: 'bench' },
        ...{ reference: null, fields: [], request: null, readAt: i },
      } as const;
      return group.submit({ subjectId: subject, about: null, record });
    }),
  );
  const committed = APPENDS / seconds(begun);
  await integrated(sluice);
  return [committed, APPENDS / seconds(begun)];
}

async function releases(sluice: Sluice, round: number): Promise<number> {
  const { services, db } = sluice;
  const page = await db.read((r) => listApps(r, { order: 'NAME' }, { first: 40 }));
  const appId = page.edges.filter(({ node }) => node.slug !== 'quill-polls')[round * 7]?.node.id ?? '';
  const people = (await everybody(sluice)).slice(0, RELEASES);
  const ready = await Promise.all(
    people.map(async (subject) => {
      const shown = await services.showDisclosure(subject, { appId, offerId: null });
      if (isRefusal(shown)) throw new Error(shown.refused);
      return { subject, disclosureHash: shown.hash };
    }),
  );
  const begun = performance.now();
  await Promise.all(
    ready.map(async ({ subject, disclosureHash }) => {
      const key = { idempotencyKey: `bench-${round}` };
      const answer = await services.consent.installApp(subject, { appId, disclosureHash, ...key });
      if (isRefusal(answer)) throw new Error(answer.refused);
    }),
  );
  return RELEASES / seconds(begun);
}

const sample = Array.from({ length: 200_000 }, (_, i) => leafOf(i));
const bare = bareRate(sample);
console.log(`bare SHA-256 of a leaf: ${rate(bare)}`);

for (const dialect of ['sqlite', 'postgres'] as const) {
  const sluice = await composedBench(await benchSurroundings(dialect), PEOPLE);
  await sluice.sequencer.start();
  const subjects = (await everybody(sluice)).map(({ id }) => id);
  const direct: number[] = [];
  const signed: number[] = [];
  const released: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [committed, inTree] = await directAppends(sluice, subjects);
    direct.push(committed);
    signed.push(inTree);
    released.push(await releases(sluice, round));
    await integrated(sluice);
  }
  const line = (what: string, rates: readonly number[]): void =>
    console.log(
      `${dialect}: ${what} ${rate(median(rates))} (median of ${ROUNDS}), ${(median(rates) / bare).toFixed(4)} of bare hashing`,
    );
  line('durable appends, direct', direct);
  line('durable, in the tree and signed', signed);
  line('durable appends through the release path', released);
  await sluice.close();
}

/** A log of `size` made-up leaves, by tiles of leaves; nothing of it is kept. */
function* grow(size: number, hashesFrom: (from: number, count: number) => Buffer): Generator<Tile[]> {
  const tree = new GrowingTree();
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const changed = tree.add(hashesFrom(from, Math.min(TILE_WIDTH, size - from)));
    yield [...changed];
  }
}

{
  const sluice = await composedBench(await benchSurroundings('sqlite'), 0);
  await sluice.sequencer.start();
  await sluice.sequencer.stop();
  const { db, services } = sluice;
  const { identity } = services.receipts;
  // Leaf hashes of the large log are made up: what is measured is finding and hashing the way up.
  const hashesFrom = (from: number, count: number): Buffer =>
    Buffer.concat(
      Array.from({ length: count }, (_, i) => Buffer.from(hash('sha256', `${from + i}`, 'hex'), 'hex')),
    );
  const leaf = leafOf(0);
  const tree = new GrowingTree();
  for (let from = 0; from < LARGE; from += 256 * TILE_WIDTH) {
    const count = Math.min(256 * TILE_WIDTH, LARGE - from);
    const changed = tree.add(hashesFrom(from, count));
    await db.transact((tx) => saveTiles(tx, changed));
  }
  const root = tree.rootAt();
  await db.transact(async (tx) => {
    const text = `${identity.origin}\n${LARGE}\n${root.toString('base64')}\n`;
    await saveCheckpoint(tx, {
      size: LARGE,
      root,
      note: signNote(text, identity.signers),
      signed_at: tx.now,
    });
    await updateState(tx, { size: LARGE });
  });
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + PROOFS; i += 1) {
    const index = Math.floor(systemRandom.fraction() * LARGE);
    const begun = performance.now();
    const proofs = await db.read((reader) =>
      proveEntries(reader, trustNobodyElse, [{ entry: { id: 'one', index, leaf }, opening: null }]),
    );
    if (i >= WARM_UP) times.push(performance.now() - begun);
    if (!proofs.get('one')?.includes(`index ${index}\n`)) throw new Error('no proof');
  }
  const p = (share: number): string => percentile(times, share).toFixed(2);
  const p99 = percentile(times, 0.99);
  console.log(
    `proof from ${LARGE.toLocaleString('en')} leaves on sqlite: p50 ${p(0.5)} p99 ${p(0.99)} ms; p99 is the bare hashing of ${Math.round((p99 / 1_000) * bare)} leaves`,
  );
  await sluice.close();
}

{
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-log-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const signer = createSigner('bench.example/log', systemRandom.bytes(32));
  const put = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  let last: Tile[] = [];
  const growing = grow(WHOLE, (from, count) => {
    const leaves = Array.from({ length: count }, (_, i) => leafOf(from + i));
    put(entriesPath(from / TILE_WIDTH, count), bundleOf(leaves));
    return Buffer.concat(leaves.map(leafHash));
  });
  const edge = new Map<number, Tile>();
  for (last of growing) {
    for (const tile of last) {
      edge.set(tile.level, tile);
      const width = tile.hashes.length / HASH_SIZE;
      if (width === TILE_WIDTH) put(tilePath({ ...tile, width }), tile.hashes);
    }
  }
  const tree = new GrowingTree(
    WHOLE,
    new Map(
      [...edge.values()]
        .filter(({ hashes }) => hashes.length < TILE_WIDTH * HASH_SIZE)
        .map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]),
    ),
  );
  for (const tile of tree.partialTiles()) {
    put(tilePath({ ...tile, width: tile.hashes.length / HASH_SIZE }), tile.hashes);
  }
  put(
    'checkpoint',
    signNote(`${signer.key.name}\n${WHOLE}\n${tree.rootAt().toString('base64')}\n`, [signer]),
  );
  const policy = { ...trustNobodyElse, logs: [{ key: signer.key, url: null }] };
  const runs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const report = await checkLog(openLogSource(folder), { policy, remembered: null });
    if (report.sealed !== WHOLE) throw new Error('not every leaf was looked at');
    runs.push(seconds(begun));
  }
  const took = median(runs);
  console.log(
    `whole check of ${WHOLE.toLocaleString('en')} leaves from a folder: ${took.toFixed(2)} s (median of ${ROUNDS}), ${((took * bare) / WHOLE).toFixed(2)} times the bare hashing of its leaves`,
  );
}
await endBench();
