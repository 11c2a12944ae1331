import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';

export type CorrectedField = 'name' | 'email' | 'birth_date';

/** That a field of somebody's profile was corrected. What it was before is sealed in the vault, by its version. */
export interface Correction {
  readonly id: string;
  readonly subjectId: string;
  readonly field: CorrectedField;
  /** Of what was corrected; 0: there was nothing. */
  readonly fromVersion: number;
  readonly by: 'person' | 'office';
  /** Who of the company did it; null: the person. */
  readonly staff: string | null;
  readonly reasonSealed: Buffer | null;
  readonly correctedAt: Millis;
}

interface Row {
  id: string;
  subject_id: string;
  field: CorrectedField;
  from_version: number;
  made_by: Correction['by'];
  staff: string | null;
  reason_sealed: Buffer | null;
  corrected_at: number;
}

const TABLE = 'profile_corrections';

const toCorrection = (row: Row): Correction => ({
  id: row.id,
  subjectId: row.subject_id,
  field: row.field,
  fromVersion: row.from_version,
  by: row.made_by,
  staff: row.staff,
  reasonSealed: row.reason_sealed,
  correctedAt: row.corrected_at,
});

export const newCorrectionId = (tx: Tx): string => newId('correction', tx.now);

export async function insertCorrections(
  tx: Tx,
  corrections: readonly Omit<Correction, 'correctedAt'>[],
): Promise<void> {
  const rows = corrections.map((correction): Row => ({
    id: correction.id,
    subject_id: correction.subjectId,
    field: correction.field,
    from_version: correction.fromVersion,
    made_by: correction.by,
    staff: correction.staff,
    reason_sealed: correction.reasonSealed,
    corrected_at: tx.now,
  }));
  await insertRows(tx, TABLE, rows);
}

/** A person's corrections, newest first. */
export const listCorrections = (
  at: Queryable,
  subjectId: string,
  page: PageArgs,
): Promise<Page<Correction>> =>
  keysetPage<Row, Correction>(
    at.q(TABLE).where('subject_id', subjectId),
    { column: 'corrected_at', idColumn: 'id', direction: 'desc', value: 'number' },
    page,
    (row) => ({ key: [row.corrected_at, row.id], node: toCorrection(row) }),
  );

export async function deleteCorrections(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}
