import { newId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import type { Tx } from '../../platform/db/index.ts';
import { MAX_LEAF_SIZE, RECORD_KEY_SIZE, canonicalRecord, publishedLeaf, sealedLeaf } from '../leaf.ts';
import { insertEntries } from './entries.ts';
import type { RowMac } from './entries.ts';
import type { PendingReceipt } from './ledger-receipt.ts';
import type { PersonalRecord, PublicRecord } from './records.ts';

/** A record to append: about one person, or published for everyone to read. */
export type NewEntry =
  | { readonly subjectId: string; readonly about: string | null; readonly record: PersonalRecord }
  | { readonly subjectId: null; readonly about: string | null; readonly record: PublicRecord };

/** Seals bytes under the person's own key, so that destroying that key destroys them. The vault provides it. */
export type SealForSubjects = (
  tx: Tx,
  items: readonly { readonly subjectId: string; readonly entryId: string; readonly plaintext: Uint8Array }[],
) => Promise<readonly Buffer[]>;

/** What appending needs. */
export interface LedgerPorts {
  readonly sealForSubjects: SealForSubjects;
  readonly rowMac: RowMac;
  /** The key of an erasure's record, by entry id; see `KeyedHashes.erasureKey`. */
  readonly erasureKey: (entryId: string) => Buffer;
  readonly random: Random;
}

/**
 * Appends records in the business transaction, all or none. What is sealed beside a leaf is the record's key
 * (32 bytes) followed by the record. Receipts come from `readReceipts` after the commit, proofs once the sequencer has
 * integrated the entry.
 */
export async function append(
  tx: Tx,
  { sealForSubjects, rowMac, erasureKey, random }: LedgerPorts,
  entries: readonly NewEntry[],
): Promise<readonly PendingReceipt[]> {
  const drafts = entries.map(({ subjectId, about, record }) => {
    const bytes = canonicalRecord(record);
    const id = newId('ledgerEntry', tx.now);
    const row = { id, event: record.event, subject_id: subjectId, about, recorded_at: tx.now };
    if (subjectId === null) {
      const leaf = publishedLeaf(bytes);
      if (leaf.length > MAX_LEAF_SIZE) throw new RangeError('a record wants to fit into a leaf');
      return { row: { ...row, leaf }, personal: null };
    }
    // What an erasure says is all that stays of the person, an id and a time: it is made again when it is asked for.
    if (record.event === 'erasure') {
      return { row: { ...row, leaf: sealedLeaf(erasureKey(id), bytes) }, personal: null };
    }
    const key = random.bytes(RECORD_KEY_SIZE);
    const personal = { subjectId, entryId: id, plaintext: Buffer.concat([key, bytes]) };
    return { row: { ...row, leaf: sealedLeaf(key, bytes) }, personal };
  });
  const personal = drafts.flatMap((draft) => draft.personal ?? []);
  const sealed = await sealForSubjects(tx, personal);
  const sealedByEntry = new Map(personal.map(({ entryId }, i) => [entryId, sealed[i] ?? null]));
  await insertEntries(
    tx,
    rowMac,
    drafts.map(({ row }) => ({ ...row, sealed: sealedByEntry.get(row.id) ?? null })),
  );
  return drafts.map(({ row }) => ({ entryId: row.id, subjectId: row.subject_id }));
}
