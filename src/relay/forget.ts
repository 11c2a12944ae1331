import { activeGrantsOf } from '../consent/index.ts';
import type { EndedGrant } from '../consent/index.ts';
import type { Tx } from '../platform/db/index.ts';
import * as store from './store.ts';

/**
 * Forgets who at partners wrote to people whose yes is over; none of it is needed any more. The addresses stay, so that
 * another yes of the same person to the same app gives the same one again, and nobody else's ever does.
 */
export async function forgetCorrespondents(tx: Tx, ended: readonly EndedGrant[]): Promise<void> {
  const over = ended.filter(({ address }) => address === 'relay');
  if (over.length === 0) return;
  const subjects = over.map(({ subjectId }) => subjectId);
  const grants = (await activeGrantsOf(tx, subjects)).filter(({ address }) => address === 'relay');
  const kept = new Set(grants.map(store.pairKey));
  const gone = new Set(over.map(store.pairKey).filter((key) => !kept.has(key)));
  const rows = await store.addressesOf(tx, subjects);
  await store.deleteCorrespondents(
    tx,
    rows.filter((row) => gone.has(store.pairKey(store.toPair(row)))).map(({ name }) => name),
  );
}
