import assert from 'node:assert/strict';
import { lookAfterDuties } from '../../src/app/chores.ts';
import {
  DELETE_WITHIN,
  attestDuty,
  dutiesById,
  dutiesOfSubjects,
  holdingKey,
  isOverdue,
  listDuties,
  listOverdue,
  lockDuty,
  openDuties,
  overduePartners,
  takeUntold,
  voidDuties,
} from '../../src/duties/index.ts';
import type { DeletionDuty, DutyFilter, NewDuty, OverduePartner } from '../../src/duties/index.ts';
import { DAY, SECOND } from '../../src/kernel/clock.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { planOf, startOutbox } from '../support/outbox.ts';
import type { Outbox } from '../support/outbox.ts';
import { until } from '../support/until.ts';

describe('a deletion duty', () => {
  it('is overdue from the instant on at which it is due, while it is open', () => {
    assert.equal(DELETE_WITHIN, 30 * DAY);
    const dueAt = 1_000;
    assert.ok(!isOverdue({ state: 'open', dueAt }, 999));
    assert.ok(isOverdue({ state: 'open', dueAt }, 1_000));
    for (const state of ['attested', 'void'] as const) assert.ok(!isOverdue({ state, dueAt }, 2_000));
  });

  it('is about one person at one app', () => {
    assert.notEqual(holdingKey({ subjectId: 'a', appId: 'b' }), holdingKey({ subjectId: 'a', appId: 'c' }));
    assert.notEqual(holdingKey({ subjectId: 'a', appId: 'b' }), holdingKey({ subjectId: 'b', appId: 'a' }));
  });
});

