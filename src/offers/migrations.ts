import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Migration } from '../platform/db/index.ts';

export const offersMigrations: readonly Migration[] = [
  {
    name: '0500-offers',
    async up(knex) {
      await knex.schema.createTable('offers', (t) => {
        t.text('id').primary();
        t.text('app_id').notNullable().references('apps.id').index();
        t.text('title').notNullable();
        t.text('text').notNullable();
        t.text('criterion').notNullable();
        t.bigInteger('starts_at').notNullable();
        t.bigInteger('ends_at').notNullable();
        t.bigInteger('created_at').notNullable();
        t.index(['ends_at', 'starts_at']);
      });
    },
  },
  {
    name: '0560-campaigns',
    async up(knex) {
      await knex.schema.createTable('campaigns', (t) => {
        t.text('id').primary();
        t.text('app_id').notNullable().references('apps.id').index();
        t.text('name').notNullable();
        t.text('standing').notNullable();
        t.text('salt').notNullable();
        t.integer('in_force');
        t.integer('latest').notNullable();
        t.bigInteger('starts_at');
        t.bigInteger('ends_at');
        t.integer('accepted').notNullable();
        t.bigInteger('created_at').notNullable();
        t.index(['ends_at']);
        t.index(['created_at', 'id']);
      });
      await knex.schema.createTable('campaign_versions', (t) => {
        t.text('campaign_id').notNullable().references('campaigns.id');
        t.integer('number').notNullable();
        t.text('content').notNullable();
        t.text('state').notNullable();
        t.text('author').notNullable();
        t.bigInteger('created_at').notNullable();
        t.text('submitted_by');
        t.text('decided_by');
        t.bigInteger('decided_at');
        t.text('reason');
        t.text('expanded');
        t.primary(['campaign_id', 'number']);
      });
      await knex.schema.createTable('campaign_clock', (t) => {
        t.integer('id').primary();
        t.bigInteger('version').notNullable();
      });
      await knex('campaign_clock').insert({ id: 1, version: 0 });
      await knex.schema.createTable('offer_shows', (t) => {
        t.text('subject_id').notNullable();
        t.text('campaign_id').notNullable();
        t.integer('day').notNullable();
        t.integer('count').notNullable();
        t.primary(['subject_id', 'campaign_id', 'day']);
        t.index(['campaign_id', 'day']);
      });
      await knex.schema.createTable('offer_preferences', (t) => {
        t.text('subject_id').primary();
        t.boolean('offers').notNullable();
        t.boolean('offers_by_email').notNullable();
        t.bigInteger('updated_at').notNullable();
      });
      await knex.schema.createTable('blocked_partners', (t) => {
        t.text('subject_id').notNullable();
        t.text('partner_id').notNullable();
        t.primary(['subject_id', 'partner_id']);
      });
      await knex.schema.createTable('campaign_runs', (t) => {
        t.text('id').primary();
        t.text('campaign_id').notNullable();
        t.integer('version').notNullable();
        t.text('criterion_hash').notNullable();
        t.text('watermark').notNullable();
        t.text('digest').notNullable();
        t.integer('people').notNullable();
        t.integer('queued').notNullable();
        t.bigInteger('reached').notNullable();
        t.text('state').notNullable().index();
        t.bigInteger('started_at').notNullable();
        t.bigInteger('finished_at');
        t.unique(['campaign_id', 'version']);
      });
      await knex.schema.createTable('campaign_run_audiences', (t) => {
        t.text('run_id').primary();
        t.binary('ordinals').notNullable();
      });
      await adoptOffers(knex);
    },
  },
  {
    name: '0570-offer-images',
    async up(knex) {
      await knex.schema.createTable('offer_images', (t) => {
        t.text('id').primary();
        t.text('type').notNullable();
        t.integer('width').notNullable();
        t.integer('height').notNullable();
        t.text('alt').notNullable();
        t.text('author').notNullable();
        t.bigInteger('created_at').notNullable();
        t.binary('bytes').notNullable();
      });
    },
  },
  {
    name: '1331-opt-out-signals',
    async up(knex) {
      await knex.schema.createTable('opt_out_signals', (t) => {
        t.text('subject_id').primary();
        t.bigInteger('seen_at').notNullable();
        t.bigInteger('overruled_at');
      });
    },
  },
];

const localMinute = (at: number): string => new Date(Number(at)).toISOString().slice(0, 16);

/** Offers of before campaigns were: each becomes one whose only version was approved by whoever made the offer. */
async function adoptOffers(knex: Knex): Promise<void> {
  const rows = (await knex('offers')) as {
    id: string;
    app_id: string;
    title: string;
    text: string;
    criterion: string;
    starts_at: number;
    ends_at: number;
    created_at: number;
  }[];
  for (const row of rows) {
    const [accepted] = (await knex('grants').where('offer_id', row.id).count({ n: '*' })) as {
      n: number | string;
    }[];
    await knex('campaigns').insert({
      ...{ id: row.id, app_id: row.app_id, name: row.title, standing: 'running' },
      salt: createHash('sha256').update(`salt:${row.id}`).digest('hex').slice(0, 32),
      in_force: 1,
      latest: 1,
      starts_at: row.starts_at,
      ends_at: row.ends_at,
      accepted: Number(accepted?.n ?? 0),
      created_at: row.created_at,
    });
    const content = {
      variants: [{ key: 'a', weight: 1, title: row.title, text: row.text }],
      criterion: JSON.parse(row.criterion) as unknown,
      startsLocal: localMinute(row.starts_at),
      endsLocal: localMinute(row.ends_at),
      timeZone: 'UTC',
      priority: 50,
      frequencyCap: null,
      maxAcceptances: null,
      budget: null,
      holdoutPercent: 0,
      suppressionLists: [],
      channels: ['site'],
      quietHours: null,
      spreadHours: 0,
      report: false,
    };
    await knex('campaign_versions').insert({
      ...{ campaign_id: row.id, number: 1, content: JSON.stringify(content), state: 'approved' },
      ...{ author: 'staff:earlier', submitted_by: 'staff:earlier', decided_by: 'staff:earlier' },
      created_at: row.created_at,
      decided_at: row.created_at,
      reason: null,
      expanded: row.criterion,
    });
  }
  await knex.schema.dropTable('offers');
}
