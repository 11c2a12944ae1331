import assert from 'node:assert/strict';
import { DAY } from '../../src/kernel/clock.ts';
import {
  changesAfter,
  changesPosition,
  recordEvents,
  recordValues,
  sweepTraits,
} from '../../src/traits/index.ts';
import { engines } from '../support/marketplace.ts';
import { settled } from '../support/settled.ts';
import { gate, openTraits } from '../support/traits.ts';
import type { Traits } from '../support/traits.ts';

for (const dialect of engines) {
  describe(`how long traits and events are kept, on ${dialect}`, () => {
    let traits: Traits;
    beforeEach(async () => {
      traits = await openTraits(dialect);
    });
    afterEach(() => traits.close());

    const today = (): number => Math.floor(traits.clock.now() / DAY);
    const sweep = (limit?: number) => traits.db.transact((tx) => sweepTraits(tx, traits.clock.now(), limit));
    const record = (subjectId: string, trait: string, value: string | number) =>
      traits.db.transact((tx) => recordValues(tx, [{ subjectId, trait, value }]));

    it('forgets a value so many days after it was last recorded, each trait by its own', async () => {
      const [id = ''] = await traits.people(1);
      await record(id, 'nickname', 'x');
      await record(id, 'rating', 1);
      await record(id, 'plan', 'pro');
      traits.clock.advance(20 * DAY);
      await record(id, 'rating', 1);
      traits.clock.advance(10 * DAY);
      assert.equal(await sweep(), 0, 'counts until it is older than 30 days');
      traits.clock.advance(1);
      await settled(traits.db);
      const before = await traits.db.read(changesPosition);
      assert.equal(await sweep(), 1);
      assert.deepEqual(Object.keys((await traits.known(id)).values).sort(), ['plan', 'rating']);
      await settled(traits.db);
      const changes = await traits.db.read((reader) => changesAfter(reader, before, 10));
      assert.deepEqual(changes.lost || changes.subjectIds, [id]);
      traits.clock.advance(20 * DAY);
      assert.equal(await sweep(), 1);
      assert.deepEqual(Object.keys((await traits.known(id)).values), ['plan']);
      traits.clock.advance(700 * DAY);
      assert.equal(await sweep(), 1);
      assert.deepEqual((await traits.known(id)).values, {});
      assert.equal(await sweep(), 0);
    });

    it('forgets days with events, each kind by its own', async () => {
      const [id = ''] = await traits.people(1);
      const days = [today(), today() - 30, today() - 31, today() - 90, today() - 91];
      await traits.db.transact((tx) =>
        recordEvents(
          tx,
          days.flatMap((day) =>
            ['published', 'logged_in'].map((event) => ({ subjectId: id, event, day, count: 1 })),
          ),
        ),
      );
      await settled(traits.db);
      const before = await traits.db.read(changesPosition);
      while ((await sweep(2)) === 2);
      const { events } = await traits.known(id);
      const kept = (event: string) => events[event]?.map(({ day }) => today() - day);
      assert.deepEqual(
        [kept('published'), kept('logged_in')],
        [
          [90, 31, 30, 0],
          [30, 0],
        ],
      );
      await settled(traits.db);
      const changes = await traits.db.read((reader) => changesAfter(reader, before, 10));
      assert.deepEqual(changes.lost || [...new Set(changes.subjectIds)], [id]);
      traits.clock.advance(DAY);
      assert.equal(await sweep(), 2);
    });

    it('takes what is overdue a few at a time, the oldest first', async () => {
      const ids = await traits.people(10);
      for (const id of ids) {
        await record(id, 'nickname', 'x');
        traits.clock.advance(1);
      }
      traits.clock.advance(31 * DAY);
      assert.equal(await sweep(4), 4);
      const left = async () => {
        const all = await Promise.all(ids.map((id) => traits.known(id)));
        return all.map(({ values }) => 'nickname' in values);
      };
      assert.deepEqual(await left(), [...Array<boolean>(4).fill(false), ...Array<boolean>(6).fill(true)]);
      assert.equal(await sweep(4), 4);
      assert.equal(await sweep(4), 2);
      assert.ok(!(await left()).includes(true));
    });

    if (dialect === 'postgres') {
      it('tells of a value that is recorded again while it is being forgotten', async () => {
        const [id = ''] = await traits.people(1);
        await record(id, 'nickname', 'x');
        traits.clock.advance(31 * DAY);
        await settled(traits.db);
        const before = await traits.db.read(changesPosition);
        const [swept, released] = [gate(), gate()];
        const sweeping = traits.db.transact(async (tx) => {
          await sweepTraits(tx, traits.clock.now());
          swept.open();
          await released.opened;
        });
        await swept.opened;
        const recording = record(id, 'nickname', 'x');
        await new Promise((resolve) => setTimeout(resolve, 300));
        released.open();
        await Promise.all([sweeping, recording]);
        assert.equal((await traits.known(id)).values['nickname']?.value, 'x');
        await settled(traits.db);
        const changes = await traits.db.read((reader) => changesAfter(reader, before, 10));
        assert.deepEqual(changes.lost || changes.subjectIds, [id, id], 'gone, and there again');
      });
    }

    it('keeps what is recorded again while others are swept', async () => {
      const ids = await traits.people(40);
      for (const id of ids) await record(id, 'nickname', 'old');
      traits.clock.advance(31 * DAY);
      await Promise.all([
        ...ids.map((id) => record(id, 'nickname', 'new')),
        ...Array.from({ length: 6 }, () => sweep(10)),
      ]);
      while ((await sweep(10)) === 10);
      const all = await Promise.all(ids.map((id) => traits.known(id)));
      assert.ok(all.every(({ values }) => values['nickname']?.value === 'new'));
    });
  });
}
