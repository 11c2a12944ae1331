import { MINUTE, SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import type { MailTransport, OutgoingMail } from '../platform/mail/index.ts';
import { createPoller } from '../platform/poller.ts';
import type { Poller } from '../platform/poller.ts';
import { createHandover } from './carrier.ts';
import type { Carrier, Stopped } from './carrier.ts';
import type { Composed, LegalLetters, OfferLetters, ServiceLetters, VerificationLetters } from './letters.ts';
import { recipientOf } from './notice.ts';
import type { Notice, OfficialNotice, Recipient } from './notice.ts';
import { claimMails, isMailDue, noticeOf, postpone, recordFailure, recordSent } from './queue.ts';
import type { MailError, QueuedMail } from './queue.ts';
import { waitAfterAttempt } from './retry.ts';
import { writeNotice } from './texts.ts';
import type { Sender } from './texts.ts';

export interface MailerSettings {
  /** How often to look for what came due without a word: retries, other processes' notices. */
  readonly poll: Millis;
  /** Mails at once. */
  readonly concurrency: number;
  /** When an attempt without a result counts as lost. More than the longest `send` of the transport. */
  readonly reclaimAfter: Millis;
}

export const mailerDefaults: MailerSettings = { poll: SECOND, concurrency: 4, reclaimAfter: 5 * MINUTE };

/** Where a recipient reads mail at this moment; null: nowhere that we know of. */
export type AddressOf = (reader: Reader, recipient: Recipient) => Promise<SealedEmail | null>;

/** `stop` takes no mail any more and waits for those that are under way. */
export type Mailer = Omit<Poller, 'isRunning'>;

type Result =
  | Exclude<Composed, { kind: 'letter' }>
  | Stopped
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly error: MailError; readonly permanent: boolean };

/**
 * Sends what is queued: claim, look up and write, send, record. Any number of them may run, in any number of processes.
 * A mailer that ends between sending and recording leaves a mail that is sent once more; both copies bear one Message-ID.
 */
