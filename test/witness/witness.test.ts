import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createWitnessApp, listen, shut, urlOf } from '../../src/http/index.ts';
import {
  COSIGNATURE,
  createSigner,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  signNote,
  signatureLines,
} from '../../src/ledger/index.ts';
import type { Signer } from '../../src/ledger/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { createWitness, witnessMigrations } from '../../src/witness/index.ts';
import { replaceLast } from '../../src/witness/store.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { dose } from '../support/dose.ts';
import { addCheckpoint, checkpointText, signedLog } from '../support/signed-log.ts';
import type { SignedLog } from '../support/signed-log.ts';
import { startWitness } from '../support/witness-process.ts';

const signer = createSigner('witness.example/w1', Buffer.alloc(32, 77), COSIGNATURE);
const MAX = 2n ** 64n - 1n;
const clock = { time: 1_900_000_000_000, now: () => clock.time };

interface Served {
  readonly url: string;
  readonly server: Server;
  readonly lines: string[];
  close(): Promise<void>;
}

/** What one process of a witness does, on a database that others may share. */
async function serveWitness(db: Database, logs: readonly Signer[]): Promise<Served> {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const witness = createWitness({ db, clock, signer, logs: logs.map(({ key }) => key) });
  const server = await listen('127.0.0.1', 0, createWitnessApp({ witness, log }));
  return { url: urlOf(server), server, lines, close: () => shut(server) };
}

const submit = (url: string, body: string | Uint8Array<ArrayBuffer>, headers = {}): Promise<Response> =>
  fetch(`${url}/add-checkpoint`, { method: 'POST', body, headers });

const shown = (url: string, origin: string): Promise<Response> =>
  fetch(`${url}/${hash('sha256', origin)}/checkpoint`);

/** The note that the witness shows, verified with the log's key and the witness's. */
async function verifiedNote(url: string, log: SignedLog, witness = signer.key) {
  const response = await shown(url, log.origin);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
  const note = await response.text();
  const opened = openCheckpoint(note, [log.signer.key], [witness]);
  assert.deepEqual(
    opened.signatures.map(({ key }) => key.name),
    [log.origin, witness.name],
  );
  return { note, ...opened };
}

async function isConflict(response: Response, size: bigint | number): Promise<void> {
  assert.equal(response.status, 409);
  assert.equal(response.headers.get('content-type'), 'text/x.tlog.size');
  assert.equal(await response.text(), `${size}\n`);
}

