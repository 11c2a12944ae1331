import type { Knex } from 'knex';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable } from './database.ts';

/** One step of one slice's schema. Names sort in the order in which they run and never change once released. */
export interface Migration {
  readonly name: string;
  up(schema: Knex): Promise<void>;
}

/** Forward only: an upgrade is undone from a backup, not by a second, less tested script. */
export function migrationSource(migrations: readonly Migration[]): Knex.MigrationSource<Migration> {
  const ordered = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    getMigrations: () => Promise.resolve(ordered),
    getMigrationName: (migration) => migration.name,
    getMigration: (migration) =>
      Promise.resolve({
        up: (knex: Knex) => migration.up(knex),
        down: () => Promise.reject(new Error('migrations run forward only')),
      }),
  };
}

/** When a step was taken, by the clock of the machine that took it; null: it was not. */
export async function migratedAt(at: Queryable, name: string): Promise<Millis | null> {
  const row = (await at.q('knex_migrations').select('migration_time').where({ name }).first()) as
    { migration_time: number | Date } | undefined;
  return row === undefined ? null : Number(row.migration_time);
}
