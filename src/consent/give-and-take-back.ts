import type { Subject } from '../accounts/index.ts';
import { accountRequired } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import { idempotentRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { runConsentBatch } from './consent-batch.ts';
import type { OffersPort, ReleasePort } from './ports.ts';
import type { Command, Outcome } from './types.ts';

type Answer = Promise<Outcome | Refusal>;

/** A yes or a no to an offer, by the hash of the text that was shown. */
interface OfferAnswer {
  readonly offerId: string;
  readonly disclosureHash: string;
  readonly idempotencyKey: string;
}

/**
 * The acts of consent. Each is answered after the commit that holds it; those that arrive together share one.
 * `onCommitted` is told that there may be something to deliver.
 */
export function createConsentDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly release: ReleasePort;
  readonly offers: OffersPort;
  /** Whether this service has relay addresses to give. */
  readonly relayOffered?: boolean;
  readonly onCommitted: () => void;
  readonly batch?: { readonly size: number; readonly parallel: number };
}) {
  const { db, hashes, release, offers, relayOffered = false, onCommitted } = parts;
  const group = createGroupCommit<Command, Outcome | Refusal>(
    db,
    (tx, commands) => runConsentBatch(tx, { release, offers, relayOffered }, commands),
    parts.batch,
  );
  const request = (subject: Subject, mutation: string, key: string, body: Record<string, string>) =>
    idempotentRequest(hashes, { principal: `subject:${subject.id}`, mutation, key, body });

  async function submit(command: Command): Answer {
    const outcome = await group.submit(command);
    onCommitted();
    return outcome;
  }

  async function answerOffer(
    kind: 'accept' | 'dismiss',
    mutation: string,
    subject: Subject | null,
    { offerId, disclosureHash, idempotencyKey }: OfferAnswer,
  ): Answer {
    if (subject === null) return accountRequired();
    return submit({
      kind,
      request: request(subject, mutation, idempotencyKey, { offerId, disclosureHash }),
      subjectId: subject.id,
      offerId,
      disclosureHash,
    });
  }

  return {
    acceptOffer: (subject: Subject | null, input: OfferAnswer): Answer =>
      answerOffer('accept', 'acceptOffer', subject, input),
    dismissOffer: (subject: Subject | null, input: OfferAnswer): Answer =>
      answerOffer('dismiss', 'dismissOffer', subject, input),
    async installApp(
      subject: Subject | null,
      input: { readonly appId: string; readonly disclosureHash: string; readonly idempotencyKey: string },
    ): Answer {
      if (subject === null) return accountRequired();
      const { appId, disclosureHash, idempotencyKey } = input;
      return submit({
        kind: 'install',
        request: request(subject, 'installApp', idempotencyKey, { appId, disclosureHash }),
        subjectId: subject.id,
        appId,
        disclosureHash,
      });
    },
    async withdrawGrant(
      subject: Subject | null,
      input: { readonly grantId: string; readonly idempotencyKey: string },
    ): Answer {
      if (subject === null) return accountRequired();
      const { grantId, idempotencyKey } = input;
      return submit({
        kind: 'withdraw',
        request: request(subject, 'withdrawGrant', idempotencyKey, { grantId }),
        subjectId: subject.id,
        grantId,
      });
    },
    async uninstallApp(
      subject: Subject | null,
      input: { readonly appId: string; readonly idempotencyKey: string },
    ): Answer {
      if (subject === null) return accountRequired();
      const { appId, idempotencyKey } = input;
      return submit({
        kind: 'uninstall',
        request: request(subject, 'uninstallApp', idempotencyKey, { appId }),
        subjectId: subject.id,
        appId,
      });
    },
    idle: () => group.idle(),
  };
}

export type ConsentDesk = ReturnType<typeof createConsentDesk>;
