import assert from 'node:assert/strict';
import {
  appsToReview,
  catalogMigrations,
  latestRevisions,
  partnerContactEmail,
  partnerStatuses,
} from '../../src/catalog/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import { runningClock, engines } from '../support/marketplace.ts';
import { newDatabaseUrl } from '../support/databases.ts';

for (const dialect of engines) {
  describe(`an upgrade of a catalogue from before reviews, on ${dialect}`, () => {
    it('counts every app’s words as approved, and leaves partners as they were', async () => {
      const db = openDatabase(await newDatabaseUrl(dialect), runningClock());
      try {
        await db.migrate(migrationSource(catalogMigrations.slice(0, 1)));
        await db.transact(async (tx) => {
          await tx.q('categories').insert({ id: 'cat_1', slug: 'c', name: 'C' });
          await tx.q('partners').insert({
            ...{ id: 'prt_1', slug: 'p', name: 'P', legal_name: 'P Ltd', country: 'IE', created_at: 1 },
            ...{ website: 'https://p.example', status: 'active', compensates: false, policy_id: null },
          });
          for (let i = 0; i < 1_100; i += 1) {
            await tx.q('apps').insert({
              ...{ id: `app_${String(i).padStart(5, '0')}`, slug: `a${i}`, name: `A${i}`, tagline: 'T' },
              ...{ description: 'D', category_id: 'cat_1', partner_id: 'prt_1', installs: 0, created_at: 5 },
              ...{ status: i === 7 ? 'unlisted' : 'listed', search_text: '' },
            });
          }
        });
        await db.migrate(migrationSource(catalogMigrations));
        await db.read(async (reader) => {
          const [{ n }] = (await reader.q('app_revisions').count({ n: '*' })) as [{ n: number }];
          assert.equal(Number(n), 1_100);
          for (const id of ['app_00000', 'app_00007', 'app_01099']) {
            const revision = (await latestRevisions(reader, [id])).get(id);
            assert.deepEqual(
              [revision?.state, revision?.number, revision?.name, revision?.categoryId, revision?.reviewer],
              ['approved', 1, `A${Number(id.slice(4))}`, 'cat_1', null],
            );
          }
          assert.deepEqual((await appsToReview(reader, { first: 5 })).edges, []);
          assert.equal(await partnerContactEmail(reader, 'prt_1'), null);
          assert.deepEqual([...(await partnerStatuses(reader, ['prt_1', 'prt_2']))], [['prt_1', 'active']]);
        });
      } finally {
        await db.close();
      }
    });
  });
}
