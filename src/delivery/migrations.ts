import type { Migration } from '../platform/db/index.ts';

export const deliveryMigrations: readonly Migration[] = [
  {
    name: '0410-delivery',
    async up(knex) {
      await knex.schema.createTable('outbox', (t) => {
        t.text('id').primary();
        t.text('event').notNullable();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('endpoint_id');
        t.text('subject_id').notNullable();
        t.text('grant_id').notNullable().index();
        t.text('release_id').index();
        t.text('state').notNullable();
        t.integer('attempts').notNullable();
        t.integer('failures').notNullable();
        t.bigInteger('next_at').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('finished_at');
        t.index(['state', 'next_at']);
        t.index(['partner_id', 'created_at', 'id']);
      });
      await knex.schema.createTable('delivery_attempts', (t) => {
        t.text('id').primary();
        t.text('message_id').notNullable().references('outbox.id').index();
        t.integer('number').notNullable();
        t.bigInteger('started_at').notNullable();
      });
      await knex.schema.createTable('delivery_results', (t) => {
        t.text('attempt_id').primary().references('delivery_attempts.id');
        t.text('outcome').notNullable();
        t.integer('status');
        t.integer('duration_ms').notNullable();
        t.bigInteger('finished_at').notNullable();
      });
    },
  },
  {
    name: '0420-lanes',
    async up(knex) {
      await knex.schema.createTable('webhook_secrets', (t) => {
        t.text('id').primary();
        t.text('endpoint_id').notNullable().index();
        t.text('version').notNullable();
        t.binary('sealed').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('expires_at');
      });
      // An endpoint's own id names its first secret as well as any other would.
      await knex.raw(
        `insert into webhook_secrets (id, endpoint_id, version, sealed, created_at)
         select id, id, secret_version, secret_sealed, created_at from webhook_endpoints`,
      );
      for (const column of ['secret_version', 'secret_sealed']) {
        await knex.raw(`alter table webhook_endpoints drop column ${column}`);
      }
      await knex.schema.alterTable('webhook_endpoints', (t) => {
        t.text('disabled_reason');
        t.boolean('sandbox').notNullable().defaultTo(false);
        t.text('events');
        t.boolean('thin').notNullable().defaultTo(false);
        t.text('encryption_key');
        t.integer('max_per_second');
        t.double('next_arrival').notNullable().defaultTo(0);
        t.integer('consecutive_failures').notNullable().defaultTo(0);
        t.bigInteger('failing_since');
        t.bigInteger('circuit_until');
        t.text('header_names').notNullable().defaultTo('');
        t.text('private_version');
        t.binary('private_sealed');
        t.boolean('has_client').notNullable().defaultTo(false);
        t.bigInteger('challenged_at');
        t.bigInteger('verified_at');
      });
      await knex.schema.alterTable('outbox', (t) => {
        t.boolean('sandbox').notNullable().defaultTo(false);
        t.text('claimed_by');
        t.dropIndex(['state', 'next_at']);
        // Each change of a row's state writes to every index there is, so there is none that another one can stand for.
        t.dropIndex(['grant_id']);
      });
      if (knex.client.config.client === 'pg') {
        // An attempt's message and a result's attempt were read a moment before: looking them up again costs a lock each.
        await knex.raw('alter table delivery_attempts drop constraint delivery_attempts_message_id_foreign');
        await knex.raw('alter table delivery_results drop constraint delivery_results_attempt_id_foreign');
      }
      // What waited for a suspended partner waits in its lane now.
      await knex('outbox').where('state', 'held').whereNotNull('endpoint_id').update({ state: 'pending' });
      // A lane is an endpoint's waiting messages in their order; only those that wait are in the index.
      await knex.raw(
        `create index outbox_lanes on outbox (endpoint_id, next_at) where state = 'pending' and endpoint_id is not null`,
      );
      await knex.raw(`create index outbox_sending on outbox (claimed_by) where state = 'sending'`);
      await knex.raw(`create index outbox_held on outbox (partner_id) where state = 'held'`);
      await knex.raw(`create index outbox_finished on outbox (finished_at) where finished_at is not null`);
      await knex.schema.createTable('delivery_workers', (t) => {
        t.text('id').primary();
        t.bigInteger('seen_at').notNullable();
      });
      await knex.schema.createTable('recoveries', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable();
        t.text('endpoint_id').notNullable();
        t.boolean('everything').notNullable();
        t.bigInteger('since').notNullable();
        t.bigInteger('until').notNullable();
        t.text('state').notNullable().index();
        t.bigInteger('after_at').notNullable();
        t.text('after_id').notNullable();
        t.integer('queued').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('finished_at');
        t.index(['partner_id', 'created_at', 'id']);
      });
      await knex.schema.createTable('sandbox_contacts', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable();
        t.text('app_id').notNullable();
        t.text('contact_id').notNullable();
        t.text('email').notNullable();
        t.text('basis').notNullable();
        t.text('end_reason');
        t.bigInteger('created_at').notNullable();
        t.bigInteger('ended_at');
        t.bigInteger('attested_at');
        t.index(['partner_id', 'created_at', 'id']);
        t.unique(['partner_id', 'contact_id', 'app_id']);
      });
    },
  },
];
