import { partnerStatuses } from '../catalog/index.ts';
import { requireActiveGrants } from '../consent/index.ts';
import { overduePartners } from '../duties/index.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import type { ReleasedEmail } from '../vault/open.ts';
import { covers } from './covers.ts';
import { openEntries } from './open-entries.ts';
import type { OpeningParts } from './open-entries.ts';
import { markReceived, markSent, releasesById } from './store.ts';

/**
 * The other way by which a partner gets an email: it fetches contacts that were released to it, because it polls or
 * because its messages carry ids only. As before an attempt the grants are proven active and locked; then each access
 * becomes an entry of the ledger about that person, sealed under that person's key; then, after the commit, the email
 * is opened against the receipt of it. What may not go is missing from the answer.
 */
export function createContactFetch(
  parts: OpeningParts & { readonly db: Database; readonly ledger: LedgerPorts },
) {
  const { db, ledger } = parts;

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

  /** Emails of these releases to the partner, by release id. */
  return async function fetchContacts(
    partnerId: string,
    releaseIds: readonly string[],
  ): Promise<Map<string, ReleasedEmail>> {
    const entries = await db.transact((tx) => record(tx, partnerId, releaseIds));
    return db.read(async (reader) => {
      const emails = await openEntries(reader, parts, [...entries.values()]);
      return new Map(
        [...entries].flatMap(([releaseId, entryId]) => {
          const email = emails.get(entryId);
          return email === undefined ? [] : [[releaseId, email]];
        }),
      );
    });
  };
}

export type FetchContacts = ReturnType<typeof createContactFetch>;
