import type { Migration } from '../platform/db/index.ts';

export const offersMigrations: readonly Migration[] = [
  {
    name: '0500-offers',
    async up(knex) {
      await knex.schema.createTable('offers', (t) => {
        t.text('id').primary();
        t.text('app_id').notNullable().references('apps.id').index();
        t.text('title').notNullable();
        t.text('text').notNullable();
        t.text('criterion').notNullable();
        t.bigInteger('starts_at').notNullable();
        t.bigInteger('ends_at').notNullable();
        t.bigInteger('created_at').notNullable();
        t.index(['ends_at', 'starts_at']);
      });
    },
  },
];
