import type { Migration } from '../platform/db/index.ts';

export const releaseMigrations: readonly Migration[] = [
  {
    name: '0700-releases',
    async up(knex) {
      await knex.schema.createTable('releases', (t) => {
        t.text('id').primary();
        t.text('grant_id').notNullable().unique().references('grants.id');
        t.text('subject_id').notNullable();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('ledger_entry_id').notNullable().unique().references('ledger_entries.id');
        t.bigInteger('released_at').notNullable();
        t.index(['subject_id', 'released_at', 'id']);
        t.index(['partner_id', 'released_at', 'id']);
        t.index(['app_id', 'released_at', 'id']);
        t.index(['released_at', 'id']);
      });
    },
  },
  {
    name: '0710-release-states',
    async up(knex) {
      // Room on each page, so that what is noted of a release as it goes stays beside it and no index is written.
      if (knex.client.config.client === 'pg') await knex.raw('alter table releases set (fillfactor = 60)');
      await knex.schema.alterTable('releases', (t) => {
        t.text('contact_id').notNullable().defaultTo('');
        t.bigInteger('sent_at');
        t.bigInteger('received_at');
        t.bigInteger('ended_at');
        t.bigInteger('position');
        t.index(['partner_id', 'contact_id']);
        t.index(['partner_id', 'position']);
      });
      await knex.raw(
        `create index releases_unplaced on releases (partner_id, released_at, id) where position is null`,
      );
      await knex.schema.createTable('contact_feeds', (t) => {
        t.text('partner_id').primary();
        t.bigInteger('last').notNullable();
      });
      await knex.raw(
        `update releases set
           ended_at = (select g.ended_at from grants g where g.id = releases.grant_id),
           sent_at = (select min(a.started_at) from delivery_attempts a join outbox o on o.id = a.message_id
                      where o.release_id = releases.id),
           received_at = (select min(o.finished_at) from outbox o
                          where o.release_id = releases.id and o.state = 'delivered')`,
      );
    },
  },
  {
    name: '0730-held-releases',
    async up(knex) {
      await knex.schema.createTable('held_releases', (t) => {
        t.text('grant_id').primary();
        t.text('shuffle').notNullable();
        t.bigInteger('until').notNullable();
        t.index(['until', 'shuffle']);
      });
    },
  },
  {
    name: '1350-held-corrections',
    async up(knex) {
      await knex.schema.createTable('held_corrections', (t) => {
        t.text('grant_id').primary();
        t.bigInteger('until').notNullable().index();
      });
    },
  },
];
