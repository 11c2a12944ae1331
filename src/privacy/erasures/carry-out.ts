import { lockSubjects } from '../../accounts/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { erasureOf } from '../../ledger/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { ErasureSteps } from './begin.ts';
import { RETRY_AFTER } from './rules.ts';
import type { Erasure } from './rules.ts';
import * as store from './store.ts';

const AT_ONCE = 50;

/** Erases those whose time has come, each in a commit of its own. Any number of processes may do it at once. */
export function createErasureRounds(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly steps: ErasureSteps;
  readonly onErased: () => void;
  /** One failed; it is tried again later, and the others go on. */
  readonly onError: (error: unknown) => void;
}) {
  const { db, clock, steps } = parts;

  /** The person is locked first, as by whoever cancels: then nobody changes the erasure meanwhile. */
  async function carryOut(tx: Tx, { id, subjectId }: Erasure): Promise<void> {
    const subject = (await lockSubjects(tx, [subjectId])).get(subjectId);
    const erasure = await store.erasureById(tx, id);
    if (erasure?.state !== 'pending' || erasure.erasesAt > tx.now) return;
    if (subject !== undefined) await steps.carryOut(tx, subject, erasure);
    else await store.finishErasure(tx, id, { state: 'done', entryId: await erasureOf(tx, subjectId) });
  }

  return {
    /** True: there may be more. */
    async step(): Promise<boolean> {
      const due = await db.read((reader) => store.dueErasures(reader, clock.now(), AT_ONCE));
      for (const erasure of due) {
        try {
          await db.transact((tx) => carryOut(tx, erasure));
        } catch (error) {
          parts.onError(error);
          await db.transact((tx) => store.postponeErasure(tx, erasure.id, tx.now + RETRY_AFTER));
        }
      }
      if (due.length > 0) parts.onErased();
      return due.length === AT_ONCE;
    },
  };
}

export type ErasureRounds = ReturnType<typeof createErasureRounds>;
