import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { verify } from '../../src/cli/verify.ts';
import { createWitnessApp, listen, shut, urlOf } from '../../src/http/index.ts';
import {
  COSIGNATURE,
  consistencyProof,
  createSigner,
  entriesPath,
  formatVerifierKey,
  leafHash,
  parsePolicy,
  rootOf,
  signNote,
  tilePath,
  verifyProof,
} from '../../src/ledger/index.ts';
import { addCheckpointBody } from '../../src/ledger/log/witness-client.ts';
import { bundleOf } from '../../src/ledger/log/serve-tiles.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { createWitness, witnessMigrations } from '../../src/witness/index.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { acts, engines, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Acts, Marketplace } from '../support/marketplace.ts';
import { promptly, timed, until } from '../support/until.ts';

const APPS = ['calmly-booking', 'birch-newsletter', 'drift-stats', 'ink-proof', 'mosaic-fonts'];

const LEDGER_SEED = Buffer.alloc(32, 11);
const ledgerKey = { SLUICE_LEDGER_KEY: `l1:${LEDGER_SEED.toString('base64')}` };
const logSigner = createSigner('sluice.localhost/ledger', LEDGER_SEED);
const witnessSigner = createSigner('witness.example/w1', Buffer.alloc(32, 12), COSIGNATURE);
const silent = createLog('silent');

/** A witness behind a port of its own, which can go away and come back. */
async function openWitness(
  databaseUrl: string,
): Promise<{ witnessOn(port: number): Promise<Server>; close(): Promise<void> }> {
  const db: Database = openDatabase(databaseUrl, systemClock);
  await db.migrate(migrationSource(witnessMigrations));
  const witness = createWitness({ db, clock: systemClock, signer: witnessSigner, logs: [logSigner.key] });
  return {
    witnessOn: (port) => listen('127.0.0.1', port, createWitnessApp({ witness, log: silent })),
    close: () => db.close(),
  };
}

