import { createAccountCreation, createAgreement } from '../accounts/index.ts';
import {
  createCatalogSnapshot,
  partnerLogin,
  partnerOfAccessToken,
  partnerOfApiKey,
} from '../catalog/index.ts';
import { createConsentDesk, createDisclosureDesk } from '../consent/index.ts';
import { createAuthenticator, createGateway, createReadiness, createTokenVerifier } from '../http/index.ts';
import type { Door } from '../kernel/principal.ts';
import { openDatabase } from '../platform/db/index.ts';
import { createKeyRing, createKeyedHashes } from '../platform/key-ring.ts';
import { createPolicyDesk } from '../privacy/index.ts';
import {
  createAttestation,
  createContactFetch,
  createReleasePort,
  createShowProfile,
  createShowToSubject,
} from '../release/index.ts';
import { addPeople, createListDesk, createRecordingDesk, createRegistrationDesk } from '../traits/index.ts';
import { verifiedSubjects } from '../vault/index.ts';
import { adoptEarlierEntries } from './adopt-earlier-entries.ts';
import { composeDelivery } from './compose-delivery.ts';
import { composeDoors, pageRouters } from './compose-doors.ts';
import { composeExports } from './compose-exports.ts';
import { composeLeaving } from './compose-leaving.ts';
import { composeLedger } from './compose-ledger.ts';
import { composeMail, noticePorts, queueOfferMails, tellReleased } from './compose-mail.ts';
import { composeOffers } from './compose-offers.ts';
import { composeOffice } from './compose-office.ts';
import { composeOnboarding } from './compose-onboarding.ts';
import { composeProfile } from './compose-profile.ts';
import { composeRetention } from './compose-retention.ts';
import { composeRelay } from './compose-relay.ts';
import { composeOversight } from './compose-oversight.ts';
import { composeReports } from './compose-reports.ts';
import { composeSeen, composeTracing } from './compose-seen.ts';
import { composeSite } from './compose-site.ts';
import { composeTargeting } from './compose-targeting.ts';
import { migrationsWith } from './migrations.ts';
import { nameEarlierContacts } from './name-earlier-contacts.ts';
import type { Surroundings } from './surroundings.ts';

