import assert from 'node:assert/strict';
import { CIRCUIT_THRESHOLD, FAILING_LIMIT, RETRY_WAITS } from '../../src/delivery/index.ts';
import type { StartedAttempt } from '../../src/delivery/index.ts';
import { changeEndpoint } from '../../src/delivery/endpoints/store.ts';
import { DEAD_AFTER, beat } from '../../src/delivery/sending/members.ts';
import { HOUR, SECOND } from '../../src/kernel/clock.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { result, startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';

for (const dialect of engines) {
  describe(`results on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    /** Starts an attempt at each message that is due. */
    const startAll = async (endpointId: string, workerId?: string): Promise<readonly StartedAttempt[]> =>
      (await outbox.claim([{ endpointId, count: 100 }], workerId)).attempts;
    async function startOne(): Promise<{ endpointId: string; id: string; attempt: StartedAttempt }> {
      const endpointId = await outbox.connect(acorn);
      const [id = ''] = await outbox.put(acorn, 1);
      const [attempt] = await startAll(endpointId);
      assert.ok(attempt !== undefined);
      return { endpointId, id, attempt };
    }
    const one = async (id: string) => {
      const [row] = await outbox.messages([id]);
      assert.ok(row !== undefined);
      return row;
    };
    const healthOf = async (id: string) => {
      const row = await outbox.endpoint(id);
      return [row.consecutive_failures, row.failing_since, row.circuit_until];
    };

    it('end what arrived, and tell of it in the same transaction', async () => {
      const { id, attempt } = await startOne();
      const told: string[] = [];
      await outbox.record([result(attempt, 'delivered', { status: 204, durationMs: 12 })], {
        async received(tx, attempts) {
          const rows = (await tx.q('outbox').whereIn(
            'id',
            attempts.map(({ delivery }) => delivery.id),
          )) as { state: string }[];
          told.push(...rows.map(({ state }) => state));
        },
      });
      assert.deepEqual(told, ['delivered']);
      const row = await one(id);
      const now = outbox.clock.now();
      assert.deepEqual(
        [row.state, row.finished_at, row.claimed_by, row.failures],
        ['delivered', now, null, 0],
      );
      assert.deepEqual(await rowsOf(outbox, 'delivery_results'), [
        { attempt_id: attempt.id, outcome: 'delivered', status: 204, duration_ms: 12, finished_at: now },
      ]);
    });

    it('tell nobody of what somebody made up received', async () => {
      const endpointId = await outbox.connect(acorn, { sandbox: true });
      await outbox.put(acorn, 1, { sandbox: true });
      const [attempt] = await startAll(endpointId);
      let told = -1;
      assert.ok(attempt !== undefined);
      await outbox.record([result(attempt, 'delivered')], {
        received: (_tx, deliveries) => Promise.resolve(void (told = deliveries.length)),
      });
      assert.equal(told, 0);
    });

    it('send what failed again by the schedule, and end it when that is used up', async () => {
      const { endpointId, id, attempt } = await startOne();
      const failed = { status: 500, retryAfter: null };
      await outbox.record([result(attempt, 'status', failed)]);
      let row = await one(id);
      const { claimed_by, finished_at } = row;
      assert.deepEqual([row.state, row.failures, claimed_by, finished_at], ['pending', 1, null, null]);
      assert.equal(row.next_at, outbox.clock.now() + 5 * SECOND);
      for (let number = 2; number <= 10; number += 1) {
        outbox.clock.advance(RETRY_WAITS[number - 2] ?? 0);
        await outbox.db.transact((tx) => changeEndpoint(tx, endpointId, { status: 'active' }));
        const [again] = await startAll(endpointId);
        assert.equal(again?.number, number);
        await outbox.record([result(again as StartedAttempt, 'timeout')]);
        row = await one(id);
        assert.equal(row.failures, number);
        assert.equal(row.state, number < 10 ? 'pending' : 'exhausted');
      }
      assert.equal(row.finished_at, outbox.clock.now());
      assert.deepEqual(await startAll(endpointId), []);
    });

    it('wait as long as the partner asks, and slow down sooner where the request itself is wrong', async () => {
      const { endpointId, id, attempt } = await startOne();
      await outbox.record([result(attempt, 'status', { status: 404, retryAfter: 2 * HOUR })]);
      const row = await one(id);
      assert.deepEqual([row.failures, row.next_at - outbox.clock.now()], [2, 2 * HOUR]);
      outbox.clock.advance(2 * HOUR - 1);
      assert.deepEqual(await startAll(endpointId), []);
    });

    it('cost nothing where nothing was sent: what lapsed goes again at once, what has no content ends', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 2);
      const [lapsed, gone] = (await startAll(endpointId)) as [StartedAttempt, StartedAttempt];
      await outbox.record([result(lapsed, 'lapsed'), result(gone, 'gone')]);
      const rows = await outbox.messages(ids);
      assert.deepEqual(
        rows.map(({ state, failures, finished_at, claimed_by }) => [
          state,
          failures,
          finished_at,
          claimed_by,
        ]),
        [
          ['pending', 0, null, null],
          ['cancelled', 0, outbox.clock.now(), null],
        ],
      );
      assert.deepEqual(await healthOf(endpointId), [0, null, null]);
      assert.deepEqual(
        (await startAll(endpointId)).map(({ delivery, number }) => [delivery.id, number]),
        [[ids[0], 2]],
      );
    });

    it('send what broke on our side again by the schedule, and say nothing of the endpoint', async () => {
      const { endpointId, id, attempt } = await startOne();
      await outbox.record([result(attempt, 'internal')]);
      const row = await one(id);
      assert.deepEqual([row.state, row.failures, row.claimed_by], ['pending', 1, null]);
      assert.equal(row.next_at - outbox.clock.now(), RETRY_WAITS[0]);
      assert.deepEqual(await healthOf(endpointId), [0, null, null]);
    });

    it('that come after their attempt counted as lost change nothing unless it arrived', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 3);
      const first = (await startAll(endpointId, 'wrk_1')) as [StartedAttempt, StartedAttempt, StartedAttempt];
      outbox.clock.advance(DEAD_AFTER);
      await outbox.db.transact((tx) => beat(tx, 'wrk_2'));
      const second = (await startAll(endpointId, 'wrk_2')) as [
        StartedAttempt,
        StartedAttempt,
        StartedAttempt,
      ];
      assert.deepEqual(
        second.map(({ number }) => number),
        [2, 2, 2],
      );
      const before = await outbox.messages(ids);
      await outbox.record([result(first[0], 'timeout'), result(first[1], 'gone')]);
      assert.deepEqual(await outbox.messages(ids), before);

      await outbox.record([result(first[2], 'delivered')]);
      const arrived = await one(ids[2] ?? '');
      assert.deepEqual([arrived.state, arrived.claimed_by], ['delivered', null]);
      // The second attempt at it fails; it stays delivered, since then.
      outbox.clock.advance(SECOND);
      await outbox.record([result(second[2], 'timeout'), result(second[0], 'delivered')]);
      assert.deepEqual(await one(ids[2] ?? ''), arrived);
      assert.equal((await one(ids[0] ?? '')).finished_at, outbox.clock.now());
      await outbox.record([result(second[1], 'timeout')]);
      assert.deepEqual([(await one(ids[1] ?? '')).state, (await one(ids[1] ?? '')).failures], ['pending', 1]);
    });

    it('are each written once: a second one for the same attempt is refused whole', async () => {
      const { id, attempt } = await startOne();
      await outbox.record([result(attempt, 'timeout')]);
      const before = await one(id);
      await assert.rejects(outbox.record([result(attempt, 'delivered')]), /database error/);
      assert.deepEqual(await one(id), before);
    });

    it('follow the health of their endpoints, each alone', async () => {
      const [own, other] = [await outbox.connect(acorn), await outbox.connect(birch)];
      await outbox.put(acorn, CIRCUIT_THRESHOLD);
      await outbox.put(birch, 2);
      const attempts = await startAll(own);
      const others = await startAll(other);
      const now = outbox.clock.now();
      await outbox.record([
        ...attempts.slice(0, -1).map((attempt) => result(attempt, 'connection', { wasFailing: false })),
        ...others.map((attempt) => result(attempt, 'delivered', { wasFailing: false })),
      ]);
      assert.deepEqual(await healthOf(own), [CIRCUIT_THRESHOLD - 1, now, null]);
      assert.deepEqual(await healthOf(other), [0, null, null]);
      await outbox.record([result(attempts.at(-1) as StartedAttempt, 'timeout', { wasFailing: false })]);
      assert.deepEqual(await healthOf(own), [CIRCUIT_THRESHOLD, now, now + 30 * SECOND]);
    });

    it('make an endpoint well again when one arrives', async () => {
      const { endpointId, attempt } = await startOne();
      const failing = { consecutiveFailures: 12, failingSince: 5, circuitUntil: 6 };
      await outbox.db.transact((tx) => changeEndpoint(tx, endpointId, { health: failing }));
      await outbox.record([result(attempt, 'delivered', { wasFailing: true })]);
      assert.deepEqual(await healthOf(endpointId), [0, null, null]);
    });

    it('disable an endpoint that failed for days or is gone, and ask for one notice of it', async () => {
      for (const reason of ['failing', 'gone'] as const) {
        await outbox.clear();
        const endpointId = await outbox.connect(acorn);
        const ids = await outbox.put(acorn, 3);
        const attempts = await startAll(endpointId);
        const now = outbox.clock.now();
        const since = reason === 'gone' ? now : now - FAILING_LIMIT;
        const health = { consecutiveFailures: CIRCUIT_THRESHOLD, failingSince: since, circuitUntil: null };
        await outbox.db.transact((tx) => changeEndpoint(tx, endpointId, { health }));
        const notices: object[] = [];
        const status = reason === 'gone' ? 410 : 500;
        const record = (attempt: StartedAttempt | undefined) =>
          outbox.record([result(attempt as StartedAttempt, 'status', { status })], {
            notifyDisabled: (_tx, notice) => Promise.resolve(void notices.push(notice)),
          });
        await record(attempts[0]);
        const row = await outbox.endpoint(endpointId);
        assert.deepEqual([row.status, row.disabled_reason], ['disabled', reason]);
        const notice = { partnerId: acorn.id, endpointId, reason };
        assert.deepEqual(notices, [notice]);
        // Attempts that were under way fail too; their partner is not told again.
        await record(attempts[1]);
        await record(attempts[2]);
        assert.deepEqual(notices, [notice]);
        // What failed waits in the lane for the endpoint to come back.
        assert.ok((await outbox.messages(ids)).every(({ state }) => state === 'pending'));
        assert.equal((await outbox.claim([{ endpointId, count: 5 }])).taken, 0);
      }
    });

    it('leave an endpoint that its partner paused or removed as it is', async () => {
      for (const status of ['paused', 'removed'] as const) {
        await outbox.clear();
        const { endpointId, attempt } = await startOne();
        await outbox.db.transact((tx) => changeEndpoint(tx, endpointId, { status }));
        await outbox.record([result(attempt, 'status', { status: 410 })], {
          notifyDisabled: () => assert.fail('told of an endpoint that was not disabled'),
        });
        assert.equal((await outbox.endpoint(endpointId)).status, status);
      }
    });

    it('are undone with the notice that cannot be queued', async () => {
      const { endpointId, id, attempt } = await startOne();
      const failing = outbox.record([result(attempt, 'status', { status: 410 })], {
        notifyDisabled: () => Promise.reject(new Error('no queue')),
      });
      await assert.rejects(failing, /no queue/);
      assert.equal((await outbox.endpoint(endpointId)).status, 'active');
      assert.equal((await one(id)).state, 'sending');
      assert.deepEqual(await rowsOf(outbox, 'delivery_results'), []);
    });
  });
}
