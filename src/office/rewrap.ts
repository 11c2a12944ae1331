import type { Tx } from '../platform/db/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { toCase } from './rows.ts';
import type { CaseRow } from './rows.ts';
import { rewrapCaseKey } from './seal.ts';
import { CASES, saveCase } from './store.ts';

/** Wraps up to `limit` keys of cases anew under the current key-encryption key; returns how many there were. */
export async function rewrapCaseKeys(tx: Tx, vault: VaultParts, limit: number): Promise<number> {
  const rows = (await tx
    .q(CASES)
    .whereNotNull('kek_version')
    .whereNot('kek_version', vault.keyRing.currentVersion)
    .orderBy('id')
    .limit(limit)) as CaseRow[];
  for (const one of rows.map(toCase)) {
    if (one.wrapped === null) continue;
    await saveCase(tx, { ...one, wrapped: rewrapCaseKey(vault, one.id, one.wrapped) });
  }
  return rows.length;
}
