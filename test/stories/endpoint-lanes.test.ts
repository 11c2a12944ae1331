import assert from 'node:assert/strict';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { refusalOf } from '../support/partner-door.ts';
import { MINUTE, SECOND, contactIn, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const released = { events: ['CONTACT_RELEASED'] };

for (const dialect of engines) {
  describe(`what an endpoint’s lane lets through, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let endpoints: string[] = [];
    let markers: Receiver;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      markers = await stage.receiver();
      await stage.partner('gullwing').connect(markers.url, released);
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
      receiver.answerHeaders = {};
    });
    afterEach(async () => {
      for (const id of endpoints) await partner.remove(id);
      await dropWaiting();
      endpoints = [];
    });
    after(() => stage.close());

    /** What one story leaves waiting is none of the next one's business. */
    const dropWaiting = () =>
      stage.marketplace.db.transact((tx) =>
        tx.q('outbox').where('state', 'held').update({ state: 'cancelled', finished_at: tx.now }),
      );

    async function connect(url: string, wish: object = released): Promise<string> {
      const { id } = await partner.connect(url, wish);
      endpoints.push(id);
      return id;
    }

    const install = async () => stage.install(await stage.person(), APP);

    /** When this has come, the worker has looked at every lane since. */
    async function otherLanesWereServed(): Promise<void> {
      const { grantId } = await stage.install(await stage.person(), 'gull-icons');
      await stage.reaches(grantId, 'delivered');
    }

    it('gives each endpoint the events it wants and no other', async () => {
      const others = await stage.receiver();
      await connect(`${receiver.url}/released`);
      await connect(`${others.url}/rest`, { events: ['APP_INSTALLED', 'APP_UNINSTALLED'] });
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      await stage.act.uninstallApp(person, appId);
      await stage.reaches(grantId, 'delivered', 'app.uninstalled');
      assert.deepEqual(typesOf(receiver.hooks), ['contact.released']);
      assert.deepEqual(typesOf(others.hooks), ['app.installed', 'app.uninstalled']);
    });

    it('paused holds and drops nothing; resumed, all of it goes', async () => {
      const id = await connect(receiver.url);
      const paused = await partner.pause(id);
      assert.equal(paused.endpoint?.status, 'PAUSED');
      assert.equal((await partner.pause(id)).endpoint?.status, 'PAUSED', 'a second time as well');
      const waiting = [await install(), await install()];
      await otherLanesWereServed();
      assert.equal(receiver.hooks.length, 0);
      assert.deepEqual(
        (await partner.deliveries({ endpointId: id })).map(({ state, attempts }) => [state, attempts.length]),
        [
          ['HELD', 0],
          ['HELD', 0],
        ],
      );
      const held = await partner.deliveries({ endpointId: id, state: 'HELD' });
      assert.equal(held.length, 2, 'the filter means what is shown');
      assert.deepEqual(await partner.deliveries({ endpointId: id, state: 'PENDING' }), []);
      const resumed = await partner.resume(id);
      assert.equal(resumed.endpoint?.status, 'ACTIVE');
      for (const { grantId } of waiting) await stage.reaches(grantId, 'delivered');
      assert.equal(receiver.hooks.length, 2);
    });

    it('removed, it gets nothing more; what waits, waits for another endpoint', async () => {
      const id = await connect(receiver.url, {});
      await partner.pause(id);
      const { grantId } = await install();
      const key = newKey();
      const removed = await partner.remove(id, { idempotencyKey: key });
      assert.equal(removed.endpoint?.status, 'REMOVED');
      assert.deepEqual(await partner.remove(id, { idempotencyKey: key }), removed);
      assert.equal(refusalOf(await partner.remove(id)), 'NOT_FOUND input.endpointId');
      assert.ok(!(await partner.endpoints()).some((one) => one.id === id));
      assert.deepEqual(
        (await rowsOf(stage.marketplace, 'webhook_secrets')).filter((row) => row['endpoint_id'] === id),
        [],
        'its secrets are gone',
      );
      assert.equal((await stage.message(grantId)).state, 'held');
      const next = await stage.receiver();
      await connect(next.url, {});
      await stage.reaches(grantId, 'delivered');
      await stage.reaches(grantId, 'delivered', 'app.installed');
      assert.equal(receiver.hooks.length, 0);
    });

    it('removed beside another one, its copies end: the other has its own', async () => {
      const other = await stage.receiver();
      const id = await connect(receiver.url);
      await connect(other.url);
      await partner.pause(id);
      const { grantId } = await install();
      await stage.reaches(grantId, 'delivered');
      await partner.remove(id);
      const rows = (await stage.messages(grantId)).filter(({ event }) => event === 'contact.released');
      assert.deepEqual(rows.map(({ state }) => state).sort(), ['cancelled', 'delivered']);
      assert.deepEqual([receiver.hooks.length, other.hooks.length], [0, 1]);
    });

    it('removed beside another one, what only it had goes to the other', async () => {
      const id = await connect(receiver.url);
      await partner.pause(id);
      const { grantId } = await install();
      const other = await stage.receiver();
      await connect(other.url);
      await partner.remove(id);
      await stage.reaches(grantId, 'delivered');
      assert.deepEqual([receiver.hooks.length, other.hooks.length], [0, 1]);
    });

    it('removed beside one that does not want it, it waits for one that does', async () => {
      const id = await connect(receiver.url);
      await connect(receiver.url, { events: ['APP_INSTALLED'] });
      await partner.pause(id);
      const { grantId } = await install();
      await partner.remove(id);
      assert.equal((await stage.message(grantId)).state, 'held');
      const next = await stage.receiver();
      await connect(next.url);
      await stage.reaches(grantId, 'delivered');
      assert.deepEqual(typesOf(next.hooks), ['contact.released']);
    });

    it('honours Retry-After of 429 and 503, in seconds and as a date', async () => {
      await connect(receiver.url);
      for (const [status, header] of [
        [429, () => '600'],
        [503, () => new Date(stage.clock.now() + 10 * MINUTE).toUTCString()],
      ] as const) {
        receiver.hooks.length = 0;
        receiver.answer = () => status;
        receiver.answerHeaders = { 'retry-after': header() };
        const asked = stage.clock.now();
        const { grantId } = await install();
        await stage.failed(grantId);
        const { next_at } = await stage.message(grantId);
        assert.ok(next_at - asked >= 599 * SECOND, `${status}: ${next_at - asked}`);
        receiver.answer = () => 200;
        stage.clock.advance(7 * SECOND);
        await otherLanesWereServed();
        assert.equal((await stage.message(grantId)).attempts, 1);
        stage.clock.advance(10 * MINUTE);
        await stage.reaches(grantId, 'delivered');
      }
    });

    it('counts a redirect as a failure and follows none', async () => {
      const id = await connect(`${receiver.url}/hooks`);
      receiver.answer = ({ path }) => (path === '/hooks' ? 302 : 200);
      const { grantId } = await install();
      await stage.failed(grantId);
      const [delivery] = await partner.deliveries({ endpointId: id });
      const [attempt] = delivery?.attempts ?? [];
      assert.deepEqual([attempt?.outcome, attempt?.status], ['REDIRECT', 302]);
      assert.equal((await partner.endpoint(id)).consecutiveFailures, 1);
      assert.ok(receiver.hooks.every(({ path }) => path === '/hooks'));
      receiver.answer = () => 200;
      stage.clock.advance(7 * SECOND);
      await stage.reaches(grantId, 'delivered');
    });

    it('sends under one webhook-id with a timestamp of its own for each attempt', async () => {
      await connect(receiver.url);
      receiver.answer = () => 500;
      const { grantId } = await install();
      await stage.failed(grantId);
      stage.clock.advance(7 * SECOND);
      await stage.failed(grantId, 2);
      receiver.answer = () => 200;
      stage.clock.advance(7 * MINUTE);
      await stage.reaches(grantId, 'delivered');
      const times = receiver.hooks.map(({ headers }) => Number(headers['webhook-timestamp']));
      assert.equal(times.length, 3);
      assert.ok((times[1] ?? 0) > (times[0] ?? 0) && (times[2] ?? 0) > (times[1] ?? 0), String(times));
      assert.deepEqual(
        [...new Set(receiver.hooks.map(({ headers }) => headers['webhook-id']))],
        [(await stage.message(grantId)).id],
      );
    });

    it('starts no more a second than the endpoint wants', async () => {
      const id = await connect(receiver.url, { ...released, maxPerSecond: 2 });
      const grants: string[] = [];
      for (let i = 0; i < 7; i += 1) grants.push((await install()).grantId);
      for (const grantId of grants) {
        stage.clock.advance(SECOND);
        await stage.reaches(grantId, 'delivered');
      }
      const own = new Set((await partner.deliveries({ endpointId: id })).map((delivery) => delivery.id));
      const starts = (await rowsOf(stage.marketplace, 'delivery_attempts'))
        .filter((row) => own.has(String(row['message_id'])))
        .map((row) => Number(row['started_at']))
        .sort((a, b) => a - b);
      assert.ok(starts.length >= grants.length);
      // Two may come together, then two each second: four take a second at least.
      for (const [i, start] of starts.slice(3).entries()) assert.ok(start - (starts[i] ?? 0) >= 999);
    });

    it('rests after ten failures in a row, then sends one message to see', async () => {
      const id = await connect(receiver.url);
      receiver.answer = () => 500;
      const grants: string[] = [];
      for (let i = 0; i < 10; i += 1) grants.push((await install()).grantId);
      for (const grantId of grants) await stage.failed(grantId);
      const resting = await partner.endpoint(id);
      assert.equal(resting.status, 'ACTIVE');
      assert.equal(resting.consecutiveFailures, 10);
      assert.ok(resting.restsUntil !== null && Date.parse(resting.restsUntil) > stage.clock.now());

      receiver.hooks.length = 0;
      let letGo: (status: number) => void = () => undefined;
      const answered = new Promise<number>((resolve) => (letGo = resolve));
      receiver.answer = () => answered;
      stage.clock.advance(10 * SECOND);
      await otherLanesWereServed();
      assert.equal(receiver.hooks.length, 0, 'due, and left alone');
      receiver.answer = () => 500;
      for (let probes = 1; probes <= 3; probes += 1) {
        stage.clock.advance(4 * MINUTE);
        await until(
          async () => (await partner.endpoint(id)).consecutiveFailures === 10 + probes,
          'a probe to fail',
        );
        await otherLanesWereServed();
        assert.equal(receiver.hooks.length, probes, 'after a probe that fails it rests again');
      }
      receiver.hooks.length = 0;
      receiver.answer = () => answered;
      stage.clock.advance(8 * MINUTE);
      await receiver.received(1);
      await otherLanesWereServed();
      assert.equal(receiver.hooks.length, 1, 'one message probes');
      letGo(200);
      for (const grantId of grants) await stage.reaches(grantId, 'delivered');
      const { consecutiveFailures, restsUntil, failingSince } = await partner.endpoint(id);
      assert.deepEqual([consecutiveFailures, restsUntil, failingSince], [0, null, null]);
    });

    it('every message reaches each person’s partner once in all of this', async () => {
      await connect(receiver.url);
      const people = await Promise.all(Array.from({ length: 8 }, () => stage.person()));
      const given = await Promise.all(people.map((person) => stage.install(person, APP)));
      for (const { grantId } of given) await stage.reaches(grantId, 'delivered');
      await until(() => receiver.hooks.length === people.length, 'eight messages');
      assert.deepEqual(
        receiver.hooks.map((hook) => contactIn(hook).email).sort(),
        people.map(({ email }) => email).sort(),
      );
    });
  });
}
