import { newId } from '../kernel/ids.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';

let issue: (row: OpeningRow) => MailOpening;

/** What the company writes to a person for. */
export type MailPurpose = 'offer' | 'release' | 'export' | 'policy' | 'verification' | 'legal';

/** Proof that it stands committed that a person's address is opened for one mail. Only `readMailOpenings` makes one. */
export class MailOpening {
  readonly #issued = true;
  readonly id: string;
  readonly subjectId: string;
  readonly purpose: MailPurpose;

  private constructor(row: OpeningRow) {
    this.id = row.id;
    this.subjectId = row.subject_id;
    this.purpose = row.purpose;
  }

  static {
    issue = (row) => new MailOpening(row);
  }

  static isGenuine(value: unknown): value is MailOpening {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

/** An opening that is about to be recorded. */
export interface NewMailOpening {
  readonly subjectId: string;
  readonly mailId: string;
  readonly purpose: MailPurpose;
}

export interface OpeningRow {
  readonly id: string;
  readonly subject_id: string;
  readonly mail_id: string;
  readonly purpose: MailPurpose;
  readonly opened_at: number;
}

export const OPENINGS = 'vault_mail_openings';

/** Records that addresses are opened for mails of the company's own; the ids are good for `readMailOpenings` after the commit. */
export async function recordMailOpenings(
  tx: Tx,
  openings: readonly NewMailOpening[],
): Promise<readonly string[]> {
  const rows: OpeningRow[] = openings.map(({ subjectId, mailId, purpose }) => ({
    id: newId('opening', tx.now),
    subject_id: subjectId,
    mail_id: mailId,
    purpose,
    opened_at: tx.now,
  }));
  await insertRows(tx, OPENINGS, rows);
  return rows.map((row) => row.id);
}

/** Takes a `Reader`: what it sees is committed. */
export async function readMailOpenings(
  reader: Exclude<Reader, Tx>,
  ids: readonly string[],
): Promise<Map<string, MailOpening>> {
  const rows = await rowsWhereIn<OpeningRow>(reader, OPENINGS, 'id', ids);
  return new Map(rows.map((row) => [row.id, issue(row)]));
}
