import type { Migration } from '../../platform/db/index.ts';

export const staffReadMigrations: readonly Migration[] = [
  {
    name: '1320-staff-reads',
    async up(knex) {
      await knex.schema.createTable('staff_reads', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('staff').notNullable();
        t.text('fields').notNullable();
        // While this one's person must not be told, neither is this read shown.
        t.text('legal_request_id').index();
        // Why stands there, sealed under the person's key, and nowhere else.
        t.text('ledger_entry_id').notNullable().unique().references('ledger_entries.id');
        t.bigInteger('read_at').notNullable();
        t.index(['subject_id', 'read_at', 'id']);
        t.index(['read_at', 'id']);
      });
    },
  },
];
