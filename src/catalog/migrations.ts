import type { Migration } from '../platform/db/index.ts';

export const catalogMigrations: readonly Migration[] = [
  {
    name: '0100-catalog',
    async up(knex) {
      await knex.schema.createTable('categories', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
      });
      await knex.schema.createTable('partners', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
        t.text('legal_name').notNullable();
        t.text('country').notNullable();
        t.text('website').notNullable();
        t.text('status').notNullable();
        t.boolean('compensates').notNullable();
        t.text('policy_id');
        t.bigInteger('created_at').notNullable();
      });
      await knex.schema.createTable('partner_policies', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id');
        t.text('version').notNullable();
        t.text('url').notNullable();
        t.text('text').notNullable();
        t.text('text_hash').notNullable();
        t.bigInteger('published_at').notNullable();
      });
      await knex.schema.createTable('apps', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
        t.text('tagline').notNullable();
        t.text('description').notNullable();
        t.text('category_id').notNullable().references('categories.id');
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('status').notNullable();
        t.integer('installs').notNullable();
        t.text('search_text').notNullable();
        t.bigInteger('created_at').notNullable();
        t.index(['name', 'id']);
        t.index(['installs', 'id']);
        t.index(['created_at', 'id']);
      });
      await knex.schema.createTable('webhook_endpoints', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('url').notNullable();
        t.text('status').notNullable();
        t.text('secret_version').notNullable();
        t.binary('secret_sealed').notNullable();
        t.bigInteger('created_at').notNullable();
      });
    },
  },
];
