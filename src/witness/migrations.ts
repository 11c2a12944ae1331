import type { Migration } from '../platform/db/index.ts';

export const witnessMigrations: readonly Migration[] = [
  {
    name: '0900-witness',
    async up(knex) {
      await knex.schema.createTable('witnessed_logs', (t) => {
        t.text('origin').primary();
        // SHA-256 of the origin in lowercase hex, by which monitors ask.
        t.text('origin_hash').notNullable().unique();
        // Decimal digits: up to 2^64 - 1, which neither engine's integers hold.
        t.text('size').notNullable();
        t.binary('root').notNullable();
        // The signed note: the log's signatures that were verified, and our own.
        t.text('note').notNullable();
        t.bigInteger('cosigned_at').notNullable();
      });
    },
  },
];
