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

/** view: on a page or by a query; export: in a copy of all that is held about them. */
export type ViewPurpose = 'view' | 'export';

export interface NewSubjectView {
  readonly subjectId: string;
  readonly purpose: ViewPurpose;
}

export interface ViewRow {
  readonly id: string;
  readonly subject_id: string;
  readonly purpose: ViewPurpose;
  readonly viewed_at: Millis;
}

export const VIEWS = 'vault_subject_views';

/** Records that these people look at their own email; the ids are good for `readSubjectViews` after the commit. */
export async function recordSubjectViews(
  tx: Tx,
  views: readonly NewSubjectView[],
): Promise<readonly string[]> {
  const rows: ViewRow[] = views.map(({ subjectId, purpose }) => ({
    id: newId('opening', tx.now),
    subject_id: subjectId,
    purpose,
    viewed_at: tx.now,
  }));
  await insertRows(tx, VIEWS, rows);
  return rows.map((row) => row.id);
}

/** Takes a `Reader`: what it sees is committed. */
export async function readSubjectViews(
  reader: Exclude<Reader, Tx>,
  ids: readonly string[],
): Promise<Map<string, SubjectView>> {
  const rows = await rowsWhereIn<ViewRow>(reader, VIEWS, 'id', ids);
  return new Map(rows.map((row) => [row.id, issue(row)]));
}
