import type { Clock, Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { KEPT_FOR, agentFamily, dayOf, entryHash, isEntryId, networkOf, newEntryId } from './rules.ts';
import type { LoggedPage } from './rules.ts';
import { deleteVisit, findVisit, insertVisits, keyOfDay } from './store.ts';
import type { VisitRow } from './store.ts';

/** What a visitor is told of an entry: all of it. */
export interface HeldVisit {
  readonly path: string;
  readonly agent: string;
  readonly at: Millis;
  readonly keptUntil: Millis;
}

/** What waits to be written takes so much memory at most; a flood beyond it is not logged. */
const MOST_WAITING = 10_000;

/**
 * The visitors' log. Visits are written beside the request, those that arrive together in one commit, so that no page
 * waits for them; what is not written when a process is killed is lost, and nobody misses it.
 */
export function createVisitorLog(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly hashes: Pick<KeyedHashes, 'visitorName'>;
  readonly log: Log;
}) {
  const { db, clock, random, hashes, log } = parts;
  /** What is not written yet, by the hash of its name. */
  const pending = new Map<string, Promise<void>>();

  const group = createGroupCommit<VisitRow, null>(db, async (tx, visits) => {
    const keys = new Map<number, Buffer>();
    for (const day of new Set(visits.map(({ at }) => dayOf(at)))) {
      keys.set(day, await keyOfDay(tx, day, random.bytes(32)));
    }
    const nameOf = ({ network, at }: VisitRow): string =>
      hashes.visitorName(keys.get(dayOf(at)) as Buffer, network).toString('base64url');
    await insertVisits(
      tx,
      visits.map((visit) => ({ ...visit, network: nameOf(visit) })),
    );
    return visits.map(() => null);
  });

  return {
    /** Logs a visit and gives the name of its entry, for its visitor; null: it is not logged. */
    note(
      page: LoggedPage,
      visitor: { readonly address?: string; readonly userAgent?: string },
    ): string | null {
      if (pending.size >= MOST_WAITING) return null;
      const id = newEntryId(random);
      const hash = entryHash(id);
      const written = group
        .submit({
          entry_hash: hash,
          subject_type: 'SITE_VISITOR',
          path: page,
          agent: agentFamily(visitor.userAgent),
          network: networkOf(visitor.address),
          at: clock.now(),
        })
        .then(
          () => {},
          (error: unknown) => log.error('visitor log', describeError(error)),
        )
        .finally(() => pending.delete(hash));
      pending.set(hash, written);
      return id;
    },

    /** What is held under an entry's name; null: nothing. */
    async held(id: string): Promise<HeldVisit | null> {
      if (!isEntryId(id)) return null;
      const hash = entryHash(id);
      await pending.get(hash);
      const row = await db.read((reader) => findVisit(reader, hash, clock.now() - KEPT_FOR));
      if (row === null) return null;
      return { path: row.path, agent: row.agent, at: row.at, keptUntil: row.at + KEPT_FOR };
    },

    /** Forgets an entry; false: there is none. */
    async forget(id: string): Promise<boolean> {
      if (!isEntryId(id)) return false;
      const hash = entryHash(id);
      await pending.get(hash);
      return db.transact((tx) => deleteVisit(tx, hash));
    },

    /** Waits until what was noted is written. */
    idle: () => group.idle(),
  };
}

export type VisitorLog = ReturnType<typeof createVisitorLog>;
