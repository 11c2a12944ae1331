import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { Environment } from './config.ts';
import { readSettingFile } from './setting-file.ts';
import { WANTS_SMTP, parseSmtpUrl } from './smtp.ts';
import type { SmtpServer } from './smtp.ts';

/** A versioned key of 32 bytes. */
export interface VersionedKey {
  readonly version: string;
  readonly key: Buffer;
}

export interface Secrets {
  /** Key-encryption keys; the first one wraps, all unwrap. */
  readonly keyEncryptionKeys: readonly [VersionedKey, ...VersionedKey[]];
  /** Root of the keyed hashes: blind indexes, pairwise ids, idempotency. Lives as long as the data. */
  readonly hmacKey: Buffer;
  /** Ed25519 seeds of the ledger's log, newest first; each signs. */
  readonly ledgerKeys: readonly [VersionedKey, ...VersionedKey[]];
  /** Ed25519 seeds of `v1a` webhook signatures, newest first; each signs. */
  readonly webhookKeys: readonly [VersionedKey, ...VersionedKey[]];
  /** HS256 secret for development tokens; null in production, where tokens are checked by key set. */
  readonly jwtSecret: Buffer | null;
  /** Where mail leaves, with its password; null in a development that writes mail to files. */
  readonly smtp: SmtpServer | null;
  /** Certificate chain and key of the relay's SMTP server, PEM; null: it offers no TLS. */
  readonly relayTls: { readonly cert: string; readonly key: string } | null;
}

const DEV = 'dev';
const names = {
  kek: 'SLUICE_KEK',
  hmac: 'SLUICE_HMAC_KEY',
  ledger: 'SLUICE_LEDGER_KEY',
  webhook: 'SLUICE_WEBHOOK_KEY',
  jwt: 'SLUICE_JWT_SECRET',
  witness: 'SLUICE_WITNESS_KEY',
  smtp: 'SLUICE_SMTP_URL',
  relayCert: 'SLUICE_RELAY_CERT',
  relayKey: 'SLUICE_RELAY_KEY',
} as const;
const WANTS_KEYS =
  'wants VERSION:BASE64 of 32 bytes, newest first, separated by commas (openssl rand -base64 32)';
const WANTS_KEY = 'wants VERSION:BASE64 of 32 bytes (openssl rand -base64 32)';

/** A secret by its name, or from the file that NAME_FILE points to. */
function secretText(environment: Environment, name: string): string | null {
  const value = environment[name];
  const file = environment[`${name}_FILE`];
  if (value && file) throw new ConfigError([`${name} wants either a value or ${name}_FILE, not both`]);
  if (!file) return value ? value.trim() : null;
  return readSettingFile(`${name}_FILE`, file).trim();
}

function parseKey(name: string, text: string, wants: string): VersionedKey {
  const match = /^([a-z0-9]{1,16}):([A-Za-z0-9+/]{43}=)$/.exec(text.trim());
  if (match === null) throw new ConfigError([`${name} ${wants}`]);
  return { version: match[1] as string, key: Buffer.from(match[2] as string, 'base64') };
}

/** Each development secret is made once and kept in the data folder, so that a restart still reads its data. */
function developmentSecret(dataDir: string, name: string, random: Random): string {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, name.toLowerCase().replaceAll('_', '-'));
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = `${DEV}1:${random.bytes(32).toString('base64')}`;
  writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
  return text;
}

/** Both or none: a certificate without its key is a mistake. */
function relayTls(environment: Environment, problems: string[]): Secrets['relayTls'] {
  const [cert, key] = [secretText(environment, names.relayCert), secretText(environment, names.relayKey)];
  if (cert !== null && key !== null) return { cert, key };
  if (cert !== null || key !== null) {
    problems.push(`${names.relayCert} and ${names.relayKey} want to be given together, PEM or as files`);
  }
  return null;
}

interface Setting {
  readonly env: 'development' | 'production';
  readonly dataDir: string;
}

/** Reads secrets by name and collects what is wrong with them. */
function createReader(environment: Environment, setting: Setting, random: Random) {
  const production = setting.env === 'production';
  const problems: string[] = [];

  function keys(name: string, wants: string): VersionedKey[] {
    const given = secretText(environment, name);
    if (given === null && production) {
      problems.push(`${name} ${wants}`);
      return [];
    }
    const text = given ?? developmentSecret(setting.dataDir, name, random);
    const parsed = text.split(',').map((part) => parseKey(name, part, wants));
    if (new Set(parsed.map((key) => key.version)).size !== parsed.length) {
      problems.push(`${name} wants each version once`);
    }
    if (production && parsed.some((key) => key.version.startsWith(DEV))) {
      problems.push(`${name} wants a key of your own: this one was made for development`);
    }
    return parsed;
  }
  return {
    problems,
    /** One or more, newest first. */
    many: (name: string) => keys(name, WANTS_KEYS) as [VersionedKey, ...VersionedKey[]],
    one(name: string): VersionedKey {
      const [key, ...others] = keys(name, WANTS_KEY);
      if (others.length > 0) problems.push(`${name} ${WANTS_KEY}`);
      return key as VersionedKey;
    },
    /** Throws a ConfigError that names everything that is wrong; after it, what was read may be used. */
    settle(): void {
      if (problems.length > 0) throw new ConfigError(problems);
    },
  };
}

/** Reads the secrets. Production takes them from the environment only, and none that was made for development. */
export function readSecrets(environment: Environment, setting: Setting, random: Random): Secrets {
  const production = setting.env === 'production';
  const read = createReader(environment, setting, random);
  const keyEncryptionKeys = read.many(names.kek);
  const hmac = read.one(names.hmac);
  const ledgerKeys = read.many(names.ledger);
  const webhookKeys = read.many(names.webhook);
  if (production && secretText(environment, names.jwt) !== null) {
    read.problems.push(
      `${names.jwt} wants to be absent in production: a shared secret is for development, use SLUICE_JWKS_URL`,
    );
  }
  const jwt = production ? null : read.one(names.jwt);
  const smtpUrl = secretText(environment, names.smtp);
  if (production && smtpUrl === null) read.problems.push(`${names.smtp} ${WANTS_SMTP}`);
  const tls = relayTls(environment, read.problems);
  read.settle();
  return {
    keyEncryptionKeys,
    hmacKey: hmac.key,
    ledgerKeys,
    webhookKeys,
    jwtSecret: jwt?.key ?? null,
    relayTls: tls,
    smtp: smtpUrl === null ? null : parseSmtpUrl(names.smtp, smtpUrl),
  };
}

/** The Ed25519 seed of `sluice witness`, which needs no other secret. */
export function readWitnessSecret(environment: Environment, setting: Setting, random: Random): Buffer {
  const read = createReader(environment, setting, random);
  const { key } = read.one(names.witness) ?? {};
  read.settle();
  return key as Buffer;
}
