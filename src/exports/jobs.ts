import type { Queryable, Tx } from '../platform/db/index.ts';
import { KEPT_FOR, LEASE, MAX_ATTEMPTS, WAIT } from './rules.ts';
import { deletePieces } from './pieces.ts';
import { EXPORTS, LINKS } from './store.ts';
import type { ExportRow } from './store.ts';
import type { ExportJob } from './types.ts';

const AT_ONCE = 64;

const due = (at: Queryable, states: readonly string[], now: number) =>
  at
    .q(EXPORTS)
    .whereIn('state', [...states])
    .where('next_at', '<=', now);

/** Whether an export waits for somebody to take it, or its bytes are to go. Cheap: whoever idles writes nothing. */
export async function isExportDue(at: Queryable, now: number): Promise<boolean> {
  return (await due(at, ['queued', 'running', 'ready'], now).select('id').first()) !== undefined;
}

async function nextDue(tx: Tx, states: readonly string[]): Promise<ExportRow | null> {
  const query = due(tx, states, tx.now).orderBy(['next_at', 'id']).first();
  const row = (await (tx.dialect === 'postgres' ? query.forUpdate().skipLocked() : query)) as
    ExportRow | undefined;
  return row ?? null;
}

/**
 * Takes the next export, that of a process that ended with it too. What an earlier try wrote is deleted. 'failed': one
 * that was tried often enough is given up. Null: there is nothing to do.
 */
export async function claimExport(tx: Tx): Promise<ExportJob | 'failed' | null> {
  const row = await nextDue(tx, ['queued', 'running']);
  if (row === null) return null;
  const { id, subject_id: subjectId, attempts, sealed_key: sealedKey } = row;
  while (!(await deletePieces(tx, id, AT_ONCE)));
  if (attempts >= MAX_ATTEMPTS || sealedKey === null) {
    const over = { state: 'failed', sealed_key: null, finished_at: tx.now };
    await tx.q(EXPORTS).where({ id }).update(over);
    return 'failed';
  }
  const attempt = attempts + 1;
  await tx
    .q(EXPORTS)
    .where({ id })
    .update({ state: 'running', attempts: attempt, percent: 0, pieces: 0, next_at: tx.now + LEASE });
  return { id, subjectId, attempt, sealedKey };
}

const own = (tx: Tx, { id, attempt }: ExportJob) =>
  tx.q(EXPORTS).where({ id, state: 'running', attempts: attempt });

/** Says that somebody is still at it, and how far. False: it is somebody else's by now, or its person is erased. */
export async function keepJob(tx: Tx, job: ExportJob, percent: number): Promise<boolean> {
  return (await own(tx, job).update({ percent, next_at: tx.now + LEASE })) > 0;
}

/** False: as `keepJob` says it. */
export async function finishJob(
  tx: Tx,
  job: ExportJob,
  { pieces, size }: { readonly pieces: number; readonly size: number },
): Promise<boolean> {
  const until = tx.now + KEPT_FOR;
  const ready = { state: 'ready', percent: 100, finished_at: tx.now, expires_at: until, next_at: until };
  return (await own(tx, job).update({ ...ready, pieces, size })) > 0;
}

/** Puts an export back for a later try; `counts`: this one was a failure. */
export async function releaseJob(tx: Tx, job: ExportJob, counts: boolean): Promise<void> {
  await own(tx, job).update({
    state: 'queued',
    percent: 0,
    attempts: counts ? job.attempt : job.attempt - 1,
    next_at: counts ? tx.now + WAIT : tx.now,
  });
}

/** Takes a step in deleting the bytes of one whose time is over. False: there is none. */
export async function expireExport(tx: Tx): Promise<boolean> {
  const row = await nextDue(tx, ['ready']);
  if (row === null) return false;
  await tx.q(LINKS).where('export_id', row.id).delete();
  if (!(await deletePieces(tx, row.id, AT_ONCE))) return true;
  await tx
    .q(EXPORTS)
    .where({ id: row.id })
    .update({ state: 'expired', sealed_key: null, pieces: 0, size: null });
  return true;
}
