import type { Clock } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { readStaffReads } from '../vault/index.ts';
import type { StaffRead } from '../vault/index.ts';
import { openForStaff } from '../vault/open.ts';
import type { StaffEmail } from '../vault/open.ts';
import type { OpeningParts } from './open-entries.ts';

/** The proof of a look, and the email if it is among what is looked at. */
export interface OpenedForStaff {
  readonly read: StaffRead;
  /** Null: not looked at, or erased. */
  readonly email: StaffEmail | null;
  readonly verified: boolean;
}

/** Opens for staff what an entry of the ledger says that they look at; null: no such entry stands committed. */
export function createStaffOpening(
  parts: OpeningParts & { readonly db: Database; readonly clock: Clock },
): (entryId: string) => Promise<OpenedForStaff | null> {
  const { db, clock, keyRing, hashes } = parts;
  const rowMac = (row: string): Buffer => hashes.ledgerRow(row);
  return (entryId) =>
    db.read(async (reader) => {
      const reads = await readStaffReads(reader, { keyRing, rowMac }, [entryId], clock.now());
      const read = reads.get(entryId);
      if (read === undefined) return null;
      const opened = await openForStaff(reader, { keyRing }, read);
      return { read, email: opened?.email ?? null, verified: opened?.verified ?? false };
    });
}
