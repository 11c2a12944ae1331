import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../src/kernel/errors.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import type { Environment, Secrets } from '../../src/platform/config/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { production } from '../support/production.ts';

/** The problems of a call that has to be refused with a `ConfigError`. */
function problemsOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    assert.ok(error.problems.length > 0);
    assert.equal(error.message, error.problems.join('\n'));
    return error.problems;
  }
  return assert.fail('it was not refused');
}

const without = (environment: Environment, name: string): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));

describe('settings', () => {
  it('need none in development', () => {
    const defaults = {
      env: 'development',
      host: '127.0.0.1',
      port: 4000,
      staffPort: null,
      dataDir: 'data',
      databaseUrl: 'sqlite:data/sluice.sqlite',
      jwt: { issuer: 'https://id.sluice.example', maxAgeSeconds: 86_400, jwksUrl: null },
      loopbackWebhooks: false,
      publicUrl: 'http://127.0.0.1:4000',
      controller: {
        name: 'Sluice Marketplace (demonstration)',
        country: 'IE',
        contact: 'privacy@sluice.example',
      },
      mail: { from: 'no-reply@sluice.example', office: 'privacy@sluice.example', processor: null },
      complaintsBody: 'The data protection authority of Ireland (demonstration), Dublin',
      ledger: { origin: 'sluice.localhost/ledger', policyFile: null },
      reports: { epsilon: 4 },
      relay: null,
      requests: { adHoc: true, documentsFile: null, points: 120_000, trustedProxies: [] },
      metrics: null,
      otlpEndpoint: null,
      drainSeconds: 0,
      logLevel: 'info',
    };
    assert.deepEqual(readConfig({}), defaults);
    assert.deepEqual(
      readConfig({ SLUICE_PORT: '', SLUICE_DATABASE_URL: '', PATH: '/bin', toString: 'x' }),
      defaults,
    );
  });

  it('are taken as given, each of them', () => {
    assert.deepEqual(
      readConfig({
        SLUICE_ENV: 'development',
        SLUICE_HOST: '::1',
        SLUICE_PORT: '0',
        SLUICE_STAFF_PORT: '65535',
        SLUICE_DATA_DIR: '/var/lib/sluice',
        SLUICE_DATABASE_URL: 'sqlite:/tmp/other.sqlite',
        SLUICE_JWT_ISSUER: 'https://id.other.example',
        SLUICE_JWT_MAX_AGE: '60',
        SLUICE_JWKS_URL: 'http://127.0.0.1:9/keys.json',
        SLUICE_LOOPBACK_WEBHOOKS: 'true',
        SLUICE_PUBLIC_URL: 'http://market.other.example/shop/',
        SLUICE_CONTROLLER_NAME: 'Other Inc',
        SLUICE_CONTROLLER_COUNTRY: 'US',
        SLUICE_CONTROLLER_CONTACT: 'https://other.example/privacy',
        SLUICE_MAIL_FROM: 'market@other.example',
        SLUICE_OFFICE_EMAIL: 'büro@bücher.example',
        SLUICE_SMTP_PROCESSOR: 'mail-carrier',
        SLUICE_COMPLAINTS_BODY: 'CNIL, Paris',
        SLUICE_LEDGER_ORIGIN: 'log.other.example',
        SLUICE_LEDGER_POLICY_FILE: '/etc/sluice/witnesses',
        SLUICE_REPORT_EPSILON: '0',
        SLUICE_RELAY_DOMAIN: 'relay.other.example',
        SLUICE_RELAY_PORT: '25',
        SLUICE_AD_HOC_QUERIES: 'false',
        SLUICE_TRUSTED_DOCUMENTS_FILE: '/etc/sluice/documents.json',
        SLUICE_RATE_POINTS: '1000',
        SLUICE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        SLUICE_METRICS_PORT: '9464',
        SLUICE_METRICS_HOST: '0.0.0.0',
        SLUICE_OTLP_ENDPOINT: 'http://collector.other.example:4318/',
        SLUICE_DRAIN_SECONDS: '30',
        SLUICE_LOG_LEVEL: 'silent',
      }),
      {
        env: 'development',
        host: '::1',
        port: 0,
        staffPort: 65_535,
        dataDir: '/var/lib/sluice',
        databaseUrl: 'sqlite:/tmp/other.sqlite',
        jwt: {
          issuer: 'https://id.other.example',
          maxAgeSeconds: 60,
          jwksUrl: 'http://127.0.0.1:9/keys.json',
        },
        loopbackWebhooks: true,
        publicUrl: 'http://market.other.example/shop',
        controller: { name: 'Other Inc', country: 'US', contact: 'https://other.example/privacy' },
        mail: { from: 'market@other.example', office: 'büro@bücher.example', processor: 'mail-carrier' },
        complaintsBody: 'CNIL, Paris',
        ledger: { origin: 'log.other.example', policyFile: '/etc/sluice/witnesses' },
        reports: { epsilon: 0 },
        relay: { domain: 'relay.other.example', port: 25 },
        requests: {
          adHoc: false,
          documentsFile: '/etc/sluice/documents.json',
          points: 1_000,
          trustedProxies: ['10.0.0.0/8', '::1'],
        },
        metrics: { host: '0.0.0.0', port: 9_464 },
        otlpEndpoint: 'http://collector.other.example:4318',
        drainSeconds: 30,
        logLevel: 'silent',
      },
    );
    const { ledger } = readConfig({ SLUICE_PUBLIC_URL: 'https://market.other.example/shop/' });
    assert.equal(
      ledger.origin,
      'market.other.example/shop/ledger',
      'by its URL, if it has no name of its own',
    );
    assert.equal(
      readConfig({ SLUICE_DATA_DIR: '/var/lib/sluice' }).databaseUrl,
      'sqlite:/var/lib/sluice/sluice.sqlite',
    );
    assert.equal(readConfig({ SLUICE_LOOPBACK_WEBHOOKS: 'false' }).loopbackWebhooks, false);
  });

  const port = 'a port, 0 to 65535';
  const wrong: readonly [name: string, wants: string, values: readonly string[]][] = [
    ['SLUICE_ENV', 'development or production', ['prod', 'Production', 'test']],
    ['SLUICE_PORT', `${port} (0: any free one)`, ['-1', '65536', '80.5', 'http']],
    ['SLUICE_STAFF_PORT', port, ['-1', '65536', '80.5', 'http']],
    ['SLUICE_JWT_ISSUER', 'a URL, the `iss` of tokens', ['id.company', 'not a url']],
    ['SLUICE_JWT_MAX_AGE', 'seconds, 60 to 2592000', ['59', '2592001', '1h', '90.5']],
    ['SLUICE_JWKS_URL', 'a URL', ['keys.json', 'not a url']],
    ['SLUICE_LOOPBACK_WEBHOOKS', 'true or false', ['yes', '1', 'TRUE']],
    ['SLUICE_PUBLIC_URL', 'a URL', ['market.example', 'not a url']],
    ['SLUICE_CONTROLLER_COUNTRY', 'a country, two capital letters (ISO 3166-1)', ['ie', 'Ireland', 'I']],
    [
      'SLUICE_MAIL_FROM',
      'an email address in ASCII, without a name',
      [
        'market',
        'Market <m@x.example>',
        'm@x.example\r\nBcc: e@y.example',
        'm@x',
        'a@x.example,b@y.example',
        'mä@x.example',
      ],
    ],
    [
      'SLUICE_OFFICE_EMAIL',
      'an email address, without a name',
      ['office', 'Office <o@x.example>', 'o@x', 'o@x.example, p@x.example', ' o@x.example'],
    ],
    ['SLUICE_SMTP_PROCESSOR', 'the slug of a processor, e.g. mail-carrier', ['Carrier', 'a b', '-a', 'a--b']],
    ['SLUICE_COMPLAINTS_BODY', 'a name and an address, at most 300 characters', ['x'.repeat(301)]],
    [
      'SLUICE_LEDGER_ORIGIN',
      'a name without spaces and plus signs, e.g. market.example/ledger',
      ['two words', 'a+b', 'a\u00a0b', 'x'.repeat(201)],
    ],
    ['SLUICE_REPORT_EPSILON', 'a whole number, 0 to 100', ['101', '-1', '0.5', '4e0', 'four']],
    [
      'SLUICE_RELAY_DOMAIN',
      'a domain in lower case, e.g. relay.market.example',
      [
        'relay',
        'Relay.x.example',
        'a..example',
        '.x.example',
        'x.example.',
        '-x.example',
        'a@x.example',
        'x y.example',
      ],
    ],
    ['SLUICE_RELAY_PORT', `${port} (0: any free one)`, ['-1', '65536', '25.5', 'smtp']],
    ['SLUICE_AD_HOC_QUERIES', 'true or false', ['yes', '0']],
    ['SLUICE_RATE_POINTS', 'points for a minute, at least 1000', ['999', '-1', '1e6', 'many']],
    [
      'SLUICE_TRUSTED_PROXIES',
      'addresses or networks, separated by commas, e.g. 10.0.0.0/8',
      ['proxy.example', '10.0.0.0/33', '10.0.0.1,', '*'],
    ],
    ['SLUICE_METRICS_PORT', `${port} (0: any free one)`, ['-1', '65536', 'http']],
    [
      'SLUICE_OTLP_ENDPOINT',
      'an http or https URL, e.g. http://127.0.0.1:4318',
      ['collector', 'collector:4318', 'grpc://collector.example', 'ftp://collector.example'],
    ],
    ['SLUICE_DRAIN_SECONDS', 'seconds, 0 to 300', ['301', '-1', '1.5', '5s']],
    ['SLUICE_LOG_LEVEL', 'debug, info, warn, error or silent', ['verbose', 'INFO']],
  ];
  for (const [name, wants, values] of wrong) {
    it(`name ${name} when it is wrong, and what it wants`, () => {
      for (const value of values) {
        assert.deepEqual(
          problemsOf(() => readConfig({ [name]: value })),
          [`${name} wants ${wants}`],
          value,
        );
      }
    });
  }

  it('are named all at once when several are wrong', () => {
    const environment = Object.fromEntries(wrong.map(([name, , values]) => [name, values[0]]));
    assert.deepEqual(
      [...problemsOf(() => readConfig(environment))].sort(),
      wrong.map(([name, wants]) => `${name} wants ${wants}`).sort(),
    );
  });

  it('are stricter in production', () => {
    assert.deepEqual(readConfig(production), {
      env: 'production',
      host: '0.0.0.0',
      port: 4000,
      staffPort: null,
      dataDir: 'data',
      databaseUrl: production.SLUICE_DATABASE_URL,
      jwt: {
        issuer: production.SLUICE_JWT_ISSUER,
        maxAgeSeconds: 3_600,
        jwksUrl: production.SLUICE_JWKS_URL,
      },
      loopbackWebhooks: false,
      publicUrl: production.SLUICE_PUBLIC_URL,
      controller: { name: 'Company Ltd', country: 'IE', contact: 'privacy@company.example' },
      mail: { from: 'no-reply@company.example', office: 'office@company.example', processor: null },
      complaintsBody: 'Data Protection Commission, Dublin',
      ledger: { origin: 'market.company.example/ledger', policyFile: null },
      reports: { epsilon: 4 },
      relay: null,
      requests: { adHoc: false, documentsFile: null, points: 120_000, trustedProxies: [] },
      metrics: null,
      otlpEndpoint: null,
      drainSeconds: 5,
      logLevel: 'info',
    });
    const [database, issuer, keySet] = [
      'SLUICE_DATABASE_URL wants a value in production',
      'SLUICE_JWT_ISSUER wants the issuer of tokens in production',
      'SLUICE_JWKS_URL wants the URL of the key set in production: tokens are RS256 or ES256 there',
    ] as const;
    const publicUrl = 'SLUICE_PUBLIC_URL wants the https URL where people reach this in production';
    const controller = ['NAME', 'COUNTRY', 'CONTACT'].map(
      (part) =>
        `SLUICE_CONTROLLER_${part} wants a value in production: receipts name the company that answers for the data`,
    );
    const mail = [
      'SLUICE_MAIL_FROM wants the address that mail comes from in production',
      'SLUICE_OFFICE_EMAIL wants the address of the privacy office in production',
      'SLUICE_COMPLAINTS_BODY wants the name and address of the body outside that takes complaints',
    ];
    const refused: readonly [Environment, readonly string[]][] = [
      [without(production, 'SLUICE_DATABASE_URL'), [database]],
      [without(production, 'SLUICE_JWT_ISSUER'), [issuer]],
      [without(production, 'SLUICE_JWKS_URL'), [keySet]],
      [{ ...production, SLUICE_JWKS_URL: '' }, [keySet]],
      [
        { ...production, SLUICE_JWKS_URL: 'http://id.company.example/keys.json' },
        ['SLUICE_JWKS_URL wants https in production'],
      ],
      [
        { ...production, SLUICE_LOOPBACK_WEBHOOKS: 'true' },
        ['SLUICE_LOOPBACK_WEBHOOKS wants to be absent in production: it opens the way inside'],
      ],
      [without(production, 'SLUICE_PUBLIC_URL'), [publicUrl]],
      [{ ...production, SLUICE_PUBLIC_URL: 'http://market.company.example' }, [publicUrl]],
      [without(production, 'SLUICE_CONTROLLER_NAME'), controller.slice(0, 1)],
      [without(production, 'SLUICE_MAIL_FROM'), mail.slice(0, 1)],
      [without(production, 'SLUICE_OFFICE_EMAIL'), mail.slice(1, 2)],
      [without(production, 'SLUICE_COMPLAINTS_BODY'), mail.slice(2)],
      [{ SLUICE_ENV: 'production' }, [database, issuer, keySet, publicUrl, ...controller, ...mail]],
    ];
    for (const [environment, problems] of refused) {
      assert.deepEqual(
        problemsOf(() => readConfig(environment)),
        problems,
      );
    }
  });
});

