import type { Knex } from 'knex';

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
