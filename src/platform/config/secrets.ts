import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { Environment } from './config.ts';

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
  /** HS256 secret for development tokens; null in production, where tokens are checked by key set. */
  readonly jwtSecret: Buffer | null;
}

const DEV = 'dev';
const names = { kek: 'SLUICE_KEK', hmac: 'SLUICE_HMAC_KEY', jwt: 'SLUICE_JWT_SECRET' } as const;
const WANTS_KEK =
  'wants VERSION:BASE64 of 32 bytes, newest first, separated by commas (openssl rand -base64 32)';
const WANTS_KEY = 'wants VERSION:BASE64 of 32 bytes (openssl rand -base64 32)';

/** A secret by its name, or from the file that NAME_FILE points to. */
function secretText(environment: Environment, name: string): string | null {
  const value = environment[name];
  const file = environment[`${name}_FILE`];
  if (value && file) throw new ConfigError([`${name} wants either a value or ${name}_FILE, not both`]);
  if (!file) return value ? value.trim() : null;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError([`${name}_FILE wants a readable file`]);
  }
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

/** Reads the secrets. Production takes them from the environment only, and none that was made for development. */
export function readSecrets(
  environment: Environment,
  setting: { readonly env: 'development' | 'production'; readonly dataDir: string },
  random: Random,
): Secrets {
  const production = setting.env === 'production';
  const problems: string[] = [];
  const read = (name: string, wants: string): string => {
    const given = secretText(environment, name);
    if (given !== null) return given;
    if (!production) return developmentSecret(setting.dataDir, name, random);
    problems.push(`${name} ${wants}`);
    return '';
  };
  const kekText = read(names.kek, WANTS_KEK);
  const hmacText = read(names.hmac, WANTS_KEY);
  if (production && secretText(environment, names.jwt) !== null) {
    problems.push(
      `${names.jwt} wants to be absent in production: a shared secret is for development, use SLUICE_JWKS_URL`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const keys = kekText.split(',').map((part) => parseKey(names.kek, part, WANTS_KEK));
  const hmac = parseKey(names.hmac, hmacText, WANTS_KEY);
  if (new Set(keys.map((key) => key.version)).size !== keys.length) {
    throw new ConfigError([`${names.kek} wants each version once`]);
  }
  const madeForDevelopment = [
    ...(keys.some((key) => key.version.startsWith(DEV)) ? [names.kek] : []),
    ...(hmac.version.startsWith(DEV) ? [names.hmac] : []),
  ];
  if (production && madeForDevelopment.length > 0) {
    throw new ConfigError(
      madeForDevelopment.map((name) => `${name} wants a key of your own: this one was made for development`),
    );
  }
  return {
    keyEncryptionKeys: keys as [VersionedKey, ...VersionedKey[]],
    hmacKey: hmac.key,
    jwtSecret: production
      ? null
      : parseKey(
          names.jwt,
          secretText(environment, names.jwt) ?? developmentSecret(setting.dataDir, names.jwt, random),
          WANTS_KEY,
        ).key,
  };
}
