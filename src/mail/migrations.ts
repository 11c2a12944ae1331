import type { Migration } from '../platform/db/index.ts';

export const mailMigrations: readonly Migration[] = [
  {
    name: '0800-mail',
    async up(knex) {
      await knex.schema.createTable('mail_queue', (t) => {
        t.text('id').primary();
        t.text('kind').notNullable();
        t.text('recipient_kind').notNullable();
        t.text('recipient_ref');
        // Ids, counts and instants as JSON: no address, no name, no text.
        t.text('refs').notNullable();
        t.text('state').notNullable();
        t.integer('attempts').notNullable();
        t.bigInteger('next_at').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('finished_at');
        t.text('last_error');
        t.index(['state', 'next_at']);
      });
    },
  },
  {
    name: '0810-unsubscribes',
    async up(knex) {
      await knex.schema.createTable('mail_unsubscribes', (t) => {
        t.text('token_hash').primary();
        t.text('subject_id').notNullable().index();
        t.bigInteger('expires_at').notNullable().index();
      });
    },
  },
  {
    name: '1303-finished-mails',
    async up(knex) {
      await knex.raw(
        'create index mail_queue_finished on mail_queue (finished_at) where finished_at is not null',
      );
    },
  },
  {
    name: '1363-mail-forgets',
    async up(knex) {
      await knex.schema.createTable('mail_forgets', (t) => {
        t.text('subject_id').primary();
        t.bigInteger('next_at').notNullable().index();
        t.bigInteger('until').notNullable();
      });
    },
  },
  {
    name: '1355-mail-order',
    async up(knex) {
      await knex.schema.alterTable('mail_queue', (t) => {
        // Whether many get such a mail at once. What one person waits for goes first.
        t.boolean('bulk').notNullable().defaultTo(false);
        t.index(['state', 'bulk', 'next_at']);
        t.index(['recipient_ref']);
        t.dropIndex(['state', 'next_at']);
      });
      await knex('mail_queue').where({ kind: 'offer' }).update({ bulk: true });
    },
  },
  {
    name: '1358-policy-notices',
    async up(knex) {
      await knex.schema.createTable('policy_notices', (t) => {
        t.text('policy_id').primary();
        t.text('reached').notNullable();
        t.integer('queued').notNullable();
        t.bigInteger('started_at').notNullable();
      });
    },
  },
];
