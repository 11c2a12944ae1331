import type { Migration } from '../../platform/db/index.ts';

export const erasureMigrations: readonly Migration[] = [
  {
    name: '1362-erasures',
    async up(knex) {
      await knex.schema.createTable('erasures', (t) => {
        // Ids and instants: nothing here names anybody, so it stays when the person is gone, for their receipt.
        t.text('id').primary();
        t.text('subject_id').notNullable().index();
        t.text('reference_hash').notNullable().unique();
        t.text('cause').notNullable();
        t.text('decided_by');
        t.text('state').notNullable();
        t.bigInteger('requested_at').notNullable();
        t.bigInteger('erases_at').notNullable();
        // When it is looked at next; later than erases_at where it had to wait.
        t.bigInteger('next_at').notNullable();
        t.bigInteger('finished_at').index();
        t.text('entry_id');
        t.index(['state', 'next_at']);
      });
    },
  },
];
