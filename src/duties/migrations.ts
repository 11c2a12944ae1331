import type { Millis } from '../kernel/clock.ts';
import { migratedAt } from '../platform/db/index.ts';
import type { Migration, Queryable } from '../platform/db/index.ts';

const FIRST_STEP = '0450-duties';

export const dutiesMigrations: readonly Migration[] = [
  {
    name: FIRST_STEP,
    async up(knex) {
      await knex.schema.createTable('deletion_duties', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('subject_id').notNullable();
        t.text('contact_id').notNullable();
        t.text('cause').notNullable();
        t.text('state').notNullable();
        t.bigInteger('opened_at').notNullable();
        t.bigInteger('due_at').notNullable();
        t.bigInteger('attested_at');
        /** When the privacy office and the partner were told that it is overdue. */
        t.bigInteger('told_at');
        t.index(['subject_id', 'app_id']);
        t.index(['partner_id', 'contact_id']);
        t.index(['partner_id', 'opened_at', 'id']);
      });
      await knex.raw(
        `create unique index duties_open on deletion_duties (subject_id, app_id) where state = 'open'`,
      );
      await knex.raw(`create index duties_due on deletion_duties (partner_id, due_at) where state = 'open'`);
      await knex.raw(
        `create index duties_untold on deletion_duties (due_at) where state = 'open' and told_at is null`,
      );
    },
  },
];

/** Since when there are duties: a yes that ended before an upgrade brought them left none. */
export const dutiesSince = async (at: Queryable): Promise<Millis> =>
  (await migratedAt(at, FIRST_STEP)) ?? Infinity;
