import { z } from 'zod';
import { ConfigError } from '../../kernel/errors.ts';

/** Names of the settings that are no secrets. Secrets stand in `secrets.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
/** Digits and nothing else: no sign, fraction, exponent, hex or blank. */
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const port = whole.pipe(z.number().max(65535));

const shape = z.object({
  SLUICE_ENV: z.enum(['development', 'production'], 'development or production').default('development'),
  SLUICE_HOST: z.string().min(1).optional(),
  SLUICE_PORT: port.default(4000),
  SLUICE_STAFF_PORT: port.optional(),
  SLUICE_DATA_DIR: z.string().min(1).default('data'),
  SLUICE_DATABASE_URL: z.string().optional(),
  SLUICE_JWT_ISSUER: z.url('a URL, the `iss` of tokens').optional(),
  SLUICE_JWT_MAX_AGE: whole.pipe(z.number().min(60).max(2_592_000)).optional(),
  SLUICE_JWKS_URL: z.url('a URL').optional(),
  SLUICE_LOOPBACK_WEBHOOKS: flag.optional(),
  SLUICE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  readonly env: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  /** Where the marketing and privacy doors listen; null: on `port` with the others. */
  readonly staffPort: number | null;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly jwt: { readonly issuer: string; readonly maxAgeSeconds: number; readonly jwksUrl: string | null };
  readonly loopbackWebhooks: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What a setting wants, in words; zod's own message where it says enough. */
const wants: Record<string, string> = {
  SLUICE_PORT: 'a port, 0 to 65535 (0: any free one)',
  SLUICE_STAFF_PORT: 'a port, 0 to 65535',
  SLUICE_JWT_MAX_AGE: 'seconds, 60 to 2592000',
  SLUICE_LOOPBACK_WEBHOOKS: 'true or false',
  SLUICE_LOG_LEVEL: 'debug, info, warn, error or silent',
};

function productionProblems(env: z.infer<typeof shape>): string[] {
  const problems: string[] = [];
  if (env.SLUICE_DATABASE_URL === undefined) problems.push('SLUICE_DATABASE_URL wants a value in production');
  if (env.SLUICE_JWT_ISSUER === undefined)
    problems.push('SLUICE_JWT_ISSUER wants the issuer of tokens in production');
  if (env.SLUICE_JWKS_URL === undefined) {
    problems.push(
      'SLUICE_JWKS_URL wants the URL of the key set in production: tokens are RS256 or ES256 there',
    );
  } else if (!env.SLUICE_JWKS_URL.startsWith('https://')) {
    problems.push('SLUICE_JWKS_URL wants https in production');
  }
  if (env.SLUICE_LOOPBACK_WEBHOOKS === true) {
    problems.push('SLUICE_LOOPBACK_WEBHOOKS wants to be absent in production: it opens the way inside');
  }
  return problems;
}

/** Reads the settings. Throws a `ConfigError` that names every wrong one and what it wants. */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in shape.shape && value !== ''),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name} wants ${wants[name] ?? issue.message}`;
      }),
    );
  }
  const env = parsed.data;
  const production = env.SLUICE_ENV === 'production';
  const problems = production ? productionProblems(env) : [];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    env: env.SLUICE_ENV,
    host: env.SLUICE_HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: env.SLUICE_PORT,
    staffPort: env.SLUICE_STAFF_PORT ?? null,
    dataDir: env.SLUICE_DATA_DIR,
    databaseUrl: env.SLUICE_DATABASE_URL ?? `sqlite:${env.SLUICE_DATA_DIR}/sluice.sqlite`,
    jwt: {
      issuer: env.SLUICE_JWT_ISSUER ?? 'https://id.sluice.example',
      maxAgeSeconds: env.SLUICE_JWT_MAX_AGE ?? (production ? 3_600 : 86_400),
      jwksUrl: env.SLUICE_JWKS_URL ?? null,
    },
    loopbackWebhooks: env.SLUICE_LOOPBACK_WEBHOOKS ?? false,
    logLevel: env.SLUICE_LOG_LEVEL,
  };
}
