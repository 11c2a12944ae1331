import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY, MINUTE } from '../../src/kernel/clock.ts';
import { AppError, isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { bandOf, bands } from '../../src/targeting/preview/bands.ts';
import type { Band } from '../../src/targeting/preview/bands.ts';
import type { PreviewLimits } from '../../src/targeting/preview/limits.ts';
import { admitCriterion, createAudiencePreview, sweepQueries } from '../../src/targeting/index.ts';
import type { AudiencePreview, AudienceService, PreviewedAudience } from '../../src/targeting/index.ts';
import { registerTrait } from '../../src/traits/index.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { openTargeting, ready } from '../support/targeting.ts';
import type { Targeting } from '../support/targeting.ts';
import { until } from '../support/until.ts';

const PEOPLE = 3_000;
const plans = ['free', 'starter', 'pro', 'business'];

type Result = PreviewedAudience | Refusal;

const told = (result: Result): Band | string => (isRefusal(result) ? result.refused : result.size);
const TOO_CLOSE = 'AUDIENCE_TOO_CLOSE';
const nobody: Band = { from: 0, to: 300 };

/** People stand in a row: the number of monthly visits is the place. */
const between = (from: number, to: number): string => `monthly_visits between ${from} and ${to - 1}`;

for (const dialect of engines) {
  describe(`sizes of audiences on ${dialect}`, () => {
    let targeting: Targeting;
    let audience: AudienceService;
    let ids: string[];

    const open = (
      limits: Partial<PreviewLimits> = {},
      { db = targeting.db, at = audience }: { db?: Database; at?: AudienceService } = {},
    ): AudiencePreview =>
      createAudiencePreview({ db, clock: targeting.clock, log: targeting.log, audience: at, limits });
    const ask = (preview: AudiencePreview, text: string, author = 'marketer:ada'): Promise<Result> =>
      preview.previewAudience(author, { criterion: { text } });
    const members = async (text: string): Promise<ReturnType<AudienceService['members']>> => {
      const admission = await targeting.db.read((r) => admitCriterion(r, { text }));
      assert.ok(admission.expanded !== null, text);
      return audience.live.members(admission.expanded);
    };
    const logged = async () => {
      const rows = await rowsOf<Record<string, unknown>>(targeting, 'audience_queries');
      return rows.sort((a, b) => Number(a['seq']) - Number(b['seq']));
    };
    const move = async (people: readonly string[], visits: (i: number) => number): Promise<void> => {
      const before = audience.live.changes;
      await targeting.record(people, (i) => ({ monthly_visits: visits(i) }));
      await until(() => audience.live.changes >= before + people.length, 'changes to arrive');
    };

    before(async () => {
      targeting = await openTargeting(dialect);
      await targeting.db.transact((tx) =>
        registerTrait(tx, {
          ...{ name: 'nickname', type: { type: 'text', values: null }, about: 'account' },
          ...{ purpose: 'x', retentionDays: 30, registeredAt: 0 },
        }),
      );
      ids = await targeting.people(PEOPLE, (i) => ({
        monthly_visits: i,
        has_shop: i % 2 === 0,
        // 1,200 free, 900 starter, 600 pro, 299 business, one of whom it is not known.
        ...(i < 1
          ? {}
          : { plan: i < 1_201 ? 'free' : i < 2_101 ? 'starter' : i < 2_701 ? 'pro' : 'business' }),
      }));
      audience = targeting.audience();
      await ready(audience);
    });
    beforeEach(async () => {
      targeting.clock.advance(31 * DAY);
      await targeting.db.transact((tx) => sweepQueries(tx, tx.now - 30 * DAY, 5_000));
    });
    after(() => targeting.close());

    it('P15 are none below 300 and bands from there on', async () => {
      const preview = open();
      assert.deepEqual(told(await ask(preview, between(0, 299))), nobody);
      assert.deepEqual(told(await ask(preview, between(1_000, 1_300))), { from: 300, to: 500 });
      assert.deepEqual(told(await ask(preview, between(2_000, 2_301))), { from: 300, to: 500 });
      assert.deepEqual(told(await ask(preview, between(0, 3_000))), { from: 2_000, to: 5_000 });
    });

    it('P15 are told of one of two audiences that 1 to 299 people are apart, in either order', async () => {
      for (const [first, second] of [
        [between(0, 299), between(0, 300)],
        [between(0, 300), between(0, 299)],
        [between(0, 300), between(0, 301)],
        [between(0, 500), between(0, 499)],
        [between(0, 500), `${between(0, 500)} and not monthly_visits = 7`],
        [between(0, 500), `${between(0, 499)} or monthly_visits = 2999`],
        [between(0, 1_000), between(0, 1_299)],
      ] as const) {
        const preview = open();
        targeting.clock.advance(31 * DAY);
        assert.notEqual(told(await ask(preview, first)), TOO_CLOSE);
        assert.equal(told(await ask(preview, second, 'marketer:bo')), TOO_CLOSE, second);
      }
      // The last one answered was of 1,000 people; one that is 300 apart is told again.
      assert.deepEqual(told(await ask(open(), between(0, 1_300))), { from: 1_000, to: 2_000 });
    });

    it('are told of two criteria with the same people only if they are one criterion', async () => {
      const preview = open();
      const free = { from: 1_000, to: 2_000 };
      assert.deepEqual(told(await ask(preview, 'plan = "free" and has_shop exists')), free);
      for (const same of [
        'has_shop exists and plan = "free"',
        'plan = "free" and (has_shop exists and plan = "free")',
        'not not (plan in ("free", "free") and has_shop exists)',
        'not (plan != "free" or not has_shop exists)',
      ]) {
        assert.deepEqual(told(await ask(preview, same, 'marketer:bo')), free, same);
      }
      const json = { and: [{ exists: { trait: 'has_shop' } }, { eq: { trait: 'plan', value: 'free' } }] };
      assert.deepEqual(told(await preview.previewAudience('marketer:bo', { criterion: { json } })), free);
      for (const other of ['plan = "free"', 'plan = "free" and monthly_visits >= 0']) {
        assert.equal(told(await ask(preview, other)), TOO_CLOSE, other);
      }
    });

    it('P15 give nobody away to series of questions: samples, ranges, single people, in any order', async () => {
      const question = fc.oneof(
        fc
          .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 60 }))
          .map(([salt, percent]) => `sample ${percent}% by "${salt}"`),
        fc
          .tuple(fc.constantFrom(0, 1, 300, 700), fc.constantFrom(298, 299, 300, 301, 600, 900, 1_500))
          .map(([from, size]) => between(from, from + size)),
        fc.constantFrom(...plans).map((plan) => `plan = "${plan}"`),
      );
      const questions = fc.array(
        fc
          .tuple(question, fc.option(fc.nat(PEOPLE)))
          .map(([text, one]) => (one === null ? text : `(${text}) and not monthly_visits = ${one}`)),
        { minLength: 30, maxLength: 30 },
      );
      await fc.assert(
        fc.asyncProperty(questions, async (texts) => {
          targeting.clock.advance(31 * DAY);
          const preview = open();
          const answered: { text: string; map: ReturnType<AudienceService['members']> }[] = [];
          for (const text of texts) {
            const result = await ask(preview, text);
            const map = await members(text);
            const near = answered.filter((other) => map.xorCardinality(other.map) < 300);
            if (isRefusal(result)) {
              assert.equal(result.refused, TOO_CLOSE);
              assert.ok(near.length > 0, `${text} is near to none`);
            } else {
              assert.deepEqual(
                near.filter((other) => other.text !== text).map((other) => other.text),
                [],
              );
              assert.deepEqual(result.size, bandOf(map.size));
              answered.push({ text, map });
            }
          }
        }),
        { numRuns: 8 },
      );
    });

    it('are told of one at most of questions that are near and come at once, to two processes', async () => {
      const other = targeting.audience();
      await ready(other);
      const processes = [open(), open({}, { at: other })];
      for (let round = 0; round < 3; round += 1) {
        targeting.clock.advance(31 * DAY);
        const all = await Promise.all(
          Array.from({ length: 8 }, (_, i) => {
            const preview = processes[i % 2];
            assert.ok(preview);
            return ask(preview, between(0, 600 + 30 * i), `marketer:${i}`);
          }),
        );
        assert.deepEqual(all.map(told).filter((one) => one !== TOO_CLOSE).length, 1);
      }
      targeting.clock.advance(31 * DAY);
      const [first, second] = processes;
      assert.ok(first && second);
      assert.notEqual(told(await ask(first, between(0, 600))), TOO_CLOSE);
      assert.equal(told(await ask(second, between(0, 601))), TOO_CLOSE);
      const same = await Promise.all(processes.map((preview) => ask(preview, between(0, 600))));
      assert.deepEqual(same.map(told), [
        { from: 500, to: 1_000 },
        { from: 500, to: 1_000 },
      ]);
      await other.stop();
    });

    it('stand where they were first asked when people move: the later of two that come near is not told', async () => {
      const preview = open();
      const small = between(10_000, 20_000);
      const [early, late] = [between(1_000, 1_500), `(${between(1_000, 1_500)}) or ${small}`];
      assert.deepEqual(told(await ask(preview, early)), { from: 500, to: 1_000 });
      await move(ids.slice(0, 400), (i) => 10_000 + i);
      assert.deepEqual(told(await ask(preview, late)), { from: 500, to: 1_000 });
      await move(ids.slice(0, 400), (i) => i);
      assert.deepEqual(told(await ask(preview, early)), { from: 500, to: 1_000 });
      assert.equal(told(await ask(preview, late)), TOO_CLOSE);
      targeting.clock.advance(1 * DAY);
      assert.deepEqual(told(await ask(open(), early)), { from: 500, to: 1_000 });
    });

    it('are remembered for 30 days, also where a process died over one', async () => {
      const dying: Database = { ...targeting.db };
      const preview = open({}, { db: dying });
      let transactions = 0;
      dying.transact = (fn) => {
        transactions += 1;
        return transactions === 1 ? targeting.db.transact(fn) : Promise.reject(new Error('died'));
      };
      await assert.rejects(ask(preview, between(0, 700)), /died/);
      const other = open();
      assert.equal(told(await ask(other, between(0, 701))), TOO_CLOSE);
      targeting.clock.advance(30 * DAY - MINUTE);
      assert.equal(told(await ask(other, between(0, 701))), TOO_CLOSE);
      targeting.clock.advance(2 * MINUTE);
      assert.deepEqual(told(await ask(other, between(0, 701))), { from: 500, to: 1_000 });
      const left = await logged();
      assert.deepEqual(
        left.map((row) => row['state']),
        ['pending', 'refused', 'refused', 'answered'],
      );
      await targeting.db.transact((tx) => sweepQueries(tx, tx.now - 30 * DAY, 5_000));
      const criteria = await rowsOf(targeting, 'audience_criteria');
      assert.deepEqual([(await rowsOf(targeting, 'audience_queries')).length, criteria.length], [2, 1]);
    });

    it('come with a log of who asked what, and of no size', async () => {
      const preview = open();
      await ask(preview, between(0, 700));
      await ask(preview, between(0, 701), 'marketer:bo');
      await ask(preview, 'plan = "gold"');
      const rows = await logged();
      assert.deepEqual(
        rows.map((row) => [row['author'], row['state']]),
        [
          ['marketer:ada', 'answered'],
          ['marketer:bo', 'refused'],
        ],
      );
      assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), [
        ...['at', 'author', 'breakdown_by', 'hash', 'is_new', 'seq', 'state'],
      ]);
    });

    it('are told so many times a minute and a day, and of so many different audiences', async () => {
      const limited = async (limits: Partial<PreviewLimits>, texts: readonly string[]): Promise<string[]> => {
        targeting.clock.advance(31 * DAY);
        const preview = open(limits);
        const all: string[] = [];
        for (const text of texts) {
          const result = await ask(preview, text);
          all.push(isRefusal(result) ? result.refused : 'told');
        }
        return all;
      };
      const [a, b, c] = [between(0, 500), between(1_000, 1_500), between(2_000, 2_500)];
      assert.deepEqual(await limited({ minute: 2 }, [a, a, a]), ['told', 'told', 'LIMIT_REACHED']);
      assert.equal(told(await ask(open({ minute: 2 }), a, 'marketer:bo')) === 'LIMIT_REACHED', false);
      targeting.clock.advance(MINUTE);
      assert.notEqual(told(await ask(open({ minute: 2 }), a)), 'LIMIT_REACHED');
      assert.deepEqual(await limited({ day: 2 }, [a, b, a]), ['told', 'told', 'LIMIT_REACHED']);
      assert.deepEqual(await limited({ distinct: 2 }, [a, b, c, a]), [
        'told',
        'told',
        'LIMIT_REACHED',
        'told',
      ]);
      assert.equal(told(await ask(open({ distinct: 2 }), c, 'marketer:bo')), 'LIMIT_REACHED');
      assert.deepEqual(
        await limited({ refusals: 1 }, [a, between(0, 501), between(0, 502), between(0, 501), a]),
        ['told', TOO_CLOSE, 'LIMIT_REACHED', TOO_CLOSE, 'told'],
      );
    });

    it('are not told before everybody was read, and the question is not noted', async () => {
      const starting = targeting.audience({ page: 50 });
      const preview = open({}, { at: starting });
      await assert.rejects(
        ask(preview, between(0, 500)),
        (error) => error instanceof AppError && error.code === 'UNAVAILABLE',
      );
      assert.deepEqual(await rowsOf(targeting, 'audience_queries'), []);
      await starting.stop();
    });

    it('are refused where the criterion or the breakdown cannot be, with the place', async () => {
      const preview = open();
      const wrong = await ask(preview, 'plan = "free" and\n  shoe_size > 40');
      assert.ok(isRefusal(wrong));
      assert.equal(wrong.refused, 'CRITERION_INVALID');
      assert.match(wrong.message, /^Line 2, column 3 wants a registered trait/);
      const both = await preview.previewAudience('marketer:ada', { criterion: {} });
      assert.equal(told(both), 'CRITERION_INVALID');
      for (const breakdownBy of ['shoe_size', 'nickname']) {
        const result = await preview.previewAudience('marketer:ada', {
          criterion: { text: between(0, 500) },
          breakdownBy,
        });
        assert.equal(told(result), 'INVALID_INPUT');
      }
    });

    describe('with a breakdown', () => {
      const breakdown = async (preview: AudiencePreview, text: string, breakdownBy = 'plan') => {
        const result = await preview.previewAudience('marketer:ada', { criterion: { text }, breakdownBy });
        if (isRefusal(result)) return result.refused;
        return (result.breakdown ?? []).map(({ cell, size }) => [
          cell.value ?? cell.from,
          size?.from ?? null,
        ]);
      };

      it('tell of each cell that and the others are 300 at least, of the rest nothing', async () => {
        // The one of whom no plan exists would be told of by the sums.
        assert.deepEqual(await breakdown(open(), between(0, 3_000)), [
          ['free', 1_000],
          ['starter', 500],
          ['pro', 500],
          ['business', null],
          [null, null],
        ]);
        targeting.clock.advance(31 * DAY);
        assert.deepEqual(await breakdown(open(), between(1, 1_500)), [
          ['free', null],
          ['starter', null],
          ['pro', null],
          ['business', null],
          [null, null],
        ]);
        targeting.clock.advance(31 * DAY);
        const visits = await breakdown(open(), between(0, 3_000), 'monthly_visits');
        assert.ok(Array.isArray(visits));
        assert.deepEqual(visits.slice(2, 6), [
          [10, null],
          [100, 500],
          [1_000, 2_000],
          [10_000, null],
        ]);
      });

      it('stand beside questions: a cell is the question that it would be', async () => {
        const preview = open();
        await breakdown(preview, between(0, 3_000));
        const cell = `plan = "pro" and ${between(0, 3_000)}`;
        assert.deepEqual(told(await ask(preview, cell)), { from: 500, to: 1_000 });
        assert.equal(told(await ask(preview, `${cell} and not monthly_visits = 2500`)), TOO_CLOSE);
        assert.equal(told(await ask(preview, 'plan = "pro"')), TOO_CLOSE);
        assert.equal(told(await ask(open(), 'plan = "starter"', 'marketer:bo')), TOO_CLOSE);
        assert.deepEqual(told(await ask(preview, between(0, 3_000))), { from: 2_000, to: 5_000 });
        assert.equal((await breakdown(preview, between(0, 3_000), 'has_shop')).length, 3);
      });

      it('withhold a cell that is near to an earlier question, or to a cell of one', async () => {
        const preview = open();
        assert.notEqual(told(await ask(preview, `plan = "pro" and not monthly_visits = 2500`)), TOO_CLOSE);
        assert.deepEqual(await breakdown(preview, between(0, 3_000)), [
          ['free', 1_000],
          ['starter', 500],
          ['pro', null],
          ['business', null],
          [null, null],
        ]);
        // Without 400 who are free, 300 pros, and one starter: who knew that one would know what they have.
        const others = [between(1, 401), between(2_101, 2_401), 'monthly_visits = 1800'];
        assert.deepEqual(await breakdown(preview, others.map((one) => `not ${one}`).join(' and ')), [
          ['free', 500],
          ['starter', null],
          ['pro', 300],
          ['business', null],
          [null, null],
        ]);
      });

      it('know a trait that was registered a moment ago', async () => {
        await targeting.db.transact((tx) =>
          registerTrait(tx, {
            ...{ name: 'seats', type: { type: 'flag' }, about: 'usage' },
            ...{ purpose: 'x', retentionDays: 30, registeredAt: 0 },
          }),
        );
        assert.deepEqual(await breakdown(open(), between(0, 3_000), 'seats'), [
          [true, null],
          [false, null],
          [null, null],
        ]);
      });

      it('are limited by themselves', async () => {
        const preview = open({ breakdowns: 1 });
        assert.ok(Array.isArray(await breakdown(preview, between(0, 3_000))));
        assert.equal(await breakdown(preview, between(0, 1_500)), 'LIMIT_REACHED');
        assert.ok(Array.isArray(await breakdown(preview, between(0, 3_000))));
        assert.notEqual(told(await ask(preview, between(0, 1_500))), 'LIMIT_REACHED');
      });
    });

    it('measure what was asked before anybody waits for it, and remember only so much of people', async () => {
      const first = open();
      for (const from of [0, 500, 1_000]) await ask(first, between(from, from + 400));
      const preview = open();
      preview.start();
      await until(
        () => preview.remembered().questions === 3 && preview.remembered().bytes > 0,
        'all measured',
      );
      await preview.stop();
      assert.equal(bands.fewest, 300);
    });
  });
}
