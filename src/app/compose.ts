import { createAccountCreation } from '../accounts/index.ts';
import { partnerIdBySlug } from '../catalog/index.ts';
import { createConsentDesk, createDisclosureDesk } from '../consent/index.ts';
import type { OffersPort } from '../consent/index.ts';
import { createEndpointDesk, createWorker, workerDefaults } from '../delivery/index.ts';
import type { WorkerSettings } from '../delivery/index.ts';
import {
  createDoorServer,
  createMarketingResolvers,
  createMarketplaceResolvers,
  createPartnerResolvers,
  createPrivacyResolvers,
} from '../graphql/index.ts';
import { createAuthenticator, createGateway, createTokenVerifier } from '../http/index.ts';
import type { GatewayParts } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Door } from '../kernel/principal.ts';
import type { Random } from '../kernel/random.ts';
import {
  ROWS_GET_MACS,
  authenticateRows,
  createSequencer,
  createSigner,
  createWitnessing,
  formatVerifierKey,
  readStatus,
  trustNobodyElse,
} from '../ledger/index.ts';
import type { LogIdentity, SequencerSettings, Signer, TrustPolicy } from '../ledger/index.ts';
import { createOfferDesk, isLive, offersById, viewerOffer } from '../offers/index.ts';
import type { Offer } from '../offers/index.ts';
import type { Config, Secrets } from '../platform/config/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { createKeyRing, createKeyedHashes } from '../platform/key-ring.ts';
import type { Log } from '../platform/log.ts';
import { createSafePost } from '../platform/safe-fetch/index.ts';
import { createErasure, createPolicyDesk } from '../privacy/index.ts';
import { admitAttempts, createReleasePort, createShowToSubject, createUnseal } from '../release/index.ts';
import { sealRecords, verifiedSubjects } from '../vault/index.ts';
import { migrations } from './migrations.ts';

export interface Surroundings {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pages?: GatewayParts['pages'];
  readonly worker?: Partial<WorkerSettings>;
  readonly sequencer?: Partial<SequencerSettings>;
  /** The witnesses of the ledger; nobody if left out. */
  readonly ledgerPolicy?: { readonly trust: TrustPolicy; readonly text: string };
  /** For benches: how many releases may share a commit. */
  readonly batch?: { readonly size: number; readonly parallel: number };
}

const toFacts = (offer: Offer, now: number) => ({
  id: offer.id,
  title: offer.title,
  appId: offer.appId,
  live: isLive(offer, now),
});

/** What consent asks of offers. */
export const offersPort: OffersPort = {
  async facts(tx, offerIds, now) {
    const offers = await offersById(tx, offerIds);
    return new Map([...offers].map(([id, offer]) => [id, toFacts(offer, now)]));
  },
  async offerFor(reader, subjectId, offerId, now) {
    const offer = await viewerOffer(reader, subjectId, offerId, now);
    return offer === null ? null : toFacts(offer, now);
  },
};

