import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';

let issue: (row: ViewRow) => SubjectView;

/** Proof that it stands committed that a person is shown their own email. Only `readSubjectViews` makes one. */
export class SubjectView {
  readonly #issued = true;
  readonly id: string;
  readonly subjectId: string;

  private constructor(row: ViewRow) {
    this.id = row.id;
    this.subjectId = row.subject_id;
  }

  static {
    issue = (row) => new SubjectView(row);
  }

  static isGenuine(value: unknown): value is SubjectView {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

interface ViewRow {
  readonly id: string;
  readonly subject_id: string;
  readonly viewed_at: Millis;
}

const TABLE = 'vault_subject_views';

/** Records that these people look at their own email; the ids are good for `readSubjectViews` after the commit. */
export async function recordSubjectViews(tx: Tx, subjectIds: readonly string[]): Promise<readonly string[]> {
  const rows: ViewRow[] = subjectIds.map((subjectId) => ({
    id: newId('opening', tx.now),
    subject_id: subjectId,
    viewed_at: tx.now,
  }));
  await insertRows(tx, TABLE, rows);
  return rows.map((row) => row.id);
}

/** Takes a `Reader`: what it sees is committed. */
export async function readSubjectViews(
  reader: Exclude<Reader, Tx>,
  ids: readonly string[],
): Promise<Map<string, SubjectView>> {
  const rows = await rowsWhereIn<ViewRow>(reader, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, issue(row)]));
}