/** All wiring, once. What is built here is taken down by `close`, in reverse. */
export function compose(surroundings: Surroundings) {
  const { config, secrets, clock, random, log } = surroundings;
  const tracing = composeTracing(surroundings);
  const opened = openDatabase(config.databaseUrl, clock);
  const db = tracing?.traced(opened) ?? opened;
  const keyRing = createKeyRing(secrets.keyEncryptionKeys, random);
  const hashes = createKeyedHashes(secrets.hmacKey);
  const vault = { keyRing, hashes, random };
  const ledger = composeLedger({ surroundings, db, vault });
  const { retention, holds } = composeRetention({ db, clock, hashes, ledger: ledger.ports });
  const targeting = composeTargeting({ surroundings, db, hashes });
  const isAudienceReady = (): boolean => targeting.audience.isReady();
  const seen = composeSeen({ surroundings, db, tracing, isAudienceReady });
  const told = tellReleased(seen.meters);
  const release = createReleasePort(ledger.ports, hashes, told, config.relay?.domain ?? null);
  const relayOffered = config.relay !== null;
  const delivery = composeDelivery({
    ...{ surroundings, db, vault, retention },
    ...noticePorts,
    ...{ queueOfferMails, release, ledger: ledger.ports },
  });
  const site = composeSite(surroundings, db, vault);
  const mail = composeMail(surroundings, db, vault, site.links);
  const office = composeOffice(surroundings, db, vault);
  const onCommitted = (): void => {
    delivery.worker.wake();
    ledger.sequencer.wake();
  };

  const offers = composeOffers({ db, hashes, random, log, publicUrl: config.publicUrl });
  const consent = createConsentDesk({
    db,
    hashes,
    release,
    offers: offers.services.offersPort,
    relayOffered,
    onCommitted,
    ...(surroundings.batch === undefined ? {} : { batch: surroundings.batch }),
  });
  const disclosures = createDisclosureDesk({
    ...{ db, clock, random, relayOffered },
    offers: offers.services.offersPort,
  });
  const relay = composeRelay({
    ...{ surroundings, db, vault, onCommitted },
    ledger: ledger.ports,
    forwarder: mail.forwarder,
  });
  const { receipts } = ledger;
  const showEmail = createShowToSubject(db, keyRing);
  const showProfile = createShowProfile(db, keyRing);
  const exports = composeExports({ surroundings, db, vault, receipts, showEmail, showProfile });
  const oversight = composeOversight({ surroundings, db, vault, ledger: ledger.ports, onCommitted });
  const leaving = composeLeaving({
    ...{ surroundings, db, hashes, receipts, release, onCommitted },
    ...{ ledger: ledger.ports, forgetting: mail.forgetting },
  });
  const profile = composeProfile({
    ...{ db, vault, showProfile, ledger: ledger.ports, minors: leaving.services.minors },
    onCommitted() {
      onCommitted();
      mail.wake();
    },
  });
  const { publicUrl } = config;
  const onboarding = composeOnboarding({ db, hashes, random, clock, publicUrl, onCommitted });
  const services = {
    db,
    clock,
    catalog: createCatalogSnapshot({ db, clock }),
    vault,
    hashes,
    consent,
    createAccount: createAccountCreation(db, vault, addPeople),
    agreeToPolicy: createAgreement(db, hashes),
    ...leaving.services,
    showDisclosure: disclosures.show,
    showEmail,
    ...exports.services,
    isEmailVerified: async (subjectId: string) =>
      (await db.read((reader) => verifiedSubjects(reader, [subjectId]))).has(subjectId),
    ...delivery.services,
    fetchContacts: createContactFetch({ db, clock, ledger: ledger.ports, keyRing, hashes }),
    attestDeletion: createAttestation({ db, hashes, ledger: ledger.ports, onCommitted }),
    ...offers.services,
    ...profile,
    registration: createRegistrationDesk(db, hashes),
    recording: createRecordingDesk(db, hashes),
    lists: createListDesk(db, hashes),
    publishPolicy: createPolicyDesk(db, hashes, ledger.ports),
    ...{ retention, holds },
    reports: composeReports(surroundings, db),
    relayDomain: config.relay?.domain ?? null,
    receipts,
    ledgerStatus: ledger.status,
    ...targeting.services,
    ...office.services,
    ...site.services,
    ...onboarding.services,
    ...oversight.services,
  };

  const entry = composeDoors(surroundings, services, seen.meters);
  const servers = Object.values(entry.apollo);
  const authenticate = createAuthenticator({
    verifyToken: createTokenVerifier(config.jwt, secrets.jwtSecret),
    isRevoked: (revocable) => site.revocations.isRevoked(revocable),
    findPartner: (slug) => db.read((reader) => partnerLogin(reader, slug)),
    findApiKey: (key) => partnerOfApiKey(db, key, clock.now()),
    findAccessToken: (token, shown) => partnerOfAccessToken({ db, clock }, token, shown),
    payForProof: entry.payForProof,
    publicUrl: config.publicUrl,
  });

  const { rowMac } = ledger.ports;
  const migrations = migrationsWith([
    adoptEarlierEntries(db.dialect, { keyRing, rowMac }),
    nameEarlierContacts(hashes),
  ]);

  const readiness = createReadiness(db, () => db.isMigrated(migrations));

  /** Commands that open no door close none. */
  const started: { stop(): Promise<void> }[] = [];

  return {
    db,
    services,
    ledger: ledger.ports,
    worker: delivery.worker,
    chores: delivery.chores,
    sequencer: ledger.sequencer,
    exporter: exports.exporter,
    audience: targeting.audience,
    relay,
    revocations: site.revocations,
    readiness,
    openMetrics: seen.open,
    /** Brings the database up to date. */
    async upgrade(): Promise<void> {
      await db.migrate(migrations);
    },
    isCurrent: () => db.isCurrent(migrations),
    /** Starts what works by itself: delivery, the ledger's sequencer, the asking of its witnesses. */
    async startWork(): Promise<void> {
      await tracing?.start();
      await ledger.sequencer.start(() => ledger.witnessing.start());
      delivery.worker.start();
      delivery.chores.start();
      mail.start();
      leaving.start();
      oversight.start();
      exports.exporter.start();
      office.reminder.start();
    },
    /** Reads everybody into memory, which goes on after this: for processes that open the marketing door. */
    startAudience: () => targeting.start(),
    async startDoors(): Promise<void> {
      await Promise.all(servers.map((server) => server.start()));
      started.push(...servers);
    },
    gateway(doors: readonly Door[]) {
      const gateway = createGateway(
        {
          ...{ db, hashes, log, authenticate, receipts, ledger: ledger.served },
          ...{ servers: entry.apollo, trusted: entry.trusted, enter: entry.enter },
          ...{ prepared: entry.prepared, addressOf: entry.addressOf },
          readiness,
          ...site.served,
          pages: pageRouters(surroundings.pages ?? {}),
          webhookKeys: delivery.publishedKeys,
          unsubscribe: mail.unsubscribe,
          download: exports.download,
          findErasure: leaving.findErasure,
          office: office.routes,
          oauth: onboarding.oauth,
          verifyEmail: (token) => profile.emails.verifyByLink(token),
          https: config.env === 'production',
        },
        doors,
      );
      return seen.observed(gateway);
    },
    /** Finishes what is under way, then lets go of everything. */
    async close(): Promise<void> {
      await Promise.all(started.map((server) => server.stop()));
      await relay.stop();
      await Promise.all([consent.idle(), disclosures.idle(), offers.idle()]);
      await targeting.stop();
      await Promise.all([leaving.stop(), oversight.stop(), exports.exporter.stop(), office.reminder.stop()]);
      await Promise.all([delivery.stop(), ledger.sequencer.stop(), mail.stop(), site.idle()]);
      await ledger.witnessing.stop();
      await seen.stop();
      await db.close();
    },
  };
}

export type Sluice = ReturnType<typeof compose>;
