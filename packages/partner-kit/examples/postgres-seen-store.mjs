// A store of handled messages in PostgreSQL, for receivers of more than one process. `pool` is a `pg.Pool`.

export const createTable = `create table if not exists webhook_seen (
  id text primary key,
  claimed_at timestamptz not null default now(),
  done boolean not null default false
)`;

/** Rows that are done may go after four days: delete from webhook_seen where claimed_at < now() - interval '4 days'. */
export function createPostgresSeenStore(pool) {
  return {
    async claim(id) {
      // A claim of two minutes ago that came to nothing is of a process that died.
      const { rowCount } = await pool.query(
        `insert into webhook_seen (id) values ($1)
         on conflict (id) do update set claimed_at = now()
         where not webhook_seen.done and webhook_seen.claimed_at < now() - interval '2 minutes'`,
        [id],
      );
      if (rowCount === 1) return 'claimed';
      const { rows } = await pool.query('select done from webhook_seen where id = $1', [id]);
      return rows[0]?.done ? 'done' : 'busy';
    },
    async complete(id) {
      await pool.query('update webhook_seen set done = true where id = $1', [id]);
    },
    async release(id) {
      await pool.query('delete from webhook_seen where id = $1 and not done', [id]);
    },
  };
}
