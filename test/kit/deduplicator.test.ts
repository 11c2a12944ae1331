import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import { createDeduplicator, createMemorySeenStore } from '../../packages/partner-kit/src/index.ts';
import type { SeenStore } from '../../packages/partner-kit/src/index.ts';
import { newDatabaseUrl } from '../support/databases.ts';

/** A promise and the way to settle it. */
function gate(): { readonly opened: Promise<void>; open(): void; fail(error: Error): void } {
  let open = (): void => undefined;
  let fail = (_: Error): void => undefined;
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { opened, open, fail };
}

interface PostgresExample {
  readonly createTable: string;
  readonly createPostgresSeenStore: (pool: pg.Pool) => SeenStore;
}

const exampleFile = new URL('../../packages/partner-kit/examples/postgres-seen-store.mjs', import.meta.url);

describe('createDeduplicator', () => {
  it('runs the work of an id once; copies that come meanwhile share how it ends', async () => {
    const once = createDeduplicator(createMemorySeenStore());
    const { opened, open } = gate();
    let runs = 0;
    const work = async (): Promise<void> => {
      runs += 1;
      await opened;
    };
    const copies = Array.from({ length: 20 }, () => once('msg_1', work));
    open();
    assert.deepEqual([...new Set(await Promise.all(copies))], ['done']);
    assert.equal(await once('msg_1', work), 'done');
    assert.equal(runs, 1);
    await once('msg_2', work);
    assert.equal(runs, 2);
  });

  it('fails all copies of a failure, and runs again at the next', async () => {
    const once = createDeduplicator(createMemorySeenStore());
    const { opened, fail } = gate();
    let runs = 0;
    const failing = async (): Promise<void> => {
      runs += 1;
      await opened;
    };
    const copies = [once('msg_1', failing), once('msg_1', failing)];
    fail(new Error('no luck'));
    for (const copy of await Promise.allSettled(copies)) {
      assert.equal(copy.status, 'rejected');
      assert.match(String(copy.reason), /no luck/);
    }
    assert.equal(runs, 1);
    assert.equal(await once('msg_1', () => Promise.resolve(void (runs += 1))), 'done');
    assert.equal(runs, 2);
  });

  it('leaves to another process what that one is at, and to nobody what a store could not record', async () => {
    const store = createMemorySeenStore();
    const { opened, open } = gate();
    const [here, there] = [createDeduplicator(store), createDeduplicator(store)];
    const first = here('msg_1', () => opened);
    assert.equal(await there('msg_1', () => assert.fail('it ran twice')), 'busy');
    open();
    assert.equal(await first, 'done');
    assert.equal(await there('msg_1', () => assert.fail('it ran twice')), 'done');

    const away = (): Promise<never> => Promise.reject(new Error('the store is away'));
    await assert.rejects(
      createDeduplicator({ ...store, claim: away })('msg_2', () => Promise.resolve()),
      /away/,
    );
    await assert.rejects(
      createDeduplicator({ ...store, complete: away })('msg_3', () => Promise.resolve()),
      /away/,
    );
    await assert.rejects(
      createDeduplicator({ ...store, release: away })('msg_4', () => Promise.reject(new Error('no luck'))),
      /no luck/,
    );
  });

  it('runs each id until its work succeeded, and not once more, whatever the order', async () => {
    const attempt = fc.record({ id: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(attempt, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        async (rounds) => {
          const once = createDeduplicator(createMemorySeenStore());
          const succeeded = new Map<string, number>();
          for (const round of rounds) {
            const before = new Map(succeeded);
            const results = await Promise.allSettled(
              round.map(({ id, fails }) =>
                once(id, async () => {
                  await Promise.resolve();
                  if (fails) throw new Error('no luck');
                  succeeded.set(id, (succeeded.get(id) ?? 0) + 1);
                }),
              ),
            );
            for (const [i, { id }] of round.entries()) {
              const first = round.find((other) => other.id === id);
              const ok = before.has(id) || first?.fails === false;
              assert.equal(results[i]?.status, ok ? 'fulfilled' : 'rejected');
            }
          }
          assert.ok([...succeeded.values()].every((times) => times === 1));
        },
      ),
    );
  });
});

describe('createMemorySeenStore', () => {
  it('forgets the oldest beyond its limit, and never what is being handled', async () => {
    const store = createMemorySeenStore(3);
    assert.equal(await store.claim('busy'), 'claimed');
    for (const id of ['a', 'b', 'c', 'd']) {
      assert.equal(await store.claim(id), 'claimed');
      await store.complete(id);
    }
    assert.deepEqual(await Promise.all(['b', 'c', 'd', 'busy'].map((id) => store.claim(id))), [
      'done',
      'done',
      'done',
      'busy',
    ]);
    assert.equal(await store.claim('a'), 'claimed');
    await store.release('a');
    assert.equal(await store.claim('a'), 'claimed');
  });
});

describe('the example of a store in PostgreSQL', () => {
  it('gives a claim to one of many, back after a failure, and away when its owner died', async () => {
    const { createTable, createPostgresSeenStore } = (await import(exampleFile.href)) as PostgresExample;
    const pool = new pg.Pool({ connectionString: await newDatabaseUrl('postgres'), max: 10 });
    try {
      await pool.query(createTable);
      const store = createPostgresSeenStore(pool);
      const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim('msg_1')));
      assert.deepEqual(claims.toSorted(), [...Array<string>(19).fill('busy'), 'claimed']);
      await store.release('msg_1');
      assert.equal(await store.claim('msg_1'), 'claimed');
      await pool.query(`update webhook_seen set claimed_at = now() - interval '3 minutes'`);
      const again = await Promise.all(Array.from({ length: 20 }, () => store.claim('msg_1')));
      assert.deepEqual(again.toSorted(), [...Array<string>(19).fill('busy'), 'claimed']);
      await store.complete('msg_1');
      await store.release('msg_1');
      await pool.query(`update webhook_seen set claimed_at = now() - interval '3 minutes'`);
      assert.equal(await store.claim('msg_1'), 'done');

      let runs = 0;
      const processes = Array.from({ length: 5 }, () => createDeduplicator(createPostgresSeenStore(pool)));
      const outcomes = await Promise.all(
        processes.map((once) => once('msg_2', () => Promise.resolve(void (runs += 1)))),
      );
      assert.equal(runs, 1);
      assert.ok(outcomes.includes('done'));
    } finally {
      await pool.end();
    }
  });
});
