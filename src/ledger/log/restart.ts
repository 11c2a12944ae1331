import { ConfigError } from '../../kernel/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { TABLE } from './entries.ts';
import * as store from './log-store.ts';

/**
 * Gives the database's entries to a new log of another name, from its first entry on. For when the old log cannot be
 * continued honestly: its key or its last entries are lost. What was signed under the old name stays what it was.
 */
export async function restartLog(tx: Tx, origin: string): Promise<void> {
  const state = await store.lockState(tx);
  if (state.origin === origin) throw new ConfigError([`--origin wants another name: this log is ${origin}`]);
  await tx.q(TABLE).update({ leaf_index: null });
  for (const table of ['ledger_tiles', 'ledger_checkpoints', 'ledger_cosignatures', 'ledger_witnesses']) {
    await tx.q(table).delete();
  }
  await store.updateState(tx, { origin, size: 0, halted: null, quorum_size: null });
  // Rows that were kept out of the old tree get a second look.
  await tx.q(TABLE).update({ rejected_at: null });
}
