import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/**
 * Tells processes of a run where its PostgreSQLs listen, one for each process that runs tests: what is open in one
 * database holds back what a snapshot of another one shows.
 */
const PORTS = 'SLUICE_TEST_POSTGRES_PORTS';
const { jobs: PROCESSES } = JSON.parse(
  readFileSync(new URL('../../.mocharc.json', import.meta.url), 'utf8'),
) as {
  jobs: number;
};

interface Running extends PostgresServer {
  readonly folder: string;
}

const servers: Promise<Running>[] = [];
const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  folders.push(folder);
  return folder;
}

async function startServer(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  return { ...(await startPostgres(folder)), folder };
}

/** Starts what processes of this run share. */
export async function startServers(): Promise<void> {
  servers.push(...Array.from({ length: PROCESSES }, startServer));
  const started = await Promise.all(servers);
  process.env[PORTS] = started.map(({ port }) => port).join(',');
}

/** Where PostgreSQL listens for this process: one of the run, or its own. */
async function serverPort(): Promise<number> {
  const shared = process.env[PORTS]?.split(',').map(Number) ?? [];
  const ours = shared[Number(process.env['MOCHA_WORKER_ID'] ?? 0) % PROCESSES];
  if (ours !== undefined) return ours;
  if (servers.length === 0) servers.push(startServer());
  return (await Promise.all(servers))[0]?.port ?? 0;
}

/** The URL of a new, empty database of either engine. */
export async function newDatabaseUrl(dialect: 'sqlite' | 'postgres'): Promise<string> {
  if (dialect === 'sqlite') return `sqlite:${join(temporaryFolder(), 'sluice.sqlite')}`;
  const port = await serverPort();
  const name = `sluice_test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client(`postgres://sluice@127.0.0.1:${port}/postgres`);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `postgres://sluice@127.0.0.1:${port}/${name}`;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export async function stopServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    // One that failed to start has told the test that asked for it.
    const started = await server.catch(() => null);
    await started?.stop();
    if (started !== null) rmSync(started.folder, { recursive: true, force: true });
  }
}
