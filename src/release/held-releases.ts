import { ActiveGrant, weighGrants } from '../consent/index.ts';
import type { HeldGrant, ReleasePort } from '../consent/index.ts';
import { HOUR } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { systemRandom } from '../kernel/random.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows } from '../platform/db/index.ts';

const TABLE = 'held_releases';
const AT_ONCE = 200;

interface HeldRow {
  grant_id: string;
  /** What orders those that go together. It says nothing of when anybody said yes. */
  shuffle: string;
  until: number;
}

/** Keeps what these grants cover back. Nothing is recorded or queued yet, so nothing of it can be seen anywhere. */
export async function holdReleases(tx: Tx, held: readonly HeldGrant[]): Promise<void> {
  if (!held.every(({ grant }) => ActiveGrant.isHeldIn(tx, grant))) {
    throw new TypeError('a release waits for a grant proven in its own transaction');
  }
  const rows: HeldRow[] = held.map(({ grant, until }) => ({
    grant_id: grant.id,
    shuffle: systemRandom.bytes(16).toString('hex'),
    until,
  }));
  await insertRows(tx, TABLE, rows);
}

export async function isReleaseDue(at: Queryable, now: Millis): Promise<boolean> {
  return (await at.q(TABLE).select('grant_id').where('until', '<=', now).first()) !== undefined;
}

/**
 * Releases the next of those whose time has come, in an order that is nobody's; returns how many were looked at. What
 * was taken back meanwhile is not released, and its partner learns nothing of it. Who has to agree to the policy anew, or
 * to verify a corrected email, is waited for.
 */
export async function releaseHeld(tx: Tx, port: Pick<ReleasePort, 'release'>): Promise<number> {
  const due = tx.q(TABLE).where('until', '<=', tx.now).orderBy(['until', 'shuffle']).limit(AT_ONCE);
  const rows = (await lockingRows(tx, due)) as HeldRow[];
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.grant_id);
  const { active, suspended } = await weighGrants(tx, ids);
  await port.release(
    tx,
    ids.flatMap((id) => active.get(id) ?? []),
  );
  await tx
    .q(TABLE)
    .whereIn('grant_id', [...suspended])
    .update({ until: tx.now + HOUR });
  await tx
    .q(TABLE)
    .whereIn(
      'grant_id',
      ids.filter((id) => !suspended.has(id)),
    )
    .delete();
  return rows.length;
}
