import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { deleteSome, insertRows } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import type { SendError } from '../platform/mail/index.ts';
import { isBulk, recipientOf, toNotice } from './notice.ts';
import type { Notice, Recipient } from './notice.ts';
import { MAX_ATTEMPTS } from './retry.ts';

/** pending: waits for `nextAt`; sending: a mailer has it (`nextAt`: when it counts as lost); failed: given up. */
export type MailState = 'pending' | 'sending' | 'sent' | 'failed';

/**
 * Why a mail did not go. no-address: nobody to send it to; not-wanted: its person, or the offer, said no meanwhile; lost: its mailer ended before it said how the last attempt
 * went; internal: a surprise on our side; opted-out: its person said no to the company that carries the mail; no-carrier,
 * no-notice: that company is not registered for addresses, or people were not told of it, so the mail waits.
 */
export type MailError =
  SendError | 'no-address' | 'not-wanted' | 'lost' | 'internal' | 'opted-out' | 'no-carrier' | 'no-notice';

/** A mail in the queue: what it refers to, never what it says or where it goes. */
export interface QueuedMail {
  readonly id: string;
  readonly kind: Notice['kind'];
  readonly state: MailState;
  /** Attempts that were started. */
  readonly attempts: number;
  readonly nextAt: Millis;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
  readonly lastError: MailError | null;
  /** The notice as it was queued, not yet read. */
  readonly refs: string;
}

export interface MailRow {
  id: string;
  kind: Notice['kind'];
  recipient_kind: string;
  recipient_ref: string | null;
  refs: string;
  state: MailState;
  attempts: number;
  next_at: number;
  bulk: boolean | number;
  created_at: number;
  finished_at: number | null;
  last_error: MailError | null;
}

const toMail = (row: MailRow): QueuedMail => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.next_at,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
  lastError: row.last_error,
  refs: row.refs,
});

/** The notice that a mail carries. Throws if the row holds none, as one of a newer version does. */
export const noticeOf = (mail: QueuedMail): Notice =>
  toNotice({ ...(JSON.parse(mail.refs) as object), kind: mail.kind });

function refOf(recipient: Recipient): string | null {
  if (recipient.kind === 'office') return null;
  return recipient.kind === 'partner' ? recipient.partnerId : recipient.subjectId;
}

function toRow(tx: Tx, notice: Notice, notBefore: Millis): MailRow {
  const { kind, ...refs } = toNotice(notice);
  const recipient = recipientOf(notice);
  return {
    id: newId('mail', tx.now),
    kind,
    recipient_kind: recipient.kind,
    recipient_ref: refOf(recipient),
    refs: JSON.stringify(refs),
    state: 'pending',
    attempts: 0,
    next_at: notBefore,
    bulk: isBulk(notice),
    created_at: tx.now,
    finished_at: null,
    last_error: null,
  };
}

/** Queues a notice in the business transaction; it is sent if and when that commits. Returns the mail's id. */
export async function queueNotice(tx: Tx, notice: Notice): Promise<string> {
  const row = toRow(tx, notice, tx.now);
  await tx.q('mail_queue').insert(row);
  return row.id;
}

/** Queues many notices, none of which goes before an instant. */
export async function queueNotices(tx: Tx, notices: readonly Notice[], notBefore: Millis): Promise<void> {
  await insertRows(
    tx,
    'mail_queue',
    notices.map((notice) => toRow(tx, notice, notBefore)),
  );
}

/** `bulk`: of many people; all values are named, for the index has them before the time. */
const dueAt = (at: Queryable, now: Millis, bulk: readonly boolean[] = [false, true]) =>
  at
    .q('mail_queue')
    .whereIn('state', ['pending', 'sending'])
    .whereIn('bulk', [...bulk])
    .where('next_at', '<=', now);

/** Whether there is a mail whose time has come. Cheap, on a reader: an idle mailer writes nothing. */
export async function isMailDue(at: Queryable, now: Millis): Promise<boolean> {
  return (await dueAt(at, now).select('id').first()) !== undefined;
}

/** Since when the oldest mail is due, of those that one person waits for or of those that many get; null: none is. */
export async function mailDueSince(at: Queryable, now: Millis, bulk: boolean): Promise<Millis | null> {
  const firsts = await Promise.all(
    (['pending', 'sending'] as const).map(
      (state) =>
        at.q('mail_queue').where({ state, bulk }).min({ since: 'next_at' }) as Promise<
          { since: number | null }[]
        >,
    ),
  );
  const since = Math.min(...firsts.map(([first]) => first?.since ?? Infinity));
  return since <= now ? since : null;
}

