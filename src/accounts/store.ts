import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';

/** A person with an account. Nothing here names them. */
export interface Subject {
  readonly id: string;
  readonly birthDate: string;
  readonly policyVersion: string;
  readonly createdAt: Millis;
  /** The person asked to be erased then, and until then nothing goes out; null: they are staying. */
  readonly erasesAt: Millis | null;
}

interface SubjectRow {
  id: string;
  login_index: Buffer | null;
  state: 'active' | 'erased';
  birth_date: string | null;
  policy_version: string | null;
  created_at: number;
  erased_at: number | null;
  erase_at: number | null;
}

function toSubject(row: SubjectRow | undefined): Subject | null {
  if (row === undefined || row.state !== 'active') return null;
  return {
    id: row.id,
    birthDate: row.birth_date ?? '',
    policyVersion: row.policy_version ?? '',
    createdAt: row.created_at,
    erasesAt: row.erase_at,
  };
}

export async function findByLogin(at: Queryable, loginIndex: Buffer): Promise<Subject | null> {
  return toSubject(
    (await at.q('subjects').where('login_index', loginIndex).first()) as SubjectRow | undefined,
  );
}

/** Writes down that a person agreed to a version from now on, and keeps what they agreed to before. */
export async function recordAgreement(tx: Tx, subjectId: string, version: string): Promise<void> {
  await tx.q('policy_agreements').insert({ subject_id: subjectId, version, agreed_at: tx.now });
  await tx.q('subjects').where('id', subjectId).update({ policy_version: version });
}

export interface Agreement {
  readonly subjectId: string;
  readonly version: string;
  readonly agreedAt: Millis;
}

/** What people agreed to, oldest first. */
export async function agreementsOfSubjects(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<readonly Agreement[]> {
  const rows = (await at
    .q('policy_agreements')
    .whereIn('subject_id', [...subjectIds])
    .orderBy(['agreed_at', 'version'])) as { subject_id: string; version: string; agreed_at: number }[];
  return rows.map((row) => ({ subjectId: row.subject_id, version: row.version, agreedAt: row.agreed_at }));
}

/**
 * Locks people until the transaction ends and gives those who have an account. Everything that changes what a person
 * agreed to starts here, so it happens one after the other for each of them; locked in order of id, so that two
 * batches never wait for each other.
 */
export async function lockSubjects(tx: Tx, ids: readonly string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const rows = (await lockingRows(
    tx,
    tx
      .q('subjects')
      .whereIn('id', [...new Set(ids)])
      .orderBy('id'),
  )) as SubjectRow[];
  return new Map(
    rows.flatMap((row) => {
      const subject = toSubject(row);
      return subject === null ? [] : [[row.id, subject]];
    }),
  );
}

/** Says when a person is to be erased; null: they stay after all. The caller holds the lock on the person. */
export async function setErasesAt(tx: Tx, subjectId: string, erasesAt: Millis | null): Promise<void> {
  await tx.q('subjects').where({ id: subjectId, state: 'active' }).update({ erase_at: erasesAt });
}

/** Those of these people who asked to be erased and are still there. */
export async function leavingSubjects(at: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = (await whereAny(at, at.q('subjects').select('id'), 'id', ids).whereNotNull('erase_at')) as {
    id: string;
  }[];
  return new Set(rows.map(({ id }) => id));
}

/** By what a person's login is looked up; null once erased. */
export async function loginIndexOf(at: Queryable, subjectId: string): Promise<Buffer | null> {
  const row = (await at.q('subjects').where('id', subjectId).first()) as SubjectRow | undefined;
  return row?.login_index ?? null;
}

/** Those of these people who have an account. */
export async function subjectsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Subject>> {
  const rows = await rowsWhereIn<SubjectRow>(at, 'subjects', 'id', ids);
  return new Map(
    rows.flatMap((row) => {
      const subject = toSubject(row);
      return subject === null ? [] : [[row.id, subject]];
    }),
  );
}

/** Ids of people with an account, in order, between two ids; at most `limit`. */
export async function activeSubjectsBetween(
  at: Queryable,
  after: string,
  before: string,
  limit: number,
): Promise<string[]> {
  const rows = (await at
    .q('subjects')
    .select('id')
    .where('state', 'active')
    .where('id', '>', after)
    .where('id', '<', before)
    .orderBy('id')
    .limit(limit)) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** The caller holds the lock on the person. */
export async function correctBirthDate(tx: Tx, subjectId: string, birthDate: string): Promise<void> {
  await tx.q('subjects').where('id', subjectId).update({ birth_date: birthDate });
}

/** Which of these people are erased. */
export async function erasedSubjects(at: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await rowsWhereIn<SubjectRow>(at, 'subjects', 'id', ids);
  return new Set(rows.filter((row) => row.state === 'erased').map((row) => row.id));
}

export async function insertSubjects(
  tx: Tx,
  subjects: readonly (Omit<Subject, 'createdAt' | 'erasesAt'> & { readonly loginIndex: Buffer })[],
): Promise<void> {
  const rows: SubjectRow[] = subjects.map((subject) => ({
    id: subject.id,
    login_index: subject.loginIndex,
    state: 'active',
    birth_date: subject.birthDate,
    policy_version: subject.policyVersion,
    created_at: tx.now,
    erased_at: null,
    erase_at: null,
  }));
  await insertRows(tx, 'subjects', rows);
  await insertRows(
    tx,
    'policy_agreements',
    subjects.map(({ id, policyVersion }) => ({
      ...{ subject_id: id, version: policyVersion, agreed_at: tx.now },
    })),
  );
}

/** Leaves an id and two dates: the grants that are over still need something to refer to. */
export async function eraseSubject(tx: Tx, subjectId: string): Promise<void> {
  await tx.q('subjects').where('id', subjectId).update({
    login_index: null,
    state: 'erased',
    birth_date: null,
    policy_version: null,
    erased_at: tx.now,
    erase_at: null,
  });
  await tx.q('policy_agreements').where('subject_id', subjectId).delete();
}
