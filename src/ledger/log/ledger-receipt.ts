import type { Millis } from '../../kernel/clock.ts';
import type { Reader, Tx } from '../../platform/db/index.ts';
import { rowsWhereIn } from '../../platform/db/index.ts';
import { TABLE, isAuthentic } from './entries.ts';
import type { EntryRow, RowMac } from './entries.ts';
import type { LedgerEvent } from '../leaf.ts';

/** What `append` gives inside the transaction: the record is written, but may still be rolled back. */
export interface PendingReceipt {
  readonly entryId: string;
  readonly subjectId: string | null;
}

let issue: (row: ReceiptRow) => LedgerReceipt;

/** Proof that a record about a person stands committed in the ledger. Only `readReceipts` makes one. */
export class LedgerReceipt {
  readonly #issued = true;
  readonly entryId: string;
  readonly event: LedgerEvent;
  readonly subjectId: string;
  readonly recordedAt: Millis;

  private constructor(row: ReceiptRow) {
    this.entryId = row.id;
    this.event = row.event;
    this.subjectId = row.subject_id;
    this.recordedAt = row.recorded_at;
  }

  static {
    issue = (row) => new LedgerReceipt(row);
  }

  /** Whether a value was issued here; holds at run time where a cast got past the compiler. */
  static isGenuine(value: unknown): value is LedgerReceipt {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

interface ReceiptRow {
  readonly id: string;
  readonly event: LedgerEvent;
  readonly subject_id: string;
  readonly recorded_at: Millis;
}

/**
 * Receipts for entries that the program wrote, by entry id; a row that somebody else put there has none. Takes a `Reader` and no `Tx`: what a reader sees is committed, so a receipt
 * cannot come out of a transaction that is still open.
 */
export async function readReceipts(
  reader: Exclude<Reader, Tx>,
  rowMac: RowMac,
  entryIds: readonly string[],
): Promise<Map<string, LedgerReceipt>> {
  const rows = await rowsWhereIn<EntryRow>(reader, TABLE, 'id', entryIds);
  return new Map(
    rows.flatMap((row) => {
      const { id, event, subject_id, recorded_at } = row;
      const isInLog = row.rejected_at === null && isAuthentic(rowMac, row);
      return subject_id === null || !isInLog ? [] : [[id, issue({ id, event, subject_id, recorded_at })]];
    }),
  );
}
