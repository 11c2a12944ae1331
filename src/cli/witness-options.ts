import { ConfigError } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import {
  COSIGNATURE,
  ED25519,
  PolicyError,
  createSigner,
  parsePolicy,
  parseVerifierKey,
} from '../ledger/index.ts';
import type { Signer, VerifierKey } from '../ledger/index.ts';
import { readSettingFile, readWitnessSecret } from '../platform/config/index.ts';
import type { Environment } from '../platform/config/index.ts';
import { readWitnessConfig } from '../platform/config/witness.ts';

/** The options of `sluice witness` as they were typed. */
export interface WitnessOptions {
  readonly name?: string;
  readonly policy?: string;
  /** Verifier keys. */
  readonly log: readonly string[];
  readonly host: string;
  readonly port: string;
  readonly database?: string;
}

/** The same, understood. */
export interface WitnessSettings {
  readonly signer: Signer;
  /** One or more. */
  readonly logs: readonly VerifierKey[];
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly logLevel: string;
}

/** Runs `read` and adds what is wrong to the problems. */
function collect<T>(problems: string[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function readName(name: string | undefined): string {
  if (name !== undefined && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name)) return name;
  throw new ConfigError(['--name wants a key name without spaces and plus signs, e.g. witness.example/w1']);
}

function readPort(port: string): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new ConfigError(['--port wants a port, 0 to 65535 (0: any free one)']);
}

function readHost(host: string): string {
  if (host !== '') return host;
  throw new ConfigError(['--host wants a name or an address of this machine']);
}

function logsOfPolicy(file: string): VerifierKey[] {
  const text = readSettingFile('--policy', file);
  try {
    return parsePolicy(text).logs.map(({ key }) => key);
  } catch (error) {
    if (error instanceof PolicyError) throw new ConfigError([`--policy wants a policy: ${error.message}`]);
    throw error;
  }
}

function readLogKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (key?.type === ED25519) return key;
  throw new ConfigError(['--log wants the verifier key of a log, NAME+HEX+BASE64 (Ed25519)']);
}

/** Throws a ConfigError that names every option and setting that is wrong and what it wants. */
export function readWitnessOptions(
  options: WitnessOptions,
  environment: Environment,
  random: Random,
): WitnessSettings {
  const { policy } = options;
  const problems: string[] = [];
  const name = collect(problems, () => readName(options.name));
  const host = collect(problems, () => readHost(options.host));
  const port = collect(problems, () => readPort(options.port));
  const inPolicy = policy === undefined ? [] : collect(problems, () => logsOfPolicy(policy));
  const named = options.log.map((vkey) => collect(problems, () => readLogKey(vkey)));
  const logs = [...(inPolicy ?? []), ...named].filter((key) => key !== null);
  if (problems.length === 0 && logs.length === 0) {
    problems.push('--log wants the verifier key of a log, or --policy a file that names one');
  }
  const config = collect(problems, () => readWitnessConfig(environment));
  // Last, for in development it makes the secret: not for a command that will not run.
  const seed =
    config === null || problems.length > 0
      ? null
      : collect(problems, () => readWitnessSecret(environment, config, random));
  if (name === null || host === null || port === null || config === null || seed === null)
    throw new ConfigError(problems);
  return {
    signer: createSigner(name, seed, COSIGNATURE),
    logs,
    host,
    port,
    databaseUrl: options.database ?? `sqlite:${config.dataDir}/witness.sqlite`,
    logLevel: config.logLevel,
  };
}
