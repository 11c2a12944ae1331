import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { ConfigError } from '../../kernel/errors.ts';
import { isEmailAddress } from '../../kernel/sealed-email.ts';

/** Names of the settings that are no secrets. Secrets stand in `secrets.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
/** Digits and nothing else: no sign, fraction, exponent, hex or blank. */
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const port = whole.pipe(z.number().max(65535));
/** Addresses and networks, separated by commas. */
const networks = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => ipaddr.isValid(one) || ipaddr.isValidCIDR(one)));
const email = z.string().refine(isEmailAddress);
/** Not every server on the way takes another sender, and the Message-ID bears its domain. */
const asciiEmail = z.string().refine((text) => isEmailAddress(text) && /^[\x21-\x7e]+$/.test(text));

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
  SLUICE_PUBLIC_URL: z.url('a URL').optional(),
  SLUICE_CONTROLLER_NAME: z.string().min(1).max(200).optional(),
  SLUICE_CONTROLLER_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  SLUICE_CONTROLLER_CONTACT: z.string().min(1).max(200).optional(),
  SLUICE_MAIL_FROM: asciiEmail.optional(),
  SLUICE_OFFICE_EMAIL: email.optional(),
  SLUICE_SMTP_PROCESSOR: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .optional(),
  SLUICE_COMPLAINTS_BODY: z.string().min(1).max(300).optional(),
  SLUICE_LEDGER_ORIGIN: z
    .string()
    .regex(/^[^\p{White_Space}\p{Cc}+]{1,200}$/u)
    .optional(),
  SLUICE_LEDGER_POLICY_FILE: z.string().min(1).optional(),
  SLUICE_REPORT_EPSILON: whole.pipe(z.number().max(100)).optional(),
  SLUICE_RELAY_DOMAIN: z
    .string()
    .max(200)
    .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
    .optional(),
  SLUICE_RELAY_PORT: port.default(2525),
  SLUICE_AD_HOC_QUERIES: flag.optional(),
  SLUICE_TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
  SLUICE_RATE_POINTS: whole.pipe(z.number().min(1_000)).default(120_000),
  SLUICE_TRUSTED_PROXIES: networks.default([]),
  SLUICE_METRICS_PORT: port.optional(),
  SLUICE_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  SLUICE_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  SLUICE_DRAIN_SECONDS: whole.pipe(z.number().max(300)).optional(),
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
  /** Where people reach this, without a slash at its end. */
  readonly publicUrl: string;
  /** The company that answers for the data; receipts name it. */
  readonly controller: {
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** An address or a URL. */
    readonly contact: string;
  };
  readonly mail: {
    /** The sender of the company's own mail. */
    readonly from: string;
    /** Where the privacy office reads mail. */
    readonly office: string;
    /** The slug of the processor whose mail server it is; null: the company's own. */
    readonly processor: string | null;
  };
  /** Who decides on complaints that this company answered, or did not: name and address. */
  readonly complaintsBody: string;
  readonly ledger: {
    /** First line of every checkpoint. */
    readonly origin: string;
    /** Path of a tlog-policy file that names the witnesses; null: none is asked. */
    readonly policyFile: string | null;
  };
  readonly reports: {
    /** What reports may tell a partner of any one person in a quarter; 0: there are none. */
    readonly epsilon: number;
  };
  /** Addresses that stand for people's own; null: there are none. */
  readonly relay: {
    readonly domain: string;
    /** Where mail to them is taken. */
    readonly port: number;
  } | null;
  readonly requests: {
    /** Whether the marketplace door runs documents that it does not know. */
    readonly adHoc: boolean;
    /** JSON with documents that the marketplace door knows beside those of the own pages; null: none. */
    readonly documentsFile: string | null;
    /** What each asker may spend in a minute, in points. */
    readonly points: number;
    /** Whose `X-Forwarded-For` is believed: addresses and networks. */
    readonly trustedProxies: readonly string[];
  };
  /** Where an operator's tools read metrics; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Where traces go (OTLP over HTTP), without a slash at its end; null: none are made. */
  readonly otlpEndpoint: string | null;
  /** How long a process that is told to end says so (`/readyz`) before it lets nobody new in. */
  readonly drainSeconds: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What a setting wants, in words; zod's own message where it says enough. */
