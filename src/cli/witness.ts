import type { Command } from 'commander';
import { createWitnessApp, listen, shut, urlOf } from '../http/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { ConfigError } from '../kernel/errors.ts';
import { systemRandom } from '../kernel/random.ts';
import { formatVerifierKey } from '../ledger/index.ts';
import type { Environment } from '../platform/config/index.ts';
import { migrationSource, openDatabase } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createLog } from '../platform/log.ts';
import { createWitness, witnessMigrations } from '../witness/index.ts';
import { readWitnessOptions } from './witness-options.ts';
import type { WitnessOptions } from './witness-options.ts';

export interface RunningWitness {
  /** Both its submission prefix and its monitoring prefix. */
  readonly url: string;
  readonly verifierKey: string;
  /** Resolves when every request that came has its answer and the database is closed. */
  stop(): Promise<void>;
}

function openAt(url: string): Database {
  try {
    return openDatabase(url, systemClock);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(['--database wants sqlite:PATH or postgres://USER@HOST:PORT/NAME']);
  }
}

/** Serves a witness. Throws a ConfigError that names every option and setting that is wrong and what it wants. */
export async function runWitness(options: WitnessOptions, environment: Environment): Promise<RunningWitness> {
  const settings = readWitnessOptions(options, environment, systemRandom);
  const { signer, logs, host, port } = settings;
  const log = createLog(settings.logLevel);
  const db = openAt(settings.databaseUrl);
  try {
    await db.migrate(migrationSource(witnessMigrations));
    const witness = createWitness({ db, clock: systemClock, signer, logs });
    const server = await listen(host, port, createWitnessApp({ witness, log }));
    const stop = async (): Promise<void> => {
      await shut(server);
      await db.close();
    };
    return { url: urlOf(server), verifierKey: formatVerifierKey(signer.key), stop };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What the command is given by the program around it. */
export interface WitnessCommandParts {
  readonly environment: Environment;
  readonly out: (line: string) => void;
  readonly untilSignal: (stop: () => Promise<void>) => void;
}

export function registerWitness(program: Command, parts: WitnessCommandParts): void {
  const { environment, out, untilSignal } = parts;
  const all = (value: string, sofar: readonly string[]): readonly string[] => [...sofar, value];
  program
    .command('witness')
    .description('cosign the checkpoints of other logs, as long as none takes anything back')
    .option('--name <name>', 'its key name, e.g. witness.example/w1')
    .option('--policy <file>', 'a tlog-policy file; its logs are witnessed')
    .option('--log <vkey>', 'the verifier key of a log to witness; may be repeated', all, [])
    .option('--host <host>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'where to listen; 0: any free one', '0')
    .option('--database <url>', 'a database of its own; witness.sqlite in the data folder if left out')
    .action(async (options: WitnessOptions) => {
      const { url, verifierKey, stop } = await runWitness(options, environment);
      untilSignal(stop);
      out(JSON.stringify({ ready: true, url, verifierKey }));
    });
}
