import { entriesById, openingFrom, parseRecord, readLeaf } from '../ledger/index.ts';
import type { LedgerRecord } from '../ledger/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import { openRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';

/** What entries of the ledger say, by id, for whoever may know it. What was erased or purged is not there. */
export async function openedRecords(
  at: Queryable,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  entryIds: readonly string[],
): Promise<Map<string, LedgerRecord>> {
  const entries = [...(await entriesById(at, entryIds)).values()];
  const items = entries.flatMap(({ id, subjectId, sealed }) =>
    subjectId === null || sealed === null ? [] : [{ entryId: id, subjectId, sealed }],
  );
  const opened = await openRecords(at, { keyRing }, items);
  return new Map(
    [...opened].flatMap(([id, bytes]) => {
      const leaf = readLeaf(openingFrom(bytes));
      const record = leaf?.record == null ? null : parseRecord(leaf.record);
      return record === null ? [] : [[id, record]];
    }),
  );
}
