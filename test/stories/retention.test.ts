import assert from 'node:assert/strict';
import { KEPT_FOR } from '../../src/delivery/index.ts';
import { createRetention } from '../../src/privacy/index.ts';
import type { RetentionClass } from '../../src/privacy/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { keepToSchedule } from '../support/retention.ts';
import { DAY, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const YEAR = 365 * DAY;
const HOLD = 'hold { id liftedAt } userErrors { code field }';

interface Run {
  readonly data: string;
  readonly rule: string;
  readonly destroyed: number;
  readonly held: number;
  readonly finishedAt: string | null;
  readonly ledgerEntryId: string | null;
}
type Held = UserErrors & { readonly hold: { readonly id: string; readonly liftedAt: string | null } | null };

for (const dialect of engines) {
  describe(`how long data is kept, on ${dialect},`, () => {
    let stage: Stage;
    let now: number;

    before(async () => {
      stage = await openStage(dialect);
      const receiver = await stage.receiver();
      await stage.partner('calmly').connect(receiver.url);
      now = stage.clock.now();
    });
    after(() => stage.close());

    const office = async <Data>(query: string, variables: object = {}): Promise<Data> => {
      const { data, errors } = await stage.marketplace.ask<Data>(
        'privacy',
        stage.marketplace.staffToken('privacy'),
        query,
        { ...variables },
      );
      assert.deepEqual(errors, []);
      return data;
    };
    const place = async (subjectId: string, reason = 'a dispute in court', key = newKey()) =>
      (
        await office<{ placeHold: Held }>(
          `mutation ($input: PlaceHoldInput!) @purpose(is: ACCOUNTABILITY) { placeHold(input: $input) { ${HOLD} } }`,
          { input: { subjectId, reason, idempotencyKey: key } },
        )
      ).placeHold;
    const runs = async (data: string): Promise<Run[]> =>
      (
        await office<{ retentionRuns: { nodes: Run[] } }>(
          `query ($data: String) { retentionRuns(data: $data, first: 50) {
             nodes { data rule destroyed held finishedAt ledgerEntryId } } }`,
          { data },
        )
      ).retentionRuns.nodes;
    const later = (ms: number): Promise<void> => {
      now += ms;
      return keepToSchedule(stage.marketplace.db, stage.marketplace.serving.sluice.ledger, now);
    };
    const subjectOf = async (person: Person): Promise<string> =>
      (
        await stage.marketplace.ask<{ viewer: { id: string } }>(
          'marketplace',
          person.token,
          '{ viewer { id } }',
        )
      ).data.viewer.id;
    /** A person whose email went out, and who took it back; what was sent is finished. */
    async function whoWithdrew(): Promise<{ readonly person: Person; readonly grantId: string }> {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      await until(async () => (await stage.message(grantId)).state === 'delivered', 'the release');
      await stage.act.uninstallApp(person, appId);
      await until(
        async () => (await stage.messages(grantId)).every(({ state }) => state === 'delivered'),
        'the notices',
      );
      return { person, grantId };
    }

    it('P04 says of each class of data how long it is kept and why', async () => {
      const { retentionSchedule } = await office<{ retentionSchedule: { data: string; rule: string }[] }>(
        '{ retentionSchedule { data rule } }',
      );
      assert.ok(retentionSchedule.length >= 9);
      assert.ok(retentionSchedule.every(({ rule }) => rule.length > 5));
      assert.equal(new Set(retentionSchedule.map(({ data }) => data)).size, retentionSchedule.length);
    });

    it('P04 logs each run with what it destroyed, and a leaf that everyone can read says so, too', async () => {
      const { grantId } = await whoWithdrew();
      const kept = (await stage.messages(grantId)).length;
      assert.ok(kept >= 2);
      const data = 'messages to partners and their attempts';
      await later(KEPT_FOR - DAY);
      for (const { destroyed, ledgerEntryId } of await runs(data)) {
        assert.deepEqual([destroyed, ledgerEntryId], [0, null]);
      }
      assert.equal((await stage.messages(grantId)).length, kept);
      await later(2 * DAY);
      assert.deepEqual(await stage.messages(grantId), []);
      const [run] = await runs(data);
      assert.ok(run !== undefined && run.destroyed >= kept && run.finishedAt !== null);
      let published = '';
      await until(async () => {
        const { ledger } = await office<{
          ledger: { entries: { nodes: { id: string; published: string }[] } };
        }>('{ ledger { entries(first: 20) { nodes { id published } } } }');
        published = ledger.entries.nodes.find(({ id }) => id === run.ledgerEntryId)?.published ?? '';
        return published !== '';
      }, 'the leaf');
      const { event, count, data: what } = JSON.parse(published) as Record<string, unknown>;
      assert.deepEqual([event, count, what], ['purge', run.destroyed, data]);
    });

    it('P04 destroys the ledger’s records of what is long over; their leaves stay and verify', async () => {
      const { grantId } = await whoWithdrew();
      const sealed = async (): Promise<number> =>
        (await rowsOf<{ about: string; sealed: Buffer | null }>(stage.marketplace, 'ledger_entries')).filter(
          (row) => row.about === grantId && row.sealed !== null,
        ).length;
      assert.equal(await sealed(), 2);
      await later(6 * YEAR + DAY);
      assert.equal(await sealed(), 0);
      const [run] = await runs('ledger records of grants that ended');
      assert.ok((run?.destroyed ?? 0) >= 2);
      await later(DAY);
      assert.equal((await runs('ledger records of grants that ended'))[0]?.destroyed, 0, 'once');
    });

    it('P04 a hold wins over every class, for as long as it is in force', async () => {
      const [free, held] = [await whoWithdrew(), await whoWithdrew()];
      const subjectId = await subjectOf(held.person);
      const placed = await place(subjectId);
      assert.deepEqual(placed.userErrors, []);
      const records = async (grantId: string): Promise<number> =>
        (await rowsOf<{ about: string; sealed: Buffer | null }>(stage.marketplace, 'ledger_entries')).filter(
          (row) => row.about === grantId && row.sealed !== null,
        ).length;
      await later(7 * YEAR);
      assert.deepEqual([await stage.messages(free.grantId), await records(free.grantId)], [[], 0]);
      assert.ok((await stage.messages(held.grantId)).length >= 2);
      assert.equal(await records(held.grantId), 2);
      assert.equal((await runs('messages to partners and their attempts'))[0]?.held, 1);
      const { liftHold } = await office<{ liftHold: Held }>(
        `mutation ($input: LiftHoldInput!) @purpose(is: ACCOUNTABILITY) { liftHold(input: $input) { ${HOLD} } }`,
        { input: { holdId: placed.hold?.id, idempotencyKey: newKey() } },
      );
      assert.ok(liftHold.hold?.liftedAt !== null);
      await later(DAY);
      assert.deepEqual([await stage.messages(held.grantId), await records(held.grantId)], [[], 0]);
    });

    it('P04 a hold wants a person and a reason, and there is one at a time', async () => {
      const subjectId = await subjectOf(await stage.person());
      const codes = ({ userErrors }: Held) =>
        userErrors.map(({ code, field }) => `${code} ${(field ?? []).join('.')}`);
      assert.deepEqual(codes(await place(subjectId, 'no')), ['INVALID_INPUT input.reason']);
      assert.deepEqual(codes(await place('prt_1')), ['INVALID_INPUT input.subjectId']);
      const key = newKey();
      const [one, again] = [
        await place(subjectId, 'a court asks', key),
        await place(subjectId, 'a court asks', key),
      ];
      assert.equal(one.hold?.id, again.hold?.id);
      assert.deepEqual(codes(await place(subjectId)), ['INVALID_INPUT input.subjectId']);
    });

    it('P04 goes on where a process ended, and tells the whole count once', async () => {
      let left = 25;
      let fails = true;
      const klass: RetentionClass = {
        ...{ data: `things ${dialect}`, rule: 'not at all', every: DAY, leaf: 'of-run' },
        step: (_tx, { after }) => {
          if (after === '2' && fails) throw new Error('the process ends here');
          const count = Math.min(10, left);
          left -= count;
          return Promise.resolve({ count, after: left === 0 ? null : String(Number(after ?? 0) + 1) });
        },
      };
      const { db, serving } = stage.marketplace;
      const retention = createRetention({
        ...{ db, clock: stage.clock, ledger: serving.sluice.ledger, schedule: [klass] },
      });
      await assert.rejects(retention.keepToSchedule(), /ends here/);
      assert.deepEqual(
        (await runs(klass.data)).map(({ destroyed, finishedAt }) => [destroyed, finishedAt]),
        [[20, null]],
      );
      fails = false;
      await Promise.all([retention.keepToSchedule(), retention.keepToSchedule()]);
      const finished = (await runs(klass.data)).filter(({ destroyed }) => destroyed > 0);
      assert.deepEqual(
        finished.map(({ destroyed, ledgerEntryId }) => [destroyed, ledgerEntryId !== null]),
        [[25, true]],
      );
    });
  });
}
