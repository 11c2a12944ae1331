import type { RequestHandler } from 'express';
import { SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import { isLogHalted } from '../../ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { inTime, oneAtATime } from '../../platform/in-time.ts';

/** What has to be well for a process to answer. */
export type Part = 'database' | 'migrations' | 'ledger' | 'shutting-down';

export interface Readiness {
  /** Answers `/readyz`: 200, or 503 with the parts that are not ready. */
  readonly answer: RequestHandler;
  /** From now on the process is about to end. */
  end(): void;
}

/** Whoever asks does so every few seconds: an answer that comes later is of no use. */
const PATIENCE: Millis = 2 * SECOND;

/** Parts that are not ready, as the database shows them. Where it does not answer, nothing is known of the others. */
async function partsOf(db: Database, isMigrated: () => Promise<boolean>): Promise<Part[]> {
  try {
    await db.read((reader) => reader.q.raw('select 1'));
  } catch {
    return ['database'];
  }
  const failed = (): null => null;
  const [migrated, halted] = await Promise.all([isMigrated().catch(failed), isLogHalted(db).catch(failed)]);
  return [
    ...(migrated === true ? [] : ['migrations' as const]),
    ...(halted === false ? [] : ['ledger' as const]),
  ];
}

/**
 * Says whether requests may be sent to this process. What marketing counts people by is no part of it: it takes minutes
 * to read, and nobody else waits for it.
 */
export function createReadiness(db: Database, isMigrated: () => Promise<boolean>): Readiness {
  let ending = false;
  // Anybody may ask, as often as they like.
  const look = oneAtATime(() => partsOf(db, isMigrated));
  async function parts(): Promise<readonly Part[]> {
    if (ending) return ['shutting-down'];
    const found = (await inTime(look(), PATIENCE)) ?? ['database'];
    return ending ? ['shutting-down'] : found;
  }
  return {
    answer(_request, response, next) {
      response.set('Cache-Control', 'no-store');
      parts().then((found) => {
        if (found.length === 0) response.json({ status: 'ready' });
        else response.status(503).json({ status: 'not ready', parts: found });
      }, next);
    },
    end: () => void (ending = true),
  };
}
