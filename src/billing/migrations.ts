import type { Migration } from '../platform/db/index.ts';

export const billingMigrations: readonly Migration[] = [
  {
    name: '1333-billing',
    async up(knex) {
      await knex.schema.createTable('billing_subscriptions', (t) => {
        t.text('subject_id').primary();
        t.text('plan').notNullable();
        t.bigInteger('started_at').notNullable();
        t.bigInteger('cancelled_at');
        // Sealed under the person's key, bound to the person and this version of it.
        t.binary('method');
        t.integer('method_version').notNullable();
      });
    },
  },
];
