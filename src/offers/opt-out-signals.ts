import { lockSubjects } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { whereAny } from '../platform/db/index.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';

/** That a person's browser said no to offers (Global Privacy Control), and what the person said of it since. */
export interface OptOutSignal {
  /** When it was seen first. */
  readonly seenAt: Millis;
  /** When the person chose offers in spite of it; null: it stands. */
  readonly overruledAt: Millis | null;
}

const TABLE = 'opt_out_signals';

interface Row {
  subject_id: string;
  seen_at: Millis;
  overruled_at: Millis | null;
}

export async function signalOf(at: Queryable, subjectId: string): Promise<OptOutSignal | null> {
  const row = (await at.q(TABLE).where('subject_id', subjectId).first()) as Row | undefined;
  return row === undefined ? null : { seenAt: row.seen_at, overruledAt: row.overruled_at };
}

/** Those of these people for whom a signal stands. */
export async function optedOutBySignal(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (subjectIds.length === 0) return new Set();
  const rows = (await whereAny(at, at.q(TABLE), 'subject_id', subjectIds).whereNull('overruled_at')) as Row[];
  return new Set(rows.map((row) => row.subject_id));
}

/**
 * Takes the signal of a person's request as their no to offers, from the first one on. It comes with every request of
 * that browser, so it says nothing new once the person has chosen otherwise.
 */
export async function heedSignal(db: Database, subjectId: string): Promise<void> {
  if ((await db.read((reader) => signalOf(reader, subjectId))) !== null) return;
  await db.transact(async (tx) => {
    if (!(await lockSubjects(tx, [subjectId])).has(subjectId)) return;
    const row: Row = { subject_id: subjectId, seen_at: tx.now, overruled_at: null };
    await tx.q(TABLE).insert(row).onConflict('subject_id').ignore();
  });
}

/** The person chose offers themselves: that wins. */
export async function overruleSignal(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).whereNull('overruled_at').update({ overruled_at: tx.now });
}

export async function deleteSignal(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}
