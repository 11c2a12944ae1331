import type { Millis } from '../../kernel/clock.ts';
import type { Database, Queryable } from '../../platform/db/index.ts';
import { formatVerifierKey } from '../verify/note.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import { TABLE } from './entries.ts';
import { currentHead } from './heads.ts';
import type { Head } from './heads.ts';
import * as store from './log-store.ts';

export interface WitnessStatus {
  readonly name: string;
  readonly verifierKey: string;
  /** The size that it cosigned last; null: none yet. */
  readonly size: number | null;
  readonly cosignedAt: Millis | null;
  /** Why it did not cosign when it was asked last; null: it did. */
  readonly problem: string | null;
}

/** How the log is doing, for whoever answers for it. */
export interface LogStatus {
  readonly head: Head | null;
  /** Committed entries that are not in the tree yet. */
  readonly pending: number;
  /** When the oldest of them was committed. */
  readonly pendingSince: Millis | null;
  /** Rows that the program did not write; they stay outside. */
  readonly rejected: number;
  /** Why nothing is integrated any more; null: all is well. */
  readonly halted: string | null;
  readonly witnesses: readonly WitnessStatus[];
}

/** Whether integrating has stopped because a witness saw what is not here. */
export const isLogHalted = async (db: Database): Promise<boolean> =>
  (await db.read(store.readState)).halted !== null;

export async function readStatus(at: Queryable, policy: TrustPolicy, now: Millis): Promise<LogStatus> {
  const waiting = at.q(TABLE).whereNull('leaf_index').whereNull('rejected_at');
  const [pending] = (await waiting.count({ n: '*' }).min({ since: 'recorded_at' })) as {
    n: number;
    since: number | null;
  }[];
  const [rejected] = (await at.q(TABLE).whereNotNull('rejected_at').count({ n: '*' })) as { n: number }[];
  const { halted } = await store.readState(at);
  const rows = new Map((await store.witnessRows(at)).map((row) => [row.witness, row]));
  return {
    head: await currentHead(at, policy, now),
    pending: Number(pending?.n ?? 0),
    pendingSince: pending?.since ?? null,
    rejected: Number(rejected?.n ?? 0),
    halted,
    witnesses: policy.witnesses.map(({ name, key }) => {
      const verifierKey = formatVerifierKey(key);
      const row = rows.get(verifierKey);
      const cosignedAt = row?.cosigned_at ?? null;
      const size = cosignedAt === null ? null : (row?.size ?? null);
      return { name, verifierKey, size, cosignedAt, problem: row?.problem ?? null };
    }),
  };
}
