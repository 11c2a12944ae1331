import DataLoader from 'dataloader';
import { agreementsOfSubjects } from '../accounts/index.ts';
import {
  appsById,
  categoriesById,
  latestRevisions,
  partnerContactEmails,
  partnersById,
  suspensionsOf,
} from '../catalog/index.ts';
import { grantsById, refusalsById } from '../consent/index.ts';
import { attemptsOf, deliveriesOfReleases, endpointsById } from '../delivery/index.ts';
import { dutiesOfSubjects } from '../duties/index.ts';
import { entriesAbout, entriesById, proveEntries } from '../ledger/index.ts';
import type { Entry } from '../ledger/index.ts';
import { imagesById } from '../offers/index.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { noticesOf } from '../processors/index.ts';
import { disclosuresByHash, policiesById, policiesByVersion } from '../policies/index.ts';
import {
  grantReceipts,
  legalRequestsById,
  openedProofs,
  openedRecords,
  refusalReceipts,
  withdrawalReceipts,
} from '../privacy/index.ts';
import type { ReceiptParts } from '../privacy/index.ts';

/** What makes each loader: one statement for each kind of thing that a request needs many of. */
function loaderMakers(db: Database, receipts: ReceiptParts) {
  const byKey =
    <Value>(find: (at: Queryable, keys: readonly string[]) => Promise<Map<string, Value>>) =>
    () =>
      new DataLoader<string, Value | null>(async (keys) => {
        const found = await db.read((reader) => find(reader, keys));
        return keys.map((key) => found.get(key) ?? null);
      });
  const listsBy =
    <Item>(
      keyOf: (item: Item) => string | null,
      find: (at: Queryable, keys: readonly string[]) => Promise<readonly Item[]>,
    ) =>
    () =>
      new DataLoader<string, readonly Item[]>(async (keys) => {
        const items = await db.read((reader) => find(reader, keys));
        return keys.map((key) => items.filter((item) => keyOf(item) === key));
      });
  return {
    apps: byKey(appsById),
    categories: byKey(categoriesById),
    partners: byKey(partnersById),
    /** By partner id. */
    contactEmails: byKey(partnerContactEmails),
    /** By partner id; null: it is not suspended. */
    suspensions: byKey(suspensionsOf),
    /** By app id. */
    latestRevisions: byKey(latestRevisions),
    /** What people are told of processors, by processor id, newest first. */
    processorNotices: listsBy((notice) => notice.processorId, noticesOf),
    /** Pictures of offers. */
    images: byKey(imagesById),
    grants: byKey(grantsById),
    policies: byKey(policiesById),
    policyVersions: byKey(policiesByVersion),
    /** By subject id, oldest first. */
    agreements: listsBy((agreement) => agreement.subjectId, agreementsOfSubjects),
    disclosures: byKey(disclosuresByHash),
    /** By grant id, for the person whose grant it is. */
    grantReceipts: byKey(async (at, ids) =>
      grantReceipts(at, receipts, [...(await grantsById(at, ids)).values()]),
    ),
    /** By grant id, for the person whose grant it was. */
    withdrawalReceipts: byKey(async (at, ids) =>
      withdrawalReceipts(at, receipts, [...(await grantsById(at, ids)).values()]),
    ),
    /** By refusal id, for the person who refused. */
    refusalReceipts: byKey(async (at, ids) =>
      refusalReceipts(at, receipts, [...(await refusalsById(at, ids)).values()]),
    ),
    /** By ledger entry id, for the person whom the entry is about: it opens the record. */
    openedProofs: byKey(async (at, ids) =>
      openedProofs(at, receipts, [...(await entriesById(at, ids)).values()]),
    ),
    /** By ledger entry id, what the record says, for whoever may know it. */
    openedRecords: byKey((at, ids) => openedRecords(at, receipts, ids)),
    legalRequests: byKey(legalRequestsById),
    /** By ledger entry id, for anybody who may know that there is such an entry: it opens nothing. */
    closedProofs: byKey(async (at, ids) => {
      const entries = [...(await entriesById(at, ids)).values()];
      return proveEntries(
        at,
        receipts.trust,
        entries.map((entry) => ({ entry, opening: null })),
      );
    }),
    deliveries: listsBy((delivery) => delivery.releaseId, deliveriesOfReleases),
    endpoints: byKey(endpointsById),
    /** By subject id. */
    duties: listsBy((duty) => duty.subjectId, dutiesOfSubjects),
    /** Entries of partners' looks at a contact, by grant id, oldest first. */
    fetches: listsBy<Entry>(
      (entry) => entry.about,
      (at, grantIds) => entriesAbout(at, ['fetch'], grantIds),
    ),
    /** Entries of letters that were passed on, by grant id, oldest first. */
    relayed: listsBy<Entry>(
      (entry) => entry.about,
      (at, grantIds) => entriesAbout(at, ['relay'], grantIds),
    ),
    /** Entries of corrected emails that were sent under a grant, by grant id, oldest first. */
    corrections: listsBy<Entry>(
      (entry) => entry.about,
      (at, grantIds) => entriesAbout(at, ['correction'], grantIds),
    ),
    /** Entries of partners' words that they deleted, by duty id. */
    attestations: listsBy<Entry>(
      (entry) => entry.about,
      (at, dutyIds) => entriesAbout(at, ['attestation'], dutyIds),
    ),
    attempts: listsBy((attempt) => attempt.messageId, attemptsOf),
  };
}

type Makers = ReturnType<typeof loaderMakers>;

/** The loaders of one request; nothing outlives it. */
export type Loaders = { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> };

/** Gives each request loaders of its own. One is made when it is asked for: most requests want few of the many. */
export function createLoaders(db: Database, receipts: ReceiptParts): () => Loaders {
  const loaders = Object.entries(loaderMakers(db, receipts)).map(
    ([name, make]): [string, PropertyDescriptor] => [
      name,
      {
        get(this: object): unknown {
          const value: unknown = make();
          Object.defineProperty(this, name, { value });
          return value;
        },
      },
    ],
  );
  const prototype = Object.defineProperties({}, Object.fromEntries(loaders));
  return () => Object.create(prototype) as Loaders;
}

/** What another row refers to is there; if it is not, the data is broken, and the request fails as INTERNAL. */
export async function existing<Value>(
  loader: { load(key: string): Promise<Value | null> },
  key: string,
): Promise<Value> {
  const value = await loader.load(key);
  if (value === null) throw new Error('a row that is referred to is missing');
  return value;
}
