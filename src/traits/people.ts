import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';
import { markChanged } from './changes.ts';
import { diceOf } from './dice.ts';

/** Somebody who can be part of an audience. */
export interface Person {
  readonly subjectId: string;
  /** Counted up from 1, with few gaps, and never given to another. */
  readonly ordinal: number;
  /** See `diceOf`. */
  readonly dice: number;
}

interface PersonRow {
  readonly subject_id: string;
  readonly ordinal: number;
  readonly dice: number;
}

const toPerson = (row: PersonRow): Person => ({
  subjectId: row.subject_id,
  ordinal: row.ordinal,
  dice: row.dice,
});

/**
 * Makes people known. Their ordinals come from the engine's own counter: on PostgreSQL a sequence, so that nobody waits
 * for another's commit (what rolls back leaves a gap); on SQLite AUTOINCREMENT, one more than any before.
 */
export async function addPeople(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await insertRows(
    tx,
    'people',
    subjectIds.map((id) => ({ subject_id: id, dice: diceOf(id) })),
  );
  await markChanged(tx, subjectIds);
}

/**
 * Locks people until the transaction ends and says who of them are known. All that records or forgets facts of people
 * starts here: one transaction after the other for each person, and none for whom has just been forgotten.
 */
export async function lockPeople(tx: Tx, subjectIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (subjectIds.length === 0) return new Set();
  const query = whereAny(tx, tx.q('people'), 'subject_id', subjectIds).orderBy('subject_id');
  const rows = (await lockingRows(tx, query.select('subject_id'))) as { subject_id: string }[];
  return new Set(rows.map((row) => row.subject_id));
}

/** Forgets all that this slice knows of a person, and the person. Readers of changes hear that there was one. */
export async function forgetPerson(tx: Tx, subjectId: string): Promise<void> {
  // First, for this takes the person's lock.
  await tx.q('people').where('subject_id', subjectId).delete();
  for (const table of ['trait_values', 'event_days', 'list_members']) {
    await tx.q(table).where('subject_id', subjectId).delete();
  }
  await markChanged(tx, [subjectId]);
}

/** Those of these people who are known. */
export async function peopleById(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const rows = await rowsWhereIn<PersonRow>(at, 'people', 'subject_id', subjectIds);
  return new Map(rows.map((row) => [row.subject_id, toPerson(row)]));
}

/** Who has these ordinals, in order of ordinal; whoever was forgotten is not there. */
export async function subjectsByOrdinal(at: Queryable, ordinals: readonly number[]): Promise<string[]> {
  if (ordinals.length === 0) return [];
  const rows = (await whereAny(at, at.q('people'), 'ordinal', ordinals).orderBy('ordinal')) as PersonRow[];
  return rows.map((row) => row.subject_id);
}

/** The next people in order of ordinal; 0 is before the first. */
export async function peopleAfter(at: Queryable, ordinal: number, limit: number): Promise<readonly Person[]> {
  const rows = (await at
    .q('people')
    .where('ordinal', '>', ordinal)
    .orderBy('ordinal')
    .limit(limit)) as PersonRow[];
  return rows.map(toPerson);
}
