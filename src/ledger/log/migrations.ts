import type { Migration } from '../../platform/db/index.ts';

export const ledgerMigrations: readonly Migration[] = [
  {
    name: '0200-ledger',
    async up(knex) {
      await knex.schema.createTable('ledger_entries', (t) => {
        t.bigIncrements('seq');
        t.text('id').notNullable().unique();
        t.text('event').notNullable();
        t.text('subject_id').index();
        t.binary('leaf').notNullable();
        t.binary('sealed');
        t.bigInteger('recorded_at').notNullable();
      });
    },
  },
  {
    name: '0210-ledger-log',
    async up(knex) {
      await knex.schema.alterTable('ledger_entries', (t) => {
        // Place in the tree; null until it is integrated.
        t.bigInteger('leaf_index');
        // What of ours the record is about: a grant, a refusal, a policy.
        t.text('about');
        // Keyed hash of the row: only what the program appended gets into the tree.
        t.binary('mac');
        // The erasure or purge that destroyed what was sealed.
        t.text('destroyed_by');
        // When its mac was found to be false; it never gets into the tree.
        t.bigInteger('rejected_at');
      });
      // Partial: an append writes only what it has, and most rows have no `destroyed_by` ever.
      const indexes = [
        'create unique index ledger_entries_placed on ledger_entries (leaf_index) where leaf_index is not null',
        'create index ledger_entries_about on ledger_entries (about) where about is not null',
        'create index ledger_entries_destroyed on ledger_entries (destroyed_by) where destroyed_by is not null',
        'create index ledger_entries_pending on ledger_entries (seq) where leaf_index is null and rejected_at is null',
        'create index ledger_entries_rejected on ledger_entries (rejected_at) where rejected_at is not null',
      ];
      for (const index of indexes) await knex.raw(index);
      await knex.schema.createTable('ledger_state', (t) => {
        t.integer('id').primary();
        t.text('origin');
        t.bigInteger('size').notNullable();
        // Why nothing is integrated any more; null: all is well.
        t.text('halted');
        // The last checkpoint that enough witnesses cosigned.
        t.bigInteger('quorum_size');
      });
      await knex('ledger_state').insert({ id: 1, size: 0 });
      await knex.schema.createTable('ledger_tiles', (t) => {
        // LEVEL/INDEX
        t.text('id').primary();
        t.binary('hashes').notNullable();
      });
      await knex.schema.createTable('ledger_checkpoints', (t) => {
        t.bigInteger('size').primary();
        t.binary('root').notNullable();
        // The signed note, without cosignatures.
        t.text('note').notNullable();
        t.bigInteger('signed_at').notNullable();
      });
      await knex.schema.createTable('ledger_cosignatures', (t) => {
        t.bigInteger('size').notNullable();
        t.text('witness').notNullable();
        t.text('line').notNullable();
        t.primary(['size', 'witness']);
      });
      await knex.schema.createTable('ledger_witnesses', (t) => {
        // Its verifier key.
        t.text('witness').primary();
        // The size that it cosigned last, as far as we know.
        t.bigInteger('size').notNullable();
        t.bigInteger('cosigned_at');
        t.text('problem');
        t.integer('failures').notNullable();
        t.bigInteger('next_at').notNullable();
      });
    },
  },
];
