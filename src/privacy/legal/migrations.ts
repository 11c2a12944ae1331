import type { Migration } from '../../platform/db/index.ts';

export const legalMigrations: readonly Migration[] = [
  {
    name: '1321-legal-requests',
    async up(knex) {
      await knex.schema.createTable('legal_requests', (t) => {
        t.text('id').primary();
        t.text('state').notNullable();
        // Names an office, not the person whom it asks about.
        t.text('authority');
        t.text('instrument');
        t.text('fields').notNullable();
        t.bigInteger('from_at');
        t.bigInteger('until_at');
        t.bigInteger('received_at').notNullable();
        // Until when the people concerned are not told; null: they are told at once.
        t.bigInteger('gag_until');
        t.text('opened_by').notNullable();
        t.bigInteger('opened_at').notNullable();
        t.text('defect');
        t.text('decided_by');
        t.bigInteger('decided_at');
        t.index(['opened_at', 'id']);
        t.index(['state', 'opened_at', 'id']);
      });
      await knex.schema.createTable('legal_request_people', (t) => {
        t.text('request_id').notNullable().references('legal_requests.id');
        t.text('subject_id').notNullable();
        // What was written in words about the request, sealed under this person's key.
        t.binary('sealed');
        t.text('ledger_entry_id').unique().references('ledger_entries.id');
        t.bigInteger('disclosed_at');
        t.primary(['request_id', 'subject_id']);
        t.index(['subject_id', 'disclosed_at', 'request_id']);
      });
      await knex.schema.createTable('legal_approvals', (t) => {
        t.text('request_id').notNullable().references('legal_requests.id');
        // The end of the silence that is approved; 0: the request itself.
        t.bigInteger('gag_until').notNullable();
        t.text('officer').notNullable();
        t.bigInteger('approved_at').notNullable();
        t.primary(['request_id', 'gag_until', 'officer']);
      });
    },
  },
  {
    name: '1322-legal-told',
    async up(knex) {
      // When the word to the people concerned was queued; until a gag ends nothing of it stands in any queue.
      await knex.schema.alterTable('legal_requests', (t) => void t.bigInteger('told_at'));
      await knex.raw(
        `create index legal_requests_untold on legal_requests (gag_until) where state = 'disclosed' and told_at is null`,
      );
    },
  },
];
