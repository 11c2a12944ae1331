import type { LedgerRecord } from '../ledger/index.ts';

/** A text of a record of the ledger; null: it has none, or is gone. */
export const textIn = (record: LedgerRecord | null, field: string): string | null => {
  const value = record?.[field];
  return typeof value === 'string' ? value : null;
};
