import { grantsEndedBefore } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { purgeRecords } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database } from '../platform/db/index.ts';

const AT_ONCE = 500;

/**
 * Destroys the ledger's records of grants that ended before an instant, in small commits: safe to stop and to repeat.
 * Each commit that destroyed some says so in a leaf of its own. Returns how many there were.
 */
export async function purgeEndedGrants(db: Database, ledger: LedgerPorts, before: Millis): Promise<number> {
  const rule = `records of grants that ended before ${new Date(before).toISOString()}`;
  let purged = 0;
  for (let after = ''; ;) {
    const grantIds = await db.read((reader) => grantsEndedBefore(reader, before, after, AT_ONCE));
    const last = grantIds.at(-1);
    if (last === undefined) return purged;
    purged += await db.transact((tx) => purgeRecords(tx, ledger, grantIds, rule));
    after = last;
  }
}
