import assert from 'node:assert/strict';
import { refusalCodes } from '../../src/kernel/errors.ts';
import { mailDueSince } from '../../src/mail/index.ts';
import { contains } from '../support/canary.ts';
import { samplesOf, valueOf } from '../support/metrics.ts';
import type { Sample } from '../support/metrics.ts';
import { engines, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const METRICS = { SLUICE_METRICS_PORT: '0' };
const QUERY = JSON.stringify({ query: 'query Private_name { apps(first: 1) { nodes { name } } }' });

type Line = Readonly<Record<string, unknown>>;

const linesOf = ({ logLines }: Marketplace, event: string): Line[] =>
  logLines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === event);

const post = (url: string, headers: Record<string, string> = {}, body = QUERY): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

const scrape = async ({ serving }: Marketplace): Promise<string> =>
  (await fetch(`${serving.metricsUrl}/metrics`)).text();

/** Past the second for which a scrape is kept. */
async function scrapeAnew(marketplace: Marketplace): Promise<Sample[]> {
  await new Promise((resolve) => setTimeout(resolve, 1_010));
  return samplesOf(await scrape(marketplace));
}

const doors = ['marketplace', 'partner', 'marketing', 'privacy'];
const places = [
  ...doors,
  ...['well-known', 'export', 'images', 'leaving', 'ledger', 'oauth', 'privacy-forms'],
  ...['session', 'unsubscribe', 'verify-email', 'visits', 'other'],
];
const errorCodes = ['GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED', 'BAD_USER_INPUT', 'OTHER', 'INTERNAL'];
/** What labels of our own metrics may say. */
const labelsOf: Readonly<Record<string, Readonly<Record<string, readonly string[] | RegExp>>>> = {
  sluice_http_requests_total: { door: places, status: /^([1-5]\d\d|aborted)$/ },
  sluice_http_request_duration_seconds_bucket: { door: places, le: /^(\d+(\.\d+)?|\+Inf)$/ },
  sluice_http_request_duration_seconds_sum: { door: places },
  sluice_http_request_duration_seconds_count: { door: places },
  sluice_graphql_refusals_total: { door: doors, code: [...refusalCodes, ...errorCodes] },
  sluice_event_loop_delay_seconds: { quantile: ['0.5', '0.9', '0.99', '1'] },
  sluice_releases_total: {},
  sluice_up_database: {},
  sluice_delivery_queue_age_seconds: {},
  sluice_delivery_queue_length: {},
  sluice_mail_queue_age_seconds: {},
  sluice_bulk_mail_queue_age_seconds: {},
  sluice_ledger_lag_seconds: {},
  sluice_ledger_pending_entries: {},
  sluice_ledger_checkpoint_age_seconds: {},
  sluice_ledger_halted: {},
  sluice_audience_ready: {},
};
/** And those of the process itself. */
const processLabels = ['kind', 'le', 'space', 'type', 'version', 'major', 'minor', 'patch'];

