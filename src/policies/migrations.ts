import type { Migration } from '../platform/db/index.ts';

export const policiesMigrations: readonly Migration[] = [
  {
    name: '0110-policies',
    async up(knex) {
      await knex.schema.createTable('policies', (t) => {
        t.text('id').primary();
        t.text('version').notNullable().unique();
        t.text('text').notNullable();
        t.text('text_hash').notNullable();
        t.boolean('material').notNullable();
        t.bigInteger('effective_at').notNullable().index();
        t.bigInteger('published_at').notNullable();
      });
      await knex.schema.createTable('disclosures', (t) => {
        t.text('id').primary();
        t.text('hash').notNullable().unique();
        t.text('subject_id').notNullable().index();
        t.text('app_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('offer_id');
        t.text('basis').notNullable();
        t.text('policy_id').notNullable();
        t.text('partner_policy_id').notNullable();
        t.text('text_version').notNullable();
        t.text('text').notNullable();
        t.text('nonce').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('expires_at').notNullable();
        t.bigInteger('used_at');
      });
    },
  },
  {
    name: '1302-unanswered-texts',
    async up(knex) {
      await knex.raw('create index disclosures_unanswered on disclosures (expires_at) where used_at is null');
    },
  },
  {
    name: '1340-address-shown',
    async up(knex) {
      // Before relay addresses there was one kind: what was shown then was about the person's own.
      await knex.schema.alterTable('disclosures', (t) => {
        t.text('address').notNullable().defaultTo('real');
      });
    },
  },
];
