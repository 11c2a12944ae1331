import type { Migration } from '../platform/db/index.ts';

export const consentMigrations: readonly Migration[] = [
  {
    name: '0600-consent',
    async up(knex) {
      await knex.schema.createTable('grants', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable().references('subjects.id');
        t.text('app_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('basis').notNullable();
        t.text('offer_id');
        t.text('fields').notNullable();
        t.text('purposes').notNullable();
        t.text('disclosure_hash').notNullable().unique();
        t.text('text_version').notNullable();
        t.text('policy_id').notNullable();
        t.text('partner_policy_id').notNullable();
        t.text('means').notNullable();
        t.text('state').notNullable();
        t.bigInteger('granted_at').notNullable();
        t.bigInteger('ended_at');
        t.text('end_reason');
        t.index(['subject_id', 'granted_at', 'id']);
      });
      await knex.schema.createTable('installations', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('app_id').notNullable();
        t.text('grant_id').notNullable().references('grants.id');
        t.text('state').notNullable();
        t.bigInteger('installed_at').notNullable();
        t.bigInteger('uninstalled_at');
        t.index(['subject_id', 'installed_at', 'id']);
      });
      // The last line of defence for "one yes a time": no race can make a second active one.
      await knex.raw(
        `create unique index grants_one_active on grants (subject_id, app_id, basis, coalesce(offer_id, '')) where state = 'active'`,
      );
      await knex.raw(
        `create unique index installations_one_active on installations (subject_id, app_id) where state = 'installed'`,
      );
    },
  },
  {
    name: '0610-refusals',
    async up(knex) {
      await knex.schema.createTable('offer_refusals', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('app_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('offer_id').notNullable();
        t.text('disclosure_hash').notNullable().unique();
        t.bigInteger('refused_at').notNullable();
        t.index(['subject_id', 'refused_at', 'id']);
      });
    },
  },
  {
    name: '1301-purged-records',
    async up(knex) {
      await knex.schema.alterTable('grants', (t) => t.bigInteger('records_purged_at'));
      await knex.raw(
        `create index grants_with_records on grants (ended_at)
         where state = 'ended' and records_purged_at is null`,
      );
    },
  },
  {
    name: '1341-granted-address',
    async up(knex) {
      await knex.schema.alterTable('grants', (t) => {
        t.text('address').notNullable().defaultTo('real');
      });
    },
  },
];
