import type { Command } from 'commander';
import { fsck } from '../audit/index.ts';
import type { Problem } from '../audit/index.ts';
import type { Sluice } from '../app/index.ts';
import { ConfigError } from '../kernel/errors.ts';
import { exportLog, restartLog } from '../ledger/index.ts';
import { purgeEndedGrants } from '../privacy/index.ts';
import { createProgress } from './progress.ts';

/** Rows against leaves. */
export async function runFsck({ db, services, ledger }: Sluice): Promise<readonly Problem[]> {
  const { keyRing, identity, trust } = services.receipts;
  const progress = createProgress('entries');
  try {
    return await fsck({ db, keyRing, identity, trust, rowMac: ledger.rowMac }, progress.show);
  } finally {
    progress.end();
  }
}

/** Writes the log into a folder; returns the number of its entries. */
async function runExport({ db, services }: Sluice, folder: string): Promise<number> {
  const progress = createProgress('files');
  try {
    return await exportLog(db, services.receipts.trust, folder, progress.show);
  } finally {
    progress.end();
  }
}

/** Destroys the records of grants that ended before a day; returns how many there were. */
async function runPurge({ db, ledger, services }: Sluice, endedBefore: string): Promise<number> {
  const before = /^\d{4}-\d{2}-\d{2}$/.test(endedBefore)
    ? Date.parse(`${endedBefore}T00:00:00Z`)
    : Number.NaN;
  if (Number.isNaN(before)) throw new ConfigError(['--ended-before wants a day, YYYY-MM-DD']);
  if (before > services.clock.now()) throw new ConfigError(['--ended-before wants a day that has come']);
  return purgeEndedGrants(db, ledger, before);
}

/** Gives the entries to a new log, whose name SLUICE_LEDGER_ORIGIN has to say from then on. */
async function runRestart({ db, services }: Sluice, origin: string): Promise<void> {
  if (origin !== services.receipts.identity.origin) {
    throw new ConfigError([
      `--origin wants what SLUICE_LEDGER_ORIGIN says: ${services.receipts.identity.origin}`,
    ]);
  }
  await db.transact((tx) => restartLog(tx, origin));
}

/** How commands of the ledger get a composed service, and where they say what they found. */
export interface LedgerCommandParts {
  readonly withSluice: <T>(task: (sluice: Sluice) => Promise<T>) => Promise<T>;
  readonly withUntouched: <T>(
    databaseUrl: string | undefined,
    task: (sluice: Sluice) => Promise<T>,
  ) => Promise<T>;
  readonly tell: (line: string) => void;
  readonly out: (line: string) => void;
}

export function registerLedger(
  program: Command,
  { withSluice, withUntouched, tell, out }: LedgerCommandParts,
): void {
  const ledger = program.command('ledger').description('what an operator does with the ledger');
  ledger
    .command('fsck')
    .description('hold every row of the database against the ledger; status 1 if something is wrong')
    .option('--database <url>', 'which database; the one of SLUICE_DATABASE_URL if left out')
    .action(async ({ database }: { database?: string }) => {
      const problems = await withUntouched(database, runFsck);
      for (const { where, what } of problems) tell(`${where}: ${what}`);
      const [first] = problems;
      out(
        first === undefined
          ? 'OK every row is what the ledger says'
          : `FAILED ${problems.length} problems, the first: ${first.where}: ${first.what}`,
      );
      if (first !== undefined) process.exitCode = 1;
    });
  ledger
    .command('export <folder>')
    .description('write the log into a folder that any web server can serve and `sluice verify` reads')
    .action((folder: string) =>
      withUntouched(undefined, async (sluice) => out(`${await runExport(sluice, folder)} entries written`)),
    );
  ledger
    .command('purge')
    .description(
      'destroy the records of grants that ended before a day; their leaves stay, and a leaf says how many',
    )
    .requiredOption('--ended-before <day>', 'YYYY-MM-DD, UTC')
    .action(({ endedBefore }: { endedBefore: string }) =>
      withSluice(async (sluice) => out(`${await runPurge(sluice, endedBefore)} records purged`)),
    );
  ledger
    .command('restart')
    .description(
      'give the entries to a new log, when the old one lost its key or its last entries (docs/ledger.md)',
    )
    .requiredOption('--origin <name>', 'the new name, the same as SLUICE_LEDGER_ORIGIN')
    .action(({ origin }: { origin: string }) =>
      withSluice(async (sluice) => {
        await runRestart(sluice, origin);
        out(`the entries now belong to ${origin}; the next start signs it`);
      }),
    );
}
