import type { Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import { holdsName } from './private-looking.ts';

/** All that can be public of a person. A name, an email or an IP address is not among it and never comes to be. */
export const publicFields = ['nickname', 'about'] as const;
export type PublicField = (typeof publicFields)[number];

export interface PublishedField {
  readonly subjectId: string;
  readonly field: PublicField;
  readonly value: string;
  /** Of the notice that named it. */
  readonly noticeHash: string;
  readonly publishedAt: Millis;
}

/** What anybody can read of a person. */
export interface PublicProfile {
  /** Made up for this; it says nothing of the account. */
  readonly handle: string;
  readonly fields: readonly PublishedField[];
}

interface FieldRow {
  subject_id: string;
  field: PublicField;
  value: string;
  notice_hash: string;
  published_at: number;
}

const PROFILES = 'public_profiles';
const FIELDS = 'published_fields';

async function profileAt(
  at: Queryable,
  where: { readonly handle: string } | { readonly subject_id: string },
): Promise<PublicProfile | null> {
  const row = (await at.q(PROFILES).where(where).first()) as
    { subject_id: string; handle: string } | undefined;
  if (row === undefined) return null;
  const fields = (await at.q(FIELDS).where('subject_id', row.subject_id)) as FieldRow[];
  return {
    handle: row.handle,
    fields: fields.map((field) => ({
      subjectId: field.subject_id,
      field: field.field,
      value: field.value,
      noticeHash: field.notice_hash,
      publishedAt: field.published_at,
    })),
  };
}

export const profileByHandle = (at: Queryable, handle: string): Promise<PublicProfile | null> =>
  profileAt(at, { handle });

export const profileOfSubject = (at: Queryable, subjectId: string): Promise<PublicProfile | null> =>
  profileAt(at, { subject_id: subjectId });

/** 16 letters a to p: 64 bits, and no digits, which could pass for a number of something. */
const newHandle = (random: Random): string =>
  [...random.bytes(8).toString('hex')]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

/** Makes these fields public. The caller holds the lock on the person, who confirmed the notice. */
export async function publish(
  tx: Tx,
  random: Random,
  subjectId: string,
  noticeHash: string,
  values: Readonly<Partial<Record<PublicField, string>>>,
): Promise<void> {
  if ((await profileOfSubject(tx, subjectId)) === null) {
    await insertRows(tx, PROFILES, [{ subject_id: subjectId, handle: newHandle(random) }]);
  }
  const rows = publicFields.flatMap((field): FieldRow[] => {
    const value = values[field];
    if (value === undefined) return [];
    return [{ subject_id: subjectId, field, value, notice_hash: noticeHash, published_at: tx.now }];
  });
  const replaced = rows.map(({ field }) => field);
  await tx.q(FIELDS).where('subject_id', subjectId).whereIn('field', replaced).delete();
  await insertRows(tx, FIELDS, rows);
}

/** Takes fields down. With the last of them the handle goes: what is published later cannot be told to be the same person's. */
export async function takeDown(tx: Tx, subjectId: string, fields: readonly PublicField[]): Promise<void> {
  await tx
    .q(FIELDS)
    .where('subject_id', subjectId)
    .whereIn('field', [...fields])
    .delete();
  const left = (await tx.q(FIELDS).where('subject_id', subjectId).first()) as FieldRow | undefined;
  if (left === undefined) await tx.q(PROFILES).where('subject_id', subjectId).delete();
}

/** Takes down what turns out to be the person's name. */
export async function takeDownName(tx: Tx, subjectId: string, name: string): Promise<void> {
  const profile = await profileOfSubject(tx, subjectId);
  const naming = profile?.fields.filter(({ value }) => holdsName(value, name)) ?? [];
  await takeDown(
    tx,
    subjectId,
    naming.map(({ field }) => field),
  );
}
