import { SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { formatVerifierKey } from '../verify/note.ts';
import type { VerifierKey } from '../verify/note.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import * as store from './log-store.ts';

/** A checkpoint with the cosignatures that have come in so far. */
export interface Head {
  readonly size: number;
  readonly root: Buffer;
  /** The signed note, cosignatures included. */
  readonly note: string;
  readonly signedAt: Millis;
  readonly cosigners: readonly VerifierKey[];
  /** Whether enough witnesses cosigned it. */
  readonly quorum: boolean;
}

/** How long a checkpoint waits for its witnesses while an older one that has them is shown in its place. */
const GRACE = 0.7 * SECOND;
const LOOKED_AT = 16;

/** The newest checkpoints and the last one that enough witnesses cosigned, newest first. */
export async function recentHeads(at: Queryable, { witnesses, isQuorum }: TrustPolicy): Promise<Head[]> {
  const newest = await store.newestCheckpoints(at, LOOKED_AT);
  const last = witnesses.length === 0 ? null : await store.lastQuorumCheckpoint(at);
  const isOlder = last !== null && newest.every(({ size }) => size > last.size);
  const rows = isOlder ? [...newest, last] : newest;
  const cosignedSizes = witnesses.length === 0 ? [] : rows.map(({ size }) => size);
  const cosignatures = await store.cosignaturesOf(at, cosignedSizes);
  return rows.map((row) => {
    const own = witnesses.flatMap(({ key }) => {
      const vkey = formatVerifierKey(key);
      const found = cosignatures.find(({ size, witness }) => size === row.size && witness === vkey);
      return found === undefined ? [] : [{ key, line: found.line }];
    });
    const cosigners = own.map(({ key }) => key);
    const note = row.note + own.map(({ line }) => line).join('');
    const { size, root, signed_at: signedAt } = row;
    return { size, root, note, signedAt, cosigners, quorum: isQuorum(cosigners) };
  });
}

/**
 * The checkpoint to show: the newest that enough witnesses cosigned, or that has waited for them long enough; while none
 * has, the oldest. Were it the newest, an older one would be shown after it, and a log that grows never shows less than
 * it did. Null before the first start.
 */
export async function currentHead(at: Queryable, policy: TrustPolicy, now: Millis): Promise<Head | null> {
  const heads = await recentHeads(at, policy);
  return heads.find(({ quorum, signedAt }) => quorum || signedAt + GRACE < now) ?? heads.at(-1) ?? null;
}

/** Of recent heads the one to prove an entry by: the newest that enough witnesses cosigned, or else the newest unless `quorumOnly`. */
export function headFor(heads: readonly Head[], index: number, quorumOnly: boolean): Head | null {
  const covering = heads.filter(({ size }) => size > index);
  return covering.find(({ quorum }) => quorum) ?? (quorumOnly ? null : (covering[0] ?? null));
}
