import { MINUTE } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import type { MailTransport } from '../platform/mail/index.ts';

const TABLE = 'mail_forgets';
const AT_ONCE = 100;

/** A mailer may have opened an address just before its person was erased: it is done with the mail by then. */
const LATECOMERS: Millis = 10 * MINUTE;
const LOOK_AGAIN: Millis = MINUTE;

interface ForgetRow {
  subject_id: string;
  next_at: number;
  until: number;
}

/**
 * Forgets, in the transaction of an erasure, what was queued for a person and the links that stand for them. What a way
 * out keeps of their mails lies outside of the database: a row says that it has to go, and stays until it surely is gone.
 */
export async function forgetMails(tx: Tx, subjectId: string): Promise<void> {
  await tx.q('mail_queue').where({ recipient_kind: 'person', recipient_ref: subjectId }).delete();
  await tx.q('mail_unsubscribes').where('subject_id', subjectId).delete();
  const row: ForgetRow = { subject_id: subjectId, next_at: tx.now, until: tx.now + LATECOMERS };
  await insertRows(tx, TABLE, [row]);
}

/** Makes the way out forget whoever was erased. Safe to stop, to repeat and to do in several processes at once. */
export function createForgetting(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly transport: Pick<MailTransport, 'forget'>;
  readonly markOf: (subjectId: string) => string;
}) {
  const { db, clock, transport, markOf } = parts;
  return {
    /** True: there may be more. */
    async step(): Promise<boolean> {
      const now = clock.now();
      const rows = await db.read(
        async (r) => (await r.q(TABLE).where('next_at', '<=', now).limit(AT_ONCE)) as ForgetRow[],
      );
      if (rows.length === 0) return false;
      await transport.forget(rows.map(({ subject_id }) => markOf(subject_id)));
      const idsOf = (some: readonly ForgetRow[]): string[] => some.map(({ subject_id }) => subject_id);
      await db.transact(async (tx) => {
        // By the time before the folder was looked at: what came in meanwhile is looked for once more.
        await tx
          .q(TABLE)
          .whereIn('subject_id', idsOf(rows.filter(({ until }) => until <= now)))
          .delete();
        await tx
          .q(TABLE)
          .whereIn('subject_id', idsOf(rows.filter(({ until }) => until > now)))
          .update({ next_at: now + LOOK_AGAIN });
      });
      return rows.length === AT_ONCE;
    },
  };
}

export type Forgetting = ReturnType<typeof createForgetting>;
