import { partnerStatuses } from '../catalog/index.ts';
import { requireActiveGrants } from '../consent/index.ts';
import { LEASE } from '../delivery/index.ts';
import { overduePartners } from '../duties/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { covers } from './covers.ts';
import type { OpeningParts } from './open-entries.ts';
import { partnerAddresses } from './partner-addresses.ts';
import type { PartnerAddress } from './partner-addresses.ts';
import { markReceived, markSent, releasesById } from './store.ts';

/** Each try is recorded, whether it was in time or not. */
const TRIES = 2;

/**
 * The other way by which a partner gets an email: it fetches contacts that were released to it, because it polls or
 * because its messages carry ids only. As before an attempt the grants are proven active and locked; then each access
 * becomes an entry of the ledger about that person, sealed under that person's key; then, after the commit, the email
 * is opened against the receipt of it. What may not go is missing from the answer. As for an attempt, the word on the
 * grants holds for a lease: what took longer is dropped unread and asked for anew.
 */
export function createContactFetch(
  parts: OpeningParts & { readonly db: Database; readonly ledger: LedgerPorts; readonly clock: Clock },
) {
  const { db, ledger, clock } = parts;

  /** Ids of the entries that record the access, by release id. */
  async function record(
    tx: Tx,
    partnerId: string,
    releaseIds: readonly string[],
  ): Promise<Map<string, string>> {
    if ((await partnerStatuses(tx, [partnerId])).get(partnerId) !== 'active') return new Map();
    if ((await overduePartners(tx, [partnerId], tx.now)).has(partnerId)) return new Map();
    const releases = [...(await releasesById(tx, releaseIds)).values()].filter(
      (release) => release.partnerId === partnerId,
    );
    const grants = await requireActiveGrants(
      tx,
      releases.map(({ grantId }) => grantId),
    );
    const going = releases.filter((release) => covers(grants.get(release.grantId), release));
    const ids = going.map(({ id }) => id);
    await markSent(tx, ids);
    await markReceived(tx, ids);
    const receipts = await append(
      tx,
      ledger,
      going.map(({ grantId: grant, subjectId, appId: app }) => ({
        subjectId,
        about: grant,
        record: { event: 'fetch', subject: subjectId, grant, partner: partnerId, app, fetchedAt: tx.now },
      })),
    );
    return new Map(going.map(({ id }, i) => [id, receipts[i]?.entryId ?? '']));
  }

  const open = (entries: ReadonlyMap<string, string>): Promise<Map<string, PartnerAddress>> =>
    db.read(async (reader) => {
      const releases = [...(await releasesById(reader, [...entries.keys()])).values()];
      return partnerAddresses(
        reader,
        parts,
        releases.map((release) => ({ key: release.id, release, entryId: entries.get(release.id) ?? '' })),
      );
    });

  /** What the partner gets of these releases, by release id. Throws an AppError if it cannot be done in time. */
  return async function fetchContacts(
    partnerId: string,
    releaseIds: readonly string[],
  ): Promise<Map<string, PartnerAddress>> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { entries, at } = await db.transact(async (tx) => {
        const ids = await record(tx, partnerId, releaseIds);
        // The grants are locked until the commit: what others took before is no part of the lease.
        return { entries: ids, at: clock.now() };
      });
      const emails = await open(entries);
      if (clock.now() <= at + LEASE) return emails;
    }
    throw new AppError('UNAVAILABLE', 'Contacts could not be opened in time. Ask again.');
  };
}

export type FetchContacts = ReturnType<typeof createContactFetch>;
