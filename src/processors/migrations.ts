import type { Migration } from '../platform/db/index.ts';

export const processorsMigrations: readonly Migration[] = [
  {
    name: '1310-processors',
    async up(knex) {
      await knex.schema.createTable('processors', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
        t.text('purpose').notNullable();
        t.text('fields').notNullable();
        t.boolean('promotional').notNullable();
        t.text('country').notNullable();
        t.text('contact').notNullable();
        t.text('privacy_policy_url').notNullable();
        t.bigInteger('registered_at').notNullable();
        t.bigInteger('retired_at');
        t.index(['registered_at', 'id']);
      });
      await knex.schema.createTable('processor_notices', (t) => {
        t.text('id').primary();
        t.text('processor_id').notNullable().references('processors.id');
        t.integer('version').notNullable();
        t.text('text').notNullable();
        t.bigInteger('given_at').notNullable();
        t.unique(['processor_id', 'version']);
      });
      await knex.schema.createTable('processor_opt_outs', (t) => {
        t.text('subject_id').notNullable();
        t.text('processor_id').notNullable().references('processors.id');
        t.bigInteger('opted_out_at').notNullable();
        t.primary(['subject_id', 'processor_id']);
      });
      // Ids and instants: what was handed over stands in none of them.
      await knex.schema.createTable('processor_transfers', (t) => {
        t.text('id').primary();
        t.text('processor_id').notNullable().references('processors.id');
        t.text('notice_id').notNullable().references('processor_notices.id');
        t.text('subject_id').notNullable();
        t.text('field').notNullable();
        t.text('about').notNullable();
        t.bigInteger('transferred_at').notNullable().index();
        t.index(['subject_id', 'processor_id', 'transferred_at']);
      });
    },
  },
];
