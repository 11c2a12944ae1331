import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/kernel/ids.ts';
import { addPeople, recordValues } from '../../src/traits/index.ts';
import { marketing } from '../support/audiences.ts';
import type { AudienceView, Marketing } from '../support/audiences.ts';
import { acts, engines, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { DAY } from '../support/stage.ts';
import { promptly, timed, until } from '../support/until.ts';

const PEOPLE = 2_000;
/** People stand in a row from here on; those of the seeds have fewer visits. */
const FIRST = 1_000_000;

for (const dialect of engines) {
  describe(`sizes of audiences by the marketing door on ${dialect}`, () => {
    let marketplace: Marketplace;
    let ada: Marketing;
    let bo: Marketing;
    let ids: string[];

    const between = (from: number, to: number) => ({
      text: `monthly_visits between ${FIRST + from} and ${FIRST + to - 1}`,
    });
    const sizeOf = (told: AudienceView | string): unknown => (typeof told === 'string' ? told : told.size);
    const few = { from: 0, to: 300 };

    before(async () => {
      marketplace = await startMarketplace(dialect);
      ada = marketing(marketplace, 'ada');
      bo = marketing(marketplace, 'bo');
      ids = Array.from({ length: PEOPLE }, () => newId('subject', 0)).sort();
      await marketplace.db.transact(async (tx) => {
        await addPeople(tx, ids);
        await recordValues(
          tx,
          ids.flatMap((subjectId, i) => [
            { subjectId, trait: 'monthly_visits', value: FIRST + i },
            { subjectId, trait: 'plan', value: i < 1_000 ? 'pro' : i < 1_600 ? 'free' : 'business' },
          ]),
        );
      });
      await until(() => marketplace.serving.sluice.audience.people >= PEOPLE, 'people to be taken in');
    });
    beforeEach(() => marketplace.clock.advance(31 * DAY));
    after(() => marketplace.stop());

    it('299 are none, 300 and 301 a band; whoever probes around them hears one answer', async () => {
      for (const size of [299, 300, 301]) {
        marketplace.clock.advance(31 * DAY);
        assert.deepEqual(
          sizeOf(await ada.preview(between(0, size))),
          size < 300 ? few : { from: 300, to: 500 },
        );
        for (const other of [298, 299, 300, 301, 302].filter((one) => one !== size)) {
          assert.equal(await bo.preview(between(0, other)), 'AUDIENCE_TOO_CLOSE');
        }
        const sampled = { text: `${between(0, size).text} and sample 99.99% by "probe"` };
        assert.equal(await ada.preview(sampled), 'AUDIENCE_TOO_CLOSE');
        const without = { text: `${between(0, size).text} and monthly_visits != ${FIRST}` };
        assert.equal(await ada.preview(without), 'AUDIENCE_TOO_CLOSE');
      }
    });

    it('the same question has the same answer for everybody, however it is written, and while it is typed', async () => {
      const written = [
        'plan = "pro" and monthly_visits >= 1000000',
        'monthly_visits >= 1000000 and plan = "pro"',
        '(monthly_visits >= 1000000 and plan = "pro") and plan in ("pro")',
        'not not (plan = "pro" and not monthly_visits < 1000000)',
      ];
      for (const text of [...written, ...written]) {
        for (const one of [ada, bo]) {
          assert.deepEqual(sizeOf(await one.preview({ text })), { from: 1_000, to: 2_000 });
        }
      }
      const rows = await rowsOf<{ seq: number; author: string; hash: string }>(
        marketplace,
        'audience_queries',
      );
      rows.sort((a, b) => a.seq - b.seq);
      const last = rows.slice(-16);
      assert.deepEqual(new Set(last.map(({ author }) => author)), new Set(['marketer:ada', 'marketer:bo']));
      assert.equal(new Set(last.map(({ hash }) => hash)).size, 1);
    });

    it('of questions that are near and come at once one at most is answered', async () => {
      const told = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? ada : bo).preview(between(0, 500 + i))),
      );
      assert.equal(told.filter((one) => typeof one !== 'string').length, 1);
      assert.equal(told.filter((one) => one === 'AUDIENCE_TOO_CLOSE').length, 9);
    });

    it('a change counts within a second, wherever it comes from', async () => {
      const record = (values: readonly { subjectId: string; trait: string; value: number }[]) =>
        marketplace.db.transact((tx) => recordValues(tx, values));
      const valuesFrom = (first: number) =>
        ids.slice(0, 300).map((subjectId, i) => ({
          ...{ subjectId, trait: 'monthly_visits', value: FIRST + first + i },
        }));
      await promptly(1_000, async (time) => {
        // Where nobody has been before, nor asked about.
        marketplace.clock.advance(31 * DAY);
        const first = 5_000 + time * 1_000;
        const audience = between(first, first + 1_000);
        assert.deepEqual(sizeOf(await ada.preview(audience)), few);
        const recorded = await marketplace.ask<{ recordTraits: { recorded: number | null } }>(
          'marketing',
          marketplace.staffToken('marketing'),
          'mutation ($input: RecordTraitsInput!) { recordTraits(input: $input) { recorded userErrors { code } } }',
          { input: { values: valuesFrom(first), idempotencyKey: newKey() } },
        );
        assert.equal(recorded.data.recordTraits.recorded, 300);
        const counted = (size: number) =>
          timed(() =>
            until(
              async () => (sizeOf(await ada.preview(audience)) as { from: number }).from === size,
              'the change to count',
            ),
          );
        const byDoor = await counted(300);
        // As another process does it, which tells this one nothing.
        await record(valuesFrom(0));
        return Math.max(byDoor, await counted(0));
      });
    });

    it('a new person counts within a second, with what they install, and an erased one no more', async () => {
      const { audience } = marketplace.serving.sluice;
      const act = acts(marketplace);
      const appId = await act.appId('acorn-helpdesk');
      const holders = () => audience.count({ kind: 'member', of: 'installed', id: appId });
      await promptly(1_000, async (time) => {
        const before = audience.people;
        const person = marketplace.login(`preview-${time}`, `preview.${time}@canary.example`);
        const took: number[] = [];
        const counted = async (what: string, condition: () => boolean): Promise<void> =>
          void took.push(await timed(() => until(condition, what)));
        assert.deepEqual((await act.createAccount(person)).userErrors, []);
        await counted('the newcomer to be taken in', () => audience.people === before + 1);
        const { disclosure } = await act.disclosure(person, { appId });
        const installed = await act.installApp(person, appId, disclosure?.hash ?? '');
        assert.deepEqual(installed.userErrors, []);
        await counted('the installation to count', () => holders() === 1);
        assert.deepEqual((await act.uninstallApp(person, appId)).userErrors, []);
        await counted('its end to count', () => holders() === 0);
        assert.deepEqual((await act.eraseAccount(person)).userErrors, []);
        await counted('the person to be forgotten', () => audience.people === before);
        return Math.max(...took);
      });
    });

    it('a breakdown tells of what is large, and its sums of nothing else', async () => {
      const told = await ada.preview({ text: 'monthly_visits >= 1000000' }, 'plan');
      assert.ok(typeof told !== 'string');
      assert.deepEqual(
        (told.breakdown ?? []).map(({ value, size }) => [value, size?.from ?? null]),
        [
          ['free', 500],
          ['starter', null],
          ['pro', 1_000],
          ['business', 300],
          [null, null],
        ],
      );
      assert.equal(
        await bo.preview({ text: 'plan = "pro" and monthly_visits > 1000000' }),
        'AUDIENCE_TOO_CLOSE',
      );
      assert.equal(await ada.preview({ text: 'plan exists' }, 'shoe_size'), 'INVALID_INPUT');
    });

    it('a segment is sized by its name as by its words', async () => {
      const { segment } = await ada.createSegment({
        name: 'Business',
        criterion: { text: 'plan = "business"' },
      });
      assert.ok(segment);
      const byName = { text: `segment "${segment.id}" and ${between(0, 2_000).text}` };
      assert.deepEqual(sizeOf(await ada.preview(byName)), { from: 300, to: 500 });
      const byWords = { text: `${between(0, 2_000).text} and plan = "business"` };
      assert.deepEqual(sizeOf(await bo.preview(byWords)), { from: 300, to: 500 });
    });

    it('no answer holds a count, and the log no person', () => {
      assert.ok(!marketplace.transcript.some((raw) => /"(count|total|exact)"/.test(raw)));
      assert.ok(!marketplace.logLines.some((line) => line.includes('sub_')));
    });

    it('a restart goes on where the last run ended', async () => {
      const { databaseUrl, dataDir } = marketplace;
      const { people } = marketplace.serving.sluice.audience;
      await marketplace.stop();
      assert.ok(existsSync(join(dataDir, 'audience.snapshot')));
      const environment = { SLUICE_DATA_DIR: dataDir };
      marketplace = await startMarketplace(dialect, { databaseUrl, environment });
      ada = marketing(marketplace);
      const { audience } = marketplace.serving.sluice;
      await until(() => audience.isReady(), 'the audience to be read');
      assert.equal(audience.people, people);
      assert.ok(marketplace.logLines.some((line) => line.includes('from the snapshot')));
      // The clock that was moved is gone; what was asked then is to be long ago again.
      marketplace.clock.advance(1_000 * DAY);
      assert.deepEqual(sizeOf(await ada.preview(between(0, 2_000))), { from: 2_000, to: 5_000 });
    });
  });
}
