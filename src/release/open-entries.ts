import { readReceipts } from '../ledger/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { KeyedHashes, KeyRing } from '../platform/key-ring.ts';
import { openAgainstReceipts } from '../vault/open.ts';
import type { ReleasedEmail } from '../vault/open.ts';

export interface OpeningParts {
  readonly keyRing: KeyRing;
  readonly hashes: KeyedHashes;
}

/** The emails that entries of the ledger let out, by entry id: each against the receipt of what is committed. */
export async function openEntries(
  reader: Reader,
  { keyRing, hashes }: OpeningParts,
  entryIds: readonly string[],
): Promise<Map<string, ReleasedEmail>> {
  const receipts = await readReceipts(reader, (row) => hashes.ledgerRow(row), entryIds);
  return openAgainstReceipts(reader, { keyRing }, [...receipts.values()]);
}
