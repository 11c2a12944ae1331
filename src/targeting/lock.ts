import type { Tx } from '../platform/db/index.ts';
import { lockingRows } from '../platform/db/index.ts';

export const LOCKS = ['segments', 'audience queries'] as const;

/** From here to the end of the transaction nobody else is here. */
export async function takeTurn(tx: Tx, what: (typeof LOCKS)[number]): Promise<void> {
  await lockingRows(tx, tx.q('targeting_locks').where({ name: what }));
}
