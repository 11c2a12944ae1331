import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as source from '../../packages/partner-kit/src/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { exampleOf } from '../support/event-schemas.ts';
import { signedHeaders } from '../support/signed-message.ts';

const run = promisify(execFile);
const HERE = 'packages/partner-kit';
const modules = realpathSync('node_modules');
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Neither what npm told us nor tsx: what a partner's shell has. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS$|SLUICE_)/i.test(name)),
);

/** Builds and packs a copy of the package, as publishing it would; the folder in which somebody installed it. */
async function install(): Promise<string> {
  const workshop = temporaryFolder();
  const copy = join(workshop, 'partner-kit');
  cpSync(HERE, copy, { recursive: true, filter: (file) => !/\/(dist|node_modules)$/.test(file) });
  symlinkSync(modules, join(workshop, 'node_modules'));
  await run('npm', ['pack', '--offline', '--pack-destination', workshop], { cwd: copy, env: environment });
  const tarball = readdirSync(workshop).find((file) => file.endsWith('.tgz'));
  assert.equal(tarball, 'sluice-partner-kit-0.1.0.tgz');

  const app = temporaryFolder();
  const installed = join(app, 'node_modules', '@sluice', 'partner-kit');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(workshop, tarball), '-C', installed, '--strip-components=1']);
  for (const name of ['jose', 'express', '@types'])
    symlinkSync(join(modules, name), join(app, 'node_modules', name));
  writeFileSync(join(app, 'package.json'), '{ "type": "module", "private": true }');
  return app;
}

/** What a program says on stdout and stderr, and a wait for a line of it. */
function listenTo(child: ChildProcess) {
  let said = '';
  const waiting: { pattern: RegExp; resolve: (match: RegExpExecArray) => void }[] = [];
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const { pattern, resolve } of waiting) {
      const match = pattern.exec(said);
      if (match) resolve(match);
    }
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'close').then(() => {
    throw new Error(`it ended: ${said}`);
  });
  ended.catch(() => undefined);
  return {
    said: () => said,
    line(pattern: RegExp): Promise<RegExpExecArray> {
      const found = new Promise<RegExpExecArray>((resolve) => {
        waiting.push({ pattern, resolve });
        hear(Buffer.alloc(0));
      });
      return Promise.race([found, ended]);
    },
  };
}