export function createMailer(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly transport: MailTransport;
  /** By what the mails of a person are told from others. */
  readonly markOf: (subjectId: string) => string;
  /** The address that mail comes from. */
  readonly from: string;
  readonly addressOf: AddressOf;
  /** What a partner calls itself; null: there is none of this id. */
  readonly partnerName: (reader: Reader, partnerId: string) => Promise<string | null>;
  /** Who writes, and where the service is (without a slash at its end). */
  readonly service: Sender;
  /** Another company that carries the mail; left out where the mail server is the company's own. */
  readonly carrier?: Carrier | null;
  /** Offers to people; left out where none are sent. */
  readonly offers?: OfferLetters;
  /** What people are owed to be told; left out where nobody is. */
  readonly owed?: ServiceLetters;
  /** Links that verify an email; left out where none are sent. */
  readonly verifications?: VerificationLetters;
  /** Word of disclosures in a legal process; left out where none are made. */
  readonly legal?: LegalLetters;
  readonly settings?: Partial<MailerSettings>;
}): Mailer {
  const { db, clock, random, log, transport, service } = parts;
  const settings = { ...mailerDefaults, ...parts.settings };
  const underWay = new Set<Promise<void>>();
  const handover = createHandover(parts.carrier ?? null, clock);

  function official(notice: OfficialNotice): Promise<Composed> {
    return db.read(async (reader) => {
      const to = await parts.addressOf(reader, recipientOf(notice));
      if (to === null) return { kind: 'unwanted', error: 'no-address' };
      const partnerName =
        notice.kind === 'cases-overdue' ? null : await parts.partnerName(reader, notice.partnerId);
      return {
        kind: 'letter',
        to,
        ...writeNotice(notice, { partnerName, ...service }),
        unsubscribeUrl: null,
      };
    });
  }

  /** Undefined: nobody here writes letters of its kind. */
  function letterOf(notice: Exclude<Notice, OfficialNotice>, mailId: string): Promise<Composed> | undefined {
    switch (notice.kind) {
      case 'offer':
        return parts.offers?.compose(notice, mailId);
      case 'email-verification':
        return parts.verifications?.compose(notice, mailId);
      case 'legal':
        return parts.legal?.compose(notice, mailId);
      default:
        return parts.owed?.compose(notice, mailId);
    }
  }

  /** What goes out, made for the moment of sending. */
  async function compose(mail: QueuedMail): Promise<Composed> {
    const notice = noticeOf(mail);
    if (!('subjectId' in notice)) return official(notice);
    const letter = await letterOf(notice, mail.id);
    return letter ?? { kind: 'unwanted', error: 'not-wanted' };
  }

  function outgoing(mail: QueuedMail, letter: Extract<Composed, { kind: 'letter' }>): OutgoingMail {
    const recipient = recipientOf(noticeOf(mail));
    return {
      id: mail.id,
      mark: recipient.kind === 'person' ? parts.markOf(recipient.subjectId) : null,
      from: { name: service.company, address: parts.from },
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      date: letter.date ?? mail.createdAt,
      unsubscribeUrl: letter.unsubscribeUrl,
    };
  }

  async function send(mail: QueuedMail): Promise<Result> {
    try {
      const recipient = recipientOf(noticeOf(mail));
      // Looked at before an address is opened for nothing, and settled when it is about to go.
      const stopped = await handover.stops(recipient);
      if (stopped !== null) return stopped;
      const composed = await compose(mail);
      if (composed.kind !== 'letter') return composed;
      return (await handover.begin(recipient, mail.id)) ?? (await transport.send(outgoing(mail, composed)));
    } catch (error) {
      log.error('mail attempt', { messageId: mail.id, ...describeError(error) });
      return { kind: 'failed', error: 'internal', permanent: false };
    }
  }

  async function attempt(mail: QueuedMail): Promise<void> {
    const begun = performance.now();
    const result = await send(mail);
    const durationMs = Math.round(performance.now() - begun);
    const fields = { messageId: mail.id, attempt: mail.attempts, durationMs };
    if (result.kind === 'wait') {
      const code = 'error' in result ? result.error : null;
      if (code !== null) log.warn('mail waits', { ...fields, code });
      return db.transact((tx) => postpone(tx, mail, result.until, code));
    }
    if (result.kind === 'sent') {
      await db.transact(async (tx) => {
        await recordSent(tx, mail);
        const notice = noticeOf(mail);
        if (notice.kind === 'offer') await parts.offers?.sent(tx, notice);
      });
      log.info('mail attempt', { ...fields, outcome: 'sent' });
      return;
    }
    const { error } = result;
    const permanent = result.kind === 'unwanted' || result.permanent;
    const wait = permanent ? null : waitAfterAttempt(mail.attempts, random.fraction());
    await db.transact((tx) => recordFailure(tx, mail, error, wait));
    if (wait === null) log.error('mail given up', { ...fields, code: error });
    else log.warn('mail attempt', { ...fields, outcome: 'failed', code: error });
  }

  /** One claim; false when there was nothing due. */
  async function round(): Promise<boolean> {
    const free = settings.concurrency - underWay.size;
    if (free <= 0) {
      await Promise.race(underWay);
      return true;
    }
    if (!(await db.read((reader) => isMailDue(reader, clock.now())))) return false;
    const { claimed, lost } = await db.transact((tx) => claimMails(tx, free, settings.reclaimAfter));
    for (const { id } of lost) log.error('mail given up', { messageId: id, code: 'lost' });
    for (const mail of claimed) {
      const running: Promise<void> = attempt(mail)
        .catch((error: unknown) => log.error('mail result lost', describeError(error)))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    }
    return claimed.length + lost.length > 0;
  }

  const poller = createPoller({
    poll: settings.poll,
    round,
    // The database is away. What is queued stays queued; the next poll asks again.
    onError: (error) => log.error('mailer', describeError(error)),
  });

  return {
    wake: () => poller.wake(),
    start: () => poller.start(),
    async stop() {
      await poller.stop();
      await Promise.all(underWay);
    },
  };
}
