import type { Migration } from '../platform/db/index.ts';

export const ledgerMigrations: readonly Migration[] = [
  {
    name: '0200-ledger',
    async up(knex) {
      await knex.schema.createTable('ledger_entries', (t) => {
        t.bigIncrements('seq');
        t.text('id').notNullable().unique();
        t.text('event').notNullable();
        t.text('subject_id').index();
        t.binary('leaf').notNullable();
        t.binary('sealed');
        t.bigInteger('recorded_at').notNullable();
      });
    },
  },
];
