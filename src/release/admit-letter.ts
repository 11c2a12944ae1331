import { partnerStatuses } from '../catalog/index.ts';
import { activeGrantsOf, weighGrants } from '../consent/index.ts';
import { LEASE } from '../delivery/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { append, readReceipts } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import type { AdmitLetter, Pair, Receiver } from '../relay/index.ts';
import { openForRelay } from '../vault/open.ts';
import type { RelayedAddress } from '../vault/open.ts';
import { covers } from './covers.ts';
import type { OpeningParts } from './open-entries.ts';

/**
 * Lets letters through between people and partners that have a relay address: the grant is proven active and locked, the
 * letter becomes an entry of the ledger, and after the commit the person's address is opened against the receipt of it. A
 * letter to a partner opens nothing and is recorded all the same. As for an attempt, the word holds for a lease.
 */
export function createLetterAdmission(
  parts: OpeningParts & {
    readonly db: Database;
    readonly ledger: LedgerPorts;
    readonly clock: Clock;
    readonly onCommitted: () => void;
  },
): AdmitLetter {
  const { db, ledger, clock, keyRing, hashes } = parts;

  /** The id of the entry; or why there is none. */
  async function record(tx: Tx, pair: Pair, to: Receiver): Promise<string | 'ended' | 'later'> {
    const { subjectId, partnerId, appId } = pair;
    const candidates = (await activeGrantsOf(tx, [subjectId])).filter(
      (grant) => grant.address === 'relay' && grant.partnerId === partnerId && grant.appId === appId,
    );
    const { active, suspended } = await weighGrants(
      tx,
      candidates.map(({ id }) => id),
    );
    const grant = [...active.values()].find((one) => one.address === 'relay' && covers(one, pair));
    if (grant === undefined) return suspended.size > 0 ? 'later' : 'ended';
    if ((await partnerStatuses(tx, [partnerId])).get(partnerId) !== 'active') return 'later';
    const about = { subject: subjectId, grant: grant.id, partner: partnerId, app: appId };
    const letter = { event: 'relay', ...about, to, relayedAt: tx.now } as const;
    const [receipt] = await append(tx, ledger, [{ subjectId, about: grant.id, record: letter }]);
    return receipt?.entryId ?? 'later';
  }

  const open = (entryId: string): Promise<RelayedAddress | null> =>
    db.read(async (reader) => {
      const receipts = await readReceipts(reader, (row) => hashes.ledgerRow(row), [entryId]);
      const receipt = receipts.get(entryId);
      return receipt === undefined ? null : openForRelay(reader, { keyRing }, receipt);
    });

  return async function admitLetter(pair, to) {
    const { recorded, at } = await db.transact(async (tx) => {
      const entry = await record(tx, pair, to);
      // The grants are locked until the commit: what others took before is no part of the lease.
      return { recorded: entry, at: clock.now() };
    });
    if (recorded === 'ended' || recorded === 'later') return { verdict: recorded };
    parts.onCommitted();
    const address = to === 'person' ? await open(recorded) : null;
    const isInTime = clock.now() <= at + LEASE;
    // Without an address there is nowhere to go now: it was corrected, and is not verified yet.
    if (!isInTime || (to === 'person' && address === null)) return { verdict: 'later' };
    return { verdict: 'go', recordId: recorded, address };
  };
}
