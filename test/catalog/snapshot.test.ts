import assert from 'node:assert/strict';
import { catalogMigrations, createCatalogSnapshot } from '../../src/catalog/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { newDatabaseUrl } from '../support/databases.ts';
import { engines } from '../support/marketplace.ts';
import { handClock } from '../support/outbox.ts';
import { until } from '../support/until.ts';

for (const dialect of engines) {
  describe(`a view of the catalogue, on ${dialect},`, () => {
    const clock = handClock();
    let own: Database;
    let other: Database;
    let looks = 0;

    before(async () => {
      const url = await newDatabaseUrl(dialect);
      own = openDatabase(url, clock);
      other = openDatabase(url, clock);
      await own.migrate(migrationSource(catalogMigrations));
      await own.read(({ q }) => {
        q.on('query-response', (_response: unknown, { sql }: { sql: string }) => {
          if (sql.includes('catalog_version')) looks += 1;
        });
        return Promise.resolve();
      });
    });
    after(async () => {
      await own.close();
      await other.close();
    });

    const change = (db: Database, slug: string): Promise<void> =>
      db.transact(async (tx) => {
        if (db === own) tx.touch('catalog');
        await tx.q('categories').insert({ id: `cat_${slug}`, slug, name: slug });
      });

    it('is looked after ahead of time while somebody asks, and has to be looked up where nobody did', async () => {
      const snapshot = createCatalogSnapshot({ db: own, clock });
      assert.equal(snapshot.current(), null, 'nothing is known yet');
      const view = await snapshot.view();
      for (let i = 0; i < 5; i += 1) {
        const before = looks;
        clock.advance(99);
        assert.equal(snapshot.current(), view);
        assert.equal(looks, before, 'it is not looked for every request');
        clock.advance(100);
        assert.equal(snapshot.current(), view, 'who asks does not wait for the look that it begins');
        await until(() => looks > before, 'the look');
        assert.equal(looks, before + 1);
        // What a look found is known in the turn in which its answer comes.
        await new Promise((resolve) => setImmediate(resolve));
      }
      clock.advance(200);
      assert.equal(snapshot.current(), null);
    });

    it('is given up at once for a change of this process, and within 200 ms of asking for one of another', async () => {
      const snapshot = createCatalogSnapshot({ db: own, clock });
      const first = await snapshot.view();
      await change(own, 'here');
      const second = snapshot.current();
      assert.notEqual(second, first);
      assert.deepEqual(
        (await second?.categories())?.map(({ slug }) => slug),
        ['here'],
      );
      // The version that this process changed itself is not news for long.
      clock.advance(200);
      const settled = await snapshot.view();
      clock.advance(99);
      assert.equal(snapshot.current(), settled);
      await change(other, 'there');
      clock.advance(51);
      assert.equal(snapshot.current(), settled, 'the look that this begins is not waited for');
      await until(() => snapshot.current() !== settled, 'another view');
      assert.deepEqual((await (await snapshot.view()).categories()).map(({ slug }) => slug).sort(), [
        'here',
        'there',
      ]);
    });

    it('survives a look that fails, which the next one who has to wait hears of', async () => {
      const broken = openDatabase(await newDatabaseUrl(dialect), clock);
      const snapshot = createCatalogSnapshot({ db: broken, clock });
      try {
        await assert.rejects(snapshot.view());
        await broken.migrate(migrationSource(catalogMigrations));
        const view = await snapshot.view();
        await broken.transact(async (tx) => void (await tx.q.schema.dropTable('catalog_version')));
        let failed = 0;
        await broken.read(({ q }) => Promise.resolve(void q.on('query-error', () => (failed += 1))));
        clock.advance(150);
        assert.equal(snapshot.current(), view);
        await until(() => failed === 1, 'the look to fail');
        await new Promise((resolve) => setImmediate(resolve));
        clock.advance(100);
        assert.equal(snapshot.current(), null);
        await assert.rejects(snapshot.view());
      } finally {
        await broken.close();
      }
    });
  });
}
