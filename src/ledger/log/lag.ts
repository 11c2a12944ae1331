import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { TABLE } from './entries.ts';
import * as store from './log-store.ts';

/** How far the tree is behind what was committed. */
export interface Lag {
  /** Committed entries that are not in the tree; counted up to `COUNTED`. */
  readonly pending: number;
  /** When the oldest of them was committed. */
  readonly pendingSince: Millis | null;
  /** When the newest checkpoint was signed; null before the first start. */
  readonly signedAt: Millis | null;
  readonly halted: boolean;
}

/** Whoever looks at a log this far behind needs no better figure, and the count stays cheap. */
const COUNTED = 100_000;

export async function readLag(at: Queryable): Promise<Lag> {
  const waiting = at.q(TABLE).select('seq').whereNull('leaf_index').whereNull('rejected_at').limit(COUNTED);
  const [counted] = (await at.q.from(waiting.as('waiting')).count({ n: '*' })) as { n: number }[];
  const [oldest] = await store.pendingEntries(at, 1);
  const [head] = await store.newestCheckpoints(at, 1);
  const { halted } = await store.readState(at);
  return {
    pending: Number(counted?.n ?? 0),
    pendingSince: oldest?.recorded_at ?? null,
    signedAt: head?.signed_at ?? null,
    halted: halted !== null,
  };
}
