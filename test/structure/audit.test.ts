import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { temporaryFolder } from '../support/databases.ts';

interface Verdict {
  readonly code: number;
  readonly said: string;
}

/** What a registry answers when it is asked for advisories. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const advisory = (severity: string): object => ({
  id: 1,
  url: 'https://advisories.example/1',
  title: 'Lets anybody in',
  severity,
  vulnerable_versions: '*',
});

/** Runs the step of CI against a registry that answers so; null: against one that is not there. */
async function audit(answer: Answer | null, ...options: string[]): Promise<Verdict> {
  const registry = createServer((request, response) => {
    const { status, body } =
      request.method === 'POST' && answer !== null ? answer : { status: 404, body: {} };
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  if (answer === null) registry.close();
  // `npm test` hands its own settings on, in these names.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = {
    ...Object.fromEntries(own),
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_noproxy: '127.0.0.1',
    npm_config_cache: temporaryFolder(),
  };
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, ['.ci/audit.mjs', ...options], { env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: `${stderr}${stdout}` });
      });
    });
  } finally {
    registry.close();
  }
}

describe('the audit of dependencies in CI', () => {
  it('passes what has no advisories, or lesser ones', async () => {
    const clean = await audit({ status: 200, body: {} });
    assert.deepEqual(clean, {
      code: 0,
      said: 'audit: 0 packages with high or critical vulnerabilities, 0 with lesser ones\n',
    });
    const lesser = await audit({ status: 200, body: { knex: [advisory('moderate')] } });
    assert.equal(lesser.code, 0, lesser.said);
    assert.match(lesser.said, /0 packages .*, 1 with lesser ones/);
  });

  it('fails for a high or critical one in what production runs, and names it; what tests run is left out', async () => {
    for (const severity of ['high', 'critical']) {
      const { code, said } = await audit({ status: 200, body: { knex: [advisory(severity)] } });
      assert.equal(code, 1, said);
      assert.match(
        said,
        new RegExp(`${severity}: knex .*\n {2}Lets anybody in https://advisories.example/1`),
      );
    }
    const tool = await audit({ status: 200, body: { mocha: [advisory('critical')] } });
    assert.equal(tool.code, 0, tool.said);
  });

  it('says so and goes on when the registry is not there, or has no such endpoint; not if the audit is required', async () => {
    for (const answer of [null, { status: 404, body: {} }, { status: 405, body: {} }]) {
      const { code, said } = await audit(answer);
      assert.match(said, /^audit: NOT DONE, the registry cannot be asked: /);
      assert.equal(code, 0);
    }
    assert.equal((await audit(null, '--required')).code, 1);
  });

  it('fails when the registry refuses us', async () => {
    for (const status of [400, 401, 403]) {
      const { code, said } = await audit({ status, body: {} });
      assert.match(said, /^audit: failed: /);
      assert.equal(code, 1);
    }
  });
});
