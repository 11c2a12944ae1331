import type { Migration } from '../platform/db/index.ts';

export const relayMigrations: readonly Migration[] = [
  {
    name: '1342-relay',
    async up(knex) {
      await knex.schema.createTable('relay_addresses', (t) => {
        // A keyed hash: it says nothing of whom it stands for.
        t.text('name').primary();
        t.text('domain').notNullable();
        t.text('subject_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.bigInteger('made_at').notNullable();
        t.unique(['subject_id', 'partner_id', 'app_id']);
      });
      await knex.schema.createTable('relay_correspondents', (t) => {
        t.text('name').primary();
        t.text('relay_name').notNullable().index();
        t.text('subject_id').notNullable().index();
        // An address at the partner, under the key of the person whom it wrote to.
        t.binary('sealed').notNullable();
        t.bigInteger('made_at').notNullable();
      });
    },
  },
];
