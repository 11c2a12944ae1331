import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { readLegalOpenings } from '../vault/index.ts';
import type { LegalOpening } from '../vault/index.ts';
import { openForLegal } from '../vault/open.ts';
import type { LegalEmail } from '../vault/open.ts';
import type { OpeningParts } from './open-entries.ts';

/** The proof of a disclosure, and the email if it is among what is disclosed. */
export interface OpenedForLegal {
  readonly opening: LegalOpening;
  /** Null: not asked for, or erased. */
  readonly email: LegalEmail | null;
  readonly verified: boolean;
}

/** Opens what entries of the ledger say that is disclosed, one by one; what does not stand committed is not there. */
export function createLegalOpening(
  parts: OpeningParts & { readonly db: Database; readonly clock: Clock },
): (entryIds: readonly string[]) => Promise<readonly OpenedForLegal[]> {
  const { db, clock, keyRing, hashes } = parts;
  const rowMac = (row: string): Buffer => hashes.ledgerRow(row);
  return (entryIds) =>
    db.read(async (reader) => {
      const openings = await readLegalOpenings(reader, { keyRing, rowMac }, entryIds, clock.now());
      const opened: OpenedForLegal[] = [];
      for (const entryId of entryIds) {
        const opening = openings.get(entryId);
        if (opening === undefined) continue;
        const one = await openForLegal(reader, { keyRing }, opening);
        opened.push({ opening, email: one?.email ?? null, verified: one?.verified ?? false });
      }
      return opened;
    });
}
