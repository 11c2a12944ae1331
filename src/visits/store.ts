import type { Millis } from '../kernel/clock.ts';
import { deleteSome, insertRows } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { dayOf } from './rules.ts';

export interface VisitRow {
  readonly entry_hash: string;
  readonly subject_type: 'SITE_VISITOR';
  readonly path: string;
  readonly agent: string;
  readonly network: string;
  readonly at: Millis;
}

const LOG = 'visitor_log';
const KEYS = 'visitor_log_keys';

export async function insertVisits(tx: Tx, rows: readonly VisitRow[]): Promise<void> {
  await insertRows(tx, LOG, rows);
}

export async function findVisit(at: Queryable, hash: string, since: Millis): Promise<VisitRow | null> {
  const row = (await at.q(LOG).where('entry_hash', hash).where('at', '>', since).first()) as
    VisitRow | undefined;
  return row ?? null;
}

export async function deleteVisit(tx: Tx, hash: string): Promise<boolean> {
  return (await tx.q(LOG).where('entry_hash', hash).delete()) > 0;
}

/** The key of a day, the same for all processes: the first one to ask makes it. */
export async function keyOfDay(tx: Tx, day: number, fresh: Buffer): Promise<Buffer> {
  await tx.q(KEYS).insert({ day, key: fresh }).onConflict('day').ignore();
  const { key } = (await tx.q(KEYS).where({ day }).first()) as { key: Buffer };
  return key;
}

/** Destroys the keys of days that are over: from then on no network's name says which network it was. */
export async function destroyKeys(tx: Tx, now: Millis): Promise<number> {
  return tx.q(KEYS).where('day', '<', dayOf(now)).delete();
}

/** Forgets up to `limit` entries up to an instant. */
export function sweepVisits(tx: Tx, before: Millis, limit: number): Promise<number> {
  return deleteSome(tx, LOG, 'entry_hash', limit, (old) => void old.where('at', '<=', before));
}