for (const dialect of engines) {
  describe(`a process that is seen from outside, on ${dialect},`, () => {
    let stage: Stage;
    let marketplace: Marketplace;
    let url: string;

    before(async () => {
      stage = await openStage(dialect, { environment: METRICS });
      ({ marketplace } = stage);
      ({ url } = marketplace.serving);
    });
    after(() => stage.close());

    it('names each request: as its sender does where that is well-formed, and anew where not', async () => {
      const nameOf = async (sent: string): Promise<string> =>
        (await post(`${url}/graphql`, { 'x-request-id': sent })).headers.get('x-request-id') ?? '';
      for (const sent of ['lb-1.2_3', 'A'.repeat(64)]) assert.equal(await nameOf(sent), sent);
      const made = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
      for (const sent of ['', 'A'.repeat(65), 'ada@mail.example', 'a b', '4111111111111111']) {
        assert.match(await nameOf(sent), made, sent);
      }
      const other = await fetch(`${url}/nowhere`);
      assert.match(other.headers.get('x-request-id') ?? '', made);
      assert.notEqual(other.headers.get('x-request-id'), await nameOf(''));
    });

    it('logs one line for each request, which holds nothing that was sent, and none for probes', async () => {
      const ids = ['line-1', 'line-2', 'line-3', 'line-4'];
      const name = (i: number): Record<string, string> => ({ 'x-request-id': ids[i] ?? '' });
      await post(`${url}/graphql`, name(0));
      await post(
        `${url}/graphql`,
        name(1),
        JSON.stringify({
          query:
            'mutation Private_name { eraseAccount(input: { immediately: true, idempotencyKey: "private-key" }) { userErrors { code } } }',
        }),
      );
      await fetch(`${url}/private-path?private=query`, { headers: name(2) });
      await post(`${url}/graphql/partner`, { ...name(3), authorization: 'Bearer private-token' });
      await fetch(`${url}/healthz`, { headers: { 'x-request-id': 'probe-1' } });
      await fetch(`${url}/readyz`, { headers: { 'x-request-id': 'probe-2' } });
      const lines = (): Line[] => linesOf(marketplace, 'request');
      const own = (): (Line | undefined)[] =>
        ids.map((id) => lines().find(({ requestId }) => requestId === id));
      await until(() => own().every((line) => line !== undefined), 'the lines of the requests');
      assert.deepEqual(
        own().map((line) => [line?.['door'], line?.['operation'], line?.['status']]),
        [
          ['marketplace', 'query', 200],
          ['marketplace', 'mutation', 200],
          ['other', undefined, 404],
          ['partner', undefined, 401],
        ],
      );
      const allowed = ['level', 'time', 'msg', 'requestId', 'door', 'operation', 'status', 'durationMs'];
      for (const line of lines()) {
        assert.deepEqual(
          Object.keys(line).filter((key) => !allowed.includes(key)),
          [],
        );
        assert.equal(typeof line['durationMs'], 'number');
      }
      const logged = marketplace.logLines.join('');
      assert.ok(!/private/i.test(logged), 'nothing that was sent');
      assert.ok(!logged.includes('probe-'));
    });

    it('says of a client that went away that it did', async () => {
      const going = new AbortController();
      const body = new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('{'));
          setTimeout(() => going.abort(), 100);
        },
      });
      const headers = { 'content-type': 'application/json', 'x-request-id': 'gone-1' };
      const init = { method: 'POST', body, headers, signal: going.signal, duplex: 'half' } as RequestInit;
      await assert.rejects(fetch(`${url}/graphql`, init));
      const line = (): Line | undefined =>
        linesOf(marketplace, 'request').find(({ requestId }) => requestId === 'gone-1');
      await until(() => line() !== undefined, 'its line');
      assert.deepEqual([line()?.['outcome'], line()?.['status']], ['aborted', undefined]);
    });

    it('serves metrics on their own port alone', async () => {
      const { metricsUrl } = marketplace.serving;
      assert.match(metricsUrl ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal((await fetch(`${url}/metrics`)).status, 404);
      for (const path of ['/', '/metrics/', '/metrics?x', '/graphql', '/healthz']) {
        assert.equal((await fetch(`${metricsUrl}${path}`)).status, 404, path);
      }
      assert.equal((await fetch(`${metricsUrl}/metrics`, { method: 'POST' })).status, 404);
      const answer = await fetch(`${metricsUrl}/metrics`);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
      // A second scrape within the second costs nothing, and says the same.
      const text = await scrape(marketplace);
      await post(`${url}/graphql`);
      assert.equal(await scrape(marketplace), text);
    });

    it('counts requests, refusals and releases, and measures queues, the ledger and the event loop', async () => {
      const earlier = await scrapeAnew(marketplace);
      const receiver = await stage.receiver();
      receiver.answer = () => 503;
      await stage.partner('calmly').connect(receiver.url);
      const person = await stage.person('metrics.canary.6b1f@canary.example');
      const child = marketplace.login('metrics-canary-child', 'child.canary.77ab@canary.example');
      const { userErrors } = await stage.act.createAccount(child, '2020-01-01');
      assert.deepEqual(
        userErrors.map(({ code }) => code),
        ['AGE_RESTRICTED'],
      );
      await stage.install(person, 'calmly-booking');
      await receiver.received(1);
      await marketplace.ask('marketplace', person.token, '{ noSuchField }');
      // The asker chooses what an answer's fields are called, so that anything may stand in one.
      await marketplace.ask(
        'marketplace',
        child.token,
        'mutation { a: createAccount(input: { birthDate: "1990-01-01", policyVersion: "2026-11", idempotencyKey: "k-metrics" }) { userErrors { code: message } } }',
      );
      await post(`${url}/graphql/privacy`, { authorization: 'Bearer not-a-token' });
      const samples = await scrapeAnew(marketplace);
      const grown = (name: string, labels: Record<string, string>): number =>
        (valueOf(samples, name, labels) ?? 0) - (valueOf(earlier, name, labels) ?? 0);
      assert.ok(grown('sluice_http_requests_total', { door: 'marketplace', status: '200' }) >= 5);
      assert.equal(grown('sluice_http_requests_total', { door: 'privacy', status: '401' }), 1);
      assert.ok(grown('sluice_http_request_duration_seconds_count', { door: 'marketplace' }) >= 6);
      const refused = (door: string, code: string) => grown('sluice_graphql_refusals_total', { door, code });
      assert.equal(refused('marketplace', 'AGE_RESTRICTED'), 1);
      assert.equal(refused('marketplace', 'GRAPHQL_VALIDATION_FAILED'), 1);
      assert.equal(refused('marketplace', 'OTHER'), 1);
      assert.equal(refused('privacy', 'UNAUTHENTICATED'), 1);
      assert.equal(grown('sluice_releases_total', {}), 1);
      assert.equal(valueOf(samples, 'sluice_up_database'), 1);
      assert.equal(valueOf(samples, 'sluice_ledger_halted'), 0);
      assert.ok((valueOf(samples, 'sluice_delivery_queue_length') ?? 0) >= 1, 'the retry waits');
      const worst = valueOf(samples, 'sluice_event_loop_delay_seconds', { quantile: '1' });
      assert.ok(worst !== null && worst >= 0 && worst < 10, `event loop ${worst}`);
      assert.ok((valueOf(samples, 'process_cpu_seconds_total') ?? 0) > 0);
    });

    it('says in its metrics nothing of anybody: names and labels are of a closed set', async () => {
      const text = await scrape(marketplace);
      for (const { name, labels } of samplesOf(text)) {
        if (!name.startsWith('sluice_')) {
          assert.match(name, /^(process|nodejs)_/);
          assert.deepEqual(
            Object.keys(labels).filter((label) => !processLabels.includes(label)),
            [],
            name,
          );
          continue;
        }
        const may = labelsOf[name];
        assert.ok(may, name);
        assert.deepEqual(Object.keys(labels).sort(), Object.keys(may).sort(), name);
        for (const [label, value] of Object.entries(labels)) {
          const closed = may[label] as readonly string[] | RegExp;
          const isOne = closed instanceof RegExp ? closed.test(value) : closed.includes(value);
          assert.ok(isOne, `${name} ${label}=${value}`);
        }
      }
      for (const name of Object.keys(labelsOf)) assert.ok(text.includes(`\n${name}`), name);
      for (const secret of ['metrics.canary.6b1f@canary.example', 'child.canary.77ab@canary.example']) {
        assert.ok(!contains(Buffer.from(text), secret), secret);
      }
      // Ids of ours are of this form; names are of people, partners and apps.
      assert.doesNotMatch(text, /\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b|@|canary|stage-|calmly|private/i);
    });

    it('measures for how long what is due has waited', async () => {
      const { worker, sequencer } = marketplace.serving.sluice;
      await stage.settled();
      await Promise.all([worker.stop(), sequencer.stop()]);
      const person = await stage.person();
      await stage.install(person, 'calmly-booking');
      marketplace.clock.advance(90_000);
      const samples = await scrapeAnew(marketplace);
      for (const name of ['sluice_delivery_queue_age_seconds', 'sluice_ledger_lag_seconds']) {
        const age = valueOf(samples, name) ?? 0;
        assert.ok(age >= 90 && age < 150, `${name} ${age}`);
      }
      assert.ok((valueOf(samples, 'sluice_ledger_checkpoint_age_seconds') ?? 0) >= 90);
      assert.ok((valueOf(samples, 'sluice_ledger_pending_entries') ?? 0) >= 1);
      assert.ok((valueOf(samples, 'sluice_delivery_queue_length') ?? 0) >= 1);
      await marketplace.db.transact((tx) =>
        tx.q('partners').where({ slug: 'calmly' }).update({ status: 'suspended' }),
      );
      const suspended = await scrapeAnew(marketplace);
      assert.equal(valueOf(suspended, 'sluice_delivery_queue_age_seconds'), 0, 'nothing of it could go');
    });

    it('measures for how long a mail that is due has waited, apart from those of many people', async () => {
      const rolledBack = new Error('no more than a look');
      await assert.rejects(
        marketplace.db.transact(async (tx) => {
          await tx.q('mail_queue').delete();
          assert.equal(await mailDueSince(tx, tx.now, false), null);
          const mail = { recipient_kind: 'office', refs: '{}', attempts: 0, created_at: 1, kind: 'offer' };
          await tx.q('mail_queue').insert([
            { ...mail, id: 'a', state: 'pending', bulk: false, next_at: tx.now - 5_000 },
            { ...mail, id: 'b', state: 'sending', bulk: false, next_at: tx.now - 9_000 },
            { ...mail, id: 'c', state: 'sent', bulk: false, next_at: tx.now - 99_000 },
            { ...mail, id: 'd', state: 'pending', bulk: true, next_at: tx.now + 1 },
          ]);
          assert.equal(await mailDueSince(tx, tx.now, false), tx.now - 9_000);
          assert.equal(await mailDueSince(tx, tx.now, true), null);
          throw rolledBack;
        }),
        rolledBack,
      );
    });
  });

  describe(`a process that is not well, on ${dialect},`, () => {
    let marketplace: Marketplace;
    const ready = async (): Promise<unknown> => {
      const answer = await fetch(`${marketplace.serving.url}/readyz`);
      return [answer.status, await answer.json()];
    };
    const notReady = (...parts: string[]): unknown => [503, { status: 'not ready', parts }];

    before(async () => {
      marketplace = await startMarketplace(dialect, { environment: METRICS });
    });
    after(() => marketplace.stop());

    it('says which part of it is not ready', async () => {
      const { db } = marketplace;
      assert.deepEqual(await ready(), [200, { status: 'ready' }]);
      await db.transact((tx) => tx.q('ledger_state').update({ halted: 'a test' }));
      assert.deepEqual(await ready(), notReady('ledger'));
      await db.transact((tx) => tx.q('knex_migrations').where({ name: '0200-ledger' }).delete());
      assert.deepEqual(await ready(), notReady('migrations', 'ledger'));
      await db.transact((tx) => tx.q('ledger_state').update({ halted: null }));
      assert.deepEqual(await ready(), notReady('migrations'));
    });

    it('names the request in the line of an error', async () => {
      const { serving, db } = marketplace;
      await marketplace.db.transact(async (tx) => {
        await tx.q.schema.dropTable('policies');
        await tx.q.schema.dropTable('ledger_checkpoints');
      });
      const query = JSON.stringify({ query: '{ policy { version } }' });
      await post(`${serving.url}/graphql`, { 'x-request-id': 'error-1' }, query);
      const at = await fetch(`${serving.url}/ledger/checkpoint`, { headers: { 'x-request-id': 'error-2' } });
      assert.equal(at.status, 500);
      assert.equal(linesOf(marketplace, 'internal error')[0]?.['requestId'], 'error-1');
      assert.equal(linesOf(marketplace, 'request failed')[0]?.['requestId'], 'error-2');
      assert.equal(db.dialect, dialect);
    });

    it('has metrics without a database, but for what stands in it', async () => {
      const before = await scrapeAnew(marketplace);
      assert.equal(valueOf(before, 'sluice_up_database'), 0, 'a table is missing');
      await marketplace.db.close();
      assert.deepEqual(await ready(), notReady('database'));
      assert.equal((await fetch(`${marketplace.serving.url}/healthz`)).status, 200);
      const samples = await scrapeAnew(marketplace);
      assert.equal(valueOf(samples, 'sluice_up_database'), 0);
      for (const name of ['sluice_delivery_queue_age_seconds', 'sluice_ledger_lag_seconds']) {
        assert.equal(valueOf(samples, name), null, `${name} is absent`);
      }
      assert.ok((valueOf(samples, 'sluice_http_requests_total', { door: 'ledger', status: '500' }) ?? 0) > 0);
    });
  });

  describe(`traces, on ${dialect},`, () => {
    it('go to a collector: a span for each operation, transactions under it, nothing that was sent', async () => {
      const collector = await startOtlpReceiver();
      const stage = await openStage(dialect, { environment: { SLUICE_OTLP_ENDPOINT: collector.url } });
      const { url } = stage.marketplace.serving;
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
      await post(`${url}/graphql`, {
        traceparent,
        tracestate: 'canary=private-state',
        'x-request-id': 'traced-1',
      });
      const unsampled = `00-${'f'.repeat(32)}-b7ad6b7169203331-00`;
      await post(`${url}/graphql`, { traceparent: unsampled });
      await fetch(`${url}/private-path`);
      const person = await stage.person('traces.canary.9c2e@canary.example');
      await stage.install(person, 'calmly-booking');
      await stage.close();

      assert.deepEqual([...new Set(collector.paths)], ['/v1/traces']);
      const spans = collector.spans();
      assert.deepEqual([...new Set(spans.map(({ name }) => name))].sort(), [
        'marketplace mutation',
        'marketplace query',
        'transaction',
      ]);
      const continued = spans.find((span) => span.traceId === traceId);
      assert.equal(continued?.parentSpanId, 'b7ad6b7169203331');
      const attributes = Object.fromEntries(
        continued?.attributes.map(({ key, value }) => [key, value]) ?? [],
      );
      assert.deepEqual(attributes, {
        'sluice.door': { stringValue: 'marketplace' },
        'sluice.request_id': { stringValue: 'traced-1' },
        'graphql.operation.type': { stringValue: 'query' },
        'http.response.status_code': { intValue: 200 },
      });
      assert.ok(!spans.some((span) => span.traceId === 'f'.repeat(32)), 'its sender traces it not');
      const transactions = spans.filter(({ name }) => name === 'transaction');
      const mutations = spans.filter(({ name }) => name === 'marketplace mutation');
      for (const { parentSpanId, traceId } of transactions) {
        assert.ok(spans.some((span) => span.spanId === parentSpanId && span.traceId === traceId));
      }
      assert.ok(mutations.every(({ spanId }) => transactions.some((child) => child.parentSpanId === spanId)));
      assert.ok(transactions.every((span) => span.attributes.length === 0 && !span.events?.length));
      assert.deepEqual([...new Set(collector.resourceKeys())], ['service.name']);
      const sent = collector.bodies.join('');
      assert.ok(!contains(Buffer.from(sent), person.email));
      assert.doesNotMatch(sent, /canary|private|calmly|stage-/i);
      await collector.close();
    });

    it('hold nobody up where there is no collector, and the log says so once', async () => {
      const collector = await startOtlpReceiver();
      await collector.close();
      const environment = { SLUICE_OTLP_ENDPOINT: collector.url };
      const marketplace = await startMarketplace(dialect, { environment });
      assert.equal((await post(`${marketplace.serving.url}/graphql`)).status, 200);
      const begun = performance.now();
      await marketplace.stop();
      assert.ok(performance.now() - begun < 10_000);
      assert.equal(linesOf(marketplace, 'traces are lost').length, 1);
    });
  });
}
