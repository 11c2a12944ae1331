import type { Database } from '../../src/platform/db/index.ts';
import { until } from './until.ts';

/**
 * Waits until no transaction is open on the server that began before this: what is not given out before those are over
 * waits for other tests' transactions too, which share the server. On SQLite there are none.
 */
export async function settled(db: Database): Promise<void> {
  if (db.dialect === 'sqlite') return;
  const first = async (sql: string): Promise<number> =>
    db.read(async ({ q }) => {
      const { rows } = await q.raw<{ rows: { xid: string }[] }>(`select ${sql}::text as xid`);
      return Number(rows[0]?.xid);
    });
  const own = await first('pg_current_xact_id()');
  await until(
    async () => (await first('pg_snapshot_xmin(pg_current_snapshot())')) > own,
    'older transactions to end',
    20_000,
  );
}
