import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant } from '../seeds/plant.ts';
import { compose } from '../src/app/index.ts';
import type { Sluice, Surroundings } from '../src/app/index.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { systemRandom } from '../src/kernel/random.ts';
import { readConfig, readSecrets } from '../src/platform/config/index.ts';
import { createLog } from '../src/platform/log.ts';
import { newDatabaseUrl, removeFolders, stopServers } from '../test/support/databases.ts';

export interface Bench {
  readonly surroundings: Surroundings;
  readonly sluice: Sluice;
}

/** Settings of a throw-away service with a log that says nothing. */
export async function benchSurroundings(
  dialect: 'sqlite' | 'postgres',
  extra: Partial<Surroundings> = {},
): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    SLUICE_PORT: '0',
    SLUICE_DATA_DIR: folder,
    SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
    SLUICE_LOOPBACK_WEBHOOKS: 'true',
    // Whoever measures asks more than anybody may.
    SLUICE_RATE_POINTS: '999999999',
  });
  const secrets = readSecrets({}, config, systemRandom);
  return { config, secrets, clock: systemClock, random: systemRandom, log: createLog('silent'), ...extra };
}

export const plantPeople = (
  { db, services, ledger }: Sluice,
  issuer: string,
  people: number,
): Promise<boolean> => plant({ db, vault: services.vault, ledger, issuer }, people);

/** A composed service over a planted database; no doors, no worker. */
export async function composedBench(surroundings: Surroundings, people: number): Promise<Sluice> {
  const sluice = compose(surroundings);
  await sluice.upgrade();
  await plantPeople(sluice, surroundings.config.jwt.issuer, people);
  return sluice;
}

export async function endBench(): Promise<void> {
  await stopServers();
  removeFolders();
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
