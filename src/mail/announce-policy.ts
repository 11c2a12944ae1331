import { activeSubjectsBetween } from '../accounts/index.ts';
import { MINUTE } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { announcedChanges } from '../policies/index.ts';
import { queueNotices } from './queue.ts';

const TABLE = 'policy_notices';
const AT_ONCE = 1_000;

/** Ids of accounts are given before their commit: an account as young as this may still be on its way. */
const SETTLED_AFTER = MINUTE;

interface Run {
  readonly policy_id: string;
  /** The last account that was told, in order of id. */
  readonly reached: string;
}

const untold = (at: Reader | Tx, reached: string, now: number) =>
  activeSubjectsBetween(at, reached, newId('subject', now - SETTLED_AFTER), AT_ONCE);

async function findWork(reader: Reader, now: number): Promise<string | null> {
  for (const { id } of await announcedChanges(reader, now)) {
    const run = (await reader.q(TABLE).where('policy_id', id).first()) as Run | undefined;
    if ((await untold(reader, run?.reached ?? '', now)).length > 0) return id;
  }
  return null;
}

/** The run of a change, locked; null: another process has it. */
async function lockRun(tx: Tx, policyId: string): Promise<Run | null> {
  const own = { policy_id: policyId };
  await tx
    .q(TABLE)
    .insert({ ...own, reached: '', queued: 0, started_at: tx.now })
    .onConflict('policy_id')
    .ignore();
  const query = tx.q(TABLE).where(own).first();
  const run = (await (tx.dialect === 'postgres' ? query.forUpdate().skipLocked() : query)) as Run | undefined;
  return run ?? null;
}

/**
 * Queues the next mails about changes of what people were promised that are announced and not in force yet: everybody
 * with an account gets one, whoever comes before the day too. How far it came commits with the mails, so that it can
 * stop anywhere and nobody is told twice. False: everybody is told.
 */
export async function stepPolicyNotices(db: Database, now: number): Promise<boolean> {
  const policyId = await db.read((reader) => findWork(reader, now));
  if (policyId === null) return false;
  return db.transact(async (tx) => {
    const run = await lockRun(tx, policyId);
    if (run === null) return false;
    const people = await untold(tx, run.reached, tx.now);
    await queueNotices(
      tx,
      people.map((subjectId) => ({ kind: 'policy-announced', subjectId, policyId })),
      tx.now,
    );
    await tx
      .q(TABLE)
      .where('policy_id', policyId)
      .increment('queued', people.length)
      .update({ reached: people.at(-1) ?? run.reached });
    return people.length === AT_ONCE;
  });
}
