import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src/kernel/errors.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import type { Expanded } from '../../src/targeting/criteria/ast.ts';
import type { AudienceService } from '../../src/targeting/index.ts';
import {
  addToList,
  createList,
  forgetPerson,
  recordEvents,
  registerEventKind,
  registerTrait,
  sweepChanges,
} from '../../src/traits/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { engines } from '../support/marketplace.ts';
import { openTargeting, ready } from '../support/targeting.ts';
import type { Targeting } from '../support/targeting.ts';
import { until } from '../support/until.ts';

const pro: Expanded = { op: 'eq', trait: 'plan', value: 'pro' };

function size(service: AudienceService, criterion: Expanded): number {
  const members = service.live.members(criterion);
  const { size } = members;
  members.dispose();
  return size;
}

const becomes = (service: AudienceService, criterion: Expanded, count: number, within = 5_000) =>
  until(() => size(service, criterion) === count, `${count} to be counted`, within);

for (const dialect of engines) {
  describe(`people in memory on ${dialect}`, () => {
    let targeting: Targeting;
    let ids: string[];

    beforeEach(async () => {
      targeting = await openTargeting(dialect);
      ids = await targeting.people(25, (i) => (i % 5 === 0 ? { plan: 'pro' } : { plan: 'free' }));
    });
    afterEach(() => targeting.close());

    it('are read by pages, and not asked about before all are there', async () => {
      const service = targeting.audience({ page: 10 });
      assert.throws(
        () => size(service, pro),
        (error) => error instanceof AppError && error.code === 'UNAVAILABLE',
      );
      await ready(service);
      assert.equal(service.people, 25);
      assert.equal(size(service, pro), 5);
      assert.equal(service.count({ kind: 'known', trait: 'plan' }), 25);
      assert.ok([...service.memory().values()].reduce((sum, bytes) => sum + bytes, 0) > 0);
    });

    it('are followed: traits, events, lists, newcomers, within a second', async () => {
      await targeting.db.transact(async (tx) => {
        await registerEventKind(tx, { name: 'published', purpose: 'x', retentionDays: 90, registeredAt: 0 });
        await createList(tx, { id: 'lst_1', name: 'Guests', purpose: 'x', createdAt: tx.now });
      });
      const service = targeting.audience({ poll: 250 });
      await ready(service);
      const before = service.live.changes;
      await targeting.record(ids.slice(1, 3), () => ({ plan: 'pro' }));
      await becomes(service, pro, 7, 1_000);
      assert.ok(service.live.changes >= before + 2);
      await targeting.record(ids.slice(0, 1), () => ({ plan: null }));
      await becomes(service, pro, 6, 1_000);
      const [day, list]: Expanded[] = [
        { op: 'did', event: 'published', atLeast: 2, days: 1 },
        { op: 'list', list: 'lst_1' },
      ];
      const today = service.live.today;
      await targeting.db.transact(async (tx) => {
        const subjectId = ids[0] ?? '';
        await recordEvents(tx, [{ subjectId, event: 'published', day: today, count: 2 }]);
        await addToList(tx, 'lst_1', ids.slice(0, 4));
      });
      if (day === undefined || list === undefined) throw new Error('both are there');
      await becomes(service, day, 1, 1_000);
      await becomes(service, list, 4, 1_000);
      await targeting.people(3, () => ({ plan: 'pro' }));
      await becomes(service, pro, 9, 1_000);
      targeting.clock.advance(86_400_000);
      assert.equal(size(service, day), 0, 'another day, another today');
    });

    it('take in a trait that is registered later', async () => {
      const service = targeting.audience();
      await ready(service);
      await targeting.db.transact((tx) =>
        registerTrait(tx, {
          ...{ name: 'seats', type: { type: 'number', min: 0, max: 9, decimals: 0 }, about: 'usage' },
          ...{ purpose: 'x', retentionDays: 30, registeredAt: 0 },
        }),
      );
      await targeting.record(ids.slice(0, 2), (i) => ({ seats: i }));
      await becomes(service, { op: 'gte', trait: 'seats', value: 1 }, 1);
    });

    it('are forgotten when the database forgets them, in the snapshot soon after', async () => {
      const folder = temporaryFolder();
      const service = targeting.audience({ page: 4, forgetWithin: 1_000 }, { folder });
      await ready(service);
      await targeting.record(ids.slice(5, 6), () => ({ language: 'sv' }));
      await becomes(service, { op: 'eq', trait: 'language', value: 'sv' }, 1);
      targeting.clock.advance(20 * 60_000);
      await until(() => existsSync(join(folder, 'audience.snapshot')), 'a snapshot');
      const old = readFileSync(join(folder, 'audience.snapshot'));
      await targeting.db.transact((tx) => forgetPerson(tx, ids[5] ?? ''));
      await until(() => service.people === 24, 'the person to be forgotten');
      assert.equal(size(service, pro), 4);
      assert.equal(size(service, { op: 'exists', trait: 'language' }), 0);
      targeting.clock.advance(1_000);
      await until(() => !readFileSync(join(folder, 'audience.snapshot')).equals(old), 'another snapshot');
      await service.stop();
      const next = targeting.audience({}, { folder });
      await ready(next);
      assert.deepEqual([next.people, size(next, pro)], [24, 4]);
    });

    it('come from the snapshot of the run before, with what changed since', async () => {
      const folder = temporaryFolder();
      const first = targeting.audience({}, { folder });
      await ready(first);
      await first.stop();
      const path = join(folder, 'audience.snapshot');
      assert.equal(statSync(path).mode & 0o777, 0o600);
      await targeting.record(ids.slice(1, 2), () => ({ plan: 'pro' }));
      await targeting.db.transact((tx) => forgetPerson(tx, ids[0] ?? ''));
      const second = targeting.audience({}, { folder });
      await ready(second);
      assert.deepEqual([second.people, size(second, pro)], [24, 5]);
      assert.equal(targeting.logLines.filter((line) => line.includes('from the snapshot')).length, 1);
    });

    it('are read anew when changes after the snapshot are forgotten, or it is of another past', async () => {
      const folder = temporaryFolder();
      const restart = async (): Promise<AudienceService> => {
        const service = targeting.audience({}, { folder });
        await ready(service);
        await service.stop();
        return service;
      };
      await restart();
      await targeting.record(ids.slice(1, 2), () => ({ plan: 'pro' }));
      targeting.clock.advance(1_000);
      await targeting.db.transact((tx) => sweepChanges(tx, tx.now));
      await restart();
      await targeting.db.transact((tx) => tx.q('audience_snapshots').delete());
      await restart();
      assert.equal(targeting.logLines.filter((line) => line.includes('from the database')).length, 3);
      const other = await openTargeting(dialect);
      const service = other.audience({}, { folder });
      await ready(service);
      assert.equal(service.people, 0);
      await other.close();
    });

    it('are read anew by a process that fell behind', async () => {
      let away = false;
      const flaky: Database = {
        ...targeting.db,
        read: (fn) => (away ? Promise.reject(new Error('secret of sub_000001')) : targeting.db.read(fn)),
      };
      const service = targeting.audience({}, { at: flaky });
      await ready(service);
      away = true;
      await until(() => targeting.logLines.some((line) => line.includes('"audience"')), 'a line in the log');
      assert.equal(size(service, pro), 5, 'who was read before is still there');
      await targeting.record(ids.slice(1, 2), () => ({ plan: 'pro' }));
      const measured = service.live.changes;
      targeting.clock.advance(1_000);
      await targeting.db.transact((tx) => sweepChanges(tx, tx.now));
      away = false;
      await until(() => service.isReady() && size(service, pro) === 6, 'everybody to be read again');
      assert.ok(service.live.changes - measured >= service.people, 'anything may have changed');
      const logged = targeting.logLines.join('');
      assert.equal(logged.match(/"level":50/g)?.length, 1, 'one error for one outage');
      assert.ok(logged.includes('audience goes on'));
      assert.ok(!logged.includes('sub_'), 'nobody is named');
    });

    it('need no ending to be left off', async () => {
      const away = openDatabase(targeting.url, targeting.clock);
      const service = targeting.audience({ page: 1 }, { at: away });
      await service.stop();
      assert.equal(service.isReady(), false);
      await away.close();
    });
  });
}
