import type { Migration } from '../platform/db/index.ts';

export const reportsMigrations: readonly Migration[] = [
  {
    name: '0900-reports',
    async up(knex) {
      // Holds nothing but the lock under which a quarter's debits are added up.
      await knex.schema.createTable('report_budgets', (t) => {
        t.text('partner_id').notNullable();
        t.text('quarter').notNullable();
        t.primary(['partner_id', 'quarter']);
      });
      await knex.schema.createTable('report_debits', (t) => {
        t.text('offer_id').notNullable();
        t.bigInteger('week_ends_at').notNullable();
        t.text('partner_id').notNullable();
        t.text('quarter').notNullable();
        t.integer('micro_epsilon').notNullable().checkBetween([0, 1_000_000]);
        t.bigInteger('debited_at').notNullable();
        t.primary(['offer_id', 'week_ends_at']);
        t.foreign(['partner_id', 'quarter']).references(['partner_id', 'quarter']).inTable('report_budgets');
        t.index(['partner_id', 'quarter']);
      });
      await knex.schema.createTable('report_refusals', (t) => {
        t.text('offer_id').notNullable();
        t.bigInteger('week_ends_at').notNullable();
        t.text('partner_id').notNullable();
        t.text('quarter').notNullable();
        t.bigInteger('refused_at').notNullable();
        t.primary(['offer_id', 'week_ends_at']);
      });
      // Noised numbers only: what was counted is nowhere kept. The key makes releases of an offer one chain, in which
      // each begins where another ended, and lets none in that nobody paid for.
      await knex.schema.createTable('report_releases', (t) => {
        t.text('offer_id').notNullable();
        t.integer('number').notNullable().checkBetween([1, 8]);
        t.bigInteger('week_ends_at').notNullable();
        t.bigInteger('reached_noised').notNullable();
        t.bigInteger('dismissed_noised').notNullable();
        t.bigInteger('reached');
        t.bigInteger('dismissed');
        t.bigInteger('released_at').notNullable();
        t.primary(['offer_id', 'number']);
        t.foreign(['offer_id', 'week_ends_at'])
          .references(['offer_id', 'week_ends_at'])
          .inTable('report_debits');
        t.unique(['offer_id', 'week_ends_at']);
      });
    },
  },
];