for (const dialect of engines) {
  describe(`the ledger and its witness, on ${dialect},`, () => {
    const folder = temporaryFolder();
    const policyFile = join(folder, 'policy');
    let witness: Awaited<ReturnType<typeof openWitness>>;
    let server: Server;
    let witnessUrl: string;
    let policy: { trust: ReturnType<typeof parsePolicy>; text: string };
    let marketplace: Marketplace;
    let act: Acts;
    let people = 0;

    before(async () => {
      witness = await openWitness(await newDatabaseUrl(dialect));
      server = await witness.witnessOn(0);
      witnessUrl = urlOf(server);
      const text = [
        `log ${formatVerifierKey(logSigner.key)}`,
        `witness one ${formatVerifierKey(witnessSigner.key)} ${witnessUrl}/`,
        'quorum one',
        '',
      ].join('\n');
      writeFileSync(policyFile, text);
      policy = { trust: parsePolicy(text), text };
      marketplace = await startMarketplace(dialect, { environment: ledgerKey, ledgerPolicy: policy });
      act = acts(marketplace);
    });
    after(async () => {
      await marketplace.stop();
      await shut(server);
      await witness.close();
    });

    const status = () => marketplace.services.ledgerStatus();
    const logUrl = (): string => `${marketplace.serving.url}/ledger/`;
    const check = (target = logUrl(), remember?: string) =>
      verify(target, { key: [], policy: policyFile, ...(remember === undefined ? {} : { remember }) });

    async function install(slug = 'calmly-booking'): Promise<string> {
      people += 1;
      const person = marketplace.login(`seen-${people}`, `seen.${people}@canary.example`);
      await act.createAccount(person);
      const appId = await act.appId(slug);
      const { disclosure } = await act.disclosure(person, { appId });
      const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
      assert.ok(grant);
      return person.token;
    }

    /** Everything is in the tree, and the witness has cosigned that tree. */
    async function settled(): Promise<void> {
      const isSettled = async (): Promise<boolean> => {
        const { pending, head } = await status();
        const [newest] = await rowsOf<{ size: number }>(marketplace, 'ledger_state');
        return pending === 0 && head?.quorum === true && head.size === newest?.size;
      };
      await until(isSettled, 'the witness to cosign');
    }

    /** All entries of the log, as anybody can fetch them. */
    async function entries(): Promise<Buffer[]> {
      const rows = await rowsOf<{ leaf: Buffer; leaf_index: number }>(marketplace, 'ledger_entries');
      return rows.sort((a, b) => a.leaf_index - b.leaf_index).map(({ leaf }) => leaf);
    }

    /** What somebody with the log's key can make of any entries: a log that is whole in itself, signed. */
    function forge(name: string, leaves: readonly Buffer[]): { folder: string; note: string } {
      const forged = join(folder, name);
      const hashes = leaves.map(leafHash);
      assert.ok(leaves.length < 256);
      const files = {
        [entriesPath(0, leaves.length)]: bundleOf(leaves),
        [tilePath({ level: 0, index: 0, width: leaves.length })]: Buffer.concat(hashes),
      };
      const text = `${logSigner.key.name}\n${leaves.length}\n${rootOf(hashes).toString('base64')}\n`;
      const note = signNote(text, [logSigner]);
      for (const [path, bytes] of Object.entries({ ...files, checkpoint: note })) {
        mkdirSync(dirname(join(forged, path)), { recursive: true });
        writeFileSync(join(forged, path), bytes);
      }
      return { folder: forged, note };
    }

    const submit = (note: string, oldSize: number, leaves: readonly Buffer[]): Promise<Response> => {
      const hashes = leaves.map(leafHash);
      const proof = oldSize > 0 && oldSize < hashes.length ? consistencyProof(hashes, oldSize) : [];
      return fetch(`${witnessUrl}/add-checkpoint`, {
        method: 'POST',
        body: addCheckpointBody(oldSize, proof, note),
      });
    };

    /** Neither the witness cosigns it, nor does a checker take it: by the quorum, and by memory alone. */
    async function isFoundOut(
      name: string,
      leaves: readonly Buffer[],
      seen: number,
      expected: RegExp,
    ): Promise<void> {
      const { folder: forged, note } = forge(name, leaves);
      const answer = await submit(note, Math.min(seen, leaves.length), leaves);
      assert.ok([409, 422].includes(answer.status), `${name}: the witness answered ${answer.status}`);
      const byQuorum = await check(forged);
      assert.deepEqual(
        [byQuorum.status, byQuorum.line],
        [1, 'FAILED checkpoint: the witnesses’ quorum is not reached; cosigned by none'],
      );
      const remembered = join(folder, 'remembered');
      const byMemory = await verify(forged, {
        key: [formatVerifierKey(logSigner.key)],
        remember: remembered,
      });
      assert.equal(byMemory.status, 1, byMemory.line);
      assert.match(byMemory.line, expected);
    }

    it('has every checkpoint cosigned, and proofs carry it', async () => {
      const token = await install();
      await settled();
      const verdict = await check(logUrl(), join(folder, 'remembered'));
      assert.equal(verdict.status, 0, verdict.line);
      assert.match(verdict.line, /cosigned by witness\.example\/w1$/);
      const { data } = await marketplace.ask<{ viewer: { releases: { nodes: { proof: string }[] } } }>(
        'marketplace',
        token,
        '{ viewer { releases(first: 1) { nodes { proof } } } }',
      );
      const { checkpoint } = verifyProof(
        data.viewer.releases.nodes[0]?.proof ?? '',
        [logSigner.key],
        [witnessSigner.key],
      );
      assert.deepEqual(
        checkpoint.signatures.map(({ key }) => key.name),
        ['sluice.localhost/ledger', 'witness.example/w1'],
      );
      const served = await (await fetch(`${logUrl()}policy`)).text();
      assert.match(served, /\nwitness one witness\.example\/w1\+\S+\nquorum one\n$/, 'not where it is asked');
      assert.ok(!served.includes(`${formatVerifierKey(logSigner.key)}\n`), 'its own log line, with its URL');
    });

    it('finds a cut-off end, missing oldest entries, a fork and a forged purge', async () => {
      for (let i = 0; i < 6; i += 1) await install();
      await settled();
      await check(logUrl(), join(folder, 'remembered'));
      const leaves = await entries();
      const seen = leaves.length;
      assert.ok(seen >= 8);
      const purge = Buffer.concat([
        Buffer.from([1, 1]),
        Buffer.from(`{"count":3,"data":"ledger records","event":"purge","purgedAt":1,"rule":"forged"}`),
      ]);
      const other = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(32, 5)]);
      const remembered = readFileSync(join(folder, 'remembered'));
      for (const [name, forged, expected] of [
        [
          'cut',
          leaves.slice(0, -2),
          /^FAILED checkpoint: \d+ entries, but \d+ are remembered: the log was cut$/,
        ],
        ['cut and grown again', [...leaves.slice(0, -2), other, other, other], /the log was rewritten$/],
        ['without the oldest', leaves.slice(3), /the log was cut$/],
        ['the oldest purged', [purge, ...leaves.slice(3), other, other, other], /the log was rewritten$/],
        ['forged purge', [...leaves.slice(0, -1), purge], /the log was rewritten$/],
        ['hidden policy', [other, ...leaves.slice(1)], /the log was rewritten$/],
      ] as const) {
        await isFoundOut(name, forged, seen, expected);
        assert.deepEqual(readFileSync(join(folder, 'remembered')), remembered, 'what is remembered stays');
      }
      // Two honest looking continuations: whoever comes first has it, the other is a fork.
      const fork = forge('fork', [...leaves, other]);
      const answers = await Promise.all([
        submit(fork.note, seen, [...leaves, other]),
        submit(forge('other fork', [...leaves, purge]).note, seen, [...leaves, purge]),
      ]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    });

    it('halts when the witness shows what was signed here and is here no more', async () => {
      // The fork above was signed with the log's key: to the log it looks as after a restored backup.
      await install();
      await until(async () => (await status()).halted !== null, 'the log to halt', 20_000);
      const { halted, witnesses } = await status();
      assert.match(
        halted ?? '',
        /^witness one has seen (other entries among the first \d+|\d+ entries, here are \d+)$/,
      );
      assert.equal(witnesses[0]?.name, 'one');
      const ready = await fetch(`${marketplace.serving.url}/readyz`);
      assert.deepEqual([ready.status, await ready.json()], [503, { status: 'not ready', parts: ['ledger'] }]);
      const [before] = await rowsOf<{ size: number }>(marketplace, 'ledger_state');
      await install();
      await new Promise((resolve) => setTimeout(resolve, 600));
      const [after] = await rowsOf<{ size: number }>(marketplace, 'ledger_state');
      assert.equal(after?.size, before?.size, 'nothing is signed any more');
      assert.ok((await status()).pending > 0, 'and nothing is lost');
      assert.ok(marketplace.logLines.some((line) => line.includes('ledger halted')));
    });
  });

  describe(`a ledger whose witness goes away, on ${dialect},`, () => {
    it('goes on without it, says so, and is cosigned when it is back', async () => {
      const witness = await openWitness(await newDatabaseUrl(dialect));
      let server = await witness.witnessOn(0);
      const port = Number(new URL(urlOf(server)).port);
      const text = `witness one ${formatVerifierKey(witnessSigner.key)} ${urlOf(server)}\nquorum one\n`;
      await shut(server);
      const marketplace = await startMarketplace(dialect, {
        environment: ledgerKey,
        ledgerPolicy: { text, trust: parsePolicy(text) },
      });
      const act = acts(marketplace);
      const status = () => marketplace.services.ledgerStatus();
      const person = marketplace.login('alone', 'alone@canary.example');
      await act.createAccount(person);
      // An absent witness holds nothing up.
      await promptly(1_500, async (time) => {
        const appId = await act.appId(APPS[time] ?? '');
        const { disclosure } = await act.disclosure(person, { appId });
        // One leaf was there before, and each installation is one more.
        const shows = (size: number) =>
          until(async () => (await status()).head?.size === size, `a checkpoint of ${size}`);
        await shows(1 + time);
        await act.installApp(person, appId, disclosure?.hash ?? '');
        return timed(() => shows(2 + time));
      });
      const alone = await status();
      assert.equal(alone.head?.quorum, false);
      await until(
        async () => (await status()).witnesses[0]?.problem === 'unreachable',
        'the problem to show',
      );
      server = await witness.witnessOn(port);
      marketplace.clock.advance(120_000);
      await until(async () => (await status()).head?.quorum === true, 'the cosignature', 10_000);
      assert.deepEqual(
        (await status()).witnesses.map(({ problem, size }) => [problem, size]),
        [[null, alone.head?.size]],
      );
      await marketplace.stop();
      await shut(server);
      await witness.close();
    });
  });
}