/** Whom to trust about this log, for whoever wants to check it: its keys, and the witnesses that the operator chose. */
function policyText({ signers }: LogIdentity, publicUrl: string, chosen: string): string {
  const own = signers.map(({ key }) => `log ${formatVerifierKey(key)} ${publicUrl}/ledger/`);
  const others = chosen.split('\n').filter((line) => !/^[ \t]*(log[ \t]|#|$)/.test(line));
  return `${[...own, ...others].join('\n')}\n`;
}

/** All wiring, once. What is built here is taken down by `close`, in reverse. */
export function compose(surroundings: Surroundings) {
  const { config, secrets, clock, random, log } = surroundings;
  const db = openDatabase(config.databaseUrl, clock);
  const keyRing = createKeyRing(secrets.keyEncryptionKeys, random);
  const hashes = createKeyedHashes(secrets.hmacKey);
  const vault = { keyRing, hashes, random };
  const sealForSubjects: Parameters<typeof createReleasePort>[0]['sealForSubjects'] = (tx, items) =>
    sealRecords(tx, vault, items);
  const ledgerHashes = {
    rowMac: (row: string) => hashes.ledgerRow(row),
    erasureKey: (entryId: string) => hashes.erasureKey(entryId),
  };
  const ledger = { sealForSubjects, random, ...ledgerHashes };
  const { origin } = config.ledger;
  const identity: LogIdentity = {
    origin,
    signers: secrets.ledgerKeys.map(({ key }) => createSigner(origin, key)) as [Signer, ...Signer[]],
  };
  const trust = surroundings.ledgerPolicy?.trust ?? trustNobodyElse;
  const witnessing = createWitnessing({ db, clock, log, identity, policy: trust });
  const sequencer = createSequencer({
    ...{ db, clock, log, identity, rowMac: ledger.rowMac },
    onCheckpoint: () => witnessing.wake(),
    ...(surroundings.sequencer === undefined ? {} : { settings: surroundings.sequencer }),
  });
  const release = createReleasePort(ledger);

  const rules = { loopback: config.loopbackWebhooks };
  // As many connections as attempts: one that waited for a free one would be sent after its lease.
  const connections = surroundings.worker?.concurrency ?? workerDefaults.concurrency;
  const post = createSafePost(rules, { connections });
  const worker = createWorker({
    db,
    clock,
    random,
    keyRing,
    log,
    post,
    admit: admitAttempts,
    unseal: createUnseal({ keyRing, hashes }),
    ...(surroundings.worker === undefined ? {} : { settings: surroundings.worker }),
  });
  const onCommitted = (): void => {
    worker.wake();
    sequencer.wake();
  };

  const consent = createConsentDesk({
    db,
    hashes,
    release,
    offers: offersPort,
    onCommitted,
    ...(surroundings.batch === undefined ? {} : { batch: surroundings.batch }),
  });
  const disclosures = createDisclosureDesk({ db, clock, random, offers: offersPort });
  const receipts = {
    ...{ keyRing, identity, trust, erasureKey: ledgerHashes.erasureKey },
    controller: { ...config.controller, url: config.publicUrl },
  };
  const eraseAccount = createErasure({ db, hashes, ledger, receipts, release, onCommitted });
  const services = {
    db,
    clock,
    vault,
    hashes,
    consent,
    createAccount: createAccountCreation(db, vault),
    eraseAccount,
    showDisclosure: disclosures.show,
    showEmail: createShowToSubject(db, keyRing),
    isEmailVerified: async (subjectId: string) =>
      (await db.read((reader) => verifiedSubjects(reader, [subjectId]))).has(subjectId),
    registerEndpoint: createEndpointDesk({ db, hashes, keyRing, random, rules, onCommitted }),
    offers: createOfferDesk(db, hashes),
    publishPolicy: createPolicyDesk(db, hashes, ledger),
    receipts,
    ledgerStatus: () => db.read((reader) => readStatus(reader, trust, clock.now())),
  };

  const servedLedger = {
    clock,
    trust,
    policyText: policyText(identity, config.publicUrl, surroundings.ledgerPolicy?.text ?? 'quorum none\n'),
  };

  const door = { log, introspection: config.env === 'development' };
  const servers = {
    marketplace: createDoorServer('marketplace', createMarketplaceResolvers(services), door),
    partner: createDoorServer('partner', createPartnerResolvers(services), door),
    marketing: createDoorServer('marketing', createMarketingResolvers(services), door),
    privacy: createDoorServer('privacy', createPrivacyResolvers(services), door),
  };
  const authenticate = createAuthenticator({
    verifyToken: createTokenVerifier(config.jwt, secrets.jwtSecret),
    findPartner: (slug) => db.read((reader) => partnerIdBySlug(reader, slug)),
  });

  /** Commands that open no door close none. */
  const started: { stop(): Promise<void> }[] = [];

  return {
    db,
    services,
    ledger,
    worker,
    sequencer,
    /** Brings the database up to date. */
    async upgrade(): Promise<void> {
      const steps = await db.migrate(migrations);
      if (steps.includes(ROWS_GET_MACS)) await db.transact((tx) => authenticateRows(tx, ledger.rowMac));
    },
    /** Starts what works by itself: delivery, the ledger's sequencer, the asking of its witnesses. */
    async startWork(): Promise<void> {
      await sequencer.start(() => witnessing.start());
      worker.start();
    },
    async startDoors(): Promise<void> {
      await Promise.all(Object.values(servers).map((server) => server.start()));
      started.push(...Object.values(servers));
    },
    gateway(doors: readonly Door[], pages: GatewayParts['pages']) {
      return createGateway(
        {
          ...{ db, hashes, log, authenticate, servers, pages, receipts, ledger: servedLedger },
          https: config.env === 'production',
        },
        doors,
      );
    },
    /** Finishes what is under way, then lets go of everything. */
    async close(): Promise<void> {
      await Promise.all(started.map((server) => server.stop()));
      await Promise.all([consent.idle(), disclosures.idle()]);
      await Promise.all([worker.stop(), sequencer.stop()]);
      await witnessing.stop();
      await post.close();
      await db.close();
    },
  };
}

export type Sluice = ReturnType<typeof compose>;
