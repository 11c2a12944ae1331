import type { Migration } from '../platform/db/index.ts';

export const sessionsMigrations: readonly Migration[] = [
  {
    name: '1330-sessions',
    async up(knex) {
      await knex.schema.createTable('sessions', (t) => {
        t.text('secret_hash').primary();
        // The keyed hash by which an account is found too, so that erasing it ends its sessions.
        t.binary('login_index').notNullable().index();
        // Who is logged in, sealed under a key that only the cookie gives.
        t.binary('login').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('expires_at').notNullable().index();
      });
    },
  },
  {
    name: '1364-revoked-tokens',
    async up(knex) {
      await knex.schema.createTable('revoked_tokens', (t) => {
        // A hash: what an issuer calls its tokens is nobody's business.
        t.text('revocable').primary();
        t.bigInteger('revoked_at').notNullable();
        t.bigInteger('expires_at').notNullable().index();
      });
    },
  },
];
