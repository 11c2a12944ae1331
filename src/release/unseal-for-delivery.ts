import { appsById } from '../catalog/index.ts';
import { activeGrantsOf, grantsById } from '../consent/index.ts';
import { carriesEmail, contactContent, isUnderGrant, noticeContent } from '../delivery/index.ts';
import type { Content, ContentFacts, Delivery, StartedAttempt, Unseal } from '../delivery/index.ts';
import { dutiesOfSubjects } from '../duties/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { entriesAbout } from '../ledger/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { OpeningParts } from './open-entries.ts';
import { partnerAddresses } from './partner-addresses.ts';
import type { PartnerAddress } from './partner-addresses.ts';
import { releasesById } from './store.ts';
import type { Release } from './store.ts';

interface Opened {
  readonly release: Release;
  /** Null: the endpoint wants an id to fetch the contact by, so nothing was opened. */
  readonly email: PartnerAddress | null;
}

/** The entry of the ledger that lets the email of each attempt out: of its release, or of the newest correction of it. */
async function lettingOut(
  reader: Reader,
  attempts: readonly StartedAttempt[],
  releases: ReadonlyMap<string, Release>,
): Promise<(attempt: StartedAttempt) => string> {
  const corrections = new Map(
    (
      await entriesAbout(
        reader,
        ['correction'],
        attempts.flatMap(({ delivery }) => (delivery.event === 'contact.corrected' ? delivery.grantId : [])),
      )
    ).map((entry) => [entry.about, entry.id]),
  );
  return ({ delivery: { event, grantId, releaseId } }) =>
    (event === 'contact.corrected'
      ? corrections.get(grantId)
      : releases.get(releaseId ?? '')?.ledgerEntryId) ?? '';
}

/** Opens what attempts carry out, each against the receipt of what lets it out; by attempt id. */
async function openReleases(
  reader: Reader,
  parts: OpeningParts,
  attempts: readonly StartedAttempt[],
): Promise<Map<string, Opened>> {
  const releases = await releasesById(
    reader,
    attempts.flatMap(({ delivery }) => delivery.releaseId ?? []),
  );
  const full = attempts.filter(({ thin }) => !thin);
  const entryOf = await lettingOut(reader, full, releases);
  const outgoing = full.flatMap((attempt) => {
    const release = releases.get(attempt.delivery.releaseId ?? '');
    return release === undefined ? [] : [{ key: attempt.id, release, entryId: entryOf(attempt) }];
  });
  const emails = await partnerAddresses(reader, parts, outgoing);
  return new Map(
    attempts.flatMap((attempt) => {
      const release = releases.get(attempt.delivery.releaseId ?? '');
      return release === undefined ? [] : [[attempt.id, { release, email: emails.get(attempt.id) ?? null }]];
    }),
  );
}

/** The one place where an opened email becomes bytes of a webhook; only a `PartnerAddress` gets in. */
const released = (facts: ContentFacts, email: PartnerAddress): Content =>
  contactContent(facts, email.reveal());

interface Left {
  readonly purposesLeft: readonly string[];
  readonly deleteBy: Millis | null;
}

/** What other yeses of the same people to the same apps still cover, and what the partner has to delete. */
async function whatIsLeft(reader: Reader, notices: readonly Delivery[]): Promise<(notice: Delivery) => Left> {
  const subjects = notices.map(({ subjectId }) => subjectId);
  const grants = await activeGrantsOf(reader, subjects);
  const duties = await dutiesOfSubjects(reader, subjects);
  return ({ subjectId, appId }) => {
    const here = <T extends { subjectId: string; appId: string }>(some: readonly T[]): T[] =>
      some.filter((one) => one.subjectId === subjectId && one.appId === appId);
    const duty = here(duties).at(-1);
    return {
      purposesLeft: [...new Set(here(grants).flatMap(({ purposes }) => purposes))],
      deleteBy: duty === undefined || duty.state === 'void' ? null : duty.dueAt,
    };
  };
}

/** Makes the contents of attempts that have started: receipt, then email, then bytes, in memory alone. */
export function createUnseal(parts: OpeningParts): Unseal {
  return async (reader, attempts) => {
    const deliveries = attempts.map(({ delivery }) => delivery);
    const [apps, grants, opened, left] = await Promise.all([
      appsById(
        reader,
        deliveries.map(({ appId }) => appId),
      ),
      grantsById(
        reader,
        deliveries.map(({ grantId }) => grantId),
      ),
      openReleases(
        reader,
        parts,
        attempts.filter(({ delivery }) => carriesEmail(delivery.event)),
      ),
      whatIsLeft(
        reader,
        deliveries.filter(({ event }) => !isUnderGrant(event)),
      ),
    ]);

    function contentOf({ id, delivery, thin }: StartedAttempt): Content | null {
      const { event, partnerId, subjectId, createdAt: at } = delivery;
      const app = apps.get(delivery.appId);
      const grant = grants.get(delivery.grantId);
      if (app === undefined || grant === undefined) return null;
      const contactId = parts.hashes.pairwiseId(partnerId, subjectId);
      const facts = { event, at, app, contactId, purposes: grant.purposes, test: false };
      if (event === 'app.installed') return contactContent(facts, null);
      if (!carriesEmail(event)) return noticeContent(facts, left(delivery));
      const { release, email } = opened.get(id) ?? {};
      if (release?.grantId !== delivery.grantId) return null;
      if (thin) return contactContent(facts, null);
      return email == null ? null : released(facts, email);
    }

    return new Map(
      attempts.flatMap((attempt) => {
        const content = contentOf(attempt);
        return content === null ? [] : [[attempt.id, content]];
      }),
    );
  };
}
