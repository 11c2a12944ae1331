import { isOverdue, listDuties, listOverdue } from '../../duties/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { formatVerifierKey, listEntries, readLeaf } from '../../ledger/index.ts';
import type { Entry, LedgerEvent, LogIdentity, LogStatus } from '../../ledger/index.ts';
import { listPolicies } from '../../policies/index.ts';
import { searchReleases } from '../../privacy/index.ts';
import type { ReceiptParts } from '../../privacy/index.ts';
import type { createPolicyDesk } from '../../privacy/index.ts';
import type { Release } from '../../release/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import type { DoorContext } from '../context.ts';
import type { LedgerEvent as SdlLedgerEvent, Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { existing } from '../loaders.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';
import { createCorrectionResolvers } from './privacy-corrections.ts';
import type { CorrectionServices } from './privacy-corrections.ts';
import { createLegalResolvers } from './privacy-legal.ts';
import type { LegalServices } from './privacy-legal.ts';
import { createRetentionResolvers } from './privacy-retention.ts';
import type { RetentionServices } from './privacy-retention.ts';
import { createMinorResolvers } from './privacy-minors.ts';
import type { MinorServices } from './privacy-minors.ts';
import { createOfficeResolvers } from './privacy-office.ts';
import type { OfficeServices } from './privacy-office.ts';
import { createPrivacyProcessors } from './processors.ts';
import type { ProcessorServices } from './processors.ts';
import { createStaffReadResolvers } from './privacy-staff-reads.ts';
import type { StaffReadServices } from './privacy-staff-reads.ts';

/** Why this door refuses. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface PrivacyServices
  extends
    LegalServices,
    MinorServices,
    RetentionServices,
    StaffReadServices,
    CorrectionServices,
    OfficeServices,
    Omit<ProcessorServices, 'optOuts'> {
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly publishPolicy: ReturnType<typeof createPolicyDesk>;
  readonly receipts: ReceiptParts;
  readonly ledgerStatus: () => Promise<LogStatus>;
}

/** The log's head; there is one from the first start on, before any door opens. */
function headOf({ head }: LogStatus): NonNullable<LogStatus['head']> {
  if (head === null) throw new Error('a log that serves has a checkpoint');
  return head;
}

const verifierKeys = ({ signers }: LogIdentity): string[] => signers.map(({ key }) => formatVerifierKey(key));

const ledgerEvents: Readonly<Record<LedgerEvent, SdlLedgerEvent>> = {
  release: 'RELEASE',
  fetch: 'FETCH',
  relay: 'RELAY',
  attestation: 'ATTESTATION',
  withdrawal: 'WITHDRAWAL',
  refusal: 'REFUSAL',
  correction: 'CORRECTION',
  erasure: 'ERASURE',
  purge: 'PURGE',
  policy: 'POLICY',
  legal: 'LEGAL',
  'staff-read': 'STAFF_READ',
};

/** What everyone may read of an entry. */
const publishedText = ({ subjectId, leaf }: Entry): string | null =>
  subjectId === null ? (readLeaf(leaf)?.record?.toString() ?? null) : null;

const grantOf = (release: Release, { loaders }: DoorContext) => existing(loaders.grants, release.grantId);

export function createPrivacyResolvers(services: PrivacyServices): Resolvers {
  const { db, clock, vault, publishPolicy, receipts, ledgerStatus } = services;
  const retention = createRetentionResolvers(services);
  const office = createOfficeResolvers(services);
  const processors = createPrivacyProcessors(services);
  const { Query: looks, Mutation: look, ...lookedAt } = createStaffReadResolvers(services);
  const { Query: cases, Mutation: legal, ...ofCases } = createLegalResolvers(services);
  return {
    ...{ ...lookedAt, ...ofCases },
    Query: {
      ...retention.Query,
      ...office.Query,
      ...processors.Query,
      ...{ ...looks, ...cases },
      releases: async (_, { filter, ...page }) => {
        const search = {
          subjectId: filter?.subjectId ?? undefined,
          email: filter?.email ?? undefined,
          partnerId: filter?.partnerId ?? undefined,
          appId: filter?.appId ?? undefined,
          since: filter?.since ?? undefined,
          until: filter?.until ?? undefined,
        };
        return connection(await db.read((r) => searchReleases(r, vault, search, page)));
      },
      deletions: async (_, { filter, ...page }) => {
        const { partnerId, state, overdue } = filter ?? {};
        const wanted = {
          partnerId: partnerId ?? undefined,
          state: overdue ? 'open' : state == null ? undefined : lower(state),
          dueBy: overdue ? clock.now() : undefined,
        } as const;
        return connection(await db.read((r) => listDuties(r, wanted, page)));
      },
      overduePartners: async () => [...(await db.read((r) => listOverdue(r, clock.now())))],
      ledger: () => ledgerStatus(),
      policies: async (_, page) => connection(await db.read((r) => listPolicies(r, page))),
    },
    Complaint: office.Complaint,
    RightsRequest: office.RightsRequest,
    Processor: processors.Processor,
    Mutation: {
      ...retention.Mutation,
      ...createMinorResolvers(services).Mutation,
      ...office.Mutation,
      ...processors.Mutation,
      ...createCorrectionResolvers(services).Mutation,
      ...{ ...look, ...legal },
      publishPolicy: async (_, { input }, context) => {
        const { idempotencyKey, version, text, material, effectiveAt = null } = input;
        const policy = { version, text, material, effectiveAt };
        const published = await publishPolicy(context.staff(), idempotencyKey, policy);
        return payload(published, (policy) => ({ policy }));
      },
    },
    Release: {
      partner: (release, _, { loaders }) => existing(loaders.partners, release.partnerId),
      app: (release, _, { loaders }) => existing(loaders.apps, release.appId),
      purposes: async (release, _, context) => (await grantOf(release, context)).purposes.map(upper),
      disclosureHash: async (release, _, context) => (await grantOf(release, context)).disclosureHash,
      textVersion: async (release, _, context) => (await grantOf(release, context)).textVersion,
      policyVersion: async (release, _, context) => {
        const { policyId } = await grantOf(release, context);
        return (await existing(context.loaders.policies, policyId)).version;
      },
      grantState: async (release, _, context) => upper((await grantOf(release, context)).state),
      grantedAt: async (release, _, context) => (await grantOf(release, context)).grantedAt,
      deliveries: async (release, _, { loaders }) => [...(await loaders.deliveries.load(release.id))],
      proof: (release, _, { loaders }) => loaders.closedProofs.load(release.ledgerEntryId),
    },
    Deletion: {
      partner: (duty, _, { loaders }) => existing(loaders.partners, duty.partnerId),
      app: (duty, _, { loaders }) => existing(loaders.apps, duty.appId),
      cause: (duty) => upper(duty.cause),
      state: (duty) => upper(duty.state),
      overdue: (duty) => isOverdue(duty, clock.now()),
    },
    OverduePartner: { partner: ({ partnerId }, _, { loaders }) => existing(loaders.partners, partnerId) },
    Ledger: {
      origin: () => receipts.identity.origin,
      verifierKeys: () => verifierKeys(receipts.identity),
      size: (ledger) => String(headOf(ledger).size),
      rootHash: (ledger) => headOf(ledger).root.toString('base64'),
      checkpoint: (ledger) => headOf(ledger).note,
      checkpointAt: (ledger) => headOf(ledger).signedAt,
      quorum: (ledger) => headOf(ledger).quorum,
      witnesses: (ledger) => [...ledger.witnesses],
      entries: async (_, page) => connection(await db.read((r) => listEntries(r, page))),
    },
    LedgerWitness: { size: (witness) => (witness.size === null ? null : String(witness.size)) },
    LedgerEntry: {
      index: (entry) => String(entry.index),
      event: (entry) => ledgerEvents[entry.event],
      destroyed: (entry) => entry.destroyedBy !== null,
      published: publishedText,
      proof: (entry, _, { loaders }) => loaders.closedProofs.load(entry.id),
    },
    ReleaseDelivery: { state: (delivery) => upper(delivery.state) },
  };
}