const wants: Record<string, string> = {
  SLUICE_PORT: 'a port, 0 to 65535 (0: any free one)',
  SLUICE_STAFF_PORT: 'a port, 0 to 65535',
  SLUICE_JWT_MAX_AGE: 'seconds, 60 to 2592000',
  SLUICE_LOOPBACK_WEBHOOKS: 'true or false',
  SLUICE_CONTROLLER_COUNTRY: 'a country, two capital letters (ISO 3166-1)',
  SLUICE_MAIL_FROM: 'an email address in ASCII, without a name',
  SLUICE_OFFICE_EMAIL: 'an email address, without a name',
  SLUICE_SMTP_PROCESSOR: 'the slug of a processor, e.g. mail-carrier',
  SLUICE_COMPLAINTS_BODY: 'a name and an address, at most 300 characters',
  SLUICE_LEDGER_ORIGIN: 'a name without spaces and plus signs, e.g. market.example/ledger',
  SLUICE_REPORT_EPSILON: 'a whole number, 0 to 100',
  SLUICE_RELAY_DOMAIN: 'a domain in lower case, e.g. relay.market.example',
  SLUICE_RELAY_PORT: 'a port, 0 to 65535 (0: any free one)',
  SLUICE_AD_HOC_QUERIES: 'true or false',
  SLUICE_RATE_POINTS: 'points for a minute, at least 1000',
  SLUICE_TRUSTED_PROXIES: 'addresses or networks, separated by commas, e.g. 10.0.0.0/8',
  SLUICE_METRICS_PORT: 'a port, 0 to 65535 (0: any free one)',
  SLUICE_OTLP_ENDPOINT: 'an http or https URL, e.g. http://127.0.0.1:4318',
  SLUICE_DRAIN_SECONDS: 'seconds, 0 to 300',
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
  if (!env.SLUICE_PUBLIC_URL?.startsWith('https://')) {
    problems.push('SLUICE_PUBLIC_URL wants the https URL where people reach this in production');
  }
  const controller = [
    'SLUICE_CONTROLLER_NAME',
    'SLUICE_CONTROLLER_COUNTRY',
    'SLUICE_CONTROLLER_CONTACT',
  ] as const;
  for (const name of controller) {
    if (env[name] !== undefined) continue;
    problems.push(`${name} wants a value in production: receipts name the company that answers for the data`);
  }
  if (env.SLUICE_MAIL_FROM === undefined) {
    problems.push('SLUICE_MAIL_FROM wants the address that mail comes from in production');
  }
  if (env.SLUICE_OFFICE_EMAIL === undefined) {
    problems.push('SLUICE_OFFICE_EMAIL wants the address of the privacy office in production');
  }
  if (env.SLUICE_COMPLAINTS_BODY === undefined) {
    problems.push(
      'SLUICE_COMPLAINTS_BODY wants the name and address of the body outside that takes complaints',
    );
  }
  if (env.SLUICE_LOOPBACK_WEBHOOKS === true) {
    problems.push('SLUICE_LOOPBACK_WEBHOOKS wants to be absent in production: it opens the way inside');
  }
  return problems;
}

/** The schema-less URL of the log (C2SP tlog-tiles), which stays the same whatever port a development run takes. */
function ledgerOrigin(env: z.infer<typeof shape>): string {
  if (env.SLUICE_LEDGER_ORIGIN !== undefined) return env.SLUICE_LEDGER_ORIGIN;
  if (env.SLUICE_PUBLIC_URL === undefined) return 'sluice.localhost/ledger';
  const { host, pathname } = new URL(env.SLUICE_PUBLIC_URL);
  return `${host}${pathname.replace(/\/$/, '')}/ledger`;
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
    publicUrl: (env.SLUICE_PUBLIC_URL ?? `http://127.0.0.1:${env.SLUICE_PORT}`).replace(/\/$/, ''),
    controller: {
      name: env.SLUICE_CONTROLLER_NAME ?? 'Sluice Marketplace (demonstration)',
      country: env.SLUICE_CONTROLLER_COUNTRY ?? 'IE',
      contact: env.SLUICE_CONTROLLER_CONTACT ?? 'privacy@sluice.example',
    },
    mail: {
      from: env.SLUICE_MAIL_FROM ?? 'no-reply@sluice.example',
      office: env.SLUICE_OFFICE_EMAIL ?? 'privacy@sluice.example',
      processor: env.SLUICE_SMTP_PROCESSOR ?? null,
    },
    complaintsBody:
      env.SLUICE_COMPLAINTS_BODY ?? 'The data protection authority of Ireland (demonstration), Dublin',
    ledger: { origin: ledgerOrigin(env), policyFile: env.SLUICE_LEDGER_POLICY_FILE ?? null },
    reports: { epsilon: env.SLUICE_REPORT_EPSILON ?? 4 },
    relay:
      env.SLUICE_RELAY_DOMAIN === undefined
        ? null
        : { domain: env.SLUICE_RELAY_DOMAIN, port: env.SLUICE_RELAY_PORT },
    requests: {
      adHoc: env.SLUICE_AD_HOC_QUERIES ?? !production,
      documentsFile: env.SLUICE_TRUSTED_DOCUMENTS_FILE ?? null,
      points: env.SLUICE_RATE_POINTS,
      trustedProxies: env.SLUICE_TRUSTED_PROXIES,
    },
    metrics:
      env.SLUICE_METRICS_PORT === undefined
        ? null
        : { host: env.SLUICE_METRICS_HOST, port: env.SLUICE_METRICS_PORT },
    otlpEndpoint: env.SLUICE_OTLP_ENDPOINT?.replace(/\/$/, '') ?? null,
    drainSeconds: env.SLUICE_DRAIN_SECONDS ?? (production ? 5 : 0),
    logLevel: env.SLUICE_LOG_LEVEL,
  };
}
