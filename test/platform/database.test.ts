import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemClock } from '../../src/kernel/clock.ts';
import { createGroupCommit, openDatabase } from '../../src/platform/db/index.ts';
import type { Database, Tx } from '../../src/platform/db/index.ts';
import { DatabaseError } from '../../src/platform/db/index.ts';
import { migrationSource } from '../../src/platform/db/index.ts';
import { newDatabaseUrl } from '../support/databases.ts';

const migrations = [
  {
    name: '0001-notes',
    async up(knex: Tx['q']) {
      await knex.schema.createTable('notes', (t) => {
        t.text('id').primary();
        t.text('text').notNullable();
      });
    },
  },
] as unknown[];

for (const dialect of ['sqlite', 'postgres'] as const) {
  describe(`database on ${dialect}`, () => {
    let db: Database;
    const count = async (): Promise<number> =>
      Number((await db.read((r) => r.q('notes').count({ n: '*' })))[0]?.['n']);

    before(async () => {
      db = openDatabase(await newDatabaseUrl(dialect), systemClock);
      const ran = await db.migrate(migrationSource(migrations as Parameters<typeof migrationSource>[0]));
      assert.deepEqual(ran, ['0001-notes']);
    });
    beforeEach(() => db.transact((tx) => tx.q('notes').delete()));
    after(() => db.close());

    it('commits all of a transaction or nothing', async () => {
      await assert.rejects(
        db.transact(async (tx) => {
          await tx.q('notes').insert({ id: 'a', text: 'kept back' });
          throw new Error('no');
        }),
        /^Error: no$/,
      );
      assert.equal(await count(), 0);
      await db.transact((tx) => tx.q('notes').insert({ id: 'a', text: 'x' }));
      assert.equal(await count(), 1);
    });

    it('runs a query once, awaited where it is made or returned as it is', async () => {
      let ran = 0;
      const counted = (): void => void (ran += 1);
      await db.read(({ q }) => Promise.resolve(void q.on('query', counted)));
      await db.read((r) => r.q('notes').select('id'));
      assert.equal(ran, 1);
      await db.read(async (r) => (await r.q('notes').select('id')) as unknown);
      assert.equal(ran, 2);
      await db.read(({ q }) => Promise.resolve(void q.removeListener('query', counted)));
    });

    it('does what waits for a commit after it, and never without one', async () => {
      const done: string[] = [];
      await db.transact(async (tx) => {
        tx.afterCommit(() => done.push('committed'));
        await tx.q('notes').insert({ id: 'a', text: 'x' });
        assert.deepEqual(done, []);
      });
      await assert.rejects(
        db.transact((tx) => {
          tx.afterCommit(() => done.push('rolled back'));
          return Promise.reject(new Error('no'));
        }),
      );
      assert.deepEqual(done, ['committed']);
    });

    it('knows whether its steps have run, and whether others have, too', async () => {
      const sourceOf = (steps: unknown[]) => migrationSource(steps as Parameters<typeof migrationSource>[0]);
      const later = [...migrations, { name: '0002-later', up: () => Promise.resolve() }];
      const both = async (steps: unknown[]): Promise<boolean[]> => [
        await db.isCurrent(sourceOf(steps)),
        await db.isMigrated(sourceOf(steps)),
      ];
      assert.deepEqual(await both(migrations), [true, true]);
      assert.deepEqual(await both(later), [false, false]);
      assert.deepEqual(await both([]), [false, true]);
    });

    it('gives a driver error its code and none of its values', async () => {
      await db.transact((tx) => tx.q('notes').insert({ id: 'ada@mail.example', text: 'x' }));
      const error: unknown = await db
        .transact((tx) => tx.q('notes').insert({ id: 'ada@mail.example', text: 'x' }))
        .then(() => null)
        .catch((caught: unknown) => caught);
      assert.ok(error instanceof DatabaseError);
      assert.equal(error.code, dialect === 'sqlite' ? 'SQLITE_CONSTRAINT' : '23505');
      assert.ok(!`${error.message}${error.stack}${JSON.stringify(error)}`.includes('ada@'));
    });

    it('keeps a reader from seeing what is not committed', async () => {
      await db.transact(async (tx) => {
        await tx.q('notes').insert({ id: 'a', text: 'x' });
        assert.equal(await count(), 0);
      });
      assert.equal(await count(), 1);
    });

    it('shares one transaction among commands that arrive together, and answers each after the commit', async () => {
      const batches: number[] = [];
      const group = createGroupCommit<string, string>(db, async (tx, ids) => {
        batches.push(ids.length);
        await tx.q('notes').insert(ids.map((id) => ({ id, text: 'x' })));
        return ids;
      });
      const ids = Array.from({ length: 200 }, (_, i) => `n${i}`);
      assert.deepEqual(await Promise.all(ids.map((id) => group.submit(id))), ids);
      assert.equal(await count(), 200);
      assert.ok(batches.length < 20, `200 commands in ${batches.length} transactions`);
      await group.idle();
    });

    it('commits the others when one member of a batch throws', async () => {
      const group = createGroupCommit<string, string>(db, async (tx, ids) => {
        if (ids.includes('bad')) throw new Error('bad member');
        await tx.q('notes').insert(ids.map((id) => ({ id, text: 'x' })));
        return ids;
      });
      const answers = await Promise.allSettled(['a', 'bad', 'c'].map((id) => group.submit(id)));
      assert.deepEqual(
        answers.map((answer) => answer.status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.equal(await count(), 2);
    });

    if (dialect === 'sqlite') {
      it('is durable at commit on every writer: synchronous 2, WAL, secure_delete', async () => {
        assert.deepEqual(await db.writerSettings(), {
          journal_mode: 'wal',
          synchronous: 2,
          foreign_keys: 1,
          secure_delete: 1,
        });
      });

      it('refuses a write on a reading connection', async () => {
        await assert.rejects(
          db.read((r) => r.q('notes').insert({ id: 'a', text: 'x' })),
          DatabaseError,
        );
      });
    }
  });
}

describe('a SQLite database that is closed', () => {
  it('is one file again, with all that was written', async () => {
    for (let i = 0; i < 20; i += 1) {
      const url = await newDatabaseUrl('sqlite');
      const db = openDatabase(url, systemClock);
      await db.migrate(migrationSource(migrations as Parameters<typeof migrationSource>[0]));
      await db.transact((tx) => tx.q('notes').insert({ id: 'last', text: 'x' }));
      // Every reader has been open.
      await Promise.all(Array.from({ length: 20 }, () => db.read((r) => r.q('notes').select('id'))));
      await db.close();
      const file = url.replace('sqlite:', '');
      assert.deepEqual(
        readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file))),
        [basename(file)],
      );
    }
  });
});
