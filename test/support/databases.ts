import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/** One real PostgreSQL for the whole run, made on first use and thrown away at the end. */
let server: Promise<PostgresServer> | null = null;
let databases = 0;
const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  folders.push(folder);
  return folder;
}

/** The URL of a new, empty database of either engine. */
export async function newDatabaseUrl(dialect: 'sqlite' | 'postgres'): Promise<string> {
  if (dialect === 'sqlite') return `sqlite:${join(temporaryFolder(), 'sluice.sqlite')}`;
  server ??= startPostgres(temporaryFolder());
  const { port, ended } = await server;
  databases += 1;
  const name = `sluice_test_${databases}`;
  const client = new pg.Client(`postgres://sluice@127.0.0.1:${port}/postgres`);
  await Promise.race([client.connect(), ended]);
  await client.query(`create database ${name}`);
  await client.end();
  return `postgres://sluice@127.0.0.1:${port}/${name}`;
}

export async function stopDatabases(): Promise<void> {
  // A server that failed to start has told the test that asked for it.
  const started = await server?.catch(() => null);
  server = null;
  await started?.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
