import type { Migration } from '../platform/db/index.ts';
import { adoptDocuments, registerFirstTraits } from './first-traits.ts';

export const traitsMigrations: readonly Migration[] = [
  {
    name: '0450-traits',
    async up(knex) {
      await knex.schema.createTable('traits', (t) => {
        t.text('name').primary();
        t.text('about').notNullable();
        t.text('type').notNullable();
        t.text('purpose').notNullable();
        t.integer('retention_days').notNullable();
        t.bigInteger('registered_at').notNullable();
      });
      await knex.schema.createTable('event_kinds', (t) => {
        t.text('name').primary();
        t.text('purpose').notNullable();
        t.integer('retention_days').notNullable();
        t.bigInteger('registered_at').notNullable();
      });
      // Who can be part of an audience. The ordinal is a small number that stands for a person inside the engines; the
      // database counts them up and gives none a second time, so that nobody comes to stand where another was forgotten.
      await knex.schema.createTable('people', (t) => {
        t.bigIncrements('ordinal');
        t.text('subject_id').notNullable().unique();
        t.bigInteger('dice').notNullable();
      });
      await knex.schema.createTable('trait_values', (t) => {
        t.text('subject_id').notNullable();
        t.text('trait').notNullable();
        // One of the two: numbers scaled to whole ones, days, and flags are numbers; everything else is text.
        t.text('text');
        t.bigInteger('number');
        t.integer('version').notNullable();
        t.bigInteger('recorded_at').notNullable();
        t.primary(['subject_id', 'trait']);
        t.index(['trait', 'number']);
        t.index(['trait', 'text']);
        t.index(['trait', 'recorded_at']);
      });
      await knex.schema.createTable('event_days', (t) => {
        t.text('subject_id').notNullable();
        t.text('event').notNullable();
        t.integer('day').notNullable();
        t.integer('count').notNullable();
        t.primary(['subject_id', 'event', 'day']);
        t.index(['event', 'day']);
      });
      await knex.schema.createTable('lists', (t) => {
        t.text('id').primary();
        t.text('name').notNullable().unique();
        t.text('purpose').notNullable();
        t.bigInteger('created_at').notNullable();
      });
      await knex.schema.createTable('list_members', (t) => {
        t.text('list_id').notNullable().references('lists.id');
        t.text('subject_id').notNullable().index();
        t.primary(['list_id', 'subject_id']);
      });
      // People about whom something changed that an audience may rest on, in the order in which it committed.
      await knex.schema.createTable('people_changes', (t) => {
        t.bigIncrements('seq');
        t.text('subject_id').notNullable();
        t.bigInteger('at').notNullable().index();
      });
      if (knex.client.config.client === 'pg') {
        // A sequence is given out before its transaction commits; the transaction's id says what has committed so far.
        await knex.raw(
          'alter table people_changes add column xid xid8 not null default pg_current_xact_id()',
        );
        await knex.raw('create index people_changes_xid on people_changes (xid, seq)');
      }
      // Up to where changes were forgotten: one row. A reader that stands before it has missed something.
      await knex.schema.createTable('people_changes_swept', (t) => {
        t.bigInteger('xid').notNullable();
        t.bigInteger('seq').notNullable();
      });
      await knex('people_changes_swept').insert({ xid: 0, seq: 0 });
      await registerFirstTraits(knex);
      await adoptDocuments(knex);
    },
  },
];
