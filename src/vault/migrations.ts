import type { Migration } from '../platform/db/index.ts';

export const vaultMigrations: readonly Migration[] = [
  {
    name: '0300-vault',
    async up(knex) {
      await knex.schema.createTable('vault_keys', (t) => {
        t.text('subject_id').primary();
        t.text('kek_version').notNullable().index();
        t.binary('wrapped_key').notNullable();
      });
      await knex.schema.createTable('vault_emails', (t) => {
        t.text('subject_id').primary();
        t.integer('version').notNullable();
        t.binary('ciphertext').notNullable();
        t.binary('blind_index').notNullable().index();
        t.boolean('verified').notNullable();
      });
      await knex.schema.createTable('vault_subject_views', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable().index();
        t.bigInteger('viewed_at').notNullable();
      });
    },
  },
  {
    name: '0310-mail-openings',
    async up(knex) {
      await knex.schema.createTable('vault_mail_openings', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable().index();
        t.text('mail_id').notNullable();
        t.text('purpose').notNullable();
        t.bigInteger('opened_at').notNullable();
      });
    },
  },
  {
    name: '1351-values',
    async up(knex) {
      await knex.schema.createTable('vault_values', (t) => {
        t.text('subject_id').notNullable();
        t.text('field').notNullable();
        t.integer('version').notNullable();
        t.binary('ciphertext').notNullable();
        t.primary(['subject_id', 'field', 'version']);
      });
    },
  },
  {
    name: '1357-view-purposes',
    async up(knex) {
      await knex.schema.alterTable('vault_subject_views', (t) => {
        t.text('purpose').notNullable().defaultTo('view');
      });
    },
  },
];
