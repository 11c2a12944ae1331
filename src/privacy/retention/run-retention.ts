import type { Clock } from '../../kernel/clock.ts';
import { recordPurge } from '../../ledger/index.ts';
import type { LedgerPorts } from '../../ledger/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { heldSubjects } from './holds.ts';
import { latestRuns, saveRun, takeRun } from './runs.ts';
import type { RetentionClass } from './schedule.ts';

/** Keeps to a schedule: nothing is kept longer than it says, each run is logged, and what it destroyed is in the ledger. */
export function createRetention(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: LedgerPorts;
  readonly schedule: readonly RetentionClass[];
}) {
  const { db, clock, ledger, schedule } = parts;

  /** One commit's worth; whether more may be left. The run's row is locked, so that two processes take turns. */
  async function step(tx: Tx, of: RetentionClass): Promise<boolean> {
    const run = await takeRun(tx, of, clock.now());
    if (run === null) return false;
    const held = of.leaf === 'none' ? [] : await heldSubjects(tx);
    const { count, after } = await of.step(tx, { now: run.startedAt, held, after: run.after });
    const destroyed = run.destroyed + count;
    const isOver = after === null;
    const ledgerEntryId =
      isOver && of.leaf === 'of-run'
        ? await recordPurge(tx, ledger, { data: of.data, rule: of.rule, count: destroyed })
        : null;
    const finishedAt = isOver ? tx.now : null;
    await saveRun(tx, run.id, { destroyed, held: held.length, after, finishedAt, ledgerEntryId });
    return !isOver;
  }

  return {
    schedule,
    /** Goes through every class whose time it is, in small commits. One that fails does not hold up the others. */
    async keepToSchedule(): Promise<void> {
      const latest = await db.read(latestRuns);
      const faults: unknown[] = [];
      for (const of of schedule) {
        const last = latest.get(of.data);
        if (last?.isOver && clock.now() - last.startedAt < of.every) continue;
        try {
          while (await db.transact((tx) => step(tx, of)));
        } catch (error) {
          faults.push(error);
        }
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}

export type Retention = ReturnType<typeof createRetention>;
