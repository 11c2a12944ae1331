import assert from 'node:assert/strict';
import { below } from '../../src/kernel/random.ts';
import { NOTHING_YET, addNoised, shown } from '../../src/reports/figures.ts';
import type { Counts } from '../../src/reports/figures.ts';
import type { OfferReport } from '../../src/reports/index.ts';
import { engines } from '../support/marketplace.ts';
import { WEEK, at, startReports } from '../support/reports.ts';
import type { ReportStage } from '../support/reports.ts';
import { seededRandom } from '../support/seeded-random.ts';

const MONDAY = at('2026-11-30T00:00:00');

interface ReleaseRow {
  readonly offer_id: string;
  readonly number: number;
  readonly week_ends_at: number;
  readonly reached_noised: number;
  readonly dismissed_noised: number;
}

for (const dialect of engines) {
  describe(`reports to partners (${dialect})`, () => {
    let stage: ReportStage;
    const ask = (partnerId = 'prt_1', appId = 'app_1'): Promise<readonly OfferReport[]> =>
      stage.reports.offerReport(partnerId, appId);
    const releases = async (): Promise<ReleaseRow[]> =>
      (await stage.rows<ReleaseRow>('report_releases')).sort((a, b) => a.number - b.number);

    afterEach(() => stage.close());

    it('are about people’s first time, week by week, under noise that is drawn once', async () => {
      stage = await startReports(dialect, { seed: 'known' });
      const random = seededRandom('known');
      const draw = (n: number): number => below(random, n);
      await stage.offer('off_1');
      await stage.reach('off_1', 1_500, at('2026-12-02T09:00:00'));
      await stage.reach('off_1', 1_200, MONDAY - 1);
      assert.deepEqual(await ask(), [], 'the first week is not over');
      stage.setClock(MONDAY);
      await stage.reach('off_1', 400);
      let sum = addNoised(NOTHING_YET, { reached: 2_700, dismissed: 1_200 }, draw);
      assert.deepEqual(await ask(), [{ weekEnding: MONDAY, ...shown(sum) }]);
      stage.setClock(MONDAY + WEEK);
      sum = addNoised(sum, { reached: 400, dismissed: 1_500 }, draw);
      assert.deepEqual(await ask(), [{ weekEnding: MONDAY + WEEK, ...shown(sum) }]);
      const kept: Counts[] = (await releases()).map((row) => ({
        reached: row.reached_noised,
        dismissed: row.dismissed_noised,
      }));
      assert.deepEqual(kept[1], sum);
      assert.notDeepEqual(sum, { reached: 3_100, dismissed: 2_700 }, 'there is noise');
      assert.ok(Math.abs(sum.reached - 3_100) < 40 && Math.abs(sum.dismissed - 2_700) < 40, 'and not much');
    });

    it('count nobody twice and nobody back: who was erased stays in the sum', async () => {
      stage = await startReports(dialect, { seed: 'erased' });
      const random = seededRandom('erased');
      const draw = (n: number): number => below(random, n);
      await stage.offer('off_1');
      await stage.reach('off_1', 2_000, MONDAY - 1);
      stage.setClock(MONDAY);
      await ask();
      await stage.write((tx) => tx.q('test_touches').delete());
      stage.setClock(MONDAY + WEEK);
      await ask();
      const first = addNoised(NOTHING_YET, { reached: 2_000, dismissed: 2_000 }, draw);
      const second = addNoised(first, { reached: 0, dismissed: 0 }, draw);
      assert.deepEqual(
        (await releases()).map((row) => [row.reached_noised, row.dismissed_noised]),
        [first, second].map(({ reached, dismissed }) => [reached, dismissed]),
      );
    });

    it('take weeks together that nobody asked about, and end after eight', async () => {
      const spans: [number, number][] = [];
      stage = await startReports(dialect, {
        ports: {
          firstTimes: (_at, _offerId, { from, until }) => {
            spans.push([from, until]);
            return Promise.resolve({ reached: 5_000, dismissed: 0 });
          },
        },
      });
      await stage.offer('off_1');
      for (const week of [0, 3, 4, 7, 8, 40]) {
        stage.setClock(MONDAY + week * WEEK + 1);
        assert.equal((await ask())[0]?.weekEnding, MONDAY + Math.min(week, 7) * WEEK);
      }
      const ends = [0, 3, 4, 7].map((week) => MONDAY + week * WEEK);
      assert.deepEqual(
        spans,
        ends.map((end, i) => [ends[i - 1] ?? 0, end]),
      );
      assert.deepEqual(
        (await releases()).map(({ number }) => number),
        [1, 2, 3, 4],
      );
    });

    it('never number more than eight, wherever the start moves', async () => {
      stage = await startReports(dialect);
      await stage.offer('off_1');
      for (let week = 0; week < 12; week += 1) {
        const start = MONDAY + (week - 1) * WEEK;
        await stage.write((tx) => tx.q('test_offers').update({ starts_at: start }));
        stage.setClock(MONDAY + week * WEEK);
        await ask();
      }
      const ends = (await releases()).map((row) => row.week_ends_at);
      assert.deepEqual(
        ends,
        Array.from({ length: 8 }, (_, week) => MONDAY + week * WEEK),
      );
    });

    it('say the same for ever: 10,000 repeats, two processes, one value', async () => {
      stage = await startReports(dialect);
      await stage.offer('off_1');
      await stage.offer('off_2');
      await stage.reach('off_1', 3_333);
      await stage.reach('off_2', 1_001, MONDAY - 1);
      stage.setClock(MONDAY);
      const other = stage.another('other');
      const seen = new Set<string>();
      for (let i = 0; i < 10_000; i += 100) {
        stage.setClock(MONDAY + (i * WEEK) / 10_000);
        const batch = Array.from({ length: 100 }, (_, j) =>
          (j % 2 === 0 ? stage.reports : other).offerReport('prt_1', 'app_1'),
        );
        for (const answer of await Promise.all(batch)) seen.add(JSON.stringify(answer));
      }
      assert.equal(seen.size, 1, [...seen].join('\n'));
      assert.equal((await releases()).length, 2);
    });

    it('answer the same for what is not there, not yours, and without a report', async () => {
      stage = await startReports(dialect);
      await stage.offer('off_1', { partner_id: 'prt_2', app_id: 'app_2' });
      await stage.offer('off_2', { report: 0 });
      stage.setClock(MONDAY);
      for (const appId of ['app_none', 'app_2', 'app_1']) assert.deepEqual(await ask('prt_1', appId), []);
      assert.deepEqual(await releases(), []);
      assert.equal((await ask('prt_2', 'app_2')).length, 1);
    });

    it('name no offer, and stand in the order of what they say', async () => {
      stage = await startReports(dialect, { epsilon: 9 });
      const counts = [1_200, 9_000, 300, 4_000];
      for (const [i, count] of counts.entries()) {
        await stage.offer(`off_${i}`, { starts_at: at('2026-11-23T00:00:00') + i });
        await stage.reach(`off_${i}`, count, MONDAY - 1);
      }
      await stage.offer('off_late', { starts_at: MONDAY - 8 * WEEK });
      stage.setClock(MONDAY);
      const answer = await ask();
      assert.deepEqual(
        answer.map(({ reached }) => reached),
        [9_000, 4_000, 1_200, null, null],
      );
      for (const report of answer) {
        assert.deepEqual(Object.keys(report).sort(), ['dismissed', 'reached', 'weekEnding']);
      }
      assert.equal(answer[4]?.weekEnding, MONDAY);
    });

    it('P15 show 999, 1,000 and 1,001 people as the noise has it, not as they are', async () => {
      stage = await startReports(dialect, { epsilon: 40 });
      const counted = [999, 1_000, 1_001];
      for (const count of counted) {
        for (let i = 0; i < 12; i += 1) await stage.offer(`off_${count}_${i}`, { app_id: `app_${count}` });
        for (let i = 0; i < 12; i += 1) await stage.reach(`off_${count}_${i}`, count);
      }
      stage.setClock(MONDAY);
      for (const count of counted) {
        const seen = new Set((await ask('prt_1', `app_${count}`)).map(({ reached }) => reached));
        assert.deepEqual(seen, new Set([null, 1_000]), `${count}`);
      }
    });
  });
}
