import assert from 'node:assert/strict';
import { SECOND } from '../../src/kernel/clock.ts';
import { BEAT, DEAD_AFTER, beat, leave } from '../../src/delivery/sending/members.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';
import { until } from '../support/until.ts';

for (const dialect of engines) {
  describe(`workers on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn] = outbox.partners as [Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    const beats = (workerId: string): Promise<boolean> => outbox.db.transact((tx) => beat(tx, workerId));
    const leaves = (workerId: string): Promise<void> => outbox.db.transact((tx) => leave(tx, workerId));
    const alive = async (): Promise<string[]> =>
      (await rowsOf<{ id: string }>(outbox, 'delivery_workers')).map(({ id }) => id).sort();
    const statesOf = async (ids: readonly string[]): Promise<string[]> =>
      (await outbox.messages(ids)).map(({ state }) => state);

    it('are known while they say that they are there', async () => {
      assert.ok(BEAT < DEAD_AFTER);
      await beats('wrk_1');
      outbox.clock.advance(DEAD_AFTER);
      await beats('wrk_2');
      assert.deepEqual(await alive(), ['wrk_1', 'wrk_2']);
      outbox.clock.advance(1);
      await beats('wrk_2');
      assert.deepEqual(await alive(), ['wrk_2']);
      await beats('wrk_1');
      await leaves('wrk_2');
      await leaves('wrk_3');
      assert.deepEqual(await alive(), ['wrk_1']);
    });

    it('lose what they had under way when they are dead, and not before', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 3);
      await beats('wrk_1');
      await beats('wrk_2');
      await outbox.claim([{ endpointId, count: 2 }], 'wrk_1');
      await outbox.claim([{ endpointId, count: 1 }], 'wrk_2');
      outbox.clock.advance(DEAD_AFTER);
      await beats('wrk_2');
      assert.deepEqual(await statesOf(ids), ['sending', 'sending', 'sending']);
      outbox.clock.advance(1);
      await beats('wrk_2');
      assert.deepEqual(await statesOf(ids), ['pending', 'pending', 'sending']);

      const [first] = await outbox.messages(ids);
      assert.deepEqual(
        [first?.claimed_by, first?.next_at, first?.attempts, first?.failures],
        [null, outbox.clock.now(), 1, 0],
      );
      const again = await outbox.claim([{ endpointId, count: 5 }], 'wrk_2');
      assert.deepEqual(
        again.attempts.map(({ delivery, number }) => [delivery.id, number]),
        [
          [ids[0], 2],
          [ids[1], 2],
        ],
      );
    });

    it('lose it at once when they leave, or when they were never known', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 2);
      await beats('wrk_1');
      await outbox.claim([{ endpointId, count: 1 }], 'wrk_1');
      await outbox.claim([{ endpointId, count: 1 }], 'wrk_unknown');
      await leaves('wrk_1');
      await beats('wrk_2');
      assert.deepEqual(await statesOf(ids), ['pending', 'pending']);
    });

    it('keep it while they live, until an attempt without a result counts as lost', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 1);
      await beats('wrk_1');
      await outbox.claim([{ endpointId, count: 1 }], 'wrk_1');
      for (let passed = BEAT; passed < 30 * SECOND; passed += BEAT) {
        outbox.clock.advance(BEAT);
        await beats('wrk_1');
        await beats('wrk_2');
        assert.deepEqual(await statesOf(ids), ['sending']);
      }
      outbox.clock.advance(BEAT);
      await beats('wrk_2');
      assert.deepEqual(await statesOf(ids), ['pending']);
    });

    it('leave everything alone that is not under way', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 4);
      await outbox.db.transact(async (tx) => {
        for (const [i, state] of ['delivered', 'cancelled', 'held', 'exhausted'].entries()) {
          await tx
            .q('outbox')
            .where('id', ids[i] ?? '')
            .update({ state, next_at: 1 });
        }
      });
      const before = await outbox.messages(ids);
      await beats('wrk_1');
      assert.deepEqual(await outbox.messages(ids), before);
      assert.equal((await outbox.claim([{ endpointId, count: 5 }])).taken, 0);
    });

    if (dialect === 'sqlite') {
      it('the oldest alone has the lease, and the next one when that one is gone', async () => {
        assert.equal(await beats('wrk_2'), true);
        assert.equal(await beats('wrk_1'), true);
        assert.equal(await beats('wrk_2'), false);
        assert.equal(await beats('wrk_3'), false);
        await leaves('wrk_1');
        assert.deepEqual([await beats('wrk_3'), await beats('wrk_2')], [false, true]);
        // It dies without a word.
        outbox.clock.advance(DEAD_AFTER);
        assert.equal(await beats('wrk_3'), false);
        outbox.clock.advance(1);
        assert.equal(await beats('wrk_3'), true);
      });
    } else {
      it('each may claim', async () => {
        for (const id of ['wrk_2', 'wrk_1', 'wrk_3']) assert.equal(await beats(id), true);
      });

      it('do not take a message from one that came while they were looking', async () => {
        await outbox.connect(acorn);
        const [id = ''] = await outbox.put(acorn, 1);
        await beats('wrk_1');
        // Whoever gives back waits for the table until another worker has come and has begun its first attempt.
        let looking: Promise<boolean> = Promise.resolve(false);
        await outbox.db.transact(async (tx) => {
          await tx.q.raw('lock table outbox in share row exclusive mode');
          looking = beats('wrk_1');
          const waits = async (): Promise<boolean> => {
            const { rows } = (await tx.q.raw(
              `select 1 from pg_locks where relation = 'outbox'::regclass and not granted`,
            )) as { rows: object[] };
            return rows.length > 0;
          };
          await until(waits, 'a worker that gives back what was lost');
          await tx.q('delivery_workers').insert({ id: 'wrk_2', seen_at: tx.now });
          const started = { state: 'sending', claimed_by: 'wrk_2', next_at: tx.now + 30 * SECOND };
          await tx.q('outbox').where({ id }).update(started);
        });
        await looking;
        assert.deepEqual(await statesOf([id]), ['sending']);
      });
    }
  });
}
