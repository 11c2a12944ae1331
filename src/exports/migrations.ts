import type { Migration } from '../platform/db/index.ts';

export const exportsMigrations: readonly Migration[] = [
  {
    name: '1356-exports',
    async up(knex) {
      await knex.schema.createTable('exports', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('state').notNullable();
        t.integer('percent').notNullable();
        t.integer('attempts').notNullable();
        // queued, running: when somebody may take it; ready: when its bytes go.
        t.bigInteger('next_at').notNullable();
        t.binary('sealed_key');
        t.bigInteger('requested_at').notNullable();
        t.bigInteger('finished_at');
        t.bigInteger('expires_at');
        t.integer('pieces').notNullable();
        t.bigInteger('size');
        t.index(['subject_id', 'requested_at', 'id']);
        t.index(['state', 'next_at']);
      });
      // Bytes of archives, sealed under the key of their export.
      await knex.schema.createTable('export_pieces', (t) => {
        t.text('export_id').notNullable();
        t.integer('number').notNullable();
        t.binary('sealed').notNullable();
        t.primary(['export_id', 'number']);
      });
      await knex.schema.createTable('export_links', (t) => {
        t.text('token_hash').primary();
        t.text('export_id').notNullable().index();
        t.bigInteger('expires_at').notNullable();
      });
    },
  },
];
