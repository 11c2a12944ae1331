import { ActiveGrant, activeGrantsOf } from '../consent/index.ts';
import type { EndedGrant, HeldGrant, OfferRefusal, ReleasePort } from '../consent/index.ts';
import { enqueue } from '../delivery/index.ts';
import type { NewMessage, WebhookEvent } from '../delivery/index.ts';
import { dutiesOfSubjects, holdingKey, openDuties, voidDuties } from '../duties/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { forgetCorrespondents, makeRelayAddresses } from '../relay/index.ts';
import { covers } from './covers.ts';
import { holdReleases } from './held-releases.ts';
import type { TellReleased } from './ports.ts';
import { insertReleases, markEnded, sentReleasesOf } from './store.ts';
import type { Release } from './store.ts';

const noticeOf: Readonly<Record<EndedGrant['endReason'], WebhookEvent>> = {
  withdrawn: 'consent.withdrawn',
  uninstalled: 'app.uninstalled',
  erased: 'contact.erased',
};

const message = (
  event: WebhookEvent,
  about: Pick<NewMessage, 'partnerId' | 'appId' | 'subjectId' | 'grantId'>,
  releaseId: string | null,
): NewMessage => {
  const { partnerId, appId, subjectId, grantId } = about;
  return { event, partnerId, appId, subjectId, grantId, releaseId, sandbox: false };
};

/** What partners may still have of these people: what was sent since they last said that they deleted it. */
async function heldOf(tx: Tx, subjectIds: readonly string[]): Promise<Release[]> {
  const lastWord = new Map<string, Millis>();
  for (const duty of await dutiesOfSubjects(tx, subjectIds)) {
    if (duty.attestedAt !== null) lastWord.set(holdingKey(duty), duty.attestedAt);
  }
  const sent = await sentReleasesOf(tx, subjectIds);
  return sent.filter((release) => (release.sentAt ?? 0) >= (lastWord.get(holdingKey(release)) ?? 0));
}

/**
 * THE way by which a person's email comes to leave for a partner: grants that are active in this transaction become
 * ledger entries, releases and queued messages, all in one commit or none. No email is touched here; it is opened when
 * an attempt is made, against the receipt of what was written now. Whose email it is is told in the same commit.
 */
export function createReleasePort(
  ledger: LedgerPorts,
  hashes: Pick<KeyedHashes, 'pairwiseId' | 'relayName'>,
  tellReleased: TellReleased,
  relayDomain: string | null = null,
): ReleasePort {
  const relay = { hashes, domain: relayDomain };
  return {
    async release(tx: Tx, grants: readonly ActiveGrant[]): Promise<void> {
      if (!grants.every((grant) => ActiveGrant.isHeldIn(tx, grant))) {
        throw new TypeError('a release wants grants proven in its own transaction');
      }
      if (!grants.every((grant) => covers(grant, grant))) {
        throw new TypeError('a release is of an email, for what its basis allows');
      }
      if (grants.length === 0) return;
      const receipts = await append(
        tx,
        ledger,
        grants.map((grant) => ({
          subjectId: grant.subjectId,
          about: grant.id,
          record: {
            event: 'release',
            subject: grant.subjectId,
            grant: grant.id,
            partner: grant.partnerId,
            app: grant.appId,
            fields: grant.fields,
            ...(grant.address === 'relay' ? { address: grant.address } : {}),
            purposes: grant.purposes,
            means: grant.means,
            disclosureHash: grant.disclosureHash,
            policy: grant.policyId,
            partnerPolicy: grant.partnerPolicyId,
            grantedAt: grant.grantedAt,
            releasedAt: tx.now,
          },
        })),
      );
      const releases = grants.map((grant, i): Release => ({
        id: newId('release', tx.now),
        grantId: grant.id,
        subjectId: grant.subjectId,
        partnerId: grant.partnerId,
        appId: grant.appId,
        contactId: hashes.pairwiseId(grant.partnerId, grant.subjectId),
        ledgerEntryId: receipts[i]?.entryId ?? '',
        releasedAt: tx.now,
        sentAt: null,
        receivedAt: null,
        endedAt: null,
      }));
      await makeRelayAddresses(tx, relay, grants);
      await insertReleases(tx, releases);
      await voidDuties(tx, grants);
      const installed = grants.filter(({ means }) => means === 'install_app');
      await enqueue(tx, [
        ...releases.map((release) => message('contact.released', release, release.id)),
        ...installed.map((grant) => message('app.installed', { ...grant, grantId: grant.id }, null)),
      ]);
      await tellReleased(tx, releases);
    },

    async hold(tx: Tx, held: readonly HeldGrant[]): Promise<void> {
      await holdReleases(tx, held);
      await makeRelayAddresses(
        tx,
        relay,
        held.map(({ grant }) => grant),
      );
    },

    async announceEnd(tx: Tx, grants: readonly EndedGrant[]): Promise<void> {
      await append(
        tx,
        ledger,
        grants.map((grant) => ({
          subjectId: grant.subjectId,
          about: grant.id,
          record: {
            event: 'withdrawal',
            subject: grant.subjectId,
            grant: grant.id,
            partner: grant.partnerId,
            app: grant.appId,
            disclosureHash: grant.disclosureHash,
            reason: grant.endReason,
            endedAt: tx.now,
          },
        })),
      );
      await markEnded(
        tx,
        grants.map((grant) => grant.id),
      );
      await forgetCorrespondents(tx, grants);
      // A partner that has nothing learns nothing, not even that somebody changed their mind.
      const subjects = grants.map(({ subjectId }) => subjectId);
      const sent = new Map(
        (await heldOf(tx, subjects)).map((release) => [holdingKey(release), release.contactId]),
      );
      const told = grants.filter((grant) => sent.has(holdingKey(grant)));
      const kept = new Set((await activeGrantsOf(tx, subjects)).map(holdingKey));
      // Two yeses to one app may end together; there is one thing to delete.
      const ended = new Map(told.map((grant) => [holdingKey(grant), grant]));
      await openDuties(
        tx,
        [...ended]
          .filter(([holding]) => !kept.has(holding))
          .map(([holding, { partnerId, appId, subjectId, endReason }]) => {
            return { partnerId, appId, subjectId, contactId: sent.get(holding) ?? '', cause: endReason };
          }),
      );
      await enqueue(
        tx,
        told.map((grant) => message(noticeOf[grant.endReason], { ...grant, grantId: grant.id }, null)),
      );
    },

    // A no stays inside: the partner learns nothing of it.
    async recordRefusals(tx: Tx, refusals: readonly OfferRefusal[]): Promise<void> {
      await append(
        tx,
        ledger,
        refusals.map((refusal) => ({
          subjectId: refusal.subjectId,
          about: refusal.id,
          record: {
            event: 'refusal',
            subject: refusal.subjectId,
            refusal: refusal.id,
            partner: refusal.partnerId,
            app: refusal.appId,
            offer: refusal.offerId,
            disclosureHash: refusal.disclosureHash,
            refusedAt: refusal.refusedAt,
          },
        })),
      );
    },
  };
}
