import { grantsEndedBefore, markRecordsPurged } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { purgeRecords } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { heldSubjects } from './retention/holds.ts';

const AT_ONCE = 500;

const ruleOf = (before: Millis): string =>
  `records of grants that ended before ${new Date(before).toISOString()}`;

interface PurgedGrants {
  readonly grants: number;
  readonly records: number;
}

/** One commit's worth: the records of some grants, and the leaf that says how many. People under a hold keep theirs. */
export async function purgeSomeGrants(
  tx: Tx,
  ledger: LedgerPorts,
  before: Millis,
  held: readonly string[],
): Promise<PurgedGrants> {
  const grantIds = await grantsEndedBefore(tx, before, AT_ONCE, held);
  const records = await purgeRecords(tx, ledger, grantIds, ruleOf(before));
  await markRecordsPurged(tx, grantIds);
  return { grants: grantIds.length, records };
}

/**
 * Destroys the ledger's records of grants that ended before an instant, in small commits: safe to stop and to repeat.
 * Each commit that destroyed some says so in a leaf of its own. Returns how many there were.
 */
export async function purgeEndedGrants(db: Database, ledger: LedgerPorts, before: Millis): Promise<number> {
  let purged = 0;
  for (;;) {
    const { grants, records } = await db.transact(async (tx) =>
      purgeSomeGrants(tx, ledger, before, await heldSubjects(tx)),
    );
    purged += records;
    if (grants < AT_ONCE) return purged;
  }
}
