import assert from 'node:assert/strict';
import { accountsMigrations } from '../../src/accounts/index.ts';
import { migrationsWith } from '../../src/app/migrations.ts';
import { DAY } from '../../src/kernel/clock.ts';
import { insertRows, migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Migration } from '../../src/platform/db/index.ts';
import { addPeople, diceOf, peopleAfter, sweepTraits, traitRegistry } from '../../src/traits/index.ts';
import { newDatabaseUrl } from '../support/databases.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { handClock } from '../support/outbox.ts';
import { knownOf } from '../support/traits.ts';

const PEOPLE = 1_203;

/** Steps of all slices as they were before this one was there. */
async function earlierMigrations() {
  const all = migrationsWith([]);
  const migrations = (await all.getMigrations([])) as Migration[];
  assert.ok(migrations.some(({ name }) => name === '0450-traits'));
  const earlier = migrations.filter(({ name }) => name !== '0450-traits');
  return { all, earlier: migrationSource(earlier) };
}

for (const dialect of engines) {
  describe(`an upgrade from when a person’s traits were one document, on ${dialect}`, () => {
    it('keeps every value of everybody with an account, as recorded when the account was made', async () => {
      const clock = handClock();
      const db = openDatabase(await newDatabaseUrl(dialect), clock);
      const idOf = (i: number): string => `sub_${String(i).padStart(26, '0')}`;
      const createdAt = (i: number): number => clock.now() - i * 1_000;
      const document = (i: number) => ({
        country: i % 2 === 0 ? 'DE' : 'US',
        site_count: i % 1_000,
        has_shop: i % 3 === 0,
        ...(i % 5 === 0 ? { industry: 'health' } : {}),
      });
      const { all, earlier } = await earlierMigrations();
      await db.migrate(earlier);
      await db.transact(async (tx) => {
        const everybody = Array.from({ length: PEOPLE }, (_, i) => i);
        await insertRows(
          tx,
          'subjects',
          everybody.map((i) => ({
            ...{ id: idOf(i), login_index: null, state: i === 7 ? 'erased' : 'active' },
            ...{ birth_date: '1990-01-01', policy_version: '1', created_at: createdAt(i), erased_at: null },
          })),
        );
        // Of the sixth nothing was ever known, and the seventh is erased.
        await insertRows(
          tx,
          'subject_traits',
          everybody
            .filter((i) => i !== 6 && i !== 7)
            .map((i) => ({ subject_id: idOf(i), traits: JSON.stringify(document(i)) })),
        );
        const odd = { plan: 'gold', shoe_size: 42, device: 'mobile', site_count: 1.5 };
        await tx
          .q('subject_traits')
          .where('subject_id', idOf(5))
          .update({ traits: JSON.stringify(odd) });
      });
      assert.deepEqual(await db.migrate(all), ['0450-traits']);

      const people = await db.read((reader) => peopleAfter(reader, 0, 10_000));
      const ids = Array.from({ length: PEOPLE }, (_, i) => idOf(i)).filter((id) => id !== idOf(7));
      assert.deepEqual(
        people,
        ids.map((subjectId, i) => ({ subjectId, ordinal: i + 1, dice: diceOf(subjectId) })),
      );
      for (const i of [0, 1, 10, 1_202]) {
        const { values } = await knownOf(db, idOf(i));
        const expected = Object.entries(document(i)).map(([name, value]) => [name, { value, version: 1 }]);
        assert.deepEqual(values, Object.fromEntries(expected), String(i));
      }
      assert.deepEqual((await knownOf(db, idOf(6))).values, {});
      assert.deepEqual(
        (await knownOf(db, idOf(5))).values,
        { device: { value: 'mobile', version: 1 } },
        'what no registered trait can be is let go',
      );
      assert.equal((await rowsOf({ db }, 'trait_values')).length, countValues());
      assert.ok(!(await db.read((reader) => reader.q.schema.hasTable('subject_traits'))));

      const registry = await db.read(traitRegistry);
      assert.equal(registry.size, 12);
      const kept = Number(registry.get('country')?.retentionDays) * DAY;
      const sweep = (now: number) => db.transact((tx) => sweepTraits(tx, now, 10_000));
      assert.equal(await sweep(createdAt(PEOPLE - 1) + kept), 0);
      assert.ok((await sweep(createdAt(PEOPLE - 1) + kept + 1)) > 0, 'each is as old as its account');

      await db.transact((tx) => addPeople(tx, ['sub_new']));
      assert.equal((await knownOf(db, 'sub_new')).person?.ordinal, PEOPLE, 'and people are counted on');
      await db.close();

      function countValues(): number {
        const without = new Set([5, 6, 7]);
        const indexes = Array.from({ length: PEOPLE }, (_, i) => i).filter((i) => !without.has(i));
        return indexes.reduce((sum, i) => sum + Object.keys(document(i)).length, 1);
      }
    });

    it('has nothing to take over in a new database', async () => {
      const db = openDatabase(await newDatabaseUrl(dialect), handClock());
      const names = await db.migrate(migrationsWith([]));
      const at = names.indexOf('0450-traits');
      assert.ok(at > names.indexOf(accountsMigrations[0]?.name ?? ''));
      assert.deepEqual(await rowsOf({ db }, 'people'), []);
      await db.close();
    });
  });
}
