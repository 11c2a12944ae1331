import { newId } from '../kernel/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import { canonicalRecord, publishedLeaf, sealedLeaf } from './leaf.ts';
import type { LedgerRecord } from './leaf.ts';
import type { PendingReceipt } from './receipt.ts';

/** A record to append: about one person, or (subjectId null) published for everyone to read. */
export interface NewEntry {
  readonly subjectId: string | null;
  readonly record: LedgerRecord;
}

/** Seals bytes under the person's own key, so that destroying that key destroys them. The vault provides it. */
export type SealForSubjects = (
  tx: Tx,
  items: readonly { readonly subjectId: string; readonly entryId: string; readonly plaintext: Uint8Array }[],
) => Promise<readonly Buffer[]>;

const RECORD_KEY = 32;

/**
 * Appends records in the business transaction, all or none. What is sealed beside a leaf is the record's key
 * (32 bytes) followed by the record. Receipts come from `readReceipts` after the commit.
 */
export async function append(
  tx: Tx,
  ports: { readonly sealForSubjects: SealForSubjects; readonly random: Random },
  entries: readonly NewEntry[],
): Promise<readonly PendingReceipt[]> {
  const drafts = entries.map(({ subjectId, record }) => {
    const bytes = canonicalRecord(record);
    const entryId = newId('ledgerEntry', tx.now);
    if (subjectId === null) {
      return { entryId, subjectId, event: record.event, leaf: publishedLeaf(bytes), plaintext: null };
    }
    const key = ports.random.bytes(RECORD_KEY);
    const plaintext = Buffer.concat([key, bytes]);
    return { entryId, subjectId, event: record.event, leaf: sealedLeaf(key, bytes), plaintext };
  });
  const personal = drafts.flatMap(({ entryId, subjectId, plaintext }) =>
    subjectId === null || plaintext === null ? [] : [{ entryId, subjectId, plaintext }],
  );
  const sealed = await ports.sealForSubjects(tx, personal);
  const sealedByEntry = new Map(personal.map(({ entryId }, i) => [entryId, sealed[i] ?? null]));
  await insertRows(
    tx,
    'ledger_entries',
    drafts.map(({ entryId, subjectId, event, leaf }) => ({
      id: entryId,
      event,
      subject_id: subjectId,
      leaf,
      sealed: sealedByEntry.get(entryId) ?? null,
      recorded_at: tx.now,
    })),
  );
  return drafts.map(({ entryId, subjectId }) => ({ entryId, subjectId }));
}

/** Forgets what was recorded about a person. Leaves stay, so every proof still verifies. */
export async function destroyRecords(tx: Tx, subjectId: string): Promise<void> {
  await tx.q('ledger_entries').where('subject_id', subjectId).update({ sealed: null });
}
