import { scheduleOf } from '../../src/app/compose-retention.ts';
import type { LedgerPorts } from '../../src/ledger/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { createRetention } from '../../src/privacy/index.ts';

/** Forgets what the schedule says is kept no longer at an instant. */
export const keepToSchedule = (db: Database, ledger: LedgerPorts, at: number): Promise<void> =>
  createRetention({ db, clock: { now: () => at }, ledger, schedule: scheduleOf(ledger) }).keepToSchedule();
