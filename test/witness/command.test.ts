import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readWitnessOptions } from '../../src/cli/witness-options.ts';
import { runWitness } from '../../src/cli/witness.ts';
import { ConfigError } from '../../src/kernel/errors.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { COSIGNATURE, createSigner, formatVerifierKey, parseVerifierKey } from '../../src/ledger/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { signedLog } from '../support/signed-log.ts';
import { startWitness } from '../support/witness-process.ts';

const log = signedLog('log.example/one', 1);
const second = signedLog('log.example/two', 2);
const cosigner = createSigner('witness.example/w9', Buffer.alloc(32, 9), COSIGNATURE);

const right = { name: 'witness.example/w1', log: [log.vkey], host: '127.0.0.1', port: '0' };

/** What is wrong with these options, in words. */
function problemsOf(options: object, environment: Record<string, string> = {}): readonly string[] {
  const settings = { SLUICE_DATA_DIR: temporaryFolder(), ...environment };
  try {
    readWitnessOptions({ ...right, ...options }, settings, systemRandom);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'policy');
  writeFileSync(file, text);
  return file;
}

describe('`sluice witness`', () => {
  it('serves, says so in one line of JSON, answers what is in flight at SIGTERM and ends', async () => {
    const folder = temporaryFolder();
    const policy = fileWith(`# logs to witness\nlog ${second.vkey} https://log.example/two\nquorum none\n`);
    const args = ['--name', 'witness.example/w1', '--policy', policy, '--log', log.vkey];
    const running = startWitness(args, { SLUICE_DATA_DIR: folder, SLUICE_PORT: 'meant for another command' });
    const { url, verifierKey } = await running.ready();
    const key = parseVerifierKey(verifierKey);
    assert.deepEqual([key?.name, key?.type], ['witness.example/w1', COSIGNATURE]);
    for (const one of [log, second]) {
      const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: one.body(0, 7) });
      assert.equal(response.status, 200, one.origin);
      assert.match(await response.text(), /^— witness\.example\/w1 \S+\n$/);
    }
    assert.ok(existsSync(join(folder, 'witness.sqlite')));
    assert.ok(existsSync(join(folder, 'secrets', 'sluice-witness-key')));

    const body = log.body(7, 9);
    const head = `POST /add-checkpoint HTTP/1.1\r\nHost: witness\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise<void>((resolve) => socket.write(head + body.slice(0, 20), () => resolve()));
    // The server has the head once it answers what was sent after it.
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const ended = running.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.write(body.slice(20));
    await closed;
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n— witness\.example\/w1 \S+\n$/);
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0);
    assert.match(stdout, /^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+","verifierKey":"[^"]+"\}\n$/);
    for (const line of stderr.trim().split('\n')) assert.ok(JSON.parse(line), 'the log is JSON lines');
    await assert.rejects(fetch(url), 'and nobody answers any more');
  });

  it('needs a key in production and nothing else of the service; ends at SIGINT too', async () => {
    const folder = temporaryFolder();
    const args = ['--name', 'w.example', '--log', log.vkey];
    const production = { SLUICE_ENV: 'production', SLUICE_DATA_DIR: folder };
    const seed = Buffer.alloc(32, 5);
    const SLUICE_WITNESS_KEY_FILE = fileWith(`k1:${seed.toString('base64')}\n`);
    const running = startWitness(args, { ...production, SLUICE_WITNESS_KEY_FILE });
    const without = startWitness(args, production).ended;
    const { verifierKey } = await running.ready();
    assert.equal(verifierKey, formatVerifierKey(createSigner('w.example', seed, COSIGNATURE).key));
    assert.equal((await running.kill('SIGINT')).code, 0);
    assert.ok(!existsSync(join(folder, 'secrets')));
    const { code, stdout, stderr } = await without;
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^sluice: SLUICE_WITNESS_KEY wants VERSION:BASE64[^\n]*\n$/);
  });

  it('names every wrong option and what it wants, and ends with 2', async () => {
    const folder = join(temporaryFolder(), 'data');
    const wrong = ['--port', 'http', '--log', 'vkey', '--policy', join(folder, 'none')];
    const { code, stdout, stderr } = await startWitness(wrong, { SLUICE_DATA_DIR: folder }).ended;
    assert.deepEqual([code, stdout], [2, '']);
    for (const option of ['--name', '--port', '--policy', '--log']) {
      assert.match(stderr, new RegExp(`^sluice: ${option} wants `, 'm'));
    }
    const options = { ...right, database: 'mysql://localhost/x' };
    await assert.rejects(runWitness(options, { SLUICE_DATA_DIR: folder }), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /^--database wants sqlite:PATH or postgres:[^\n]*$/);
      return true;
    });
  });

  it('makes no key for a command that will not run', () => {
    const folder = join(temporaryFolder(), 'data');
    assert.equal(problemsOf({ port: '65536' }, { SLUICE_DATA_DIR: folder }).length, 1);
    assert.ok(!existsSync(folder));
  });

  it('takes names, ports, keys and policies to the letter', () => {
    const allowed = [
      {},
      { name: 'oid/1.3.6.1.4.1' },
      { port: '65535' },
      { log: [log.vkey, second.vkey] },
      { log: [], policy: fileWith(`log ${log.vkey}\nquorum none\n`) },
    ];
    for (const options of allowed) assert.deepEqual(problemsOf(options), []);
    const wrong: [object, RegExp][] = [
      [{ name: undefined }, /^--name wants a key name/],
      [{ name: '' }, /^--name wants/],
      [{ name: 'a b' }, /^--name wants/],
      [{ name: 'a+b' }, /^--name wants/],
      [{ name: 'a\u00a0b' }, /^--name wants/],
      [{ name: 'a\u0007b' }, /^--name wants/],
      [{ port: '' }, /^--port wants a port, 0 to 65535/],
      [{ port: '-1' }, /^--port wants/],
      [{ port: '65536' }, /^--port wants/],
      [{ port: '0x50' }, /^--port wants/],
      [{ host: '' }, /^--host wants/],
      [{ log: [] }, /^--log wants the verifier key of a log, or --policy/],
      [{ log: [log.vkey, `${log.vkey}A`] }, /^--log wants the verifier key of a log, NAME/],
      [{ log: [formatVerifierKey(cosigner.key)] }, /^--log wants the verifier key of a log, NAME/],
      [{ policy: temporaryFolder() }, /^--policy wants a readable file$/],
      [{ policy: fileWith(`log ${log.vkey}\n`) }, /^--policy wants a policy: .*quorum/],
      [{ policy: fileWith('log vkey\nquorum none\n') }, /^--policy wants a policy: line 1: /],
      [{ log: [], policy: fileWith('quorum none\n') }, /^--log wants the verifier key of a log, or --policy/],
    ];
    for (const [options, problem] of wrong) {
      const [first = 'no problem', ...others] = problemsOf(options);
      assert.match(first, problem, JSON.stringify(options));
      assert.deepEqual(others, []);
    }
    assert.match(
      problemsOf({}, { SLUICE_ENV: 'prod' })[0] ?? '',
      /^SLUICE_ENV wants development or production/,
    );
    assert.match(
      problemsOf({}, { SLUICE_WITNESS_KEY: 'k1:short' })[0] ?? '',
      /^SLUICE_WITNESS_KEY wants VERSION/,
    );
  });
});