describe('a database that is put back from a backup', () => {
  it('is found out by the witness, and goes on honestly as a log of another name', async () => {
    const witness = await openWitness(await newDatabaseUrl('sqlite'));
    const server = await witness.witnessOn(0);
    const text = `witness one ${formatVerifierKey(witnessSigner.key)} ${urlOf(server)}\nquorum one\n`;
    const ledgerPolicy = { text, trust: parsePolicy(text) };
    const databaseUrl = await newDatabaseUrl('sqlite');
    const file = databaseUrl.replace('sqlite:', '');
    const environment = {
      ...ledgerKey,
      SLUICE_KEK: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      SLUICE_HMAC_KEY: `h1:${Buffer.alloc(32, 2).toString('base64')}`,
    };
    const start = (extra = {}) =>
      startMarketplace('sqlite', { databaseUrl, ledgerPolicy, environment: { ...environment, ...extra } });

    async function live(marketplace: Marketplace, logins: string[]): Promise<void> {
      const act = acts(marketplace);
      for (const login of logins) {
        const person = marketplace.login(login, `${login}@canary.example`);
        await act.createAccount(person);
        const appId = await act.appId('calmly-booking');
        const { disclosure } = await act.disclosure(person, { appId });
        await act.installApp(person, appId, disclosure?.hash ?? '');
      }
    }
    const cosigned = (marketplace: Marketplace, size: number): Promise<void> =>
      until(async () => {
        const { head } = await marketplace.services.ledgerStatus();
        return head?.quorum === true && head.size === size;
      }, 'the witness to cosign');

    const first = await start();
    await live(first, ['one', 'two']);
    await cosigned(first, 3);
    await first.stop();
    copyFileSync(file, `${file}.backup`);
    const second = await start();
    await live(second, ['three', 'four']);
    await cosigned(second, 5);
    await second.stop();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    copyFileSync(`${file}.backup`, file);

    const third = await start();
    await until(async () => (await third.services.ledgerStatus()).halted !== null, 'the log to halt', 20_000);
    assert.equal((await third.services.ledgerStatus()).halted, 'witness one has seen 5 entries, here are 3');
    await third.stop();

    const name = 'sluice.localhost/ledger-2';
    await assert.rejects(
      start({ SLUICE_LEDGER_ORIGIN: name }),
      /SLUICE_LEDGER_ORIGIN wants sluice\.localhost\/ledger: this database’s log is known by it/,
    );
    const { restartLog } = await import('../../src/ledger/log/restart.ts');
    const db = openDatabase(databaseUrl, systemClock);
    await db.transact((tx) => restartLog(tx, name));
    await db.close();
    const fourth = await start({ SLUICE_LEDGER_ORIGIN: name });
    await live(fourth, ['five']);
    await until(async () => (await fourth.services.ledgerStatus()).head?.size === 4, 'the new log');
    const [signer] = fourth.services.receipts.identity.signers;
    const verdict = await verify(`${fourth.serving.url}/ledger/`, { key: [formatVerifierKey(signer.key)] });
    assert.match(verdict.line, /^OK sluice\.localhost\/ledger-2: all 4 entries/);
    await until(
      async () => (await fourth.services.ledgerStatus()).witnesses[0]?.problem === 'unknown log',
      'the witness does not know it yet',
    );
    await fourth.stop();
    await shut(server);
    await witness.close();
  });
});