/** What one person waits for first, then what many get: nobody's notice waits behind a mailing. */
async function dueRows(tx: Tx, limit: number): Promise<MailRow[]> {
  const rows: MailRow[] = [];
  for (const bulk of [false, true]) {
    if (rows.length === limit) break;
    const due = dueAt(tx, tx.now, [bulk])
      .orderBy('next_at')
      .limit(limit - rows.length);
    rows.push(...((await (tx.dialect === 'postgres' ? due.forUpdate().skipLocked() : due)) as MailRow[]));
  }
  return rows;
}

/**
 * Takes mails whose time has come, those of mailers that ended with them too. Nobody else takes them before
 * `reclaimAfter` has passed. A mail whose last attempt was lost is given up, so that one that brings every mailer down
 * does so a few times only.
 */
export async function claimMails(
  tx: Tx,
  limit: number,
  reclaimAfter: Millis,
): Promise<{ readonly claimed: readonly QueuedMail[]; readonly lost: readonly QueuedMail[] }> {
  const mails = (await dueRows(tx, limit)).map(toMail);
  const lost = mails.filter((mail) => mail.attempts >= MAX_ATTEMPTS);
  const claimed = mails.filter((mail) => mail.attempts < MAX_ATTEMPTS);
  const ids = (some: readonly QueuedMail[]): string[] => some.map((mail) => mail.id);
  if (lost.length > 0) {
    await tx
      .q('mail_queue')
      .whereIn('id', ids(lost))
      .update({ state: 'failed', finished_at: tx.now, last_error: 'lost' });
  }
  if (claimed.length > 0) {
    await tx
      .q('mail_queue')
      .whereIn('id', ids(claimed))
      .update({ state: 'sending', next_at: tx.now + reclaimAfter, attempts: tx.q.raw('attempts + 1') });
  }
  return { claimed: claimed.map((mail) => ({ ...mail, attempts: mail.attempts + 1 })), lost };
}

/** A mail went. That holds whoever has it by now: it is not sent once more. */
export async function recordSent(tx: Tx, mail: QueuedMail): Promise<void> {
  await tx
    .q('mail_queue')
    .where('id', mail.id)
    .whereNot('state', 'sent')
    .update({ state: 'sent', finished_at: tx.now, last_error: null });
}

/** A mail is not to go yet, for a reason that its row shows, if any. The attempt does not count: nothing was tried. */
export async function postpone(
  tx: Tx,
  mail: QueuedMail,
  until: Millis,
  error: MailError | null = null,
): Promise<void> {
  await tx
    .q('mail_queue')
    .where({ id: mail.id, state: 'sending', attempts: mail.attempts })
    .update({ state: 'pending', next_at: until, attempts: mail.attempts - 1, last_error: error });
}

/** An attempt failed; the next one in `wait`, or none (null). It counts only while the attempt is the last one. */
export async function recordFailure(
  tx: Tx,
  mail: QueuedMail,
  error: MailError,
  wait: Millis | null,
): Promise<void> {
  await tx
    .q('mail_queue')
    .where({ id: mail.id, state: 'sending', attempts: mail.attempts })
    .update(
      wait === null
        ? { state: 'failed', finished_at: tx.now, last_error: error }
        : { state: 'pending', next_at: tx.now + wait, last_error: error },
    );
}

/** Mails that were given up, newest first; at most `limit`. */
export async function failedMails(at: Queryable, limit: number): Promise<readonly QueuedMail[]> {
  const rows = (await at
    .q('mail_queue')
    .where('state', 'failed')
    .orderBy([
      { column: 'finished_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)) as MailRow[];
  return rows.map(toMail);
}

/** Forgets up to `limit` mails that were finished before an instant, the oldest first, none to the people excepted. */
export function sweepMails(
  tx: Tx,
  before: Millis,
  limit: number,
  except: readonly string[],
): Promise<number> {
  return deleteSome(tx, 'mail_queue', 'id', limit, (old) => {
    void old
      .whereNotNull('finished_at')
      .where('finished_at', '<', before)
      .where((to) => void to.whereNull('recipient_ref').orWhereNotIn('recipient_ref', [...except]))
      .orderBy('finished_at');
  });
}
