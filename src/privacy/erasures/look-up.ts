import type { Millis } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { ErasureProof } from './prove.ts';
import { erasureByReference } from './store.ts';

/** How far an erasure has come, as whoever has its reference is told. */
export type ErasureState =
  | { readonly state: 'pending'; readonly requestedAt: Millis; readonly erasesAt: Millis }
  | { readonly state: 'cancelled'; readonly requestedAt: Millis; readonly cancelledAt: Millis }
  | {
      readonly state: 'erased';
      readonly requestedAt: Millis;
      readonly erasedAt: Millis;
      /** Null until the log has taken it in, within a second. */
      readonly receipt: string | null;
    };

/** After an erasure no login leads to it: whoever holds the reference that was given for it may ask. */
export function createErasureLookUp(db: Database, proof: ErasureProof) {
  return async function findErasure(reference: string): Promise<ErasureState | null> {
    const erasure = await db.read((reader) => erasureByReference(reader, reference));
    if (erasure === null) return null;
    const { requestedAt, erasesAt, finishedAt } = erasure;
    if (erasure.state === 'pending') return { state: 'pending', requestedAt, erasesAt };
    const endedAt = finishedAt ?? requestedAt;
    if (erasure.state === 'cancelled') return { state: 'cancelled', requestedAt, cancelledAt: endedAt };
    return { state: 'erased', requestedAt, erasedAt: endedAt, receipt: await proof.now(erasure) };
  };
}

export type FindErasure = ReturnType<typeof createErasureLookUp>;
