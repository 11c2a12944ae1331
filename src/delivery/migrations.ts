import type { Migration } from '../platform/db/index.ts';

export const deliveryMigrations: readonly Migration[] = [
  {
    name: '0410-delivery',
    async up(knex) {
      await knex.schema.createTable('outbox', (t) => {
        t.text('id').primary();
        t.text('event').notNullable();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('endpoint_id');
        t.text('subject_id').notNullable();
        t.text('grant_id').notNullable().index();
        t.text('release_id').index();
        t.text('state').notNullable();
        t.integer('attempts').notNullable();
        t.integer('failures').notNullable();
        t.bigInteger('next_at').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('finished_at');
        t.index(['state', 'next_at']);
        t.index(['partner_id', 'created_at', 'id']);
      });
      await knex.schema.createTable('delivery_attempts', (t) => {
        t.text('id').primary();
        t.text('message_id').notNullable().references('outbox.id').index();
        t.integer('number').notNullable();
        t.bigInteger('started_at').notNullable();
      });
      await knex.schema.createTable('delivery_results', (t) => {
        t.text('attempt_id').primary().references('delivery_attempts.id');
        t.text('outcome').notNullable();
        t.integer('status');
        t.integer('duration_ms').notNullable();
        t.bigInteger('finished_at').notNullable();
      });
    },
  },
];