for (const dialect of ['sqlite', 'postgres'] as const) {
  describe(`a witness, on ${dialect},`, () => {
    let databaseUrl: string;
    let db: Database;
    /** A second process on the same database. */
    let other: Database;
    const open: Served[] = [];
    let seeds = 0;
    /** A log that no other test submits. */
    const newLog = (count?: number): SignedLog => signedLog(`log${(seeds += 1)}.example`, seeds, count);
    const serve = async (logs: readonly SignedLog[], at = db): Promise<Served> => {
      const served = await serveWitness(
        at,
        logs.map((log) => log.signer),
      );
      open.push(served);
      return served;
    };

    before(async () => {
      databaseUrl = await newDatabaseUrl(dialect);
      db = openDatabase(databaseUrl, clock);
      await db.migrate(migrationSource(witnessMigrations));
      other = openDatabase(databaseUrl, clock);
    });
    afterEach(() => Promise.all(open.splice(0).map((served) => served.close())));
    after(() => Promise.all([db.close(), other.close()]));

    it('cosigns a log as it grows, and shows its last checkpoint', async () => {
      const log = newLog();
      const { url } = await serve([log]);
      assert.equal((await shown(url, log.origin)).status, 404);
      for (const [oldSize, size] of [
        [0, 0],
        [0, 5],
        [5, 5],
        [5, 64],
      ] as const) {
        clock.time += 1_500;
        const response = await submit(url, log.body(oldSize, size));
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
        const line = await response.text();
        const [cosignature] = openNote(`${log.note(size)}${line}`, [signer.key]).signatures;
        assert.equal(cosignature?.line, line);
        assert.equal(cosignature.timestamp, Math.floor(clock.time / 1_000));
        const last = await verifiedNote(url, log);
        assert.equal(last.note, `${log.note(size)}${line}`);
        assert.equal(last.size, BigInt(size));
      }
    });

    it('shows the log’s signatures that it verified, not those that somebody added', async () => {
      const log = newLog();
      const { url } = await serve([log]);
      const text = checkpointText(log.origin, 3, log.root(3));
      const stranger = createSigner('stranger.example', Buffer.alloc(32, 200));
      const noisy = signatureLines('other\n', [stranger]) + signatureLines(text, [stranger]);
      assert.equal((await submit(url, addCheckpoint(0, [], `${log.note(3)}${noisy}`))).status, 200);
      assert.ok(!(await verifiedNote(url, log)).note.includes('stranger'));
    });

    it('refuses as the specification says, and then keeps what it had', async () => {
      const log = newLog();
      const unknown = newLog();
      const fork = log.fork(2, 'fork');
      const { url, lines } = await serve([log]);
      assert.equal((await submit(url, log.body(0, 7))).status, 200);
      const before = await verifiedNote(url, log);
      const stranger = createSigner('stranger.example', Buffer.alloc(32, 200));
      const unsigned = signNote(checkpointText(log.origin, 9, log.root(9)), [stranger]);
      const refused: [number, string][] = [
        [400, 'old 7\n'],
        [400, addCheckpoint(10, [], log.note(9))],
        [404, unknown.body(0, 7)],
        [403, addCheckpoint(7, log.proof(7, 9), unsigned)],
        [422, fork.body(7, 9)],
        [422, fork.body(7, 7)],
      ];
      for (const [status, body] of refused) {
        const response = await submit(url, body);
        assert.equal(response.status, status, body);
        assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
        assert.doesNotMatch(await response.text(), /—/);
      }
      await isConflict(await submit(url, log.body(0, 9)), 7);
      await isConflict(await submit(url, log.body(3, 9)), 7);
      assert.deepEqual(await verifiedNote(url, log), before);
      assert.equal((await shown(url, unknown.origin)).status, 404);
      assert.equal((await submit(url, log.body(7, 9))).status, 200);
      // Logs are by allow-list: what happened, not what was sent.
      assert.equal(lines.filter((line) => /"status":422.*checkpoint not consistent/.test(line)).length, 2);
      assert.ok(!lines.join('').includes(log.origin));
    });

    it('remembers sizes up to 2^64 - 1', async () => {
      const log = newLog();
      const { url } = await serve([log]);
      const noteOf = (size: bigint): string =>
        signNote(checkpointText(log.origin, size, log.root(1)), [log.signer]);
      assert.equal((await submit(url, addCheckpoint(0, [], noteOf(MAX)))).status, 200);
      await isConflict(await submit(url, addCheckpoint(0, [], noteOf(MAX))), MAX);
      await isConflict(await submit(url, addCheckpoint(MAX - 1n, [], noteOf(MAX))), MAX);
      assert.equal((await submit(url, addCheckpoint(MAX, [], noteOf(MAX)))).status, 200);
      assert.equal((await verifiedNote(url, log)).size, MAX);
    });

    it('knows a log by any of its keys, and shows logs that it no longer witnesses', async () => {
      const log = newLog();
      const newKey = createSigner(log.origin, Buffer.alloc(32, 201));
      const first = await serve([log]);
      assert.equal((await submit(first.url, log.body(0, 7))).status, 200);
      const rotated = await serve([{ ...log, signer: newKey }]);
      const note = signNote(checkpointText(log.origin, 9, log.root(9)), [newKey]);
      assert.equal((await submit(rotated.url, log.body(7, 9))).status, 403);
      assert.equal((await submit(rotated.url, addCheckpoint(7, log.proof(7, 9), note))).status, 200);
      const without = await serve([]);
      assert.equal((await submit(without.url, log.body(9, 9))).status, 404);
      assert.equal((await verifiedNote(without.url, { ...log, signer: newKey })).size, 9n);
    });

    it('lets one of two forks through, however many ask at once, from the first checkpoint on', async () => {
      const trunks = Array.from({ length: dose(3, 20) }, () => newLog(12));
      const servers = [await serve(trunks), await serve(trunks, other)];
      for (const trunk of trunks) {
        let log = trunk;
        let size = 0;
        while (size < 8) {
          const fork = log.fork(size, `fork at ${size}`);
          // They grow by different steps: a late write of the smaller would roll the larger back.
          const rivals = [
            { branch: log, next: size + 1 },
            { branch: fork, next: size + 2 },
          ];
          const asked = [0, 1, 2].flatMap(() =>
            rivals.flatMap((rival) => servers.map((at) => ({ at, rival }))),
          );
          const answers = await Promise.all(
            asked.map(async ({ at, rival }) => {
              const response = await submit(at.url, rival.branch.body(size, rival.next));
              return { rival, status: response.status, text: await response.text() };
            }),
          );
          const [winner, ...others] = answers.filter(({ status }) => status === 200);
          assert.ok(winner !== undefined);
          assert.deepEqual(others, []);
          const { branch, next } = winner.rival;
          for (const { status, text } of answers) {
            if (status !== 200) assert.deepEqual([status, text], [409, `${next}\n`]);
          }
          for (const { url } of servers) {
            const last = await verifiedNote(url, trunk);
            assert.deepEqual([last.size, last.root], [BigInt(next), branch.root(next)]);
          }
          [log, size] = [branch, next];
        }
      }
    });

    it('never goes back, however growth and repetition mix', async () => {
      const log = newLog(60);
      const servers = [await serve([log]), await serve([log], other)];
      const sizes: number[] = [];
      const client = async (at: Served, step: number): Promise<void> => {
        let size = 0;
        while (size < 60) {
          const next = Math.min(60, size + step);
          const response = await submit(at.url, log.body(size, next));
          const text = await response.text();
          assert.ok([200, 409].includes(response.status), `${response.status}`);
          if (response.status === 200) sizes.push(next);
          const known = response.status === 200 ? next : Number(text);
          assert.ok(known >= size, `told ${known} after ${size}`);
          size = known;
        }
      };
      await Promise.all(servers.flatMap((at) => [1, 2, 3].map((step) => client(at, step))));
      assert.equal(new Set(sizes).size, sizes.length, 'each size was cosigned once');
      assert.equal((await verifiedNote(servers[0]?.url ?? '', log)).size, 60n);
    });

    it('replaces no checkpoint but the one that was compared', async () => {
      const log = newLog();
      const { url } = await serve([log]);
      assert.equal((await submit(url, log.body(0, 7))).status, 200);
      const before = await verifiedNote(url, log);
      const next = { origin: log.origin, size: 9n, root: log.root(9), note: log.note(9), cosignedAt: 1 };
      const stale = [
        { size: 6n, root: log.root(6) },
        { size: 7n, root: log.root(6) },
        { size: 6n, root: log.root(7) },
        null,
      ];
      for (const last of stale) await assert.rejects(db.transact((tx) => replaceLast(tx, last, next)));
      assert.deepEqual(await verifiedNote(url, log), before);
      await db.transact((tx) => replaceLast(tx, { size: 7n, root: log.root(7) }, next));
      await isConflict(await submit(url, log.body(7, 9)), 9);
    });

    it('gives no cosignature whose commit failed, and does not say why', async () => {
      const log = newLog();
      const failing: Database = {
        ...db,
        transact: (fn) =>
          db.transact(async (tx) => {
            await fn(tx);
            throw new Error('no space left for secrets');
          }),
      };
      const broken = await serve([log], failing);
      const response = await submit(broken.url, log.body(0, 7));
      assert.equal(response.status, 500);
      const text = await response.text();
      assert.match(text, /INTERNAL/);
      assert.doesNotMatch(text + broken.lines.join(''), /—|secrets/);
      assert.equal((await shown(broken.url, log.origin)).status, 404);
      const { url } = await serve([log]);
      assert.equal((await submit(url, log.body(0, 7))).status, 200);
    });

    it('does not cosign by a clock that was never set: no time would be claimed', async () => {
      const log = newLog();
      const { url } = await serve([log]);
      const { time } = clock;
      clock.time = 999;
      try {
        assert.equal((await submit(url, log.body(0, 7))).status, 500);
      } finally {
        clock.time = time;
      }
      assert.equal((await shown(url, log.origin)).status, 404);
    });

    it('remembers through kill -9 what it has just answered', async () => {
      const log = newLog();
      const settings = { SLUICE_DATA_DIR: temporaryFolder() };
      const ownUrl = await newDatabaseUrl(dialect);
      const args = ['--name', 'witness.example/w2', '--log', log.vkey, '--database', ownUrl];
      const keys = new Set<string>();
      let size = 0;
      for (const next of [5, 21]) {
        const running = startWitness(args, settings);
        try {
          const { url, verifierKey } = await running.ready();
          keys.add(verifierKey);
          const witness = parseVerifierKey(verifierKey);
          assert.ok(witness !== null);
          if (size > 0) {
            assert.equal((await verifiedNote(url, log, witness)).size, BigInt(size));
            await isConflict(await submit(url, log.body(0, next)), size);
          }
          assert.equal((await submit(url, log.body(size, next))).status, 200);
          size = next;
        } finally {
          assert.equal((await running.kill('SIGKILL')).signal, 'SIGKILL');
        }
      }
      assert.equal(keys.size, 1, 'and keeps its key');
      const survivor = openDatabase(ownUrl, clock);
      const { url } = await serve([log], survivor);
      await isConflict(await submit(url, log.body(5, 21)), 21);
      await survivor.close();
    });
  });
}

