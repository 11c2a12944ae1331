import type { Migration } from '../platform/db/index.ts';

export const officeMigrations: readonly Migration[] = [
  {
    name: '1311-office',
    async up(knex) {
      await knex.schema.createTable('office_cases', (t) => {
        t.text('id').primary();
        t.text('kind').notNullable();
        t.text('state').notNullable();
        t.text('subject_id').index();
        // Of a case without an account: its key, wrapped, and the hash of the secret that its filer keeps.
        t.text('kek_version').index();
        t.binary('wrapped_key');
        t.text('secret_hash');
        t.text('partner_id').references('partners.id').index();
        t.boolean('share').notNullable();
        t.text('asked_right');
        t.bigInteger('filed_at').notNullable();
        t.bigInteger('acknowledge_by');
        t.bigInteger('acknowledged_at');
        t.bigInteger('answer_by').notNullable();
        t.bigInteger('answered_at');
        t.text('answered_by');
        t.text('exception');
        t.bigInteger('escalated_at');
        t.bigInteger('appeal_by');
        t.bigInteger('appealed_at');
        t.bigInteger('appeal_answer_by');
        t.bigInteger('appeal_answered_at');
        t.text('appeal_answered_by');
        t.text('appeal_exception');
        t.bigInteger('due_at').index();
        t.bigInteger('tell_at').index();
        t.binary('details');
        t.binary('answer');
        t.binary('appeal');
        t.binary('appeal_answer');
        t.index(['kind', 'filed_at', 'id']);
      });
      // Who read the words of a case, and why; the reason is sealed with them.
      await knex.schema.createTable('office_reads', (t) => {
        t.text('id').primary();
        t.text('case_id').notNullable().references('office_cases.id').index();
        t.text('reader').notNullable();
        t.binary('reason');
        t.bigInteger('read_at').notNullable();
      });
    },
  },
];
