import assert from 'node:assert/strict';
import { serve } from '../../src/app/index.ts';
import { stepRecovery } from '../../src/delivery/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { DAY, SECOND, openStage, signedBy } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

for (const dialect of engines) {
  describe(`sending again, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let endpoint: { readonly id: string; readonly secret: string };

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      endpoint = await partner.connect(receiver.url, { events: ['CONTACT_RELEASED', 'CONSENT_WITHDRAWN'] });
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
    });
    after(() => stage.close());

    const recorded = async (): Promise<number> => (await rowsOf(stage.marketplace, 'ledger_entries')).length;

    async function delivered() {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      return { person, grantId, ...(await stage.message(grantId)) };
    }

    const view = async (id: string) => {
      const found = (await partner.deliveries()).find((one) => one.id === id);
      assert.ok(found);
      return found;
    };

    const arrived = (id: string, times: number): Promise<void> =>
      until(async () => {
        const { state, attempts } = await view(id);
        return state === 'DELIVERED' && attempts.length === times;
      }, `${id} to arrive ${times} times`);

    const isDone = (id: string): Promise<void> =>
      until(
        async () => (await partner.recoveries()).find((one) => one.id === id)?.state === 'DONE',
        'the recovery to be done',
      );

    /** Fails a message until its schedule is used up. */
    async function exhausted(): Promise<{ readonly id: string; readonly grantId: string }> {
      receiver.answer = () => 500;
      const { grantId } = await stage.install(await stage.person(), APP);
      for (let attempt = 1; attempt <= 10; attempt += 1) {
        await until(async () => {
          const { attempts, state } = await stage.message(grantId);
          return attempts === attempt && state !== 'sending';
        }, `attempt ${attempt}`);
        const { next_at, state } = await stage.message(grantId);
        if (state === 'exhausted') break;
        stage.clock.advance(Math.max(0, next_at - stage.clock.now()) + SECOND);
      }
      await stage.reaches(grantId, 'exhausted');
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      stage.clock.advance(10 * 60 * SECOND);
      return { id: (await stage.message(grantId)).id, grantId };
    }

    it('one message goes again under its id, and the ledger has no second release', async () => {
      const { id } = await delivered();
      const before = await recorded();
      const key = newKey();
      const replayed = await partner.replay(id, { idempotencyKey: key });
      assert.deepEqual([replayed.userErrors, replayed.delivery?.id], [[], id]);
      await arrived(id, 2);
      await partner.replay(id, { idempotencyKey: key });
      const marker = await delivered();
      assert.equal((await view(id)).attempts.length, 2, 'the same request sends no third time');
      const own = receiver.hooks.filter(({ headers }) => headers['webhook-id'] === id);
      assert.equal(own.length, 2);
      assert.equal(own[0]?.body, own[1]?.body);
      for (const hook of own) assert.deepEqual(signedBy(hook, [endpoint.secret]), [endpoint.secret]);
      assert.equal(await recorded(), before + 1, 'the marker’s own');
      assert.equal((await rowsOf(stage.marketplace, 'releases')).length, 2);
      const other = await partner.replay(marker.id, { idempotencyKey: key });
      assert.equal(refusalOf(other), 'IDEMPOTENCY_CONFLICT input.idempotencyKey');
    });

    it('the list of attempts tells how each ended, and never what was answered', async () => {
      receiver.answer = () => 503;
      const { grantId } = await stage.install(await stage.person(), APP);
      await stage.failed(grantId);
      receiver.answer = () => 200;
      stage.clock.advance(7 * SECOND);
      await stage.reaches(grantId, 'delivered');
      const { attempts } = await view((await stage.message(grantId)).id);
      assert.deepEqual(
        attempts.map(({ number, outcome, status }) => [number, outcome, status]),
        [
          [1, 'STATUS', 503],
          [2, 'DELIVERED', 200],
        ],
      );
      assert.ok(attempts.every(({ durationMs }) => Number.isInteger(durationMs)));
      const tables = ['outbox', 'delivery_attempts', 'delivery_results', 'webhook_endpoints'];
      const rows = JSON.stringify(await Promise.all(tables.map((table) => rowsOf(stage.marketplace, table))));
      const said = stage.marketplace.transcript.join('') + stage.marketplace.logLines.join('');
      assert.ok(!/thank you/.test(rows + said));
    });

    it('what used up its schedule is seen, and goes again when it is asked for', async () => {
      const since = stage.clock.now();
      const fine = await delivered();
      const { id, grantId } = await exhausted();
      const before = await recorded();
      assert.equal((await view(id)).state, 'EXHAUSTED');
      assert.equal((await view(id)).attempts.length, 10);
      const recovery = await partner.recover(endpoint.id, since);
      assert.deepEqual(recovery.userErrors, []);
      await isDone(recovery.recovery?.id ?? '');
      await stage.reaches(grantId, 'delivered');
      assert.equal((await partner.recoveries())[0]?.queued, 1);
      assert.deepEqual(
        receiver.hooks.map(({ headers }) => headers['webhook-id']),
        [id],
      );
      assert.equal((await view(fine.id)).attempts.length, 1);
      assert.equal(await recorded(), before);
    });

    it('everything since an instant, what arrived as well; nothing of before', async () => {
      const earlier = await delivered();
      stage.clock.advance(SECOND);
      const since = stage.clock.now();
      const later = [await delivered(), await delivered()];
      const before = await recorded();
      receiver.hooks.length = 0;
      const key = newKey();
      const more = { everything: true, idempotencyKey: key };
      const { recovery } = await partner.recover(endpoint.id, since, more);
      await isDone(recovery?.id ?? '');
      for (const { id } of later) await arrived(id, 2);
      assert.equal((await partner.recover(endpoint.id, since, more)).recovery?.id, recovery?.id);
      assert.deepEqual(
        receiver.hooks.map(({ headers }) => headers['webhook-id']).sort(),
        later.map(({ id }) => id).sort(),
      );
      assert.equal((await view(earlier.id)).attempts.length, 1);
      assert.equal(await recorded(), before);
    });

    it('what an endpoint got that was removed since goes to the one that recovers', async () => {
      const mine = stage.partner('gullwing');
      const [one, two] = [await stage.receiver(), await stage.receiver()];
      const events = { events: ['CONTACT_RELEASED'] };
      const first = await mine.connect(one.url, events);
      const { grantId } = await stage.install(await stage.person(), 'gull-icons');
      await stage.reaches(grantId, 'delivered');
      await mine.remove(first.id);
      const second = await mine.connect(two.url, events);
      const since = stage.clock.now() - DAY;
      const { recovery } = await mine.recover(second.id, since, { everything: true });
      await until(
        async () => (await mine.recoveries()).find(({ id }) => id === recovery?.id)?.state === 'DONE',
        'the recovery to be done',
      );
      await two.received(1);
      assert.equal(two.hooks[0]?.headers['webhook-id'], (await stage.message(grantId)).id);
      assert.equal(one.hooks.length, 1);
    });

    it('refuses what is too old, to come, or not theirs', async () => {
      const { id } = await delivered();
      const { id: endpointId } = endpoint;
      const stranger = stage.partner('acorn-desk');
      assert.equal(refusalOf(await stranger.replay(id)), 'NOT_FOUND input.deliveryId');
      assert.equal(refusalOf(await partner.replay('nonsense')), 'NOT_FOUND input.deliveryId');
      const now = stage.clock.now();
      assert.equal(refusalOf(await partner.recover(endpointId, now + DAY)), 'INVALID_INPUT input.since');
      const old = await partner.recover(endpointId, now - 30 * DAY - SECOND);
      assert.equal(refusalOf(old), 'INVALID_INPUT input.since');
      assert.equal(refusalOf(await stranger.recover(endpointId, now)), 'NOT_FOUND input.endpointId');
      assert.deepEqual(await stranger.recoveries(), []);
      stage.clock.advance(30 * DAY - 60 * SECOND);
      assert.equal(refusalOf(await partner.replay(id)), null);
      await arrived(id, 2);
      stage.clock.advance(2 * 60 * SECOND);
      assert.equal(refusalOf(await partner.replay(id)), 'NOT_FOUND input.deliveryId');
    });
  });

  describe(`a recovery that is interrupted, on ${dialect},`, () => {
    it('goes on in another process where it was, and sends each message once', async () => {
      const stage = await openStage(dialect);
      const { marketplace } = stage;
      const partner = stage.partner('calmly');
      const receiver = await stage.receiver();
      const { id: endpointId } = await partner.connect(receiver.url, { sandbox: true });
      const since = stage.clock.now();
      await partner.makeUp(await stage.act.appId(APP), { install: false });
      await until(
        async () => (await rowsOf(marketplace, 'outbox')).some(({ state }) => state === 'delivered'),
        'one message',
      );
      // As if it had failed all the time while over a thousand such messages came.
      const [row] = await rowsOf<{ id: string; created_at: number }>(marketplace, 'outbox');
      assert.ok(row);
      const missed = Array.from({ length: 1_200 }, (_, i) => ({
        ...row,
        id: `${row.id.slice(0, -4)}${String(i).padStart(4, '0')}`,
        created_at: row.created_at + Math.floor(i / 7),
        state: 'exhausted',
      }));
      await marketplace.db.transact(async (tx) => {
        for (let i = 0; i < missed.length; i += 400) await tx.q('outbox').insert(missed.slice(i, i + 400));
      });
      stage.clock.advance(SECOND);
      receiver.hooks.length = 0;
      await marketplace.serving.sluice.chores.stop();
      const { recovery } = await partner.recover(endpointId, since);
      assert.equal(recovery?.state, 'RUNNING');
      assert.equal(await marketplace.db.transact(stepRecovery), true);
      const [half] = await partner.recoveries();
      assert.ok(half?.state === 'RUNNING' && half.queued > 0 && half.queued < missed.length);
      await marketplace.stop();

      const next = await serve(marketplace.surroundings);
      try {
        const rows = (table: string) => rowsOf({ db: next.sluice.db }, table);
        await until(async () => (await rows('recoveries'))[0]?.['state'] === 'done', 'the rest', 10_000);
        await until(
          async () => (await rows('outbox')).every(({ state }) => state === 'delivered'),
          'all messages',
          20_000,
        );
        assert.equal((await rows('recoveries'))[0]?.['queued'], missed.length);
        assert.deepEqual(
          receiver.hooks.map(({ headers }) => String(headers['webhook-id'])).sort(),
          missed.map(({ id }) => id).sort(),
        );
      } finally {
        await next.stop();
        await receiver.close();
      }
    });
  });
}