describe('a witness’s HTTP', () => {
  let served: Served;
  let db: Database;
  const log = signedLog('log.example', 1);

  before(async () => {
    db = openDatabase(await newDatabaseUrl('sqlite'), clock);
    await db.migrate(migrationSource(witnessMigrations));
    served = await serveWitness(db, [log.signer]);
  });
  after(async () => {
    await served.close();
    await db.close();
  });

  it('takes any content type and none, and answers many requests on one connection', async () => {
    let connections = 0;
    served.server.on('connection', () => (connections += 1));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (body: string, headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const path = `${served.url}/add-checkpoint`;
        request(path, { agent, method: 'POST', headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        })
          .once('error', reject)
          .end(body);
      });
    const types: Record<string, string>[] = [
      {},
      { 'content-type': 'text/plain; charset=utf-8' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/octet-stream' },
      { 'content-type': 'no type at all' },
    ];
    for (const [size, headers] of types.entries())
      assert.equal(await post(log.body(size, size + 1), headers), 200);
    agent.destroy();
    assert.equal(connections, 1);
  });

  it('reads a proof and sixteen of the largest signatures, and no more than it has to', async () => {
    const line = (i: number): string => `— signer${i}.example ${Buffer.alloc(4_631, i).toString('base64')}\n`;
    const noteOf = (count: number): string =>
      log.note(7) + Array.from({ length: count }, (_, i) => line(i)).join('');
    const last = BigInt(await (await submit(served.url, log.body(0, 7))).text());
    const body = addCheckpoint(last, log.proof(Number(last), 7), noteOf(16));
    assert.ok(body.length > 99_000);
    assert.equal((await submit(served.url, body)).status, 200);
    const tooLarge = await submit(served.url, addCheckpoint(7, [], noteOf(25)));
    assert.equal(tooLarge.status, 413);
    const packed = await submit(served.url, new Uint8Array(gzipSync(Buffer.alloc(1_000_000))), {
      'content-encoding': 'gzip',
    });
    assert.equal(packed.status, 413);
    assert.equal((await submit(served.url, 'x', { 'content-encoding': 'gzip' })).status, 400);
    assert.equal((await submit(served.url, '')).status, 400);
  });

  it('has nothing else to say', async () => {
    assert.deepEqual(await (await fetch(`${served.url}/healthz`)).json(), { status: 'ok' });
    const id = hash('sha256', log.origin);
    assert.equal((await fetch(`${served.url}/${id}/checkpoint`)).status, 200);
    const nowhere: [string, string][] = [
      ['GET', '/'],
      ['GET', '/add-checkpoint'],
      ['PUT', '/add-checkpoint'],
      ['POST', '/add-checkpoint/'],
      ['POST', '/Add-Checkpoint'],
      ['POST', '/sign-subtree'],
      ['POST', `/${id}/checkpoint`],
      ['GET', `/${id}`],
      ['GET', `/${id}/checkpoint/`],
      ['GET', `/${id.toUpperCase()}/checkpoint`],
      ['GET', `/${id.slice(1)}/checkpoint`],
      ['GET', `/${hash('sha256', 'log.example.invalid')}/checkpoint`],
      ['GET', '/%ff/checkpoint'],
    ];
    for (const [method, path] of nowhere) {
      const response = await fetch(`${served.url}${path}`, { method });
      assert.equal(response.status, 404, `${method} ${path}`);
    }
  });
});
