import { appsById, partnersById } from '../catalog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { overduePartners } from '../duties/index.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { Subject } from '../accounts/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createGroupCommit } from '../platform/db/index.ts';
import {
  DISCLOSURE_LIFETIME,
  TEXT_VERSION,
  currentPolicy,
  disclosureHash,
  insertDisclosures,
  renderDisclosure,
  supersededVersions,
} from '../policies/index.ts';
import type { AddressKind, Disclosure } from '../policies/index.ts';
import { verifiedSubjects } from '../vault/index.ts';
import type { OffersPort } from './ports.ts';
import { erasurePending, optedOutBySignal, refusePeople, relayUnavailable } from './rules.ts';

/** One app or one offer: what the person is about to say yes to; and which address would go, the person's own if left out. */
export type DisclosureOf = { readonly address?: AddressKind } & (
  { readonly appId: string; readonly offerId: null } | { readonly appId: null; readonly offerId: string }
);

export interface ShownDisclosure extends Disclosure {
  readonly partnerPolicyUrl: string;
  readonly policyVersion: string;
}

/** Renders the exact text for one person and keeps it, so that a later yes can be held against it. */
export function createDisclosureDesk(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly offers: OffersPort;
  /** Whether this service has relay addresses to give. */
  readonly relayOffered?: boolean;
}) {
  const { db, clock, random, offers } = parts;
  const kept = createGroupCommit<Disclosure, null>(db, async (tx, disclosures) => {
    await insertDisclosures(tx, disclosures);
    return disclosures.map(() => null);
  });

  async function prepare(subject: Subject, of: DisclosureOf): Promise<ShownDisclosure | Refusal> {
    return db.read(async (reader) => {
      const now = clock.now();
      // Asked first: whoever is leaving has no offers, and hears why.
      if (subject.erasesAt !== null) return erasurePending();
      if (of.offerId !== null && (await offers.optedOut(reader, [subject.id])).has(subject.id)) {
        return optedOutBySignal();
      }
      const offer = of.offerId === null ? null : await offers.offerFor(reader, subject.id, of.offerId, now);
      const appId = of.appId ?? offer?.appId ?? '';
      const app = (await appsById(reader, [appId])).get(appId);
      const partner = app && (await partnersById(reader, [app.partnerId])).get(app.partnerId);
      if (app?.status !== 'listed' || partner?.status !== 'active') {
        return of.offerId === null
          ? refuse('NOT_FOUND', ['input', 'appId'], 'There is no app with this id.')
          : refuse('OFFER_NOT_AVAILABLE', ['input', 'offerId'], 'This offer is not available.');
      }
      const emailVerified = (await verifiedSubjects(reader, [subject.id])).has(subject.id);
      const partnerOverdue = (await overduePartners(reader, [partner.id], now)).has(partner.id);
      const hasToAgree = (await supersededVersions(reader, now)).has(subject.policyVersion);
      const refusal = refusePeople({ subject, now, emailVerified, hasToAgree, partner, partnerOverdue });
      if (refusal !== null) return refusal;
      const policy = await currentPolicy(reader, now);
      const partnerPolicy = partner.policy;
      if (policy === null || partnerPolicy === null) throw new Error('no policy is in force');
      const facts = {
        subjectId: subject.id,
        basis: offer === null ? 'install' : 'offer',
        address: of.address ?? 'real',
        app,
        partner,
        partnerPolicy,
        policy,
        offer,
        nonce: random.bytes(16).toString('hex'),
      } as const;
      const text = renderDisclosure(facts);
      return {
        id: newId('disclosure', now),
        hash: disclosureHash(facts, text),
        subjectId: subject.id,
        appId: app.id,
        partnerId: partner.id,
        offerId: offer?.id ?? null,
        basis: facts.basis,
        address: facts.address,
        policyId: policy.id,
        partnerPolicyId: partnerPolicy.id,
        textVersion: TEXT_VERSION,
        text,
        nonce: facts.nonce,
        createdAt: now,
        expiresAt: now + DISCLOSURE_LIFETIME,
        usedAt: null,
        partnerPolicyUrl: partnerPolicy.url,
        policyVersion: policy.version,
      };
    });
  }

  return {
    async show(subject: Subject | null, of: DisclosureOf): Promise<ShownDisclosure | Refusal> {
      if (subject === null) return accountRequired();
      if (of.address === 'relay' && parts.relayOffered !== true) return relayUnavailable();
      const disclosure = await prepare(subject, of);
      if ('refused' in disclosure) return disclosure;
      await kept.submit(disclosure);
      return disclosure;
    },
    idle: () => kept.idle(),
  };
}
