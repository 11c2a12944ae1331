import { Command, Option } from 'commander';
import { compose, serve } from '../app/index.ts';
import type { Sluice, Surroundings } from '../app/index.ts';
import { consolePages } from '../console/index.ts';
import { staffRoles } from '../http/index.ts';
import { existsSync } from 'node:fs';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import { ConfigError } from '../kernel/errors.ts';
import { doors } from '../kernel/principal.ts';
import type { Door } from '../kernel/principal.ts';
import { sqliteFile } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import { connectReceiver, guidance, plantDemo } from './demo.ts';
import { startDemoReceiver } from './demo-receiver.ts';
import { registerImport } from './import/register.ts';
import { issueToken } from './issue-token.ts';
import { registerLedger } from './ledger.ts';
import { rotateKek } from './rotate-kek.ts';
import { surroundingsOf } from './surroundings.ts';
import { registerVerify } from './verify.ts';
import { registerWitness } from './witness.ts';

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const out = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs `stop` once, at the first signal to end; a second one ends the process as it is. */
function untilSignal(stop: () => Promise<void>): void {
  const end = (): void => {
    process.off('SIGINT', end).off('SIGTERM', end);
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

async function runServe(options: { demo?: boolean }): Promise<void> {
  const surroundings = surroundingsOf(process.env);
  if (!options.demo) {
    const serving = await serve({ ...surroundings, pages: consolePages() });
    untilSignal(() => serving.stop());
    out(JSON.stringify({ ready: true, url: serving.url }));
    return;
  }
  const { config } = surroundings;
  if (config.env === 'production') {
    throw new ConfigError([
      'SLUICE_ENV wants development for --demo: production is served by `sluice serve`',
    ]);
  }
  const demo: Surroundings = {
    ...surroundings,
    config: { ...config, loopbackWebhooks: true },
    pages: consolePages(),
  };
  const receiver = await startDemoReceiver(config.port === 0 ? 0 : config.port + 1, tell);
  const serving = await serve(demo, async (sluice) => {
    await plantDemo(sluice, demo);
    await connectReceiver(sluice, demo, receiver);
  });
  untilSignal(async () => {
    await serving.stop();
    await receiver.close();
  });
  tell(await guidance(serving, demo, receiver));
  out(JSON.stringify({ ready: true, url: serving.url }));
}

/** Runs `task` on a composed service and closes it. */
async function withOpened<T>(surroundings: Surroundings, task: (sluice: Sluice) => Promise<T>): Promise<T> {
  const sluice = compose(surroundings);
  try {
    return await task(sluice);
  } finally {
    await sluice.close();
  }
}

/** Brings the database up to date first. */
function withSluice<T>(task: (sluice: Sluice, surroundings: Surroundings) => Promise<T>): Promise<T> {
  const surroundings = surroundingsOf(process.env);
  return withOpened(surroundings, async (sluice) => {
    await sluice.upgrade();
    return task(sluice, surroundings);
  });
}

/** Leaves the database as it is: what is held as evidence must not change by being looked at. */
function withUntouched<T>(databaseUrl: string | undefined, task: (sluice: Sluice) => Promise<T>): Promise<T> {
  const environment = databaseUrl === undefined ? {} : { SLUICE_DATABASE_URL: databaseUrl };
  const surroundings = surroundingsOf({ ...process.env, ...environment });
  const file = sqliteFile(surroundings.config.databaseUrl);
  if (file !== null && !existsSync(file)) {
    throw new ConfigError([`SLUICE_DATABASE_URL (or --database) wants a database that is there: ${file}`]);
  }
  return withOpened(surroundings, async (sluice) => {
    if (!(await sluice.isCurrent())) {
      throw new ConfigError(['the database wants `sluice migrate` first: it is of another version']);
    }
    return task(sluice);
  });
}

async function runWorker(): Promise<void> {
  const surroundings = surroundingsOf(process.env);
  const sluice = compose(surroundings);
  const metrics = await sluice.openMetrics();
  await sluice.upgrade();
  await sluice.startWork();
  // The worker's timer alone does not say that it is meant to stay.
  untilSignal(async () => {
    await metrics?.close();
    await sluice.close();
  });
  tell('worker started');
}

async function runRelay(): Promise<void> {
  const surroundings = surroundingsOf(process.env);
  if (surroundings.config.relay === null) {
    throw new ConfigError(['SLUICE_RELAY_DOMAIN wants the domain of relay addresses']);
  }
  const sluice = compose(surroundings);
  await sluice.upgrade();
  await sluice.relay.start();
  untilSignal(() => sluice.close());
  tell(`relay takes mail at port ${sluice.relay.port()}`);
}

interface TokenOptions {
  readonly door: Door;
  readonly sub: string;
  readonly role?: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
}

function runToken(options: TokenOptions): void {
  const { config, secrets } = surroundingsOf(process.env);
  const { door } = options;
  const role = options.role ?? (door === 'marketing' || door === 'privacy' ? staffRoles[door] : undefined);
  out(issueToken(config.jwt, secrets, { ...options, role }));
}

const program = new Command('sluice').description(
  'A partner app marketplace gateway that releases an email only after its owner said yes.',
);
program
  .command('serve')
  .description('serve the four doors and deliver')
  .option('--demo', 'with a made-up marketplace and a receiver that stands for its partners (development)')
  .action(runServe);
program.command('worker').description('deliver only, beside other processes').action(runWorker);
program
  .command('relay')
  .description('take and pass on mail to relay addresses only, beside other processes')
  .action(runRelay);
program
  .command('migrate')
  .description('bring the database up to date')
  .action(() =>
    withSluice(() => {
      out('up to date');
      return Promise.resolve();
    }),
  );
program
  .command('seed')
  .description('fill an empty database with the made-up marketplace (development)')
  .action(() =>
    withSluice(async (sluice, surroundings) => {
      if (surroundings.config.env === 'production')
        throw new ConfigError(['SLUICE_ENV wants development for seed']);
      out((await plantDemo(sluice, surroundings)) ? 'seeded' : 'not empty, left as it is');
    }),
  );
program
  .command('token')
  .description('issue a token for development')
  .addOption(new Option('--door <door>', 'which door it is for').choices(doors).makeOptionMandatory())
  .requiredOption('--sub <sub>', "the login; for the partner door the partner's slug")
  .option('--role <role>', 'marketing: marketer or catalog; privacy: officer; the first if left out')
  .option('--email <email>', 'marketplace: the login’s email')
  .option('--email-verified', 'marketplace: the email was verified')
  .action(runToken);
program
  .command('revoke-token')
  .description('refuse a token from now on, and end the sessions of the web pages that it began')
  .argument('<jti>', 'what its issuer calls it: the claim jti')
  .action((jti: string) =>
    withSluice(async (sluice, { config }) => {
      const { issuer, maxAgeSeconds } = config.jwt;
      await sluice.revocations.revoke(issuer, jti, maxAgeSeconds * SECOND + MINUTE);
      out('revoked: every process refuses it within a second');
    }),
  );
program
  .command('rotate-kek')
  .description('wrap all keys under the newest key-encryption key')
  .action(() =>
    withSluice(async (sluice) => {
      const { persons, endpoints, cases } = await rotateKek(sluice);
      out(`${persons} person keys, ${endpoints} endpoint secrets and ${cases} keys of cases wrapped anew`);
    }),
  );

registerLedger(program, { withSluice, withUntouched, tell, out });
registerImport(program, { withSluice, tell, out });
registerVerify(program, { tell, out });
registerWitness(program, { environment: process.env, out, untilSignal });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) tell(`sluice: ${problem}`);
    process.exit(2);
  }
  tell(`sluice: failed: ${JSON.stringify(describeError(error))}`);
  process.exit(1);
});
