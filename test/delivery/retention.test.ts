import assert from 'node:assert/strict';
import { KEPT_FOR, RECOVERY_LIMIT, SWEEP_AT_ONCE, sweepDeliveries } from '../../src/delivery/index.ts';
import { DAY } from '../../src/kernel/clock.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { planOf, startOutbox } from '../support/outbox.ts';
import type { Outbox } from '../support/outbox.ts';
import { keepToSchedule } from '../support/retention.ts';

for (const dialect of engines) {
  describe(`retention of messages on ${dialect}`, () => {
    let outbox: Outbox;
    before(async () => {
      outbox = await startOutbox(dialect);
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    /** `count` messages with two attempts each, finished a millisecond apart from `finishedAt` on; null: not finished. */
    async function fill(
      name: string,
      count: number,
      finishedAt: number | null,
      state = 'delivered',
    ): Promise<void> {
      const numbers = `with recursive n (i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
      await outbox.db.transact(async (tx) => {
        await tx.q.raw(
          `insert into outbox (id, event, partner_id, app_id, endpoint_id, subject_id, grant_id, state, attempts, failures,
                               next_at, created_at, finished_at, sandbox)
           ${numbers} select 'msg_${name}_' || i, 'contact.released', 'prt_1', 'app_1', 'end_1', 'sub_1', 'grt_' || i, ?, 2, 1,
                             1, 1, ${finishedAt === null ? 'null' : `${finishedAt} + i`}, ${tx.dialect === 'postgres' ? 'false' : '0'} from n`,
          [state],
        );
        for (const number of [1, 2]) {
          await tx.q.raw(
            `insert into delivery_attempts (id, message_id, number, started_at)
             ${numbers} select 'att_${name}_${number}_' || i, 'msg_${name}_' || i, ${number}, 1 from n`,
          );
          await tx.q.raw(
            `insert into delivery_results (attempt_id, outcome, duration_ms, finished_at)
             ${numbers} select 'att_${name}_${number}_' || i, 'timeout', 1, 1 from n`,
          );
        }
      });
    }
    const left = async (): Promise<number[]> => {
      const counts: number[] = [];
      for (const table of ['outbox', 'delivery_attempts', 'delivery_results']) {
        const [row] = (await outbox.db.read((reader) => reader.q(table).count({ n: '*' }))) as {
          n: number;
        }[];
        counts.push(Number(row?.n));
      }
      return counts;
    };
    const sweepOnce = (before: number, limit?: number): Promise<number> =>
      outbox.db.transact((tx) => sweepDeliveries(tx, before, limit));

    it('keeps them longer than they can be recovered', () => {
      assert.ok(KEPT_FOR > RECOVERY_LIMIT);
      assert.equal(SWEEP_AT_ONCE, 5_000);
    });

    it('forgets them with their attempts, at most 5,000 in one commit, and nothing else', async () => {
      await fill('old', 10_002, 1_000);
      await fill('new', 3, 20_000);
      await fill('waiting', 2, null, 'pending');
      const steps: number[] = [];
      do steps.push(await sweepOnce(20_000));
      while (steps.at(-1) !== 0);
      assert.deepEqual(steps, [5_000, 5_000, 2, 0]);
      assert.deepEqual(await left(), [5, 10, 10]);
      const ids = (await rowsOf<{ id: string }>(outbox, 'outbox')).map(({ id }) => id);
      assert.ok(ids.every((id) => id.startsWith('msg_new') || id.startsWith('msg_waiting')));
    });

    it('forgets the oldest first, and only what was finished before the instant', async () => {
      await fill('a', 10, 1_000);
      assert.equal(await sweepOnce(1_000), 0);
      assert.equal(await sweepOnce(1_001), 1);
      assert.equal(await sweepOnce(2_000, 4), 4);
      const rows = await rowsOf<{ finished_at: number }>(outbox, 'outbox');
      assert.deepEqual(
        rows.map(({ finished_at }) => finished_at).sort(),
        [1_005, 1_006, 1_007, 1_008, 1_009],
      );
    });

    it('leaves what is not over, however old it is', async () => {
      for (const state of ['pending', 'sending', 'held']) await fill(state, 2, null, state);
      assert.equal(await sweepOnce(outbox.clock.now() + 400 * DAY), 0);
      assert.deepEqual(await left(), [6, 12, 12]);
    });

    it('forgets each way in which a message can be over', async () => {
      for (const state of ['delivered', 'cancelled', 'exhausted']) await fill(state, 1, 1_000, state);
      assert.equal(await sweepOnce(2_000), 3);
      assert.deepEqual(await left(), [0, 0, 0]);
    });

    it('goes on until all that is too old is gone, when the time comes', async () => {
      await fill('a', 5_001, outbox.clock.now());
      await keepToSchedule(outbox.db, outbox.sluice.ledger, outbox.clock.now() + KEPT_FOR);
      assert.deepEqual(await left(), [5_001, 10_002, 10_002]);
      await keepToSchedule(outbox.db, outbox.sluice.ledger, outbox.clock.now() + KEPT_FOR + DAY);
      assert.deepEqual(await left(), [0, 0, 0]);
    });

    it('walks along indexes: no statement of it looks at a whole table', async () => {
      await fill('a', 40_000, 1_000);
      await outbox.db.transact((tx) => tx.q.raw('analyze'));
      const statements: { sql: string; bindings: (string | number)[] }[] = [];
      await outbox.db.transact(async (tx) => {
        tx.q.on('query', (query: { sql: string; bindings: (string | number)[] }) => statements.push(query));
        assert.equal(await sweepDeliveries(tx, 30_000, 50), 50);
      });
      const own = statements.filter(({ sql }) => /^(select|delete)/.test(sql));
      assert.equal(own.length, 4);
      for (const { sql, bindings } of own) {
        const plan = await planOf(outbox.db, sql.replaceAll(/\$\d+/g, '?'), bindings);
        assert.match(plan, /USING (COVERING )?INDEX|Index/i, sql);
        assert.doesNotMatch(
          plan,
          /Seq Scan|"detail":"SCAN (?!.*USING (COVERING )?INDEX outbox_finished)|TEMP B-TREE/,
          sql,
        );
      }
      const first = await planOf(
        outbox.db,
        own[0]?.sql.replaceAll(/\$\d+/g, '?') ?? '',
        own[0]?.bindings ?? [],
      );
      assert.match(first, /outbox_finished/);
    });
  });
}
