import type { Migration } from '../platform/db/index.ts';

export const releaseMigrations: readonly Migration[] = [
  {
    name: '0700-releases',
    async up(knex) {
      await knex.schema.createTable('releases', (t) => {
        t.text('id').primary();
        t.text('grant_id').notNullable().unique().references('grants.id');
        t.text('subject_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('ledger_entry_id').notNullable().unique().references('ledger_entries.id');
        t.bigInteger('released_at').notNullable();
        t.index(['subject_id', 'released_at', 'id']);
        t.index(['partner_id', 'released_at', 'id']);
        t.index(['app_id', 'released_at', 'id']);
        t.index(['released_at', 'id']);
      });
    },
  },
];
