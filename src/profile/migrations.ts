import type { Migration } from '../platform/db/index.ts';

export const profileMigrations: readonly Migration[] = [
  {
    name: '1352-corrections',
    async up(knex) {
      await knex.schema.createTable('profile_corrections', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.text('field').notNullable();
        // Of the value that was corrected: the vault has it sealed. 0: there was none.
        t.integer('from_version').notNullable();
        t.text('made_by').notNullable();
        t.text('staff');
        // In the words of staff, about a person: under that person's key.
        t.binary('reason_sealed');
        t.bigInteger('corrected_at').notNullable();
        t.index(['subject_id', 'corrected_at', 'id']);
      });
      await knex.schema.createTable('email_verifications', (t) => {
        t.text('id').primary();
        t.text('subject_id').notNullable();
        t.integer('email_version').notNullable();
        t.text('token_hash').unique();
        t.bigInteger('asked_at').notNullable();
        t.bigInteger('expires_at').notNullable().index();
        t.index(['subject_id', 'asked_at']);
      });
    },
  },
  {
    name: '1353-public-profiles',
    async up(knex) {
      await knex.schema.createTable('publication_notices', (t) => {
        t.text('hash').primary();
        t.text('subject_id').notNullable().index();
        // What was not published yet is the person's alone.
        t.binary('sealed').notNullable();
        t.bigInteger('expires_at').notNullable().index();
        t.bigInteger('used_at');
      });
      await knex.schema.createTable('public_profiles', (t) => {
        t.text('subject_id').primary();
        t.text('handle').notNullable().unique();
      });
      // In the clear: the person made it known to everybody.
      await knex.schema.createTable('published_fields', (t) => {
        t.text('subject_id').notNullable();
        t.text('field').notNullable();
        t.text('value').notNullable();
        t.text('notice_hash').notNullable();
        t.bigInteger('published_at').notNullable();
        t.primary(['subject_id', 'field']);
      });
    },
  },
];
