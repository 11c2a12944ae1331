import assert from 'node:assert/strict';
import { DAY } from '../../src/kernel/clock.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import {
  addToList,
  changesAfter,
  changesPosition,
  createList,
  forgetPerson,
  markChanged,
  recordEvents,
  recordValues,
  removeFromList,
  sweepChanges,
} from '../../src/traits/index.ts';
import type { Position } from '../../src/traits/index.ts';
import { engines } from '../support/marketplace.ts';
import { settled } from '../support/settled.ts';
import { gate, openTraits } from '../support/traits.ts';
import type { Traits } from '../support/traits.ts';

for (const dialect of engines) {
  describe(`the feed of changes, on ${dialect}`, () => {
    let traits: Traits;
    before(async () => {
      traits = await openTraits(dialect);
    });
    after(() => traits.close());

    const now = (): Promise<Position> => traits.db.read(changesPosition);
    const changes = (position: Position, limit = 100) =>
      traits.db.read((reader) => changesAfter(reader, position, limit));

    /** Whose facts changed since a position, and where that leads. */
    async function since(position: Position, limit?: number) {
      const found = await changes(position, limit);
      assert.ok(!found.lost);
      return found;
    }
    async function changedBy(write: (tx: Tx) => Promise<unknown>): Promise<readonly string[]> {
      const before = await now();
      await traits.db.transact(write);
      return (await since(before)).subjectIds;
    }

    it('notes everybody whose facts changed, once a transaction, and nobody else', async () => {
      const [a = '', b = ''] = await traits.people(2);
      const plan = (subjectId: string, value: string | null) => ({ subjectId, trait: 'plan', value });
      const published = { subjectId: a, event: 'published', day: 20_000, count: 1 };
      assert.deepEqual(await changedBy((tx) => recordValues(tx, [plan(a, 'pro'), plan(b, null)])), [a]);
      assert.deepEqual(await changedBy((tx) => recordValues(tx, [plan(a, 'pro')])), [], 'the same again');
      assert.deepEqual(await changedBy((tx) => recordValues(tx, [plan(b, 'pro'), plan(a, 'free')])), [b, a]);
      assert.deepEqual(await changedBy((tx) => recordValues(tx, [plan(a, null)])), [a]);
      assert.deepEqual(await changedBy((tx) => recordValues(tx, [plan(a, null)])), []);
      assert.deepEqual(await changedBy((tx) => recordEvents(tx, [published])), [a]);
      await traits.db.transact((tx) =>
        createList(tx, { id: 'lst_a', name: 'a', purpose: 'For tests.', createdAt: 1 }),
      );
      assert.deepEqual(await changedBy((tx) => addToList(tx, 'lst_a', [a, b])), [a, b]);
      assert.deepEqual(await changedBy((tx) => addToList(tx, 'lst_a', [a, b])), []);
      assert.deepEqual(await changedBy((tx) => removeFromList(tx, 'lst_a', [b])), [b]);
      assert.deepEqual(await changedBy((tx) => removeFromList(tx, 'lst_a', [b])), []);
      assert.deepEqual(await changedBy((tx) => markChanged(tx, [b, a, b])), [b, a]);
      const all = async (tx: Tx): Promise<void> => {
        await recordValues(tx, [plan(a, 'pro')]);
        await recordEvents(tx, [published]);
        await markChanged(tx, [a]);
        await forgetPerson(tx, a);
      };
      assert.deepEqual(await changedBy(all), [a]);
      const before = await now();
      const [c = ''] = await traits.people(1);
      assert.deepEqual((await since(before)).subjectIds, [c]);
      await assert.rejects(
        traits.db.transact(async (tx) => {
          await markChanged(tx, [b]);
          throw new Error('rolled back');
        }),
      );
      assert.deepEqual((await since((await since(before)).position)).subjectIds, []);
    });

    it('goes on where it stopped, however many at a time', async () => {
      const start = await now();
      const ids = await traits.people(25);
      for (const id of ids.slice(0, 7)) await traits.db.transact((tx) => markChanged(tx, [id]));
      const seen: string[] = [];
      for (let position = start; ;) {
        const next = await since(position, 4);
        seen.push(...next.subjectIds);
        position = next.position;
        if (next.subjectIds.length < 4) break;
      }
      assert.deepEqual(seen, [...ids, ...ids.slice(0, 7)]);
    });

    if (dialect === 'postgres') {
      it('waits for a transaction that began earlier and commits later, and misses nothing of it', async () => {
        const [early = '', late = ''] = await traits.people(2);
        const start = await now();
        const [written, released] = [gate(), gate()];
        const slow = traits.db.transact(async (tx) => {
          await markChanged(tx, [early]);
          written.open();
          await released.opened;
        });
        await written.opened;
        await traits.db.transact((tx) => markChanged(tx, [late]));
        const meanwhile = await since(start);
        assert.deepEqual(meanwhile.subjectIds, [], 'what came later is not given out before');
        released.open();
        await slow;
        await settled(traits.db);
        assert.deepEqual((await since(meanwhile.position)).subjectIds, [early, late]);
      });

      it('goes by the transactions, whatever numbers their notes have', async () => {
        const [a = '', b = ''] = await traits.people(2);
        await settled(traits.db);
        const start = await now();
        const [begun, noted, released] = [gate(), gate(), gate()];
        // Has its id before the other, and its note after it.
        const slow = traits.db.transact(async (tx) => {
          await tx.q('lists').insert({ id: 'lst_slow', name: 'slow', purpose: 'x', created_at: 1 });
          begun.open();
          await noted.opened;
          await markChanged(tx, [a]);
          await released.opened;
        });
        await begun.opened;
        await traits.db.transact((tx) => markChanged(tx, [b]));
        noted.open();
        let { position, subjectIds } = await since(start);
        const seen = [...subjectIds];
        released.open();
        await slow;
        await settled(traits.db);
        ({ position, subjectIds } = await since(position));
        assert.deepEqual([...seen, ...subjectIds], [a, b], 'in order of the transactions, not of the notes');
        assert.deepEqual((await since(position)).subjectIds, []);
      });

      it('does not forget, however old, what readers cannot have seen yet', async () => {
        const [id = ''] = await traits.people(1);
        await settled(traits.db);
        const start = await now();
        const [begun, released] = [gate(), gate()];
        const slow = traits.db.transact(async (tx) => {
          await tx.q('lists').insert({ id: 'lst_held', name: 'held', purpose: 'x', created_at: 1 });
          begun.open();
          await released.opened;
        });
        await begun.opened;
        await traits.db.transact((tx) => markChanged(tx, [id]));
        const later = traits.clock.now() + 1;
        const sweep = (): Promise<number> => traits.db.transact((tx) => sweepChanges(tx, later));
        while ((await sweep()) > 0);
        released.open();
        await slow;
        await settled(traits.db);
        assert.deepEqual((await since(start)).subjectIds, [id]);
        assert.equal(await sweep(), 1);
      });

      it('notes what is set back while another sets it', async () => {
        const [id = ''] = await traits.people(1);
        const plan = (value: string) => (tx: Tx) =>
          recordValues(tx, [{ subjectId: id, trait: 'plan', value }]);
        await traits.db.transact(plan('pro'));
        const start = await now();
        const [written, released] = [gate(), gate()];
        const there = traits.db.transact(async (tx) => {
          await plan('free')(tx);
          written.open();
          await released.opened;
        });
        await written.opened;
        const andBack = traits.db.transact(plan('pro'));
        await new Promise((resolve) => setTimeout(resolve, 300));
        released.open();
        await Promise.all([there, andBack]);
        assert.equal((await traits.known(id)).values['plan']?.value, 'pro');
        assert.deepEqual((await since(start)).subjectIds, [id, id]);
      });

      it('loses nothing between a position, a reading of everybody, and the changes', async () => {
        const [id = ''] = await traits.people(1);
        const [written, released] = [gate(), gate()];
        const slow = traits.db.transact(async (tx) => {
          await recordValues(tx, [{ subjectId: id, trait: 'plan', value: 'pro' }]);
          written.open();
          await released.opened;
        });
        await written.opened;
        const position = await now();
        assert.deepEqual((await traits.known(id)).values, {}, 'not visible yet');
        released.open();
        await slow;
        await settled(traits.db);
        assert.deepEqual((await since(position)).subjectIds, [id]);
      });
    }

    it('gives every change out once it is settled, while many commit at once', async () => {
      const ids = await traits.people(60);
      const start = await now();
      let done = false;
      const writing = Promise.all(
        ids.map((id, i) =>
          traits.db.transact(async (tx) => {
            if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve, i % 7));
            await markChanged(tx, [id]);
            if (dialect === 'postgres') await new Promise((resolve) => setTimeout(resolve, (i * 7) % 13));
          }),
        ),
      ).finally(() => (done = true));
      const seen: string[] = [];
      for (let position = start, last = false; ;) {
        const next = await since(position, 5);
        seen.push(...next.subjectIds);
        position = next.position;
        if (last && next.subjectIds.length === 0) break;
        last = done;
      }
      await writing;
      assert.deepEqual([...seen].sort(), [...ids].sort());
    });

    it('forgets old notes, and tells a reader who had not come so far', async () => {
      const sweep = (limit?: number) =>
        traits.db.transact((tx) => sweepChanges(tx, traits.clock.now() - DAY, limit));
      await traits.people(1);
      const behind = await now();
      const [, second = ''] = await traits.people(2);
      const upToDate = (await since(behind)).position;
      const middle = (await since(behind, 1)).position;
      traits.clock.advance(DAY);
      assert.equal(await sweep(), 0, 'a day old is kept');
      traits.clock.advance(1);
      const [fresh = ''] = await traits.people(1);
      assert.deepEqual((await since(middle)).subjectIds, [second, fresh]);
      while ((await sweep(3)) === 3);
      assert.deepEqual(await changes(behind), { lost: true });
      assert.deepEqual(await changes(middle), { lost: true });
      const rest = await since(upToDate);
      assert.deepEqual(rest.subjectIds, [fresh], 'what is not old is there');
      assert.deepEqual((await since(rest.position)).subjectIds, []);
      traits.clock.advance(2 * DAY);
      assert.equal(await sweep(), 1);
      assert.deepEqual((await since(rest.position)).subjectIds, [], 'who read all lost nothing');
      assert.deepEqual(await changes(upToDate), { lost: true });
      const anew = await now();
      assert.deepEqual((await since(anew)).subjectIds, []);
      const [last = ''] = await traits.people(1);
      assert.deepEqual((await since(anew)).subjectIds, [last]);
      assert.deepEqual((await since(rest.position)).subjectIds, [last]);
    });
  });
}
