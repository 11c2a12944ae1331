import type { Migration } from '../platform/db/index.ts';

export const visitsMigrations: readonly Migration[] = [
  {
    name: '1332-visitor-log',
    async up(knex) {
      // Nothing here refers to a person, a login or a session, and nothing elsewhere refers to it.
      await knex.schema.createTable('visitor_log', (t) => {
        t.text('entry_hash').primary();
        t.text('subject_type').notNullable();
        t.text('path').notNullable();
        t.text('agent').notNullable();
        t.text('network').notNullable();
        t.bigInteger('at').notNullable().index();
      });
      await knex.schema.createTable('visitor_log_keys', (t) => {
        t.integer('day').primary();
        t.binary('key').notNullable();
      });
    },
  },
];
