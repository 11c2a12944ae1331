import assert from 'node:assert/strict';
import { openDatabase } from '../../src/platform/db/index.ts';
import {
  MOST_A_DAY,
  addPeople,
  addToList,
  createList,
  diceOf,
  eventDaysOf,
  forgetPerson,
  listsOf,
  peopleAfter,
  peopleById,
  recordEvents,
  recordValues,
  removeFromList,
  traitValuesOf,
} from '../../src/traits/index.ts';
import type { TraitValue } from '../../src/traits/index.ts';
import { engines, rowsOf, runningClock } from '../support/marketplace.ts';
import { gate, openTraits } from '../support/traits.ts';
import type { Traits } from '../support/traits.ts';

for (const dialect of engines) {
  describe(`what is known about people, on ${dialect}`, () => {
    let traits: Traits;
    before(async () => {
      traits = await openTraits(dialect);
    });
    after(() => traits.close());

    const record = (subjectId: string, values: Record<string, TraitValue | null>): Promise<void> =>
      traits.db.transact((tx) =>
        recordValues(
          tx,
          Object.entries(values).map(([trait, value]) => ({ subjectId, trait, value })),
        ),
      );

    it('counts people up from 1 and knows each by id, with dice', async () => {
      const fresh = await openTraits(dialect);
      const ids = await fresh.people(3);
      const people = await fresh.db.read((reader) => peopleAfter(reader, 0, 10));
      assert.deepEqual(
        people,
        ids.map((subjectId, i) => ({ subjectId, ordinal: i + 1, dice: diceOf(subjectId) })),
      );
      const some = await fresh.db.read((reader) => peopleById(reader, [ids[2] ?? '', 'sub_nobody']));
      assert.deepEqual([...some], [[ids[2], people[2]]]);
      assert.deepEqual(await fresh.db.read((reader) => peopleAfter(reader, 1, 1)), [people[1]]);
      assert.deepEqual(await fresh.db.read((reader) => peopleAfter(reader, 3, 1)), []);
      await fresh.close();
    });

    it('gives each person an ordinal of their own, however many processes add at once, and nobody waits', async () => {
      const other = openDatabase(traits.url, runningClock());
      const ids = Array.from({ length: 40 }, (_, i) => `sub_many_${i}`);
      await Promise.all(
        ids.map((id, i) => (i % 2 === 0 ? traits.db : other).transact((tx) => addPeople(tx, [id]))),
      );
      const people = [...(await traits.db.read((reader) => peopleById(reader, ids))).values()];
      const ordinals = people.map(({ ordinal }) => ordinal).sort((a, b) => a - b);
      assert.equal(new Set(ordinals).size, 40);
      assert.equal(Number(ordinals.at(-1)) - Number(ordinals[0]), 39, 'without a gap');
      if (dialect === 'postgres') {
        const held = gate();
        const first = traits.db.transact(async (tx) => {
          await addPeople(tx, ['sub_first']);
          await held.opened;
        });
        await other.transact((tx) => addPeople(tx, ['sub_second']));
        held.open();
        await first;
      }
      await other.close();
    });

    it('never gives the ordinal of somebody who was forgotten to another', async () => {
      const [last = ''] = await traits.people(1);
      const { person } = await traits.known(last);
      await traits.db.transact((tx) => forgetPerson(tx, last));
      const [next = ''] = await traits.people(1);
      assert.equal((await traits.known(next)).person?.ordinal, Number(person?.ordinal) + 1);
    });

    it('keeps values of every type as they are, and how often they were recorded', async () => {
      const [id = ''] = await traits.people(1);
      const values = {
        country: 'DE',
        site_count: 1_000,
        has_shop: false,
        rating: -0.07,
        renews_on: '2024-02-29',
        app_version: '1.4.2-rc.1',
        address: '2001:db8::1',
        nickname: 'Ærø "quoted" \\ %_ 🙂',
      };
      await record(id, values);
      const known = (version: number) =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, version }]));
      assert.deepEqual((await traits.known(id)).values, known(1));
      await record(id, values);
      assert.deepEqual((await traits.known(id)).values, known(2));
      await record(id, { address: '2001:DB8:0::1' });
      assert.deepEqual((await traits.known(id)).values['address'], { value: '2001:db8::1', version: 3 });
      await record(id, { has_shop: true, rating: 9.99 });
      const after = (await traits.known(id)).values;
      assert.deepEqual(after['has_shop'], { value: true, version: 3 });
      assert.deepEqual(after['rating'], { value: 9.99, version: 3 });
      assert.deepEqual(after['country'], { value: 'DE', version: 2 });
    });

    it('forgets a value that is null, and begins anew with the next', async () => {
      const [id = ''] = await traits.people(1);
      await record(id, { plan: 'pro', device: 'mobile' });
      await record(id, { plan: null, language: null });
      assert.deepEqual((await traits.known(id)).values, { device: { value: 'mobile', version: 1 } });
      await record(id, { plan: 'free' });
      assert.deepEqual((await traits.known(id)).values['plan'], { value: 'free', version: 1 });
    });

    it('takes the last of several values for one trait of a person', async () => {
      const [id = ''] = await traits.people(1);
      const facts = (...values: (string | null)[]) =>
        values.map((value) => ({ subjectId: id, trait: 'plan', value }));
      await traits.db.transact((tx) => recordValues(tx, facts('pro', null, 'free')));
      assert.deepEqual((await traits.known(id)).values, { plan: { value: 'free', version: 1 } });
      await traits.db.transact((tx) => recordValues(tx, facts('pro', null)));
      assert.deepEqual((await traits.known(id)).values, {});
    });

    it('throws for what no registered trait can be, passes over who is not known, and takes nothing half', async () => {
      const [id = ''] = await traits.people(1);
      for (const wrong of [{ plan: 'gold' }, { site_count: 1.5 }, { shoe_size: 42 }]) {
        await assert.rejects(record(id, { country: 'DE', ...(wrong as Record<string, TraitValue>) }));
      }
      await record('sub_nobody', { country: 'DE' });
      assert.deepEqual((await traits.known(id)).values, {});
      assert.deepEqual((await traits.known('sub_nobody')).values, {});
    });

    it('adds up what somebody did on a day', async () => {
      const [id = ''] = await traits.people(1);
      const facts = (...all: [event: string, day: number, count: number][]) =>
        traits.db.transact((tx) =>
          recordEvents(
            tx,
            all.map(([event, day, count]) => ({ subjectId: id, event, day, count })),
          ),
        );
      await facts(['published', 20_001, 2], ['published', 20_000, 1], ['published', 20_001, 3]);
      await facts(['published', 20_001, 5], ['logged_in', 20_001, MOST_A_DAY], ['published', 19_999, 1]);
      await facts(['logged_in', 20_001, 1]);
      await traits.db.transact((tx) =>
        recordEvents(tx, [{ subjectId: 'sub_nobody', event: 'published', day: 20_000, count: 1 }]),
      );
      assert.deepEqual((await traits.known(id)).events, {
        published: [
          { day: 19_999, count: 1 },
          { day: 20_000, count: 1 },
          { day: 20_001, count: 10 },
        ],
        logged_in: [{ day: 20_001, count: MOST_A_DAY }],
      });
      assert.deepEqual((await traits.known('sub_nobody')).events, {});
    });

    it('puts people on lists and takes them off', async () => {
      const ids = await traits.people(3);
      const [a = '', b = '', c = ''] = ids;
      await traits.db.transact(async (tx) => {
        for (const id of ['lst_one', 'lst_two']) {
          await createList(tx, { id, name: id, purpose: 'For tests.', createdAt: 1 });
        }
        await addToList(tx, 'lst_one', [a, b, 'sub_nobody', a]);
      });
      await traits.db.transact((tx) => addToList(tx, 'lst_two', [b, c]));
      await traits.db.transact((tx) => addToList(tx, 'lst_one', [b, c]));
      await traits.db.transact((tx) => removeFromList(tx, 'lst_one', [c, a, 'sub_nobody']));
      const lists = await traits.db.read((reader) => listsOf(reader, [...ids, 'sub_nobody']));
      assert.deepEqual(
        new Map([...lists].map(([id, on]) => [id, [...on].sort()])),
        new Map([
          [b, ['lst_one', 'lst_two']],
          [c, ['lst_two']],
        ]),
      );
    });

    it('forgets all of a person, and nothing of another', async () => {
      const [id = '', other = ''] = await traits.people(2);
      await traits.db.transact(async (tx) => {
        await createList(tx, { id: 'lst_x', name: 'x', purpose: 'For tests.', createdAt: 1 });
        for (const subjectId of [id, other]) {
          await recordValues(tx, [{ subjectId, trait: 'plan', value: 'pro' }]);
          await recordEvents(tx, [{ subjectId, event: 'published', day: 20_000, count: 1 }]);
        }
        await addToList(tx, 'lst_x', [id, other]);
      });
      const before = await traits.known(other);
      await traits.db.transact((tx) => forgetPerson(tx, id));
      assert.deepEqual(await traits.known(id), { person: null, values: {}, events: {}, lists: [] });
      assert.deepEqual(await traits.known(other), before);
      for (const table of ['people', 'trait_values', 'event_days', 'list_members']) {
        assert.ok(!(await rowsOf(traits, table)).some((row) => row['subject_id'] === id), table);
      }
    });

    it('leaves nothing of somebody who is forgotten while their facts are recorded', async () => {
      for (let i = 0; i < 20; i += 1) {
        const [id = ''] = await traits.people(1);
        await Promise.all([
          record(id, { plan: 'pro' }),
          traits.db.transact((tx) =>
            recordEvents(tx, [{ subjectId: id, event: 'published', day: 20_000, count: 1 }]),
          ),
          traits.db.transact((tx) => forgetPerson(tx, id)),
          record(id, { device: 'mobile' }),
        ]);
        assert.deepEqual(await traits.known(id), { person: null, values: {}, events: {}, lists: [] });
      }
    });

    it('records batches that overlap one after the other, in whatever order they name people', async () => {
      const ids = await traits.people(30);
      const batch = (value: string, order: readonly string[]) =>
        traits.db.transact((tx) =>
          recordValues(
            tx,
            order.map((subjectId) => ({ subjectId, trait: 'plan', value })),
          ),
        );
      await Promise.all([batch('pro', ids), batch('free', [...ids].reverse()), batch('pro', ids)]);
      const values = await traits.db.read((reader) => traitValuesOf(reader, ids, traits.registry));
      const plans = [...values.values()].map((known) => known.get('plan'));
      assert.equal(plans.length, 30);
      assert.equal(new Set(plans.map((known) => known?.value)).size, 1);
      assert.ok(plans.every((known) => known?.version === 3));
    });

    it('reads nothing for nobody', async () => {
      await traits.db.read(async (reader) => {
        assert.equal((await traitValuesOf(reader, [], traits.registry)).size, 0);
        assert.equal((await eventDaysOf(reader, [])).size, 0);
        assert.equal((await listsOf(reader, [])).size, 0);
        assert.equal((await peopleById(reader, [])).size, 0);
      });
    });
  });
}
