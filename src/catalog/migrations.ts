import { newId } from '../kernel/ids.ts';
import type { Migration } from '../platform/db/index.ts';

interface EarlierApp {
  readonly id: string;
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly category_id: string;
  readonly created_at: number;
}

export const catalogMigrations: readonly Migration[] = [
  {
    name: '0100-catalog',
    async up(knex) {
      await knex.schema.createTable('categories', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
      });
      await knex.schema.createTable('partners', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
        t.text('legal_name').notNullable();
        t.text('country').notNullable();
        t.text('website').notNullable();
        t.text('status').notNullable();
        t.boolean('compensates').notNullable();
        t.text('policy_id');
        t.bigInteger('created_at').notNullable();
      });
      await knex.schema.createTable('partner_policies', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id');
        t.text('version').notNullable();
        t.text('url').notNullable();
        t.text('text').notNullable();
        t.text('text_hash').notNullable();
        t.bigInteger('published_at').notNullable();
      });
      await knex.schema.createTable('apps', (t) => {
        t.text('id').primary();
        t.text('slug').notNullable().unique();
        t.text('name').notNullable();
        t.text('tagline').notNullable();
        t.text('description').notNullable();
        t.text('category_id').notNullable().references('categories.id');
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('status').notNullable();
        t.integer('installs').notNullable();
        t.text('search_text').notNullable();
        t.bigInteger('created_at').notNullable();
        t.index(['name', 'id']);
        t.index(['installs', 'id']);
        t.index(['created_at', 'id']);
      });
      await knex.schema.createTable('webhook_endpoints', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('url').notNullable();
        t.text('status').notNullable();
        t.text('secret_version').notNullable();
        t.binary('secret_sealed').notNullable();
        t.bigInteger('created_at').notNullable();
      });
    },
  },
  {
    name: '0110-onboarding',
    async up(knex) {
      await knex.schema.alterTable('partners', (t) => {
        t.text('contact_email');
      });
      await knex.schema.alterTable('partner_policies', (t) => {
        t.unique(['partner_id', 'version']);
      });
      await knex.schema.createTable('partner_invitations', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('code_hash').notNullable().unique();
        t.text('invited_by').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('expires_at').notNullable();
        t.bigInteger('used_at');
        t.bigInteger('voided_at');
      });
      await knex.schema.createTable('partner_standings', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id');
        t.integer('number').notNullable();
        t.text('status').notNullable();
        t.text('reason').notNullable();
        t.text('decided_by').notNullable();
        t.bigInteger('at').notNullable();
        t.unique(['partner_id', 'number']);
      });
      await knex.schema.createTable('partner_api_keys', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('name').notNullable();
        t.text('key_hash').notNullable().unique();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('last_used_at');
        t.bigInteger('revoked_at');
      });
    },
  },
  {
    name: '0120-app-revisions',
    async up(knex) {
      await knex.schema.createTable('app_revisions', (t) => {
        t.text('id').primary();
        t.text('app_id').notNullable().references('apps.id');
        t.integer('number').notNullable();
        t.text('name').notNullable();
        t.text('tagline').notNullable();
        t.text('description').notNullable();
        t.text('category_id').notNullable().references('categories.id');
        t.text('state').notNullable();
        t.text('reason');
        t.text('reviewer');
        t.bigInteger('created_at').notNullable();
        t.bigInteger('submitted_at');
        t.bigInteger('reviewed_at');
        t.unique(['app_id', 'number']);
        t.index(['state', 'submitted_at', 'id']);
      });
      // What is there already was shown to everybody: its words count as approved.
      const AT_ONCE = 1_000;
      for (let after = ''; ;) {
        const apps = (await knex('apps')
          .where('id', '>', after)
          .orderBy('id')
          .limit(AT_ONCE)) as EarlierApp[];
        const last = apps.at(-1);
        if (last === undefined) return;
        after = last.id;
        for (const { id, name, tagline, description, category_id, created_at } of apps) {
          await knex('app_revisions').insert({
            ...{ id: newId('appRevision', Number(created_at)), app_id: id, number: 1, state: 'approved' },
            ...{ name, tagline, description, category_id, created_at, reviewed_at: created_at },
          });
        }
      }
    },
  },
  {
    name: '0130-catalog-version',
    async up(knex) {
      await knex.schema.createTable('catalog_version', (t) => {
        t.integer('id').primary();
        t.bigInteger('version').notNullable();
      });
      await knex('catalog_version').insert({ id: 1, version: 1 });
      // Triggers, so that no way of writing forgets it. Counts of installations change too often to be counted here.
      const columns = 'slug, name, tagline, description, category_id, partner_id, status';
      const onPostgres = knex.client.config.client === 'pg';
      if (onPostgres) {
        await knex.raw(`
          create function next_catalog_version() returns trigger language plpgsql as $$
          begin
            update catalog_version set version = version + 1;
            return null;
          end $$`);
      }
      const changes: readonly [table: string, when: string][] = [
        ['apps', 'insert'],
        ['apps', `update of ${columns}`],
        ['apps', 'delete'],
        ...['partners', 'categories'].flatMap((table) =>
          ['insert', 'update', 'delete'].map((when): [string, string] => [table, when]),
        ),
      ];
      for (const [table, when] of changes) {
        const [name = ''] = when.split(' ');
        await knex.raw(
          onPostgres
            ? `create trigger catalog_version_${name} after ${when} on ${table}
                 for each statement execute function next_catalog_version()`
            : `create trigger catalog_version_${table}_${name} after ${when} on ${table}
                 begin update catalog_version set version = version + 1; end`,
        );
      }
    },
  },
  {
    name: '0140-oauth-clients',
    async up(knex) {
      await knex.schema.createTable('oauth_clients', (t) => {
        t.text('id').primary();
        t.text('partner_id').notNullable().references('partners.id').index();
        t.text('name').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('last_used_at');
        t.bigInteger('revoked_at');
      });
      await knex.schema.createTable('oauth_credentials', (t) => {
        t.text('id').primary();
        t.text('client_id').notNullable().references('oauth_clients.id').index();
        t.text('kind').notNullable();
        t.text('mark');
        t.text('value').notNullable();
        t.bigInteger('created_at').notNullable();
        t.bigInteger('expires_at').index();
      });
      // A token goes with what it was got by: nothing that is revoked leaves one behind.
      await knex.schema.createTable('oauth_access_tokens', (t) => {
        t.text('token_hash').primary();
        t.text('credential_id').notNullable().references('oauth_credentials.id').onDelete('CASCADE').index();
        t.bigInteger('expires_at').notNullable().index();
      });
      await knex.schema.createTable('oauth_assertions', (t) => {
        t.text('client_id').notNullable().references('oauth_clients.id');
        t.text('jti_hash').notNullable();
        t.bigInteger('expires_at').notNullable().index();
        t.primary(['client_id', 'jti_hash']);
      });
    },
  },
  {
    // Without the status ahead SQLite reads and sorts all apps to show a page of those that are listed.
    name: '0141-listed-apps',
    async up(knex) {
      await knex.schema.alterTable('apps', (t) => {
        for (const order of ['name', 'installs', 'created_at']) {
          t.dropIndex([order, 'id']);
          t.index(['status', order, 'id']);
        }
      });
    },
  },
  {
    name: '0142-bound-tokens',
    async up(knex) {
      await knex.schema.alterTable('oauth_access_tokens', (t) => {
        t.text('key_thumbprint');
      });
      await knex.schema.createTable('oauth_proofs', (t) => {
        t.text('key_thumbprint').notNullable();
        t.text('jti_hash').notNullable();
        t.bigInteger('expires_at').notNullable().index();
        t.primary(['key_thumbprint', 'jti_hash']);
      });
    },
  },
];
