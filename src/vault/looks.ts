import { MINUTE } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { entriesById, openingFrom, parseRecord, readLeaf, readReceipts } from '../ledger/index.ts';
import type { LedgerEvent, LedgerRecord, RowMac } from '../ledger/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { openRecords } from './seal.ts';
import type { VaultParts } from './seal.ts';

/** What of a person staff can look at, and an authority can be given. There is nothing else to ask for. */
export const personFields = ['email', 'birth_date', 'account', 'grants', 'releases'] as const;
export type PersonField = (typeof personFields)[number];

/** How long a record lets its data be opened: one made earlier is no reason for another look. */
export const LOOK_LASTS: Millis = MINUTE;

export interface LookParts {
  readonly keyRing: VaultParts['keyRing'];
  readonly rowMac: RowMac;
}

/** A record of the ledger that says that somebody looks at a person's data. */
export interface RecordedLook {
  readonly entryId: string;
  readonly subjectId: string;
  readonly fields: readonly PersonField[];
  readonly record: LedgerRecord;
}

const fieldsIn = (record: LedgerRecord): readonly PersonField[] => {
  const named = record['fields'];
  return Array.isArray(named) ? personFields.filter((field) => named.includes(field)) : [];
};

/**
 * Looks that the ledger records, by entry id: rows that the program wrote, whose record opens and is that of the leaf. What
 * may be opened stands in the record and nowhere else. One that is older than `LOOK_LASTS` is not there.
 */
export async function readLooks(
  reader: Exclude<Reader, Tx>,
  { keyRing, rowMac }: LookParts,
  event: LedgerEvent,
  entryIds: readonly string[],
  now: Millis,
): Promise<readonly RecordedLook[]> {
  const receipts = await readReceipts(reader, rowMac, entryIds);
  const fresh = [...receipts.values()].filter(
    (receipt) => receipt.event === event && receipt.recordedAt + LOOK_LASTS >= now,
  );
  const entries = await entriesById(
    reader,
    fresh.map(({ entryId }) => entryId),
  );
  const opened = await openRecords(
    reader,
    { keyRing },
    fresh.flatMap(({ entryId, subjectId }) => {
      const sealed = entries.get(entryId)?.sealed;
      return sealed == null ? [] : [{ entryId, subjectId, sealed }];
    }),
  );
  return fresh.flatMap(({ entryId, subjectId }) => {
    const bytes = opened.get(entryId);
    const leaf = bytes === undefined ? null : readLeaf(openingFrom(bytes));
    const record = leaf?.record == null ? null : parseRecord(leaf.record);
    const isOfLeaf = leaf !== null && entries.get(entryId)?.leaf.equals(leaf.data) === true;
    if (record?.event !== event || record['subject'] !== subjectId || !isOfLeaf) return [];
    return [{ entryId, subjectId, fields: fieldsIn(record), record }];
  });
}
