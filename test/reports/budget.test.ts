import assert from 'node:assert/strict';
import { Debit, debit, priceOf } from '../../src/reports/budget.ts';
import type { OfferReport } from '../../src/reports/index.ts';
import { engines } from '../support/marketplace.ts';
import { WEEK, at, startReports } from '../support/reports.ts';
import type { ReportStage } from '../support/reports.ts';

const MONDAY = at('2026-11-30T00:00:00');
const LAST_OF_2026 = at('2026-12-28T00:00:00');
const FIRST_OF_2027 = at('2027-01-04T00:00:00');

interface DebitRow {
  readonly partner_id: string;
  readonly quarter: string;
  readonly offer_id: string;
  readonly week_ends_at: number;
  readonly micro_epsilon: number;
}

/** Makes the table refuse every new row, whatever is in it. */
async function refuseRows(stage: ReportStage, table: string): Promise<void> {
  await stage.write(async ({ q, dialect }) => {
    if (dialect === 'sqlite') {
      await q.raw(
        `create trigger no_${table} before insert on ${table} begin select raise(abort, 'no'); end`,
      );
      return;
    }
    await q.raw(`create function no_${table}() returns trigger language plpgsql as
      $$ begin raise exception 'no'; end $$`);
    await q.raw(`create trigger no_${table} before insert on ${table} execute function no_${table}()`);
  });
}

const takeRows = (stage: ReportStage, table: string): Promise<void> =>
  stage.write(async ({ q, dialect }) => {
    await q.raw(`drop trigger no_${table} ${dialect === 'sqlite' ? '' : `on ${table}`}`);
  });

describe('the price of a release', () => {
  it('is its offer’s epsilon, once a quarter', () => {
    assert.equal(priceOf([], 'off_1'), 1_000_000);
    assert.equal(priceOf([{ offerId: 'off_2' }], 'off_1'), 1_000_000);
    assert.equal(priceOf([{ offerId: 'off_2' }, { offerId: 'off_1' }], 'off_1'), 0);
  });
});

