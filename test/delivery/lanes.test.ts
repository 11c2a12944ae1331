import assert from 'node:assert/strict';
import { CIRCUIT_THRESHOLD, healthy } from '../../src/delivery/index.ts';
import type { EndpointStatus } from '../../src/delivery/index.ts';
import { changeEndpoint } from '../../src/delivery/endpoints/store.ts';
import { openLanes } from '../../src/delivery/sending/open-lanes.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import { DAY, SECOND } from '../../src/kernel/clock.ts';
import { insertRows } from '../../src/platform/db/index.ts';
import { engines, newKey } from '../support/marketplace.ts';
import { planOf, startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';

for (const dialect of engines) {
  describe(`lanes on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    const look = (after = '', now = outbox.clock.now()) =>
      outbox.db.read((reader) => openLanes(reader, after, now, CIRCUIT_THRESHOLD));
    const openIds = async (now?: number): Promise<string[]> =>
      (await look('', now)).lanes.map(({ endpointId }) => endpointId);
    const set = (id: string, change: Parameters<typeof changeEndpoint>[2]) =>
      outbox.db.transact((tx) => changeEndpoint(tx, id, change));

    it('are those in which something is due, in the order of their endpoints', async () => {
      const ids = [await outbox.connect(acorn), await outbox.connect(birch), await outbox.connect(birch)];
      assert.deepEqual(await look(), { lanes: [], after: null });
      await outbox.put(birch, 3);
      assert.deepEqual(await openIds(), ids.slice(1).sort());
      await outbox.put(acorn, 1);
      assert.deepEqual(await look(), {
        lanes: [...ids].sort().map((endpointId) => ({ endpointId, probing: false })),
        after: null,
      });
      assert.deepEqual(await openIds(outbox.clock.now() - DAY), []);
    });

    it('are closed while the endpoint is not active, and nothing is taken from them', async () => {
      const id = await outbox.connect(acorn);
      const messages = await outbox.put(acorn, 2);
      for (const status of ['paused', 'disabled', 'unverified', 'removed'] satisfies EndpointStatus[]) {
        await set(id, { status });
        assert.deepEqual(await openIds(), [], status);
        const claimed = await outbox.claim([{ endpointId: id, count: 5 }]);
        assert.deepEqual([claimed.taken, claimed.attempts], [0, []], status);
      }
      assert.ok(
        (await outbox.messages(messages)).every(
          ({ state, attempts }) => state === 'pending' && attempts === 0,
        ),
      );
      await set(id, { status: 'active' });
      assert.deepEqual(await openIds(), [id]);
      assert.equal((await outbox.claim([{ endpointId: id, count: 5 }])).taken, 2);
    });

    it('are closed while their partner is suspended, and open again after it', async () => {
      const [own, other] = [await outbox.connect(acorn), await outbox.connect(birch)];
      await outbox.put(acorn, 1);
      await outbox.put(birch, 1);
      const { standing } = outbox.services;
      const decision = { partnerId: acorn.id, reason: 'It does not answer.' };
      assert.ok(!isRefusal(await standing.suspendPartner('staff:test', newKey(), decision)));
      assert.deepEqual(await openIds(), [other]);
      assert.equal((await outbox.claim([{ endpointId: own, count: 5 }])).taken, 0);
      assert.ok(!isRefusal(await standing.reinstatePartner('staff:test', newKey(), decision)));
      assert.deepEqual(await openIds(), [own, other].sort());
      assert.equal((await outbox.claim([{ endpointId: own, count: 5 }])).taken, 1);
    });

    it('rest while the circuit is open, and probe after it', async () => {
      const id = await outbox.connect(acorn);
      await outbox.put(acorn, 1);
      const now = outbox.clock.now();
      const failing = { failingSince: now, circuitUntil: null };
      await set(id, { health: { ...failing, consecutiveFailures: CIRCUIT_THRESHOLD - 1 } });
      assert.deepEqual((await look()).lanes, [{ endpointId: id, probing: false }]);
      const health = {
        failingSince: now,
        consecutiveFailures: CIRCUIT_THRESHOLD,
        circuitUntil: now + 30 * SECOND,
      };
      await set(id, { health });
      assert.deepEqual(await openIds(), []);
      assert.deepEqual(await openIds(now + 30 * SECOND - 1), []);
      assert.equal((await outbox.claim([{ endpointId: id, count: 1 }])).taken, 0, 'nor after an older look');
      assert.deepEqual((await look('', now + 30 * SECOND)).lanes, [{ endpointId: id, probing: true }]);
      await set(id, { health: healthy });
      assert.deepEqual((await look()).lanes, [{ endpointId: id, probing: false }]);
    });

    it('are all visited however many there are, 64 a look', async () => {
      const ids: string[] = [];
      for (const partner of outbox.partners.slice(0, 8)) {
        for (let i = 0; i < 10 && ids.length < 70; i += 1) ids.push(await outbox.connect(partner));
        await outbox.put(partner, 1);
      }
      ids.sort();
      const first = await look();
      assert.deepEqual(
        first.lanes.map(({ endpointId }) => endpointId),
        ids.slice(0, 64),
      );
      assert.equal(first.after, ids[63]);
      const second = await look(first.after ?? '');
      assert.deepEqual(
        second.lanes.map(({ endpointId }) => endpointId),
        ids.slice(64),
      );
      assert.equal(second.after, null);

      // Lanes that are closed are passed, and do not end the look.
      for (const id of ids.slice(0, 64)) await set(id, { status: 'paused' });
      assert.deepEqual(await look(), { lanes: [], after: ids[63] });
    });

    it('cost one step along the index each, whatever waits in them', async () => {
      const id = await outbox.connect(acorn);
      await outbox.put(acorn, 1);
      await outbox.db.transact(async (tx) => {
        const row = (await tx.q('outbox').where('endpoint_id', id).first()) as object;
        const more = Array.from({ length: 20_000 }, (_, i) => ({
          ...row,
          id: `msg_${i}`,
          state: i % 20 === 0 ? 'pending' : 'delivered',
        }));
        await insertRows(tx, 'outbox', more);
        await tx.q.raw('analyze');
      });
      const next = await planOf(
        outbox.db,
        `select min(endpoint_id) from outbox where state = 'pending' and endpoint_id > ?`,
        [''],
      );
      const due = await planOf(
        outbox.db,
        `select * from outbox where state = 'pending' and endpoint_id = ? and next_at <= ? order by next_at limit 8`,
        [id, outbox.clock.now()],
      );
      for (const plan of [next, due]) {
        assert.match(plan, /outbox_lanes/);
        assert.doesNotMatch(plan, /SCAN outbox(?! USING)|Seq Scan|TEMP B-TREE|"QUERY PLAN":" *-> +Sort/);
      }
    });
  });
}