for (const dialect of engines) {
  describe(`deletion duties on ${dialect}`, () => {
    let outbox: Outbox;
    before(async () => {
      outbox = await startOutbox(dialect);
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    const duty = (subjectId: string, like: Partial<NewDuty> = {}): NewDuty => ({
      ...{ partnerId: 'prt_1', appId: 'app_1', subjectId, contactId: `pw_${subjectId}`, cause: 'withdrawn' },
      ...like,
    });
    const open = (...duties: NewDuty[]): Promise<void> => outbox.db.transact((tx) => openDuties(tx, duties));
    const cancel = (...holdings: [subjectId: string, appId: string][]): Promise<void> =>
      outbox.db.transact((tx) =>
        voidDuties(
          tx,
          holdings.map(([subjectId, appId]) => ({ subjectId, appId })),
        ),
      );
    const about = (...subjectIds: string[]): Promise<readonly DeletionDuty[]> =>
      outbox.db.read((reader) => dutiesOfSubjects(reader, subjectIds));
    const one = async (subjectId: string): Promise<DeletionDuty> => {
      const [duty] = await about(subjectId);
      assert.ok(duty !== undefined);
      return duty;
    };
    const attest = (id: string): Promise<void> => outbox.db.transact((tx) => attestDuty(tx, id));
    const lock = (partnerId: string, contactId: string, appId: string): Promise<DeletionDuty | null> =>
      outbox.db.transact((tx) => lockDuty(tx, partnerId, contactId, appId));
    const overdueOf = (...partnerIds: string[]): Promise<Set<string>> =>
      outbox.db.read((reader) => overduePartners(reader, partnerIds, outbox.clock.now()));
    const take = (): Promise<readonly OverduePartner[]> => outbox.db.transact(takeUntold);

    it('open with 30 days, one for each person and app', async () => {
      const now = outbox.clock.now();
      await open(
        duty('sub_1'),
        duty('sub_1', { appId: 'app_2', cause: 'uninstalled' }),
        duty('sub_2', { cause: 'erased' }),
      );
      const { id, ...first } = await one('sub_2');
      assert.match(id, /^dty_/);
      assert.deepEqual(first, {
        ...duty('sub_2', { cause: 'erased' }),
        ...{ state: 'open', openedAt: now, dueAt: now + DELETE_WITHIN, attestedAt: null },
      });
      assert.equal((await about('sub_1', 'sub_2', 'sub_3')).length, 3);
      assert.deepEqual(await about(), []);
      const byId = await outbox.db.read((reader) => dutiesById(reader, [id, 'dty_unknown']));
      assert.deepEqual([...byId.keys()], [id]);
      await open();
      // Two that are open for one holding would let one attestation leave the other behind.
      await assert.rejects(open(duty('sub_2')), /database error/);
      await cancel(['sub_2', 'app_1']);
      await open(duty('sub_2'));
      assert.deepEqual((await about('sub_2')).map(({ state }) => state).sort(), ['open', 'void']);
    });

    it('are void when the person says yes again to that app, and to no other', async () => {
      await open(duty('sub_1'), duty('sub_1', { appId: 'app_2' }), duty('sub_2'), duty('sub_3'));
      const attested = await one('sub_3');
      await attest(attested.id);
      await cancel(['sub_1', 'app_1'], ['sub_2', 'app_2'], ['sub_3', 'app_1'], ['sub_4', 'app_1']);
      await cancel();
      const states = (await about('sub_1', 'sub_2', 'sub_3')).map((each) => [holdingKey(each), each.state]);
      assert.deepEqual(Object.fromEntries(states), {
        'sub_1 app_1': 'void',
        'sub_1 app_2': 'open',
        'sub_2 app_1': 'open',
        'sub_3 app_1': 'attested',
      });
    });

    it('are attested once; what is over stays as it ended', async () => {
      await open(duty('sub_1'), duty('sub_2'));
      const [first, second] = [await one('sub_1'), await one('sub_2')];
      outbox.clock.advance(SECOND);
      const at = outbox.clock.now();
      await attest(first.id);
      outbox.clock.advance(SECOND);
      await attest(first.id);
      await cancel(['sub_1', 'app_1'], ['sub_2', 'app_1']);
      await attest(second.id);
      const ends = [await one('sub_1'), await one('sub_2')].map(({ state, attestedAt }) => [
        state,
        attestedAt,
      ]);
      assert.deepEqual(ends, [
        ['attested', at],
        ['void', null],
      ]);
    });

    if (dialect === 'postgres') {
      it('stay attested where the word came first, even while a new yes waits for it', async () => {
        await open(duty('sub_1'));
        const { id } = await one('sub_1');
        let voiding: Promise<void> = Promise.resolve();
        await outbox.db.transact(async (tx) => {
          await attestDuty(tx, id);
          voiding = cancel(['sub_1', 'app_1']);
          const waits = async (): Promise<boolean> => {
            const { rows } = (await tx.q.raw('select 1 from pg_locks where not granted')) as {
              rows: object[];
            };
            return rows.length > 0;
          };
          await until(waits, 'the new yes to wait for the row');
        });
        await voiding;
        assert.equal((await one('sub_1')).state, 'attested');
      });
    }

    it('are found by the newest about a contact and an app, by the partner alone that has them', async () => {
      await open(duty('sub_1'));
      await cancel(['sub_1', 'app_1']);
      outbox.clock.advance(1);
      await open(duty('sub_1'), duty('sub_1', { appId: 'app_2' }));
      const newest = await lock('prt_1', 'pw_sub_1', 'app_1');
      assert.deepEqual([newest?.state, newest?.openedAt], ['open', outbox.clock.now()]);
      for (const [partner, contact, app] of [
        ['prt_2', 'pw_sub_1', 'app_1'],
        ['prt_1', 'pw_sub_2', 'app_1'],
        ['prt_1', 'pw_sub_1', 'app_3'],
      ] as const) {
        assert.equal(await lock(partner, contact, app), null);
      }
    });

    it('make their partner overdue at the instant, until they are attested or void', async () => {
      await open(duty('sub_1'), duty('sub_2'), duty('sub_3', { partnerId: 'prt_2' }));
      outbox.clock.advance(DELETE_WITHIN - 1);
      assert.deepEqual(await overdueOf('prt_1', 'prt_2'), new Set());
      outbox.clock.advance(1);
      assert.deepEqual(await overdueOf('prt_1', 'prt_2', 'prt_3', 'prt_1'), new Set(['prt_1', 'prt_2']));
      assert.deepEqual(await overdueOf('prt_2'), new Set(['prt_2']));
      assert.deepEqual(await overdueOf(), new Set());
      await attest((await one('sub_1')).id);
      assert.deepEqual(await overdueOf('prt_1'), new Set(['prt_1']));
      await cancel(['sub_2', 'app_1']);
      assert.deepEqual(await overdueOf('prt_1', 'prt_2'), new Set(['prt_2']));
    });

    it('list who is overdue, the longest first, with how many and since when', async () => {
      const begun = outbox.clock.now();
      await open(duty('sub_1'), duty('sub_2'));
      outbox.clock.advance(DAY);
      await open(duty('sub_3', { partnerId: 'prt_2' }), duty('sub_4'));
      outbox.clock.advance(DAY);
      await open(duty('sub_5', { partnerId: 'prt_3' }));
      await attest((await one('sub_1')).id);
      const list = (later: number): Promise<readonly OverduePartner[]> =>
        outbox.db.read((reader) => listOverdue(reader, begun + DELETE_WITHIN + later));
      assert.deepEqual(await list(-1), []);
      assert.deepEqual(await list(0), [{ partnerId: 'prt_1', count: 1, oldestDueAt: begun + DELETE_WITHIN }]);
      assert.deepEqual(await list(DAY), [
        { partnerId: 'prt_1', count: 2, oldestDueAt: begun + DELETE_WITHIN },
        { partnerId: 'prt_2', count: 1, oldestDueAt: begun + DAY + DELETE_WITHIN },
      ]);
      assert.equal((await list(9 * DAY)).length, 3);
    });

    it('are told of once each, by partner, when they become overdue', async () => {
      const begun = outbox.clock.now();
      await open(duty('sub_1'), duty('sub_2'), duty('sub_3', { partnerId: 'prt_2' }), duty('sub_4'));
      await attest((await one('sub_4')).id);
      outbox.clock.advance(1);
      await open(duty('sub_5'));
      assert.deepEqual(await take(), []);
      outbox.clock.advance(DELETE_WITHIN - 1);
      const dueAt = begun + DELETE_WITHIN;
      const sorted = (taken: readonly OverduePartner[]) =>
        [...taken].sort((a, b) => (a.partnerId < b.partnerId ? -1 : 1));
      assert.deepEqual(sorted(await take()), [
        { partnerId: 'prt_1', count: 2, oldestDueAt: dueAt },
        { partnerId: 'prt_2', count: 1, oldestDueAt: dueAt },
      ]);
      assert.deepEqual(await take(), []);
      outbox.clock.advance(1);
      assert.deepEqual(await take(), [{ partnerId: 'prt_1', count: 1, oldestDueAt: dueAt + 1 }]);
      outbox.clock.advance(90 * DAY);
      assert.deepEqual(await take(), []);
    });

    it('are told of once by several who look at once, and however many there are', async () => {
      await open(...Array.from({ length: 5_100 }, (_, i) => duty(`sub_${i}`, { partnerId: `prt_${i % 3}` })));
      outbox.clock.advance(DELETE_WITHIN);
      const taken = (await Promise.all([take(), take(), take(), take()])).flat();
      taken.push(...(await take()));
      assert.equal(
        taken.reduce((sum, { count }) => sum + count, 0),
        5_100,
      );
      const rows = await rowsOf<{ told_at: number }>(outbox, 'deletion_duties');
      assert.ok(rows.every(({ told_at }) => told_at === outbox.clock.now()));
    });

    it('are told of again where telling failed, and let what they held go when they are over', async () => {
      const [partner] = outbox.partners;
      assert.ok(partner !== undefined);
      await open(duty('sub_1', { partnerId: partner.id }));
      const endpointId = await outbox.connect(partner);
      const ids = await outbox.put(partner, 2);
      await outbox.claim([{ endpointId, count: 9 }], 'wrk_a', () => Promise.resolve(new Map()));
      const states = async () => (await outbox.messages(ids)).map(({ state }) => state);
      outbox.clock.advance(DELETE_WITHIN);
      const told: OverduePartner[] = [];
      const look = (fails = false): Promise<void> =>
        lookAfterDuties(outbox.db, outbox.clock, (_tx, overdue) =>
          fails ? Promise.reject(new Error('no queue')) : Promise.resolve(void told.push(overdue)),
        );
      await assert.rejects(look(true), /no queue/);
      await look();
      await look();
      assert.deepEqual(
        told.map(({ partnerId, count }) => [partnerId, count]),
        [[partner.id, 1]],
      );
      assert.deepEqual(await states(), ['held', 'held']);
      await attest((await one('sub_1')).id);
      await look();
      assert.deepEqual(await states(), ['pending', 'pending']);
    });

    it('are listed newest first, by partner, state and when they are due, a page at a time', async () => {
      const begun = outbox.clock.now();
      for (let i = 0; i < 6; i += 1) {
        await open(duty(`sub_${i}`, { partnerId: i % 2 === 0 ? 'prt_1' : 'prt_2' }));
        outbox.clock.advance(DAY);
      }
      await attest((await one('sub_4')).id);
      const list = async (filter: DutyFilter, first = 100, after: string | null = null) => {
        const page = await outbox.db.read((reader) => listDuties(reader, filter, { first, after }));
        return { subjects: page.edges.map(({ node }) => node.subjectId), info: page.pageInfo };
      };
      assert.deepEqual((await list({})).subjects, ['sub_5', 'sub_4', 'sub_3', 'sub_2', 'sub_1', 'sub_0']);
      assert.deepEqual((await list({ partnerId: 'prt_1' })).subjects, ['sub_4', 'sub_2', 'sub_0']);
      assert.deepEqual((await list({ partnerId: 'prt_1', state: 'open' })).subjects, ['sub_2', 'sub_0']);
      assert.deepEqual((await list({ state: 'attested' })).subjects, ['sub_4']);
      assert.deepEqual((await list({ dueBy: begun + DAY + DELETE_WITHIN })).subjects, ['sub_1', 'sub_0']);
      assert.deepEqual((await list({ partnerId: 'prt_3' })).subjects, []);
      const first = await list({ partnerId: 'prt_2' }, 2);
      assert.deepEqual([first.subjects, first.info.hasNextPage], [['sub_5', 'sub_3'], true]);
      const second = await list({ partnerId: 'prt_2' }, 2, first.info.endCursor);
      assert.deepEqual([second.subjects, second.info.hasNextPage], [['sub_1'], false]);
    });

    it('are looked up along their indexes before each attempt', async () => {
      await open(
        ...Array.from({ length: 4_000 }, (_, i) => duty(`sub_${i}`, { partnerId: `prt_${i % 40}` })),
      );
      await outbox.db.transact((tx) => tx.q.raw('analyze'));
      const now = outbox.clock.now();
      for (const [index, where, values] of [
        ['duties_due', `state = 'open' and partner_id in (?) and due_at <= ?`, ['prt_1', now]],
        ['duties_untold', `state = 'open' and told_at is null and due_at <= ?`, [now]],
        ['duties_open', `state = 'open' and subject_id in (?, ?)`, ['sub_1', 'sub_2']],
      ] as const) {
        const plan = await planOf(outbox.db, `select * from deletion_duties where ${where}`, [...values]);
        assert.match(plan, new RegExp(`${index}|deletion_duties_subject_id_app_id`), index);
        assert.doesNotMatch(plan, /Seq Scan|"detail":"SCAN/, index);
      }
    });
  });
}
