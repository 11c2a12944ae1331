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
];
