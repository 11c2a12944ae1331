import assert from 'node:assert/strict';
import { RECOVERY_LIMIT, recoveriesById, stepRecovery } from '../../src/delivery/index.ts';
import type { Delivery, DeliveryState, Recovery } from '../../src/delivery/index.ts';
import type { DeliveryRow } from '../../src/delivery/outbox/rows.ts';
import { DAY, HOUR } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';
import { insertRows } from '../../src/platform/db/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';

const STATES = [
  'delivered',
  'exhausted',
  'cancelled',
  'held',
  'sending',
  'pending',
] satisfies DeliveryState[];

for (const dialect of engines) {
  describe(`recovery on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    let copies = 0;
    /** Messages of a lane in these states, an hour apart, the first `hours` ago. */
    async function fill(
      endpointId: string,
      states: readonly DeliveryState[],
      of: { partner?: Holder; hours?: number; apart?: number } = {},
    ): Promise<string[]> {
      const { partner = acorn, hours = 48, apart = HOUR } = of;
      const begin = outbox.clock.now() - hours * HOUR;
      const rows = states.map((state, i): DeliveryRow => {
        const createdAt = begin + i * apart;
        copies += 1;
        const isOver = state === 'delivered' || state === 'exhausted' || state === 'cancelled';
        return {
          ...{
            id: `msg_copy_${String(copies).padStart(8, '0')}`,
            event: 'contact.released',
            partner_id: partner.id,
          },
          ...{
            app_id: partner.appId,
            endpoint_id: endpointId,
            subject_id: 'sub_1',
            grant_id: `grt_${copies}`,
          },
          ...{ release_id: null, sandbox: false, state, attempts: 10, failures: 10, next_at: createdAt },
          ...{ created_at: createdAt, finished_at: isOver ? createdAt : null },
          claimed_by: state === 'sending' ? 'wrk_1' : null,
        };
      });
      await outbox.db.transact((tx) => insertRows(tx, 'outbox', rows));
      return rows.map(({ id }) => id);
    }
    const recover = (
      endpointId: string,
      more: { since?: number; everything?: boolean; key?: string; partner?: Holder } = {},
    ): Promise<Recovery | Refusal> => {
      const {
        since = outbox.clock.now() - 20 * DAY,
        everything = false,
        key = newKey(),
        partner = acorn,
      } = more;
      return outbox.services.recoverDeliveries(partner.id, key, { endpointId, since, everything });
    };
    async function begin(...args: Parameters<typeof recover>): Promise<Recovery> {
      const recovery = await recover(...args);
      assert.ok(!isRefusal(recovery));
      return recovery;
    }
    const step = (): Promise<boolean> => outbox.db.transact(stepRecovery);
    const finish = async (): Promise<number> => {
      let steps = 0;
      for (; await step(); steps += 1);
      return steps;
    };
    const seen = async ({ id }: Recovery) => {
      const recovery = (await outbox.db.read((reader) => recoveriesById(reader, [id]))).get(id);
      return [recovery?.state, recovery?.queued];
    };
    const statesOf = async (ids: readonly string[]) => (await outbox.messages(ids)).map(({ state }) => state);
    const remove = async (id: string): Promise<void> =>
      assert.ok(!isRefusal(await outbox.services.endpoints.remove(acorn.id, newKey(), id)));

    it('sends again what was given up, with a fresh schedule, and leaves the rest', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await fill(endpointId, STATES);
      const before = await outbox.messages(ids);
      const recovery = await begin(endpointId);
      assert.deepEqual(await seen(recovery), ['running', 0]);
      assert.equal(await finish(), 1);
      assert.deepEqual(await seen(recovery), ['done', 1]);
      const after = await outbox.messages(ids);
      assert.deepEqual(after[1], {
        ...before[1],
        ...{ state: 'pending', failures: 0, next_at: outbox.clock.now(), finished_at: null },
      });
      assert.deepEqual(
        after.filter((_, i) => i !== 1),
        before.filter((_, i) => i !== 1),
      );
      assert.equal(await step(), false);
    });

    it('sends again what arrived, too, where everything is wanted, but never what was cancelled', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await fill(endpointId, STATES);
      const recovery = await begin(endpointId, { everything: true });
      await finish();
      assert.deepEqual(await seen(recovery), ['done', 2]);
      assert.deepEqual(await statesOf(ids), [
        'pending',
        'pending',
        'cancelled',
        'held',
        'sending',
        'pending',
      ]);
    });

    it('takes what was created from the instant on, and until it was asked', async () => {
      const endpointId = await outbox.connect(acorn);
      const now = outbox.clock.now();
      const ids = await fill(endpointId, ['exhausted', 'exhausted', 'exhausted'], { hours: 3 });
      await begin(endpointId, { since: now - 2 * HOUR });
      outbox.clock.advance(1);
      const later = await fill(endpointId, ['exhausted'], { hours: 0 });
      await finish();
      assert.deepEqual(await statesOf([...ids, ...later]), ['exhausted', 'pending', 'pending', 'exhausted']);
      await begin(endpointId, { since: now - 2 * HOUR - 1 });
      await finish();
      assert.deepEqual(await statesOf([...ids, ...later]), ['exhausted', 'pending', 'pending', 'pending']);
    });

    it('touches no other lane and no other partner', async () => {
      const [own, second, strange] = [
        await outbox.connect(acorn),
        await outbox.connect(acorn),
        await outbox.connect(birch),
      ];
      await fill(own, ['exhausted']);
      const others = [
        ...(await fill(second, ['exhausted'])),
        ...(await fill(strange, ['exhausted'], { partner: birch })),
      ];
      await begin(own, { everything: true });
      await finish();
      assert.deepEqual(await statesOf(others), ['exhausted', 'exhausted']);
    });

    it('takes what an endpoint left behind that was removed, to the one that recovers', async () => {
      const old = await outbox.connect(acorn);
      await remove(old);
      const own = await outbox.connect(acorn);
      const sandbox = await outbox.connect(acorn, { sandbox: true });
      const left = await fill(old, ['exhausted', 'delivered', 'cancelled', 'pending']);
      const madeUp = await fill(sandbox, ['exhausted']);
      await remove(sandbox);
      const recovery = await begin(own);
      await finish();
      assert.deepEqual(await seen(recovery), ['done', 2]);
      const rows = await outbox.messages(left);
      assert.deepEqual(
        rows.map(({ state, endpoint_id }) => [state, endpoint_id]),
        [
          ['pending', own],
          ['delivered', old],
          ['cancelled', old],
          ['pending', own],
        ],
      );
      assert.deepEqual(await statesOf(madeUp), ['exhausted']);
    });

    it('goes on where it was after an interruption at any step, and counts each message once', async () => {
      const endpointId = await outbox.connect(acorn);
      // Three steps, with ties in time over their edges.
      const states = Array.from({ length: 1_250 }, (_, i): DeliveryState =>
        i % 5 === 0 ? 'delivered' : 'exhausted',
      );
      const ids = await fill(endpointId, states, { apart: 0 });
      const recovery = await begin(endpointId);
      const pending = async (): Promise<number> =>
        (await statesOf(ids)).filter((state) => state === 'pending').length;
      for (const queued of [400, 800, 1_000]) {
        const before = await pending();
        const crash = outbox.db.transact(async (tx) => {
          assert.equal(await stepRecovery(tx), true);
          throw new Error('crash');
        });
        await assert.rejects(crash, /crash/);
        assert.equal(await pending(), before);
        assert.equal(await step(), true);
        assert.equal(await pending(), queued);
      }
      assert.deepEqual(await seen(recovery), ['done', 1_000]);
      assert.equal(await step(), false);
    });

    it('is taken in turns by several workers, each message once', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await fill(
        endpointId,
        Array.from({ length: 1_100 }, () => 'exhausted' as const),
        { apart: 1 },
      );
      const recoveries = [await begin(endpointId), await begin(endpointId)];
      await Promise.all([finish(), finish(), finish()]);
      await finish();
      const [first, second] = await Promise.all(recoveries.map(seen));
      assert.deepEqual([first?.[0], second?.[0]], ['done', 'done']);
      assert.equal(Number(first?.[1]) + Number(second?.[1]), ids.length);
      assert.ok((await statesOf(ids)).every((state) => state === 'pending'));
    });

    it('ends with nothing more when its endpoint is removed meanwhile', async () => {
      const endpointId = await outbox.connect(acorn);
      const ids = await fill(endpointId, ['exhausted', 'delivered']);
      const recovery = await begin(endpointId, { everything: true });
      await remove(endpointId);
      await finish();
      assert.deepEqual(await seen(recovery), ['done', 0]);
      assert.deepEqual(await statesOf(ids), ['exhausted', 'delivered']);
    });

    it('is begun once for its key, for an own endpoint and the last 30 days', async () => {
      const endpointId = await outbox.connect(acorn);
      const key = newKey();
      const since = outbox.clock.now() - DAY;
      const first = await begin(endpointId, { key, since });
      assert.equal((await begin(endpointId, { key, since })).id, first.id);
      assert.equal((await rowsOf(outbox, 'recoveries')).length, 1);
      const now = outbox.clock.now();
      for (const [asked, refused] of [
        [{ partner: birch }, 'NOT_FOUND'],
        [{ since: now + 1 }, 'INVALID_INPUT'],
        [{ since: now - RECOVERY_LIMIT - 1 }, 'INVALID_INPUT'],
        [{ key, since: since - 1 }, 'IDEMPOTENCY_CONFLICT'],
      ] as const) {
        const answer = await recover(endpointId, asked);
        assert.ok(isRefusal(answer));
        assert.equal(answer.refused, refused);
      }
      assert.ok(!isRefusal(await recover(endpointId, { since: now - RECOVERY_LIMIT })));
      await remove(endpointId);
      assert.ok(isRefusal(await recover(endpointId)));
    });

    describe('of one message', () => {
      const replay = (id: string, partner = acorn, key = newKey()): Promise<Delivery | Refusal> =>
        outbox.services.replayDelivery(partner.id, key, id);
      const refused = (answer: Delivery | Refusal): string => (isRefusal(answer) ? answer.refused : 'done');

      it('puts what is over or waits to the front with a fresh schedule', async () => {
        const endpointId = await outbox.connect(acorn);
        const ids = await fill(endpointId, ['delivered', 'exhausted', 'pending']);
        for (const id of ids) {
          const answer = await replay(id);
          assert.ok(!isRefusal(answer));
          const { state, failures, nextAt, finishedAt } = answer;
          assert.deepEqual([state, failures, nextAt, finishedAt], ['pending', 0, outbox.clock.now(), null]);
        }
        assert.equal((await outbox.claim([{ endpointId, count: 9 }])).taken, 3);
      });

      it('leaves what is under way or held as it is', async () => {
        const ids = await fill(await outbox.connect(acorn), ['sending', 'held']);
        const before = await outbox.messages(ids);
        for (const id of ids) assert.equal(refused(await replay(id)), 'done');
        assert.deepEqual(await outbox.messages(ids), before);
      });

      it('refuses what was cancelled, is not theirs, is too old, or has lost its endpoint', async () => {
        const endpointId = await outbox.connect(acorn);
        const [cancelled = '', delivered = ''] = await fill(endpointId, ['cancelled', 'delivered']);
        const [old = ''] = await fill(endpointId, ['delivered'], { hours: 24 * 30 + 1 });
        assert.equal(refused(await replay(cancelled)), 'GRANT_ENDED');
        assert.equal(refused(await replay(delivered, birch)), 'NOT_FOUND');
        assert.equal(refused(await replay(old)), 'NOT_FOUND');
        await remove(endpointId);
        assert.equal(refused(await replay(delivered)), 'WRONG_STATUS');
        assert.deepEqual(await statesOf([cancelled, delivered, old]), [
          'cancelled',
          'delivered',
          'delivered',
        ]);
      });
    });
  });
}
