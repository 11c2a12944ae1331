import type { Migration } from '../../platform/db/index.ts';

export const retentionMigrations: readonly Migration[] = [
  {
    name: '1300-retention',
    async up(knex) {
      await knex.schema.createTable('retention_runs', (t) => {
        t.text('id').primary();
        t.text('data').notNullable();
        t.text('rule').notNullable();
        t.bigInteger('started_at').notNullable();
        t.bigInteger('finished_at');
        t.bigInteger('destroyed').notNullable();
        // People whose data stayed because of a hold.
        t.integer('held').notNullable();
        t.text('after');
        t.text('ledger_entry_id');
        t.index(['data', 'started_at']);
      });
      await knex.raw(
        'create unique index retention_runs_open on retention_runs (data) where finished_at is null',
      );
      await knex.schema.createTable('retention_holds', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('reason').notNullable();
        t.text('placed_by').notNullable();
        t.bigInteger('placed_at').notNullable();
        t.text('lifted_by');
        t.bigInteger('lifted_at');
      });
      await knex.raw(
        'create unique index retention_holds_open on retention_holds (subject_id) where lifted_at is null',
      );
    },
  },
];
