import { ActiveGrant } from '../consent/index.ts';
import type { EndedGrant, OfferRefusal, ReleasePort } from '../consent/index.ts';
import { enqueue, grantsWithStartedRelease } from '../delivery/index.ts';
import type { WebhookEvent } from '../delivery/index.ts';
import { newId } from '../kernel/ids.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { insertReleases } from './store.ts';

const noticeOf: Readonly<Record<EndedGrant['endReason'], WebhookEvent>> = {
  withdrawn: 'consent.withdrawn',
  uninstalled: 'app.uninstalled',
  erased: 'contact.erased',
};

/**
 * THE way by which a person's email comes to leave for a partner: grants that are active in this transaction become
 * ledger entries, releases and queued messages, all in one commit or none. No email is touched here; it is opened when
 * an attempt is made, against the receipt of what was written now.
 */
export function createReleasePort(ledger: LedgerPorts): ReleasePort {
  return {
    async release(tx: Tx, grants: readonly ActiveGrant[]): Promise<void> {
      if (!grants.every((grant) => ActiveGrant.isHeldIn(tx, grant))) {
        throw new TypeError('a release wants grants proven in its own transaction');
      }
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
      const releases = grants.map((grant, i) => ({
        id: newId('release', tx.now),
        grantId: grant.id,
        subjectId: grant.subjectId,
        partnerId: grant.partnerId,
        appId: grant.appId,
        ledgerEntryId: receipts[i]?.entryId ?? '',
        releasedAt: tx.now,
      }));
      await insertReleases(tx, releases);
      await enqueue(
        tx,
        releases.map((release) => ({ ...release, event: 'contact.released', releaseId: release.id })),
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
      // A partner that was never sent anything learns nothing, not even that somebody changed their mind.
      const told = await grantsWithStartedRelease(
        tx,
        grants.map((grant) => grant.id),
      );
      const notices = grants.filter((grant) => told.has(grant.id));
      await enqueue(
        tx,
        notices.map((grant) => ({
          event: noticeOf[grant.endReason],
          partnerId: grant.partnerId,
          appId: grant.appId,
          subjectId: grant.subjectId,
          grantId: grant.id,
          releaseId: null,
        })),
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
