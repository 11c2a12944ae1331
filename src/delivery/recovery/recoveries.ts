import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { rowsWhereIn } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';

/** Sending again what an endpoint missed: a job that goes on where it was after any interruption. */
export interface Recovery {
  readonly id: string;
  readonly partnerId: string;
  readonly endpointId: string;
  /** Whether what arrived is sent again too. */
  readonly everything: boolean;
  readonly since: Millis;
  readonly until: Millis;
  readonly state: 'running' | 'done';
  /** Messages put into the lane so far. */
  readonly queued: number;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
}

export interface RecoveryRow {
  id: string;
  partner_id: string;
  endpoint_id: string;
  everything: boolean | number;
  since: number;
  until: number;
  state: Recovery['state'];
  /** The last message that was looked at. */
  after_at: number;
  after_id: string;
  queued: number;
  created_at: number;
  finished_at: number | null;
}

export const RECOVERIES = 'recoveries';

export const toRecovery = (row: RecoveryRow): Recovery => ({
  id: row.id,
  partnerId: row.partner_id,
  endpointId: row.endpoint_id,
  everything: Boolean(row.everything),
  since: row.since,
  until: row.until,
  state: row.state,
  queued: row.queued,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

export async function recoveriesById(at: Queryable, ids: readonly string[]): Promise<Map<string, Recovery>> {
  const rows = await rowsWhereIn<RecoveryRow>(at, RECOVERIES, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRecovery(row)]));
}

export const listRecoveries = (at: Queryable, partnerId: string, args: PageArgs): Promise<Page<Recovery>> =>
  keysetPage<RecoveryRow, Recovery>(
    at.q(RECOVERIES).where('partner_id', partnerId),
    { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: toRecovery(row) }),
  );

export const isRecoveryRunning = async (at: Queryable): Promise<boolean> =>
  (await at.q(RECOVERIES).select('id').where('state', 'running').first()) !== undefined;