for (const dialect of engines) {
  describe(`the budget of reports (${dialect})`, () => {
    let stage: ReportStage;
    const ask = (appId = 'app_1', partnerId = 'prt_1'): Promise<readonly OfferReport[]> =>
      stage.reports.offerReport(partnerId, appId);
    const debits = async (): Promise<DebitRow[]> =>
      (await stage.rows<DebitRow>('report_debits')).sort((a, b) => a.week_ends_at - b.week_ends_at);
    const sums = (rows: readonly DebitRow[]): Record<string, number> => {
      const all: Record<string, number> = {};
      for (const row of rows) {
        const account = `${row.partner_id} ${row.quarter}`;
        all[account] = (all[account] ?? 0) + row.micro_epsilon;
      }
      return all;
    };

    afterEach(() => stage.close());

    it('pays an offer’s epsilon once a quarter, and every release has its debit', async () => {
      stage = await startReports(dialect);
      await stage.offer('off_1');
      for (let week = 0; week < 8; week += 1) {
        stage.setClock(MONDAY + week * WEEK);
        await ask();
      }
      const rows = await debits();
      assert.deepEqual(
        rows.map((row) => [row.quarter, row.micro_epsilon]),
        [
          ['2026-Q4', 1_000_000],
          ...Array.from({ length: 4 }, () => ['2026-Q4', 0]),
          ['2027-Q1', 1_000_000],
          ...Array.from({ length: 2 }, () => ['2027-Q1', 0]),
        ],
      );
      assert.equal((await stage.rows('report_releases')).length, 8);
    });

    it('refuses what would overdraw, for good, and bears the same people in the next quarter', async () => {
      stage = await startReports(dialect, { epsilon: 2 });
      for (const one of [1, 2, 3]) await stage.offer(`off_${one}`, { app_id: `app_${one}` });
      for (const one of [1, 2, 3]) await stage.reach(`off_${one}`, 5_000);
      stage.setClock(LAST_OF_2026);
      for (const one of [1, 2]) assert.equal((await ask(`app_${one}`)).length, 1);
      assert.deepEqual(await ask('app_3'), []);
      // More than there is for it now: the week stays refused.
      const richer = await stage.write((tx) =>
        debit(tx, { partnerId: 'prt_1', offerId: 'off_3', weekEndsAt: LAST_OF_2026 }, 9_000_000),
      );
      assert.equal(richer, null);
      assert.deepEqual(await ask('app_3'), []);
      assert.equal((await stage.rows('report_refusals')).length, 1);
      assert.deepEqual(sums(await debits()), { 'prt_1 2026-Q4': 2_000_000 });
      stage.setClock(FIRST_OF_2027);
      const [report] = await ask('app_3');
      assert.equal(report?.weekEnding, FIRST_OF_2027);
      assert.ok((report?.reached ?? 0) >= 4_900);
      // A refused offer that has a report keeps the last.
      const before = await ask('app_1');
      await ask('app_2');
      assert.equal(before[0]?.weekEnding, FIRST_OF_2027);
      assert.deepEqual((await ask('app_2'))[0]?.weekEnding, LAST_OF_2026);
    });

    it('is each partner’s own', async () => {
      stage = await startReports(dialect, { epsilon: 1 });
      await stage.offer('off_1');
      await stage.offer('off_2', { partner_id: 'prt_2', app_id: 'app_2' });
      stage.setClock(MONDAY);
      assert.equal((await ask()).length, 1);
      assert.equal((await ask('app_2', 'prt_2')).length, 1);
    });

    it('is not overdrawn by 100 reports at once, of two processes', async () => {
      stage = await startReports(dialect);
      const other = stage.another('other');
      for (let i = 0; i < 100; i += 1) await stage.offer(`off_${i}`, { app_id: `app_${i}` });
      stage.setClock(MONDAY);
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          (i % 2 === 0 ? stage.reports : other).offerReport('prt_1', `app_${i}`),
        ),
      );
      assert.equal(answers.filter(({ length }) => length === 1).length, 4);
      assert.deepEqual(sums(await debits()), { 'prt_1 2026-Q4': 4_000_000 });
      assert.equal((await stage.rows('report_refusals')).length, 96);
      assert.equal((await stage.rows('report_releases')).length, 4);
    });

    it('pays once for one release that 100 ask for at once', async () => {
      stage = await startReports(dialect);
      const other = stage.another('other');
      await stage.offer('off_1');
      stage.setClock(MONDAY);
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          (i % 2 === 0 ? stage.reports : other).offerReport('prt_1', 'app_1'),
        ),
      );
      assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
      assert.deepEqual(sums(await debits()), { 'prt_1 2026-Q4': 1_000_000 });
    });

    it('lets no two releases count the same people, where one clock is in the next quarter already', async () => {
      const spans: string[] = [];
      stage = await startReports(dialect, {
        ports: {
          firstTimes: async (reader, offerId, { from, until }) => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            spans.push(`${from} ${until}`);
            return stage.ports.firstTimes(reader, offerId, { from, until });
          },
        },
      });
      const ahead = stage.another('ahead', { now: () => FIRST_OF_2027 });
      stage.setClock(LAST_OF_2026);
      const names = Array.from({ length: 12 }, (_, i) => `${i}`);
      for (const name of names) {
        await stage.offer(`off_${name}`, {
          app_id: `app_${name}`,
          partner_id: `prt_${name}`,
          starts_at: MONDAY,
        });
      }
      await Promise.all(
        names.flatMap((name) => [
          stage.reports.offerReport(`prt_${name}`, `app_${name}`),
          ahead.offerReport(`prt_${name}`, `app_${name}`),
        ]),
      );
      const rows = await stage.rows<{ offer_id: string; number: number; week_ends_at: number }>(
        'report_releases',
      );
      for (const name of names) {
        const chain = rows
          .filter((row) => row.offer_id === `off_${name}`)
          .sort((a, b) => a.number - b.number)
          .map((row) => row.week_ends_at);
        assert.ok([1, 2].includes(chain.length));
        assert.equal(chain.at(-1), FIRST_OF_2027);
        assert.ok(chain.length === 1 || chain[0] === LAST_OF_2026);
      }
      assert.equal((await debits()).length, rows.length, 'what was run again paid once');
      if (dialect === 'postgres') assert.ok(spans.length > rows.length, 'some met one another');
    });

    it('fails closed: what cannot be recorded is not counted, and nothing is told', async () => {
      let counted = 0;
      stage = await startReports(dialect, {
        ports: {
          firstTimes: () => {
            counted += 1;
            return Promise.resolve({ reached: 5_000, dismissed: 0 });
          },
        },
      });
      await stage.offer('off_1');
      stage.setClock(MONDAY);
      for (const table of ['report_debits', 'report_budgets']) {
        await refuseRows(stage, table);
        await assert.rejects(ask(), /database error/, table);
        assert.equal(counted, 0);
        await takeRows(stage, table);
      }
      await refuseRows(stage, 'report_releases');
      await assert.rejects(ask(), /database error/);
      for (const table of ['report_debits', 'report_releases', 'report_budgets']) {
        assert.deepEqual(await stage.rows(table), [], table);
      }
      await takeRows(stage, 'report_releases');
      assert.equal((await ask()).length, 1);
    });

    it('lets nothing be kept without a debit, and no debit pass for another’s transaction', async () => {
      stage = await startReports(dialect);
      const row = {
        ...{ offer_id: 'off_1', number: 1, week_ends_at: MONDAY },
        ...{ reached_noised: 1, dismissed_noised: 1, released_at: MONDAY },
      };
      await assert.rejects(
        stage.write((tx) => tx.q('report_releases').insert(row)),
        /database error/,
      );
      const ref = { partnerId: 'prt_1', offerId: 'off_1', weekEndsAt: MONDAY };
      const paid = await stage.write(async (tx) => {
        await tx.q('report_budgets').insert({ partner_id: 'prt_1', quarter: '2026-Q4' });
        const proof = await debit(tx, ref, 1_000_000);
        assert.equal(Debit.isHeldIn(tx, proof), true);
        return proof;
      });
      await stage.write((tx) => Promise.resolve(assert.equal(Debit.isHeldIn(tx, paid), false)));
      await stage.write((tx) => Promise.resolve(assert.equal(Debit.isHeldIn(tx, { ...ref }), false)));
    });
  });
}
