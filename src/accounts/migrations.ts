import type { Migration } from '../platform/db/index.ts';

export const accountsMigrations: readonly Migration[] = [
  {
    name: '0400-accounts',
    async up(knex) {
      await knex.schema.createTable('subjects', (t) => {
        t.text('id').primary();
        t.binary('login_index').unique();
        t.text('state').notNullable();
        t.text('birth_date');
        t.text('policy_version');
        t.bigInteger('created_at').notNullable();
        t.bigInteger('erased_at');
      });
      await knex.schema.createTable('subject_traits', (t) => {
        t.text('subject_id').primary();
        t.text('traits').notNullable();
      });
    },
  },
  {
    name: '0405-agreements',
    async up(knex) {
      await knex.schema.createTable('policy_agreements', (t) => {
        t.text('subject_id').notNullable();
        t.text('version').notNullable();
        t.bigInteger('agreed_at').notNullable();
        t.primary(['subject_id', 'version']);
      });
      // Until now everybody agreed once, when the account was made.
      await knex.raw(
        `insert into policy_agreements (subject_id, version, agreed_at)
         select id, policy_version, created_at from subjects where policy_version is not null`,
      );
    },
  },
  {
    name: '1360-leaving',
    async up(knex) {
      await knex.schema.alterTable('subjects', (t) => t.bigInteger('erase_at'));
    },
  },
  {
    name: '1361-refused-sessions',
    async up(knex) {
      await knex.schema.createTable('refused_sessions', (t) => {
        // A keyed hash, and until when the session can come again: nothing of whose it is, or why.
        t.text('mark').primary();
        t.bigInteger('expires_at').notNullable().index();
      });
    },
  },
];
