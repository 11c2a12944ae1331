import { join } from 'node:path';
import { partnerContactEmail, partnersById } from '../catalog/index.ts';
import type { NotifyDisabled } from '../delivery/index.ts';
import type { TellReady } from '../exports/index.ts';
import { SECOND } from '../kernel/clock.ts';
import { SealedEmail } from '../kernel/sealed-email.ts';
import {
  createForgetting,
  createLegalLetters,
  createMailer,
  createOfferLetters,
  createServiceLetters,
  createVerificationLetters,
  queueNotice,
  queueNotices,
  stepPolicyNotices,
  subjectOfUnsubscribe,
} from '../mail/index.ts';
import { preferencesOf, savePreferences } from '../offers/index.ts';
import type { QueueMails } from '../offers/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes, KeyRing } from '../platform/key-ring.ts';
import { createEmlFiles, createSmtpTransport } from '../platform/mail/index.ts';
import { describeError } from '../platform/log.ts';
import type { Meters } from '../platform/metrics.ts';
import { createPoller } from '../platform/poller.ts';
import type { OutsideLinks } from '../platform/outside-links.ts';
import { toldFrom } from '../privacy/index.ts';
import type { TellDisclosed } from '../privacy/index.ts';
import { createOwnMailOpening } from '../release/index.ts';
import type { TellReleased } from '../release/index.ts';
import type { TellOverdue } from './chores.ts';
import { composeCarrier } from './compose-office.ts';
import type { Surroundings } from './surroundings.ts';

/** What lower slices ask to be told, as rows of the mail queue in the transaction of what it is about. */
export const noticePorts: { readonly notifyDisabled: NotifyDisabled; readonly tellOverdue: TellOverdue } = {
  async notifyDisabled(tx, { partnerId, endpointId, reason }) {
    await queueNotice(tx, { kind: 'endpoint-disabled', partnerId, endpointId, reason, at: tx.now });
  },
  async tellOverdue(tx, overdue) {
    for (const recipient of ['office', 'partner'] as const) {
      await queueNotice(tx, { kind: 'deletion-overdue', recipient, ...overdue });
    }
  },
};

/** Releases, told to whose email it is, as rows of the mail queue, and counted. */
export const tellReleased =
  (meters: Pick<Meters, 'released'>): TellReleased =>
  (tx, releases) => {
    tx.afterCommit(() => meters.released(releases.length));
    return queueNotices(
      tx,
      releases.map(({ id, subjectId }) => ({ kind: 'released', subjectId, releaseId: id })),
      tx.now,
    );
  };

/** Copies of people's data that are ready, told to those who asked, as rows of the mail queue. */
export const tellReady: TellReady = async (tx, ready) => {
  await queueNotice(tx, { kind: 'export-ready', ...ready });
};

/** Offers by mail, as rows of the mail queue. */
export const queueOfferMails: QueueMails = (tx, mails, notBefore) =>
  queueNotices(
    tx,
    mails.map((mail) => ({ kind: 'offer', ...mail })),
    notBefore,
  );

/** Word of disclosures in a legal process, as rows of the mail queue. */
export const queueLegalMails: TellDisclosed = (tx, told) =>
  queueNotices(
    tx,
    told.map((one) => ({ kind: 'legal', ...one })),
    tx.now,
  );

/** The wiring of the company's own mail. Addresses are looked up at the moment of sending. */
export function composeMail(
  surroundings: Surroundings,
  db: Database,
  { keyRing, hashes }: { readonly keyRing: KeyRing; readonly hashes: KeyedHashes },
  links: OutsideLinks,
) {
  const { config, secrets, clock, random, log } = surroundings;
  const transport =
    secrets.smtp === null
      ? createEmlFiles(join(config.dataDir, 'mail'))
      : createSmtpTransport(secrets.smtp, { plainAllowed: config.env === 'development' });
  const service = { company: config.controller.name, publicUrl: config.publicUrl };
  const openAddress = createOwnMailOpening(db, keyRing);
  const mailer = createMailer({
    ...{ db, clock, random, log, transport },
    markOf: hashes.mailMark,
    carrier: composeCarrier(surroundings, db),
    from: config.mail.from,
    async addressOf(reader, recipient) {
      if (recipient.kind === 'office') return new SealedEmail(config.mail.office);
      // A person's address is opened by `offers` alone, against a record.
      if (recipient.kind === 'person') return null;
      const address = await partnerContactEmail(reader, recipient.partnerId);
      return address === null ? null : new SealedEmail(address);
    },
    partnerName: async (reader, id) => (await partnersById(reader, [id])).get(id)?.name ?? null,
    service,
    offers: createOfferLetters({ db, clock, random, openAddress, service, links }),
    owed: createServiceLetters({ db, openAddress, service }),
    verifications: createVerificationLetters({ db, random, openAddress, service }),
    legal: createLegalLetters({
      toldFrom: (requestId) => db.read((reader) => toldFrom(reader, requestId)),
      ...{ clock, openAddress, service },
    }),
  });
  const announcing = createPoller({
    poll: 5 * SECOND,
    round: () => stepPolicyNotices(db, clock.now()),
    onError: (error) => log.error('policy notices', describeError(error)),
  });
  return {
    start(): void {
      mailer.start();
      announcing.start();
    },
    /** Something was queued. */
    wake: () => mailer.wake(),
    /** Letters of others go the same way as the company's own. */
    forwarder: transport,
    forgetting: createForgetting({ db, clock, transport, markOf: hashes.mailMark }),
    async unsubscribe(token: string): Promise<boolean> {
      return db.transact(async (tx) => {
        const subjectId = await subjectOfUnsubscribe(tx, token);
        if (subjectId === null) return false;
        await savePreferences(tx, subjectId, {
          ...(await preferencesOf(tx, subjectId)),
          offersByEmail: false,
        });
        return true;
      });
    },
    async stop(): Promise<void> {
      await announcing.stop();
      await mailer.stop();
      await transport.close();
    },
  };
}