describe('the package @sluice/partner-kit', () => {
  let app = '';
  before(async () => {
    app = await install();
  });

  it('imports itself, node and jose', () => {
    const imports = readdirSync(join(HERE, 'src')).flatMap((file) =>
      [...readFileSync(join(HERE, 'src', file), 'utf8').matchAll(/ from '([^']+)'/g)].map(
        ([, from = '']) => from,
      ),
    );
    assert.ok(imports.length > 20);
    assert.deepEqual(
      imports.filter((from) => !/^(\.\/[a-z-]+\.ts|node:[a-z]+|jose)$/.test(from)),
      [],
    );
  });

  it('holds what is built and nothing else', () => {
    const folder = join(app, 'node_modules/@sluice/partner-kit');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const parts = readdirSync(join(HERE, 'src')).map((file) => file.replace(/\.ts$/, ''));
    assert.deepEqual(
      files.toSorted(),
      [
        'LICENSE',
        'README.md',
        'package.json',
        'examples/postgres-seen-store.mjs',
        'examples/receiver.mjs',
        ...parts.flatMap((part) => [`dist/${part}.js`, `dist/${part}.d.ts`]),
      ].toSorted(),
    );
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.deepEqual(Object.keys(manifest['dependencies'] ?? {}), ['jose']);
    assert.equal(manifest['license'], 'Apache-2.0');
    assert.equal(readFileSync(join(folder, 'LICENSE'), 'utf8'), readFileSync('LICENSE', 'utf8'));
  });

  it('gives plain node what the source gives, and it verifies', async () => {
    const body = JSON.stringify(exampleOf('contact.released'));
    const headers = signedHeaders({ secrets: [secret] }, { id: 'msg_1', at: Date.now(), body });
    const script = `
      import * as kit from '@sluice/partner-kit';
      const [body, headers, secrets] = JSON.parse(process.argv[2]);
      const { event } = kit.verify(body, headers, { secrets });
      console.log(JSON.stringify({ names: Object.keys(kit), type: event.type }));
    `;
    writeFileSync(join(app, 'verify.mjs'), script);
    const given = JSON.stringify([body, headers, secret]);
    const { stdout, stderr } = await run(process.execPath, ['verify.mjs', given], {
      cwd: app,
      env: environment,
    });
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), { names: Object.keys(source).sort(), type: 'contact.released' });
  });

  it('has types that hold, and a README whose examples compile against them', async () => {
    const blocks = [...readFileSync(join(HERE, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)];
    assert.equal(blocks.length, 3);
    blocks.forEach(([, code = ''], i) => writeFileSync(join(app, `readme-${i}.ts`), code));
    const misuse = `
      import { createWebhookHandler, verify } from '@sluice/partner-kit';
      import type { ContactReleased, WebhookEvent } from '@sluice/partner-kit';
      createWebhookHandler({
        secrets: [],
        on: {
          'contact.released': (event) => void (event satisfies ContactReleased),
          // @ts-expect-error: only notices of an end say when to delete
          'app.installed': ({ data }) => void data.deleteBy,
          // @ts-expect-error: answered by the handler
          'endpoint.ping': () => undefined,
        },
      });
      // @ts-expect-error: the raw body is wanted
      verify({ type: 'contact.released' }, {}, { secrets: [] });
      export const email = (event: WebhookEvent): string | undefined =>
        event.type === 'contact.released' ? event.data.contact.email : undefined;
      // @ts-expect-error: absent in thin messages
      export const always = (event: ContactReleased): string => event.data.contact.email;
    `;
    writeFileSync(join(app, 'misuse.ts'), misuse);
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      types: ['node'],
      noEmit: true,
      skipLibCheck: true,
    };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const tsc = join(modules, 'typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', app], { env: environment }).catch(
      (error: { stdout: string }) => error,
    );
    assert.equal(stdout, '');
  });

  it('has a receiver that runs as it is, and prints no email in full', async () => {
    const child = spawn(process.execPath, ['node_modules/@sluice/partner-kit/examples/receiver.mjs'], {
      cwd: app,
      env: { ...environment, SLUICE_WEBHOOK_SECRET: secret, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const heard = listenTo(child);
      const [, url = ''] = await heard.line(/^listening on (http:\/\/127\.0\.0\.1:\d+\/)$/m);
      const post = (event: object, id: string, signed = true): Promise<Response> => {
        const body = JSON.stringify(event);
        const headers = signedHeaders({ secrets: [secret] }, { id, at: Date.now(), body });
        return fetch(url, { method: 'POST', headers, body: signed ? body : `${body} ` });
      };
      const released = exampleOf('contact.released');
      const { contact, app: toApp } = released.data;
      assert.equal((await post(released, 'msg_1')).status, 204);
      const [line] = await heard.line(/^contact\.released msg_1 .*$/m);
      assert.equal(
        line,
        `contact.released msg_1 ${toApp.slug} ${contact.id} p***@mail.example (communication)`,
      );
      assert.equal((await post(exampleOf('consent.withdrawn'), 'msg_2')).status, 204);
      await heard.line(/^ {2}stop using the email; delete it by 2026-12-24T09:30:00\.000Z$/m);
      const ping = exampleOf('endpoint.ping');
      assert.deepEqual(await (await post(ping, 'msg_3')).json(), { challenge: ping.data.challenge });
      assert.equal((await post(released, 'msg_4', false)).status, 401);
      await heard.line(/^answered 401: NO_MATCHING_SIGNATURE$/m);
      assert.ok(!heard.said().includes(contact.email ?? '@'));
    } finally {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    }
  });
});
