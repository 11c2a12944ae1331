import type { Migration } from '../platform/db/index.ts';
import { LOCKS } from './lock.ts';

export const targetingMigrations: readonly Migration[] = [
  {
    name: '0550-targeting',
    async up(knex) {
      await knex.schema.createTable('segments', (t) => {
        t.text('id').primary();
        t.text('name').notNullable();
        t.text('description').notNullable();
        t.integer('version').notNullable();
        t.bigInteger('created_at').notNullable().index();
        t.bigInteger('archived_at');
      });
      // An archived segment gives its name free.
      await knex.raw('create unique index segments_name on segments (name) where archived_at is null');
      // Never changed: what a segment said at any time can be looked up.
      await knex.schema.createTable('segment_versions', (t) => {
        t.text('segment_id').notNullable().references('segments.id');
        t.integer('version').notNullable();
        t.text('criterion').notNullable();
        t.text('author').notNullable();
        t.bigInteger('created_at').notNullable();
        t.primary(['segment_id', 'version']);
      });
      await knex.schema.createTable('audience_criteria', (t) => {
        t.text('hash').primary();
        t.text('criterion').notNullable();
      });
      // Every size that staff asked for, and no size.
      await knex.schema.createTable('audience_queries', (t) => {
        t.bigIncrements('seq');
        t.text('author').notNullable();
        t.text('hash').notNullable().references('audience_criteria.hash');
        t.text('breakdown_by');
        t.text('state').notNullable();
        // Whether nobody had asked the same in the day before.
        t.boolean('is_new').notNullable();
        t.bigInteger('at').notNullable().index();
        t.index(['author', 'at']);
        t.index(['hash', 'at']);
      });
      // Which snapshots of everybody's facts were written of this database.
      await knex.schema.createTable('audience_snapshots', (t) => {
        t.text('mark').primary();
        t.bigInteger('at').notNullable();
      });
      await knex.schema.createTable('targeting_locks', (t) => {
        t.text('name').primary();
      });
      await knex('targeting_locks').insert(LOCKS.map((name) => ({ name })));
    },
  },
];
