import { grantsById } from '../../consent/index.ts';
import { deliveriesOfReleases } from '../../delivery/index.ts';
import { dutiesOfSubjects } from '../../duties/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { entriesAbout, entriesById } from '../../ledger/index.ts';
import type { Queryable, Reader } from '../../platform/db/index.ts';
import { fromPages, isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection, ExportedFile } from '../../platform/export-section.ts';
import type { PageArgs } from '../../platform/keyset.ts';
import { dutyAfter, grantReceipts, openedProofs, releaseState } from '../../privacy/index.ts';
import type { ReceiptParts } from '../../privacy/index.ts';
import { countReleases, listReleases } from '../../release/index.ts';
import type { Release } from '../../release/index.ts';
import { namesFor } from './names.ts';

const ofPerson = (at: Queryable, subjectId: string, args: PageArgs) =>
  listReleases(at, { subjectIds: [subjectId] }, args);

/** Items by what they belong to. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item) ?? '';
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}

async function describeReleases(at: Reader, clock: Clock, releases: readonly Release[]) {
  const names = await namesFor(at, releases);
  const duties = await dutiesOfSubjects(at, [...new Set(releases.map(({ subjectId }) => subjectId))]);
  const ids = releases.map(({ id }) => id);
  const deliveries = grouped(await deliveriesOfReleases(at, ids), ({ releaseId }) => releaseId);
  const grantIds = releases.map(({ grantId }) => grantId);
  const looks = await entriesAbout(at, ['fetch', 'relay'], grantIds);
  const byGrant = grouped(looks, ({ about }) => about);
  const timesOf = (event: string, grantId: string) =>
    (byGrant.get(grantId) ?? [])
      .filter((look) => look.event === event)
      .map((look) => isoOrNull(look.recordedAt));
  return releases.map((release) => {
    const duty = dutyAfter(release, duties);
    return {
      ...{ id: release.id, grantId: release.grantId, ...names(release), contactId: release.contactId },
      state: releaseState(release, duty, clock.now()),
      releasedAt: isoOrNull(release.releasedAt),
      sentAt: isoOrNull(release.sentAt),
      receivedAt: isoOrNull(release.receivedAt),
      endedAt: isoOrNull(release.endedAt),
      fetchedAt: timesOf('fetch', release.grantId),
      lettersPassedOnAt: timesOf('relay', release.grantId),
      deliveries: (deliveries.get(release.id) ?? []).map(({ state, attempts, finishedAt }) => ({
        ...{ state, attempts, finishedAt: isoOrNull(finishedAt) },
      })),
      deletion: duty && { dueAt: isoOrNull(duty.dueAt), attestedAt: isoOrNull(duty.attestedAt) },
    };
  });
}

/** The receipt of the yes, and the proof that the release stands in the ledger. */
async function releaseFiles(
  at: Reader,
  parts: ReceiptParts,
  releases: readonly Release[],
): Promise<ExportedFile[]> {
  const grants = await grantsById(
    at,
    releases.map(({ grantId }) => grantId),
  );
  const receipts = await grantReceipts(at, parts, [...grants.values()]);
  const entries = await entriesById(
    at,
    releases.map(({ ledgerEntryId }) => ledgerEntryId),
  );
  const proofs = await openedProofs(at, parts, [...entries.values()]);
  return releases.flatMap(({ id, grantId, ledgerEntryId }) => {
    const [receipt, proof] = [receipts.get(grantId), proofs.get(ledgerEntryId)];
    return [
      ...(receipt === undefined ? [] : [{ name: `${id}.receipt.json`, text: receipt }]),
      ...(proof === undefined ? [] : [{ name: `${id}.tlog-proof`, text: proof }]),
    ];
  });
}

export const releasesSection = (receipts: ReceiptParts, clock: Clock): ExportSection => ({
  name: 'releases',
  about:
    'Every partner to which your email address went, when, and where that stands; receipts and proofs in the folder.',
  page: fromPages(ofPerson, (at, releases) => describeReleases(at, clock, releases)),
  files: fromPages(ofPerson, (at, releases) => releaseFiles(at, receipts, releases)),
  count: async (at, subjectId) => 3 * (await countReleases(at, subjectId)),
});