describe('secrets', () => {
  const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
  const given = {
    SLUICE_KEK: `k1:${key(1)}`,
    SLUICE_HMAC_KEY: `h1:${key(2)}`,
    SLUICE_LEDGER_KEY: `l1:${key(5)}`,
    SLUICE_WEBHOOK_KEY: `w1:${key(7)}`,
    SLUICE_SMTP_URL: 'smtps://sluice:word@mail.company.example',
  };
  const smtp = {
    host: 'mail.company.example',
    port: 465,
    secure: true,
    login: { user: 'sluice', password: 'word' },
  };
  const read = (
    environment: Environment,
    env: 'development' | 'production',
    dataDir = join(temporaryFolder(), 'data'),
  ): Secrets => readSecrets(environment, { env, dataDir }, systemRandom);
  const allNames = [
    'SLUICE_KEK',
    'SLUICE_HMAC_KEY',
    'SLUICE_LEDGER_KEY',
    'SLUICE_WEBHOOK_KEY',
    'SLUICE_JWT_SECRET',
    'SLUICE_SMTP_URL',
  ];
  const fileOf = (text: string): string => {
    const file = join(temporaryFolder(), 'secret');
    writeFileSync(file, text);
    return file;
  };

  it('come from the value of their name, without a trace in the data folder', () => {
    const dataDir = join(temporaryFolder(), 'data');
    const secrets = read(given, 'production', dataDir);
    assert.deepEqual(secrets, {
      keyEncryptionKeys: [{ version: 'k1', key: Buffer.alloc(32, 1) }],
      hmacKey: Buffer.alloc(32, 2),
      ledgerKeys: [{ version: 'l1', key: Buffer.alloc(32, 5) }],
      webhookKeys: [{ version: 'w1', key: Buffer.alloc(32, 7) }],
      jwtSecret: null,
      smtp,
      relayTls: null,
    });
    assert.ok(!existsSync(dataDir));
  });

  it('of the relay’s certificate come together or not at all', () => {
    const both = { SLUICE_RELAY_CERT: 'a certificate\n', SLUICE_RELAY_KEY: 'its key\n' };
    assert.deepEqual(read({ ...given, ...both }, 'production').relayTls, {
      cert: 'a certificate',
      key: 'its key',
    });
    for (const name of ['SLUICE_RELAY_CERT', 'SLUICE_RELAY_KEY']) {
      assert.deepEqual(
        problemsOf(() => read({ ...given, [name]: 'x' }, 'production')),
        ['SLUICE_RELAY_CERT and SLUICE_RELAY_KEY want to be given together, PEM or as files'],
      );
    }
  });

  it('come from the file that NAME_FILE points to', () => {
    const secrets = read(
      {
        SLUICE_KEK_FILE: fileOf(`k2:${key(3)},k1:${key(1)}\n`),
        SLUICE_HMAC_KEY_FILE: fileOf(`  h1:${key(2)}\n`),
        SLUICE_LEDGER_KEY_FILE: fileOf(`l2:${key(6)},l1:${key(5)}\n`),
        SLUICE_WEBHOOK_KEY_FILE: fileOf(`w1:${key(7)}\n`),
        SLUICE_JWT_SECRET_FILE: fileOf(`j1:${key(4)}`),
        SLUICE_SMTP_URL_FILE: fileOf(`${given.SLUICE_SMTP_URL}\n`),
      },
      'development',
    );
    assert.deepEqual(secrets, {
      keyEncryptionKeys: [
        { version: 'k2', key: Buffer.alloc(32, 3) },
        { version: 'k1', key: Buffer.alloc(32, 1) },
      ],
      hmacKey: Buffer.alloc(32, 2),
      ledgerKeys: [
        { version: 'l2', key: Buffer.alloc(32, 6) },
        { version: 'l1', key: Buffer.alloc(32, 5) },
      ],
      webhookKeys: [{ version: 'w1', key: Buffer.alloc(32, 7) }],
      jwtSecret: Buffer.alloc(32, 4),
      smtp,
      relayTls: null,
    });
  });

  it('are refused as value and file at once', () => {
    for (const name of allNames) {
      const text = `x1:${key(9)}`;
      for (const env of ['development', 'production'] as const) {
        assert.deepEqual(
          problemsOf(() => read({ ...given, [name]: text, [`${name}_FILE`]: fileOf(text) }, env)),
          [`${name} wants either a value or ${name}_FILE, not both`],
        );
      }
    }
  });

  it('are refused from a file that cannot be read, without its path', () => {
    const folder = temporaryFolder();
    for (const name of allNames) {
      for (const file of [folder, join(folder, 'absent')]) {
        assert.deepEqual(
          problemsOf(() => read({ ...without(given, name), [`${name}_FILE`]: file }, 'development')),
          [`${name}_FILE wants a readable file`],
        );
      }
    }
  });

  it('are made once in development, kept from others, and read again the same', () => {
    const dataDir = join(temporaryFolder(), 'data');
    const first = read({}, 'development', dataDir);
    const folder = join(dataDir, 'secrets');
    const files = readdirSync(folder).sort();
    assert.deepEqual(files, [
      'sluice-hmac-key',
      'sluice-jwt-secret',
      'sluice-kek',
      'sluice-ledger-key',
      'sluice-webhook-key',
    ]);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);

    const [kek] = first.keyEncryptionKeys;
    assert.equal(first.keyEncryptionKeys.length, 1);
    assert.equal(kek.version, 'dev1');
    const keys = [kek.key, first.hmacKey, first.jwtSecret, first.ledgerKeys[0].key];
    assert.equal(new Set(keys.map((bytes) => bytes?.toString('hex'))).size, 4);
    for (const bytes of keys) assert.equal(bytes?.length, 32);

    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    assert.deepEqual(read({}, 'development', dataDir), first);
    assert.deepEqual(
      files.map((file) => readFileSync(join(folder, file), 'utf8')),
      texts,
    );
    const elsewhere = read({}, 'development');
    assert.notDeepEqual(elsewhere.keyEncryptionKeys, first.keyEncryptionKeys);
    assert.notDeepEqual(elsewhere.hmacKey, first.hmacKey);
    assert.notDeepEqual(elsewhere.jwtSecret, first.jwtSecret);
  });

  it('are not made in production: all are asked for at once', () => {
    const dataDir = join(temporaryFolder(), 'data');
    const problems = problemsOf(() => read({}, 'production', dataDir));
    assert.deepEqual(
      problems.map((problem) => problem.split(' ').slice(0, 3).join(' ')),
      [
        'SLUICE_KEK wants VERSION:BASE64',
        'SLUICE_HMAC_KEY wants VERSION:BASE64',
        'SLUICE_LEDGER_KEY wants VERSION:BASE64',
        'SLUICE_WEBHOOK_KEY wants VERSION:BASE64',
        'SLUICE_SMTP_URL wants smtps://USER:PASSWORD@HOST:465',
      ],
    );
    assert.ok(!existsSync(dataDir));
  });

  it('made for development are refused in production', () => {
    const wants = (name: string): string =>
      `${name} wants a key of your own: this one was made for development`;
    const dev: readonly [Environment, readonly string[]][] = [
      [{ ...given, SLUICE_KEK: `dev1:${key(1)}` }, ['SLUICE_KEK']],
      [{ ...given, SLUICE_KEK: `k2:${key(3)},dev1:${key(1)}` }, ['SLUICE_KEK']],
      [{ ...given, SLUICE_KEK: `device:${key(1)}` }, ['SLUICE_KEK']],
      [{ ...given, SLUICE_HMAC_KEY: `dev1:${key(2)}` }, ['SLUICE_HMAC_KEY']],
      [
        {
          SLUICE_KEK: `dev1:${key(1)}`,
          SLUICE_HMAC_KEY: `dev1:${key(2)}`,
          SLUICE_LEDGER_KEY: `dev1:${key(5)}`,
          SLUICE_WEBHOOK_KEY: `dev1:${key(7)}`,
          SLUICE_SMTP_URL: given.SLUICE_SMTP_URL,
        },
        ['SLUICE_KEK', 'SLUICE_HMAC_KEY', 'SLUICE_LEDGER_KEY', 'SLUICE_WEBHOOK_KEY'],
      ],
    ];
    for (const [environment, names] of dev) {
      assert.deepEqual(
        problemsOf(() => read(environment, 'production')),
        names.map(wants),
      );
      assert.equal(read(environment, 'development').hmacKey.length, 32);
    }
  });

  it('of tokens are refused in production, however they are given', () => {
    const text = `j1:${key(4)}`;
    for (const jwt of [{ SLUICE_JWT_SECRET: text }, { SLUICE_JWT_SECRET_FILE: fileOf(text) }]) {
      assert.deepEqual(
        problemsOf(() => read({ ...given, ...jwt }, 'production')),
        [
          'SLUICE_JWT_SECRET wants to be absent in production: a shared secret is for development, use SLUICE_JWKS_URL',
        ],
      );
      assert.deepEqual(read({ ...given, ...jwt }, 'development').jwtSecret, Buffer.alloc(32, 4));
    }
  });

  it('may have several key-encryption versions, newest first, each once', () => {
    const several = `k3:${key(3)}, k1:${key(1)},k2:${key(2)}`;
    assert.deepEqual(
      read({ ...given, SLUICE_KEK: several }, 'production').keyEncryptionKeys.map(({ version, key }) => [
        version,
        key[0],
      ]),
      [
        ['k3', 3],
        ['k1', 1],
        ['k2', 2],
      ],
    );
    for (const twice of [`k1:${key(1)},k1:${key(2)}`, `k2:${key(3)},k1:${key(1)},k2:${key(3)}`]) {
      assert.deepEqual(
        problemsOf(() => read({ ...given, SLUICE_KEK: twice }, 'production')),
        ['SLUICE_KEK wants each version once'],
      );
    }
  });

  it('name a mail server by URL, and none in a development that writes mail to files', () => {
    assert.equal(read({}, 'development').smtp, null);
    const servers: readonly [string, Secrets['smtp']][] = [
      ['smtps://mail.x.example', { host: 'mail.x.example', port: 465, secure: true, login: null }],
      ['smtp://mail.x.example/', { host: 'mail.x.example', port: 587, secure: false, login: null }],
      ['SMTP://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, secure: false, login: null }],
      ['smtp://[::1]:25', { host: '::1', port: 25, secure: false, login: null }],
      [
        'smtps://us%40er:p%3Aa%2F%C3%A4@h:2465',
        { host: 'h', port: 2465, secure: true, login: { user: 'us@er', password: 'p:a/ä' } },
      ],
    ];
    for (const [url, server] of servers) {
      for (const env of ['development', 'production'] as const) {
        assert.deepEqual(read({ ...given, SLUICE_SMTP_URL: url }, env).smtp, server, url);
      }
    }
    for (const url of [
      'mail.x.example',
      'https://mail.x.example',
      'smtp:mail.x.example',
      'smtp://',
      'smtp://:25',
      'smtp://h:0',
      'smtp://h:65536',
      'smtp://h:25/path',
      'smtps://h?tls.rejectUnauthorized=false',
      'smtps://h#x',
      'smtp://user@h',
      'smtp://:word@h',
      'smtp://us%er:word@h',
      'smtp://user:p%ffword@h',
      'smtp://a b',
      'smtp://h%0d%0aRCPT',
      'smtp://-h',
    ]) {
      for (const env of ['development', 'production'] as const) {
        assert.deepEqual(
          problemsOf(() => read({ ...given, SLUICE_SMTP_URL: url }, env)),
          [
            'SLUICE_SMTP_URL wants smtps://USER:PASSWORD@HOST:465 or smtp://USER:PASSWORD@HOST:587, user and password percent-encoded, nothing after the port',
          ],
          url,
        );
      }
    }
  });

  it('are never repeated by an error', () => {
    const secret = randomBytes(32).toString('base64');
    const short = randomBytes(24).toString('base64');
    const malformed = [
      secret,
      `:${secret}`,
      `K1:${secret}`,
      `k-1:${secret}`,
      `${'k'.repeat(17)}:${secret}`,
      `k1 ${secret}`,
      `k1:${secret.slice(0, -1)}`,
      `k1:${secret}=`,
      `k1:${secret}${short}`,
      `k1:${short}`,
      `k1:${secret},`,
      `k1:${secret};k2:${secret}`,
    ];
    const wants: Readonly<Record<string, RegExp>> = {
      SLUICE_LEDGER_KEY:
        /^SLUICE_LEDGER_KEY wants VERSION:BASE64 of 32 bytes, newest first, separated by commas/,
      SLUICE_KEK: /^SLUICE_KEK wants VERSION:BASE64 of 32 bytes, newest first, separated by commas/,
      SLUICE_HMAC_KEY: /^SLUICE_HMAC_KEY wants VERSION:BASE64 of 32 bytes \(openssl/,
      SLUICE_JWT_SECRET: /^SLUICE_JWT_SECRET wants VERSION:BASE64 of 32 bytes \(openssl/,
    };
    const silent = (texts: readonly string[]): void => {
      for (const text of texts) {
        // Any stretch of it would do harm.
        for (const whole of [secret, short]) {
          for (let i = 0; i + 8 <= whole.length; i += 1) assert.ok(!text.includes(whole.slice(i, i + 8)));
        }
      }
    };
    const message = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        assert.ok(error instanceof ConfigError);
        return `${error.message}\n${error.stack}\n${JSON.stringify(error)}`;
      }
      return assert.fail('it was not refused');
    };
    const word = encodeURIComponent(secret);
    for (const text of [
      `smtps://sluice:${word}@`,
      `smtps://sluice:${word}@h/x`,
      `https://sluice:${word}@h`,
      secret,
    ]) {
      silent([message(() => read({ ...given, SLUICE_SMTP_URL: text }, 'production'))]);
    }
    for (const [name, pattern] of Object.entries(wants)) {
      for (const text of malformed) {
        for (const environment of [
          { ...given, [name]: text },
          { ...without(given, name), [`${name}_FILE`]: fileOf(text) },
        ]) {
          const [problem, ...others] = problemsOf(() => read(environment, 'development'));
          assert.match(problem ?? '', pattern);
          assert.deepEqual(others, []);
          silent([message(() => read(environment, 'development'))]);
        }
      }
    }
    const others: readonly [Environment, 'development' | 'production'][] = [
      [{ ...given, SLUICE_KEK: `k1:${secret},k1:${secret}` }, 'development'],
      [{ ...given, SLUICE_KEK: `dev1:${secret}` }, 'production'],
      [{ ...given, SLUICE_HMAC_KEY: `dev1:${secret}` }, 'production'],
      [{ ...given, SLUICE_JWT_SECRET: `j1:${secret}` }, 'production'],
      [{ ...given, SLUICE_KEK: `k1:${secret}`, SLUICE_KEK_FILE: fileOf(`k1:${secret}`) }, 'development'],
    ];
    silent(others.map(([environment, env]) => message(() => read(environment, env))));
  });
});

describe('numbers in settings', () => {
  it('are digits, whole, and nothing that only counts as a number', () => {
    for (const value of [' ', '0x50', '1e3', '80.5', '-1', '+80']) {
      assert.throws(
        () => readConfig({ SLUICE_PORT: value }),
        /SLUICE_PORT wants a port/,
        JSON.stringify(value),
      );
      assert.throws(() => readConfig({ SLUICE_JWT_MAX_AGE: value }), /SLUICE_JWT_MAX_AGE wants seconds/);
    }
    assert.equal(readConfig({ SLUICE_PORT: '80' }).port, 80);
  });
});
