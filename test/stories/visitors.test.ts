import assert from 'node:assert/strict';
import { consolePages } from '../../src/console/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { DAY, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { keepToSchedule } from '../support/retention.ts';
import { until } from '../support/until.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 canary-agent/7';

interface Row {
  readonly entry_hash: string;
  readonly subject_type: string;
  readonly path: string;
  readonly agent: string;
  readonly network: string;
  readonly at: number;
}
interface Answer {
  readonly subjectType: string;
  readonly held: { path: string; agent: string; at: string; keptUntil: string; network: string } | null;
}

for (const dialect of engines) {
  describe(`visitors of the pages, on ${dialect},`, () => {
    let stage: Stage;
    let url: string;

    before(async () => {
      stage = await openStage(dialect, {
        pages: consolePages(),
        environment: { SLUICE_TRUSTED_PROXIES: '127.0.0.1' },
      });
      ({ url } = stage.marketplace.serving);
    });
    after(() => stage.close());

    const rows = (): Promise<Row[]> => rowsOf<Row>(stage.marketplace, 'visitor_log');
    async function look(path = '/', headers: Record<string, string> = {}): Promise<string> {
      const response = await fetch(`${url}${path}`, { headers: { 'user-agent': FIREFOX, ...headers } });
      return /data-name="([^"]*)"/.exec(await response.text())?.[1] ?? '';
    }
    const tidy = (): Promise<void> => {
      const { db, clock, serving } = stage.marketplace;
      return keepToSchedule(db, serving.sluice.ledger, clock.now());
    };
    const ask = async (name: string): Promise<Answer> => {
      const response = await fetch(`${url}/visits/${name}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      return (await response.json()) as Answer;
    };

    it('P09 a visit is a line of a table of its own: the page, the browser’s family, the time, no address', async () => {
      const name = await look();
      assert.match(name, /^[A-Za-z0-9_-]{22}$/);
      const { held } = await ask(name);
      assert.equal(held?.path, '/');
      assert.equal(held.agent, 'firefox');
      assert.equal(Date.parse(held.keptUntil) - Date.parse(held.at), 30 * DAY);
      await fetch(`${url}/unsubscribe/p09-secret-token`);
      await fetch(`${url}/leaving?to=p09-canary&sig=x`);
      await until(async () => (await rows()).length === 3, 'three visits');
      const all = await rows();
      assert.deepEqual(all.map(({ path }) => path).sort(), ['/', '/leaving', '/unsubscribe/:token']);
      const text = JSON.stringify(all);
      for (const personal of ['127.0.0', 'p09-', 'canary', 'Mozilla', '145.0', name]) {
        assert.ok(!text.includes(personal), personal);
      }
      assert.deepEqual([...new Set(all.map(({ subject_type }) => subject_type))], ['SITE_VISITOR']);
      assert.ok(!stage.marketplace.logLines.join('').includes(name));
    });

    it('P09 a network has one name a day, which says nothing once the day is over', async () => {
      const before = await rows();
      assert.equal(new Set(before.map(({ network }) => network)).size, 1);
      const keys = await rowsOf<{ day: number; key: Buffer }>(stage.marketplace, 'visitor_log_keys');
      assert.equal(keys.length, 1);
      stage.clock.advance(DAY);
      await look();
      await until(async () => (await rows()).length === before.length + 1, 'the visit');
      const last = (await rows()).find(
        ({ entry_hash }) => !before.some((row) => row.entry_hash === entry_hash),
      );
      assert.notEqual(last?.network, before[0]?.network);
      await tidy();
      await until(async () => {
        const kept = await rowsOf<{ day: number }>(stage.marketplace, 'visitor_log_keys');
        return kept.length === 1 && kept[0]?.day !== keys[0]?.day;
      }, 'the key of yesterday to be destroyed');
    });

    it('P09 behind a proxy that is believed a network is that of the visitor, not of the proxy', async () => {
      const before = await rows();
      for (const forwarded of ['203.0.113.7', '203.0.113.99', '198.51.100.7']) {
        await look('/', { 'x-forwarded-for': forwarded });
      }
      await until(async () => (await rows()).length === before.length + 3, 'three visits');
      const added = (await rows()).filter(
        ({ entry_hash }) => !before.some((row) => row.entry_hash === entry_hash),
      );
      assert.equal(new Set(added.map(({ network }) => network)).size, 2, 'a network is the first 24 bits');
      assert.ok(added.every(({ network }) => before.every((row) => row.network !== network)));
    });

    it('P09 who opts out is not logged, nor is what is no look at a page', async () => {
      const before = await rows();
      assert.equal(await look('/', { 'sec-gpc': '1' }), '');
      await fetch(`${url}/`, { method: 'HEAD' });
      await fetch(`${url}/healthz`);
      await fetch(`${url}/marketplace.js`);
      await stage.marketplace.ask('marketplace', null, '{ apps(first: 1) { nodes { name } } }');
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal((await rows()).length, before.length);
    });

    it('P09 neither reports nor the partner’s door nor a webhook hold anything of it', async () => {
      const partner = stage.partner('calmly');
      const receiver = await stage.receiver();
      await partner.connect(receiver.url);
      const person = await stage.person();
      await look('/', { authorization: `Bearer ${person.token}` });
      await stage.install(person, 'calmly-booking');
      await receiver.received(1);
      await partner.contacts(10);
      await stage.marketplace.ask(
        'partner',
        stage.marketplace.partnerToken('calmly'),
        '{ me { slug } deliveries(first: 10) { nodes { id } } }',
      );
      const all = await rows();
      const told = [...stage.marketplace.transcript, ...receiver.hooks.map(({ body }) => body)].join('\n');
      assert.ok(told.includes('contact.released'));
      for (const { network, entry_hash } of all) {
        assert.ok(!told.includes(network) && !told.includes(entry_hash));
      }
      // And it holds nothing of who looked, though they said who they were.
      assert.ok(!JSON.stringify(all).includes('sub_') && !JSON.stringify(all).includes('stage'));
    });

    it('P09 is kept for 30 days and forgotten then, in batches', async () => {
      const { db, clock } = stage.marketplace;
      const [row] = await rows();
      assert.ok(row);
      await db.transact(async (tx) => {
        for (let i = 0; i < 1_200; i += 300) {
          const many = Array.from({ length: 300 }, (_, j) => ({ ...row, entry_hash: `old-${i + j}` }));
          await tx.q('visitor_log').insert(many);
        }
      });
      const name = await look();
      clock.advance(30 * DAY - 60_000);
      assert.ok((await ask(name)).held);
      const kept = await look();
      clock.advance(120_000);
      assert.equal((await ask(name)).held, null);
      await tidy();
      await until(async () => (await rows()).length === 1, 'the sweep');
      assert.ok((await ask(kept)).held);
    });

    it('P06 a site’s visitor is told all that is held, by the name that the page showed, and has it erased', async () => {
      const name = await look();
      const held = await ask(name);
      assert.equal(held.subjectType, 'SITE_VISITOR');
      assert.deepEqual(Object.keys(held.held ?? {}).sort(), ['agent', 'at', 'keptUntil', 'network', 'path']);
      assert.deepEqual(await ask('A'.repeat(22)), { subjectType: 'SITE_VISITOR', held: null });
      const erased = await fetch(`${url}/visits/${name}`, { method: 'DELETE' });
      assert.deepEqual(await erased.json(), { subjectType: 'SITE_VISITOR', erased: true });
      assert.deepEqual(await ask(name), { subjectType: 'SITE_VISITOR', held: null });
      const nobody = (await (await fetch(`${url}/visits`)).json()) as { held: null; message: string };
      assert.equal(nobody.held, null);
      assert.match(nobody.message, /nothing can be found by who asks/);
    });

    it('P06 the policy is for three kinds of people, each with rights, all of which are said and work', async () => {
      const { data } = await stage.marketplace.ask<{
        subjectTypes: { type: string; held: string; rights: { right: string; how: string }[] }[];
      }>('marketplace', null, '{ subjectTypes { type held rights { right how } } }');
      assert.deepEqual(
        data.subjectTypes.map(({ type }) => type),
        ['SITE_VISITOR', 'USER', 'VISITOR_OF_USERS_SITE'],
      );
      for (const { rights } of data.subjectTypes) {
        assert.deepEqual(
          rights.map(({ right }) => right),
          ['ACCESS', 'CORRECTION', 'ERASURE', 'OBJECTION'],
        );
      }
      // Each operation that is named is one of the marketplace.
      const { data: door } = await stage.marketplace.ask<{
        __schema: { mutationType: { fields: { name: string }[] } };
      }>('marketplace', null, '{ __schema { mutationType { fields { name } } } }');
      const operations = new Set(door.__schema.mutationType.fields.map(({ name }) => name));
      const named = data.subjectTypes.flatMap(({ rights }) =>
        rights.flatMap(({ how }) => how.match(/\b[a-z]+[A-Z]\w+/g) ?? []),
      );
      assert.deepEqual(
        named.filter((name) => !operations.has(name)),
        [],
      );
      assert.ok(named.length >= 6, named.join());
      // A user: sees, corrects, objects, erases.
      const person = await stage.person();
      const seen = await stage.marketplace.ask<{ viewer: { email: string } }>(
        'marketplace',
        person.token,
        '{ viewer { email preferences { offers } releases(first: 5) { nodes { proof } } } }',
      );
      assert.equal(seen.data.viewer.email, person.email);
      const used = await stage.marketplace.ask<Record<string, { userErrors: unknown[] }>>(
        'marketplace',
        person.token,
        `mutation ($key: ID!) {
          correctProfile(input: { birthDate: "1981-03-04", idempotencyKey: $key }) { userErrors { code } }
          setPreferences(input: { offers: false, idempotencyKey: $key }) { userErrors { code } }
          exportMyData(input: { idempotencyKey: $key }) { userErrors { code } }
          fileComplaint(
            input: { company: "us", violation: "Of P06.", contact: "a pigeon", shareDetails: false, idempotencyKey: $key }
          ) { userErrors { code } }
        }`,
        { key: newKey() },
      );
      assert.ok(used.data, JSON.stringify(used));
      for (const [name, { userErrors }] of Object.entries(used.data)) assert.deepEqual(userErrors, [], name);
      assert.deepEqual((await stage.act.eraseAccount(person)).userErrors, []);
      // A visitor of a user's site: no fact about somebody without an account is taken.
      const { data: recorded } = await stage.marketplace.ask<{
        recordTraits: { userErrors: { code: string }[] };
      }>(
        'marketing',
        stage.marketplace.staffToken('marketing'),
        'mutation ($input: RecordTraitsInput!) { recordTraits(input: $input) { userErrors { code } } }',
        {
          input: {
            values: [{ subjectId: 'sub_01KB0000000000000000000000', trait: 'plan', value: 'free' }],
            idempotencyKey: newKey(),
          },
        },
      );
      assert.ok(recorded.recordTraits.userErrors.length > 0);
    });
  });
}
