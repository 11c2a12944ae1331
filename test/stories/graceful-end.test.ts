import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { engines } from '../support/marketplace.ts';
import { until } from '../support/until.ts';

/** `sluice serve` as an operator starts it. */
async function serving(environment: Record<string, string>) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['bin/sluice.js', 'serve'], { env: { PATH, ...environment } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await until(() => stdout.includes('"ready":true'), `the start: ${stderr}`, 45_000);
  const { url } = JSON.parse(stdout) as { url: string };
  return { url, ended, tell: (signal: NodeJS.Signals) => child.kill(signal), log: () => stderr };
}

const BODY = JSON.stringify({ query: '{ apps(first: 1) { nodes { name } } }' });

for (const dialect of engines) {
  for (const drain of ['0', '3']) {
    describe(`a process that is told to end, ${drain} s before it does, on ${dialect},`, () => {
      it('says at once that it is not ready, answers what is under way, and ends with 0', async () => {
        const { url, ended, tell, log } = await serving({
          SLUICE_DATA_DIR: temporaryFolder(),
          SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
          SLUICE_PORT: '0',
          SLUICE_DRAIN_SECONDS: drain,
        });
        const headers = { 'Content-Type': 'application/json', 'Content-Length': String(BODY.length) };
        const asking = request(`${url}/graphql`, { method: 'POST', headers });
        const answered = new Promise<IncomingMessage>((resolve, reject) => {
          asking.once('response', resolve);
          asking.once('error', reject);
        });
        // The first half of a request, which is under way from then on.
        asking.write(BODY.slice(0, 10));
        await new Promise((resolve) => setTimeout(resolve, 200));
        assert.equal((await fetch(`${url}/readyz`)).status, 200);
        tell('SIGTERM');
        if (drain !== '0') {
          await until(async () => (await fetch(`${url}/readyz`)).status === 503, 'not to be ready');
          const ready = await fetch(`${url}/readyz`);
          assert.deepEqual(await ready.json(), { status: 'not ready', parts: ['shutting-down'] });
          const late = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: BODY,
          });
          assert.equal(late.status, 200, 'whoever has not heard of it is answered');
        }
        await until(
          () =>
            fetch(`${url}/healthz`).then(
              () => false,
              () => true,
            ),
          'the door to be closed',
        );
        asking.end(BODY.slice(10));
        const answer = await answered;
        let text = '';
        for await (const chunk of answer) text += String(chunk);
        assert.equal(answer.statusCode, 200);
        assert.deepEqual((JSON.parse(text) as { data: unknown }).data, { apps: { nodes: [] } });
        assert.equal(await ended, 0);
        assert.ok(!/"level":[56]0/.test(log()), log());
      });
    });
  }
}
