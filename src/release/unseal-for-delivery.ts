import { appsById } from '../catalog/index.ts';
import type { App } from '../catalog/index.ts';
import { activeGrantsOf, grantsById } from '../consent/index.ts';
import type { Grant } from '../consent/index.ts';
import type { Delivery, Unseal } from '../delivery/index.ts';
import { readReceipts } from '../ledger/index.ts';
import type { KeyedHashes, KeyRing } from '../platform/key-ring.ts';
import { openAgainstReceipts } from '../vault/open.ts';
import type { ReleasedEmail } from '../vault/open.ts';
import { releasesById } from './store.ts';

interface BodyFacts {
  readonly delivery: Delivery;
  readonly app: App;
  readonly contactId: string;
  readonly grant: Grant;
}

const common = ({ delivery, app, contactId }: BodyFacts) => ({
  app: { id: app.id, slug: app.slug, name: app.name },
  contact: { id: contactId },
  occurredAt: new Date(delivery.createdAt).toISOString(),
});

/** The one place where an opened email becomes bytes for a partner; only a `ReleasedEmail` gets in. */
function releasedBody(facts: BodyFacts, email: ReleasedEmail): string {
  const { occurredAt, app, contact } = common(facts);
  return JSON.stringify({
    type: 'contact.released',
    timestamp: occurredAt,
    data: { app, contact: { ...contact, email: email.reveal() }, purposes: facts.grant.purposes },
  });
}

/** That a yes is over. `purposesLeft` are those that another yes of the same person to the same app still covers. */
function noticeBody(facts: BodyFacts, purposesLeft: readonly string[]): string {
  const { occurredAt, app, contact } = common(facts);
  return JSON.stringify({
    type: facts.delivery.event,
    timestamp: occurredAt,
    data: { app, contact, purposes: facts.grant.purposes, purposesLeft },
  });
}

/** Makes the bodies of attempts that have started: receipt, then email, then bytes, in memory alone. */
export function createUnseal(parts: { readonly keyRing: KeyRing; readonly hashes: KeyedHashes }): Unseal {
  return async (reader, attempts) => {
    const deliveries = attempts.map((attempt) => attempt.delivery);
    const releases = await releasesById(
      reader,
      deliveries.flatMap((delivery) => delivery.releaseId ?? []),
    );
    const receipts = await readReceipts(
      reader,
      (row) => parts.hashes.ledgerRow(row),
      [...releases.values()].map((release) => release.ledgerEntryId),
    );
    const emails = await openAgainstReceipts(reader, parts, [...receipts.values()]);
    const apps = await appsById(
      reader,
      deliveries.map((delivery) => delivery.appId),
    );
    const grants = await grantsById(
      reader,
      deliveries.map((delivery) => delivery.grantId),
    );
    const noticed = deliveries.filter((delivery) => delivery.event !== 'contact.released');
    const left = await activeGrantsOf(
      reader,
      noticed.map((delivery) => delivery.subjectId),
    );
    const purposesLeft = ({ subjectId, appId }: Delivery): string[] => [
      ...new Set(
        left
          .filter((grant) => grant.subjectId === subjectId && grant.appId === appId)
          .flatMap((grant) => grant.purposes),
      ),
    ];
    const bodies = new Map<string, string>();
    for (const { id, delivery } of attempts) {
      const app = apps.get(delivery.appId);
      const grant = grants.get(delivery.grantId);
      if (app === undefined || grant === undefined) continue;
      const contactId = parts.hashes.pairwiseId(delivery.partnerId, delivery.subjectId);
      const facts = { delivery, app, contactId, grant };
      if (delivery.event !== 'contact.released') {
        bodies.set(id, noticeBody(facts, purposesLeft(delivery)));
        continue;
      }
      const release = releases.get(delivery.releaseId ?? '');
      const email = release && emails.get(release.ledgerEntryId);
      if (email !== undefined && release?.grantId === delivery.grantId) {
        bodies.set(id, releasedBody(facts, email));
      }
    }
    return bodies;
  };
}
