import assert from 'node:assert/strict';
import { SECOND } from '../../src/kernel/clock.ts';
import { admitAttempts } from '../../src/release/index.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';

for (const dialect of engines) {
  describe(`claiming on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    const claimedIds = async (...args: Parameters<Outbox['claim']>): Promise<string[]> =>
      (await outbox.claim(...args)).attempts.map(({ delivery }) => delivery.id);

    it('starts the oldest of a lane first, as many as were asked for', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 7);
      await outbox.db.transact(async (tx) => {
        // The second waits for a retry, the last came due before all others.
        await tx
          .q('outbox')
          .where('id', ids[1] ?? '')
          .update({ next_at: tx.now + SECOND });
        await tx
          .q('outbox')
          .where('id', ids[6] ?? '')
          .update({ next_at: 1 });
      });
      assert.deepEqual(await claimedIds([{ endpointId, count: 3 }]), [ids[6], ids[0], ids[2]]);
      assert.deepEqual(await claimedIds([{ endpointId, count: 10 }]), [ids[3], ids[4], ids[5]]);
      assert.deepEqual(await claimedIds([{ endpointId, count: 10 }]), []);
      outbox.clock.advance(SECOND);
      assert.deepEqual(await claimedIds([{ endpointId, count: 10 }]), [ids[1]]);
    });

    it('takes from each lane its share, however much waits in another', async () => {
      const [big, small] = [await outbox.connect(acorn), await outbox.connect(birch)];
      const many = await outbox.put(acorn, 30);
      const few = await outbox.put(birch, 2);
      const { taken, attempts } = await outbox.claim([
        { endpointId: big, count: 4 },
        { endpointId: small, count: 4 },
      ]);
      assert.equal(taken, 6);
      const of = (id: string) =>
        attempts.filter(({ delivery }) => delivery.endpointId === id).map(({ delivery }) => delivery.id);
      assert.deepEqual(of(big), many.slice(0, 4));
      assert.deepEqual(of(small), few);
    });

    it('writes a started row for each attempt, and who makes it', async () => {
      const endpointId = await outbox.connect(acorn, { thin: true });
      const ids = await outbox.put(acorn, 2);
      const now = outbox.clock.now();
      const { attempts, endpoints } = await outbox.claim([{ endpointId, count: 1 }], 'wrk_a');
      assert.deepEqual([...endpoints.keys()], [endpointId]);
      const [attempt] = attempts;
      assert.ok(attempt !== undefined);
      assert.deepEqual(
        { number: attempt.number, startedAt: attempt.startedAt, thin: attempt.thin, id: attempt.delivery.id },
        { number: 1, startedAt: now, thin: true, id: ids[0] },
      );
      assert.deepEqual(await rowsOf(outbox, 'delivery_attempts'), [
        { id: attempt.id, message_id: ids[0], number: 1, started_at: now },
      ]);
      const [first, second] = await outbox.messages(ids);
      assert.deepEqual(
        [first?.state, first?.attempts, first?.claimed_by, first?.next_at],
        ['sending', 1, 'wrk_a', now + 30 * SECOND],
      );
      assert.deepEqual([second?.state, second?.attempts, second?.claimed_by], ['pending', 0, null]);
    });

    it('starts what may go, ends what may not, and holds what has to wait or was not named', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 4);
      const asked: string[][] = [];
      const { taken, attempts } = await outbox.claim(
        [{ endpointId, count: 10 }],
        'wrk_a',
        (_tx, deliveries) => {
          asked.push(deliveries.map(({ id }) => id));
          return Promise.resolve(
            new Map([
              [ids[0] ?? '', 'go'],
              [ids[1] ?? '', 'cancel'],
              [ids[2] ?? '', 'hold'],
            ]),
          );
        },
      );
      assert.deepEqual(asked, [ids]);
      assert.equal(taken, 4);
      assert.deepEqual(
        attempts.map(({ delivery }) => delivery.id),
        [ids[0]],
      );
      const rows = await outbox.messages(ids);
      assert.deepEqual(
        rows.map(({ state, attempts: n, finished_at }) => [state, n, finished_at]),
        [
          ['sending', 1, null],
          ['cancelled', 0, outbox.clock.now()],
          ['held', 0, null],
          ['held', 0, null],
        ],
      );
      assert.equal((await rowsOf(outbox, 'delivery_attempts')).length, 1);
    });

    it('starts nothing without an active grant, and asks for none about somebody made up', async () => {
      const real = await outbox.connect(acorn);
      const sandbox = await outbox.connect(acorn, { sandbox: true });
      const people = [
        ...(await outbox.put(acorn, 2)),
        ...(await outbox.put(acorn, 1, { event: 'app.installed' })),
        ...(await outbox.put(acorn, 1, { event: 'consent.withdrawn' })),
      ];
      const madeUp = await outbox.put(acorn, 1, { sandbox: true });
      const shares = [real, sandbox].map((endpointId) => ({ endpointId, count: 10 }));
      const started = await claimedIds(shares, 'wrk_a', admitAttempts);
      assert.deepEqual(new Set(started), new Set([people[3], madeUp[0]]));
      const rows = await outbox.messages(people);
      assert.deepEqual(
        rows.map(({ state }) => state),
        ['cancelled', 'cancelled', 'cancelled', 'sending'],
      );
    });

    it('starts nothing when the verdict cannot be had: all of it rolls back', async () => {
      const endpointId = await outbox.connect(acorn, { maxPerSecond: 5 });
      const ids = await outbox.put(acorn, 2);
      const failing = outbox.claim([{ endpointId, count: 10 }], 'wrk_a', () =>
        Promise.reject(new Error('away')),
      );
      await assert.rejects(failing, /away/);
      assert.ok(
        (await outbox.messages(ids)).every(({ state, attempts }) => state === 'pending' && attempts === 0),
      );
      assert.equal((await outbox.endpoint(endpointId)).next_arrival, 0);
    });

    it('keeps to the rate of an endpoint, and counts only what started', async () => {
      const endpointId = await outbox.connect(acorn, { maxPerSecond: 5 });
      const ids = await outbox.put(acorn, 30);
      const share = [{ endpointId, count: 100 }];
      assert.deepEqual(await claimedIds(share), ids.slice(0, 5));
      assert.deepEqual(await claimedIds(share), []);
      outbox.clock.advance(199);
      assert.deepEqual(await claimedIds(share), []);
      outbox.clock.advance(1);
      assert.deepEqual(await claimedIds(share), ids.slice(5, 6));
      outbox.clock.advance(10 * SECOND);
      assert.deepEqual(await claimedIds([{ endpointId, count: 2 }]), ids.slice(6, 8));
      assert.deepEqual(await claimedIds(share), ids.slice(8, 11));

      // What is held or cancelled was not sent, so it costs nothing.
      outbox.clock.advance(10 * SECOND);
      const held = await outbox.claim(share, 'wrk_a', () => Promise.resolve(new Map()));
      assert.deepEqual([held.taken, held.attempts.length], [5, 0]);
      assert.deepEqual(await claimedIds(share), ids.slice(16, 21));
    });

    it('gives every message to one of many claimers at once, and all of them to somebody', async () => {
      const lanes = [await outbox.connect(acorn), await outbox.connect(birch)];
      const ids = [...(await outbox.put(acorn, 60)), ...(await outbox.put(birch, 60))];
      const shares = lanes.map((endpointId) => ({ endpointId, count: 7 }));
      const claimer = async (workerId: string): Promise<string[]> => {
        const own: string[] = [];
        for (;;) {
          const claimed = await claimedIds(shares, workerId);
          own.push(...claimed);
          // One that finds all of it locked has not seen the end of it.
          const left = (await outbox.messages(ids)).some(({ state }) => state === 'pending');
          if (claimed.length === 0 && !left) return own;
        }
      };
      const workers = ['wrk_a', 'wrk_b', 'wrk_c', 'wrk_d'];
      const taken = await Promise.all(workers.map(claimer));
      assert.deepEqual(taken.flat().sort(), [...ids].sort());
      const rows = await outbox.messages(ids);
      assert.ok(rows.every(({ attempts }) => attempts === 1));
      taken.forEach((own, i) => {
        for (const id of own) assert.equal(rows.find((row) => row.id === id)?.claimed_by, workers[i]);
      });
      assert.equal((await rowsOf(outbox, 'delivery_attempts')).length, ids.length);
    });

    if (dialect === 'postgres') {
      it('passes what another one holds, and does not wait for it', async () => {
        const endpointId = await outbox.connect(acorn);
        const ids = await outbox.put(acorn, 3);
        await outbox.db.transact(async (tx) => {
          await tx
            .q('outbox')
            .where('id', ids[0] ?? '')
            .forUpdate();
          assert.deepEqual(await claimedIds([{ endpointId, count: 2 }]), ids.slice(1));
        });
        assert.deepEqual(await claimedIds([{ endpointId, count: 2 }]), ids.slice(0, 1));
      });

      it('leaves a lane with a rate to the one that counts it', async () => {
        const [rated, free] = [await outbox.connect(acorn, { maxPerSecond: 5 }), await outbox.connect(birch)];
        await outbox.put(acorn, 1);
        const ids = await outbox.put(birch, 1);
        const shares = [rated, free].map((endpointId) => ({ endpointId, count: 2 }));
        await outbox.db.transact(async (tx) => {
          await tx.q('webhook_endpoints').where('id', rated).forUpdate();
          assert.deepEqual(await claimedIds(shares), ids);
        });
        assert.equal((await claimedIds(shares)).length, 1);
      });
    }

    it('shares one rate among claimers at once', async () => {
      const endpointId = await outbox.connect(acorn, { maxPerSecond: 10 });
      await outbox.put(acorn, 120);
      outbox.clock.advance(SECOND);
      let started = 0;
      for (let second = 0; second < 5; second += 1) {
        const claims = Array.from({ length: 6 }, (_, i) =>
          outbox.claim([{ endpointId, count: 50 }], `wrk_${i}`),
        );
        started += (await Promise.all(claims)).reduce((sum, { attempts }) => sum + attempts.length, 0);
        assert.equal(started, 10 * (second + 1));
        outbox.clock.advance(SECOND);
      }
    });
  });
}
