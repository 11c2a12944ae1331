import assert from 'node:assert/strict';
import { enqueue, rehomeStrays, webhookEvents } from '../../src/delivery/index.ts';
import type { EndpointWish, NewMessage } from '../../src/delivery/index.ts';
import { changeEndpoint, endpointsById } from '../../src/delivery/endpoints/store.ts';
import { adoptHeld, partnersWithHeld, reopenHeld } from '../../src/delivery/outbox/held.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { result, startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';

for (const dialect of engines) {
  describe(`queueing on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    /** Where the messages about one person wait; null: nowhere. */
    async function lanesOf(partner: Holder, like: Partial<NewMessage> = {}): Promise<(string | null)[]> {
      const ids = await outbox.put(partner, 1, like);
      return (await outbox.messages(ids)).map(({ endpoint_id }) => endpoint_id).sort();
    }
    const register = async (wish: EndpointWish & { readonly sandbox?: boolean } = {}): Promise<string> => {
      const url = `${outbox.receiver.url}/${newKey()}`;
      const made = await outbox.services.endpoints.create(acorn.id, newKey(), {
        sandbox: false,
        ...wish,
        url,
      });
      assert.ok(!isRefusal(made));
      return made.endpoint.id;
    };
    const verify = async (id: string): Promise<void> =>
      assert.ok(!isRefusal(await outbox.services.endpoints.verify(acorn.id, id)));
    const remove = async (id: string): Promise<void> =>
      assert.ok(!isRefusal(await outbox.services.endpoints.remove(acorn.id, newKey(), id)));
    const shown = async (ids: readonly string[]) =>
      (await outbox.messages(ids)).map(({ state, endpoint_id }) => [state, endpoint_id]);

    it('makes a message for each endpoint that wants the event', async () => {
      const [all, some, other] = [
        await outbox.connect(acorn),
        await outbox.connect(acorn, { events: ['consent.withdrawn', 'contact.erased'] }),
        await outbox.connect(birch),
      ];
      const wanted = { 'consent.withdrawn': [all, some].sort(), 'contact.erased': [all, some].sort() };
      for (const event of webhookEvents) {
        assert.deepEqual(
          await lanesOf(acorn, { event }),
          event in wanted ? [all, some].sort() : [all],
          event,
        );
      }
      assert.deepEqual(await lanesOf(birch), [other]);
      const rows = await rowsOf<{ state: string; next_at: number; created_at: number }>(outbox, 'outbox');
      assert.ok(
        rows.every(({ state, next_at, created_at }) => state === 'pending' && next_at === created_at),
      );
    });

    it('makes none where each endpoint wants something else', async () => {
      await outbox.connect(acorn, { events: ['contact.erased'] });
      assert.deepEqual(await lanesOf(acorn, { event: 'app.installed' }), []);
    });

    it('keeps made-up people and real ones apart', async () => {
      const [real, sandbox] = [await outbox.connect(acorn), await outbox.connect(acorn, { sandbox: true })];
      assert.deepEqual(await lanesOf(acorn), [real]);
      assert.deepEqual(await lanesOf(acorn, { sandbox: true }), [sandbox]);
    });

    it('lets messages wait in the lane of an endpoint that rests, but in none of one that was never proven', async () => {
      const id = await outbox.connect(acorn);
      await register();
      for (const status of ['paused', 'disabled', 'active'] as const) {
        await outbox.db.transact((tx) => changeEndpoint(tx, id, { status }));
        assert.deepEqual(await lanesOf(acorn), [id], status);
      }
      await outbox.db.transact((tx) => changeEndpoint(tx, id, { status: 'removed' }));
      assert.deepEqual(await lanesOf(acorn), [null]);
      assert.ok((await rowsOf(outbox, 'outbox')).some(({ state }) => state === 'held'));
    });

    it('is part of the transaction that causes it', async () => {
      await outbox.connect(acorn);
      const message: NewMessage = {
        ...{ event: 'contact.released', partnerId: acorn.id, appId: acorn.appId, subjectId: 'sub_1' },
        ...{ grantId: 'grt_1', releaseId: null, sandbox: false },
      };
      const failing = outbox.db.transact(async (tx) => {
        await enqueue(tx, [message, message]);
        throw new Error('no');
      });
      await assert.rejects(failing, /no/);
      assert.deepEqual(await rowsOf(outbox, 'outbox'), []);
    });

    it('gives what was held to the first endpoint that answers its challenge, and only what it wants', async () => {
      const held = [
        ...(await outbox.put(acorn, 2)),
        ...(await outbox.put(acorn, 1, { event: 'contact.erased' })),
        ...(await outbox.put(acorn, 1, { sandbox: true })),
      ];
      const strange = await outbox.put(birch, 1);
      const id = await register({ events: ['contact.erased', 'app.installed'] });
      assert.deepEqual(
        await shown(held),
        held.map(() => ['held', null]),
      );
      await verify(id);
      assert.deepEqual(await shown(held), [
        ['held', null],
        ['held', null],
        ['pending', id],
        ['held', null],
      ]);
      const next = await outbox.connect(acorn);
      assert.deepEqual(await shown(held), [
        ['pending', next],
        ['pending', next],
        ['pending', id],
        ['held', null],
      ]);
      assert.deepEqual(await shown(strange), [['held', null]]);
      const sandbox = await outbox.connect(acorn, { sandbox: true });
      assert.deepEqual((await shown(held)).at(-1), ['pending', sandbox]);
      assert.equal((await outbox.claim([{ endpointId: next, count: 9 }])).taken, 2);
    });

    it('says how many were taken up, and takes none twice', async () => {
      await outbox.put(acorn, 3);
      const id = await register();
      const adopt = (): Promise<number> =>
        outbox.db.transact(async (tx) => {
          const endpoint = (await endpointsById(tx, [id])).get(id);
          assert.ok(endpoint !== undefined);
          return adoptHeld(tx, endpoint);
        });
      assert.deepEqual([await adopt(), await adopt()], [3, 0]);
    });

    it('lets what was held for a partner into its lane again when it may go', async () => {
      const id = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 2);
      await outbox.put(birch, 1);
      await outbox.claim([{ endpointId: id, count: 9 }], 'wrk_a', () => Promise.resolve(new Map()));
      assert.deepEqual(
        await shown(ids),
        ids.map(() => ['held', id]),
      );
      assert.deepEqual(await outbox.db.read(partnersWithHeld), [acorn.id]);
      const reopen = (partnerIds: string[]) => outbox.db.transact((tx) => reopenHeld(tx, partnerIds));
      assert.deepEqual([await reopen([]), await reopen([birch.id]), await reopen([acorn.id])], [0, 0, 2]);
      assert.deepEqual(
        await shown(ids),
        ids.map(() => ['pending', id]),
      );
      assert.deepEqual(await outbox.db.read(partnersWithHeld), []);
    });

    it('holds what waits for an endpoint that is removed until there is another one', async () => {
      const id = await outbox.connect(acorn);
      const ids = await outbox.put(acorn, 2);
      await outbox.claim([{ endpointId: id, count: 1 }], 'wrk_a', () => Promise.resolve(new Map()));
      await register();
      await remove(id);
      assert.deepEqual(
        await shown(ids),
        ids.map(() => ['held', null]),
      );
      const next = await outbox.connect(acorn);
      assert.deepEqual(
        await shown(ids),
        ids.map(() => ['pending', next]),
      );
    });

    it('ends what waits for an endpoint that is removed where another one got it too', async () => {
      const [one, other] = [await outbox.connect(acorn), await outbox.connect(acorn)];
      const ids = await outbox.put(acorn, 2);
      await remove(one);
      for (const { endpoint_id, state, finished_at } of await outbox.messages(ids)) {
        assert.equal(state, endpoint_id === one ? 'cancelled' : 'pending');
        assert.equal(finished_at !== null, endpoint_id === one);
      }
      assert.equal((await outbox.claim([{ endpointId: other, count: 9 }])).taken, 2);
    });

    it('gives what waits for an endpoint that is removed to another one that did not get it', async () => {
      const old = await outbox.connect(acorn);
      const before = await outbox.put(acorn, 2);
      const [narrow, wide] = [
        await outbox.connect(acorn, { events: ['contact.erased'] }),
        await outbox.connect(acorn),
      ];
      const after = await outbox.put(acorn, 1);
      await remove(old);
      assert.deepEqual(
        await shown(before),
        before.map(() => ['pending', wide]),
      );
      assert.deepEqual(
        (await shown(after)).sort(),
        [
          ['cancelled', old],
          ['pending', wide],
        ].sort(),
      );
      assert.equal((await outbox.claim([{ endpointId: narrow, count: 9 }])).taken, 0);
      assert.equal((await outbox.claim([{ endpointId: wide, count: 9 }])).taken, 3);
    });

    it('tells the messages about one yes apart when it asks whether another endpoint got them', async () => {
      const old = await outbox.connect(acorn);
      const [released = ''] = await outbox.put(acorn, 1, { grantId: 'grt_install' });
      const next = await outbox.connect(acorn);
      await outbox.put(acorn, 1, { grantId: 'grt_install', event: 'app.installed' });
      await remove(old);
      assert.deepEqual(await shown([released]), [['pending', next]]);
      const rows = await rowsOf<{ event: string; state: string; endpoint_id: string }>(outbox, 'outbox');
      const installed = rows.filter(({ event }) => event === 'app.installed');
      assert.deepEqual(installed.map(({ state, endpoint_id }) => [state, endpoint_id]).sort(), [
        ['cancelled', old],
        ['pending', next],
      ]);
    });

    it('does the same with what was under way when the endpoint was removed, once its attempt has failed', async () => {
      const id = await outbox.connect(acorn);
      const [first = '', second = ''] = await outbox.put(acorn, 2);
      const { attempts } = await outbox.claim([{ endpointId: id, count: 9 }]);
      await remove(id);
      assert.deepEqual(await shown([first, second]), [
        ['sending', id],
        ['sending', id],
      ]);
      await outbox.record(attempts.map((attempt, i) => result(attempt, i === 0 ? 'timeout' : 'delivered')));
      assert.deepEqual(await shown([first, second]), [
        ['held', null],
        ['delivered', id],
      ]);
      const next = await outbox.connect(acorn);
      assert.deepEqual(await shown([first]), [['pending', next]]);
    });

    const rehome = (): Promise<void> => outbox.db.transact(rehomeStrays);

    it('leaves no message behind that is held although there is an endpoint, or waits where there is none', async () => {
      const gone = await outbox.connect(acorn);
      const left = await outbox.put(acorn, 1);
      await outbox.db.transact((tx) => changeEndpoint(tx, gone, { status: 'removed' }));
      await rehome();
      assert.deepEqual(await shown(left), [['held', null]]);
      const narrow = await outbox.connect(acorn, { events: ['contact.erased'] });
      const wide = await outbox.connect(acorn);
      await outbox.db.transact((tx) => tx.q('outbox').update({ state: 'held', endpoint_id: null }));
      const strange = await outbox.put(birch, 1);
      const resting = await outbox.put(acorn, 1);
      await rehome();
      assert.deepEqual(await shown([...left, ...strange, ...resting]), [
        ['pending', wide],
        ['held', null],
        ['pending', wide],
      ]);
      assert.equal((await outbox.claim([{ endpointId: narrow, count: 9 }])).taken, 0);
    });

    if (dialect === 'postgres') {
      const message: NewMessage = {
        ...{ event: 'contact.released', partnerId: '', appId: 'app_1', subjectId: 'sub_race' },
        ...{ grantId: 'grt_race', releaseId: null, sandbox: false },
      };
      const whileQueueing = async (act: () => Promise<void>): Promise<string[]> => {
        await outbox.db.transact(async (tx) => {
          await enqueue(tx, [{ ...message, partnerId: acorn.id }]);
          await act();
        });
        return (await rowsOf<{ id: string }>(outbox, 'outbox')).map(({ id }) => id);
      };

      it('finds what was queued while the first endpoint was verified', async () => {
        const id = await register();
        const ids = await whileQueueing(() => verify(id));
        await rehome();
        assert.deepEqual(await shown(ids), [['pending', id]]);
      });

      it('finds what was queued while its endpoint was removed', async () => {
        const id = await outbox.connect(acorn);
        const ids = await whileQueueing(() => remove(id));
        await rehome();
        assert.deepEqual(await shown(ids), [['held', null]]);
      });
    }
  });
}
