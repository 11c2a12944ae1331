import assert from 'node:assert/strict';
import { marketing } from '../support/audiences.ts';
import type { Marketing, SegmentView } from '../support/audiences.ts';
import { marketing as campaigns } from '../support/marketing.ts';
import { acts, engines, newKey, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

for (const dialect of engines) {
  describe(`segments by the marketing door on ${dialect}`, () => {
    let marketplace: Marketplace;
    let ada: Marketing;
    let bo: Marketing;

    async function made(input: object): Promise<SegmentView> {
      const { segment, userErrors } = await ada.createSegment(input);
      assert.deepEqual(userErrors, []);
      assert.ok(segment);
      return segment;
    }

    before(async () => {
      marketplace = await startMarketplace(dialect);
      ada = marketing(marketplace, 'ada');
      bo = marketing(marketplace, 'bo');
    });
    after(() => marketplace.stop());

    it('a segment is written as a sentence, changed by another, named by a third, and put out of use', async () => {
      const pros = await made({
        name: 'Pros abroad',
        description: 'For the spring.',
        criterion: { text: 'plan = "pro" and not country in ("DE", "AT")' },
      });
      assert.deepEqual(pros.criterion, {
        and: [
          { eq: { trait: 'plan', value: 'pro' } },
          { not: { in: { trait: 'country', values: ['DE', 'AT'] } } },
        ],
      });
      assert.deepEqual([pros.version, pros.author], [1, 'marketer:ada']);

      const changed = await bo.updateSegment({
        ...{ segmentId: pros.id, expectedVersion: 1 },
        criterion: { json: { eq: { trait: 'plan', value: 'pro' } } },
      });
      assert.deepEqual(changed.userErrors, []);
      assert.deepEqual(
        [changed.segment?.name, changed.segment?.text, changed.segment?.version],
        ['Pros abroad', 'plan = "pro"', 2],
      );
      assert.deepEqual(
        (await ada.segment(pros.id))?.versions.map(({ version, author }) => [version, author]),
        [
          [1, 'marketer:ada'],
          [2, 'marketer:bo'],
        ],
      );
      const late = await ada.updateSegment({ segmentId: pros.id, expectedVersion: 1, name: 'Pros' });
      assert.deepEqual(
        late.userErrors.map(({ code }) => code),
        ['VERSION_STALE'],
      );

      const shops = await made({
        name: 'Pros with a shop',
        criterion: { text: `segment "${pros.id}" and has_shop = true` },
      });
      const circle = await ada.updateSegment({
        ...{ segmentId: pros.id, expectedVersion: 2 },
        criterion: { text: `plan = "pro" or segment "${shops.id}"` },
      });
      assert.deepEqual(
        circle.userErrors.map(({ code }) => code),
        ['CRITERION_INVALID'],
      );
      assert.match(circle.userErrors[0]?.message ?? '', /^Line 1, column \d+ wants .*do not lead back/);

      const inUse = await ada.archiveSegment(pros.id);
      assert.deepEqual(
        inUse.userErrors.map(({ code }) => code),
        ['SEGMENT_IN_USE'],
      );
      for (const { id } of [shops, pros]) assert.deepEqual((await ada.archiveSegment(id)).userErrors, []);
      assert.notEqual((await ada.segment(pros.id))?.archivedAt, null);
      assert.deepEqual(await ada.segmentNames(), []);
      assert.deepEqual(await ada.segmentNames(true), ['Pros with a shop', 'Pros abroad']);
    });

    it('one that a campaign waits with stays until it is approved, which pins what it says then', async () => {
      const { id } = await made({ name: 'Waited for', criterion: { text: 'plan = "pro"' } });
      const staff = campaigns(marketplace);
      const appId = await acts(marketplace).appId('fern-shop');
      const criterion = { segment: { segment: id } };
      const campaign = await staff.done(staff.create(appId, { criterion }));
      const refusalOf = async (): Promise<string[]> =>
        (await ada.archiveSegment(id)).userErrors.map(({ code }) => code);
      assert.deepEqual(await refusalOf(), ['SEGMENT_IN_USE']);
      await staff.done(staff.act('submitCampaign', { campaignId: campaign.id }));
      assert.deepEqual(await refusalOf(), ['SEGMENT_IN_USE']);
      await staff.done(
        staff.act('approveCampaign', { campaignId: campaign.id, version: campaign.latest.number }, staff.bob),
      );
      assert.deepEqual(await refusalOf(), []);
    });

    it('a repetition makes nothing twice', async () => {
      const key = newKey();
      const input = { name: 'Once', criterion: { text: 'plan = "pro"' } };
      const [one, other] = [await ada.createSegment(input, key), await ada.createSegment(input, key)];
      assert.equal(one.segment?.id, other.segment?.id);
      const taken = await bo.createSegment(input);
      assert.deepEqual(
        taken.userErrors.map(({ code, field }) => [code, field]),
        [['NAME_TAKEN', ['input', 'name']]],
      );
    });

    it('a criterion is checked in either form, and given in both', async () => {
      const json = { or: [{ exists: { trait: 'plan' } }, { gte: { trait: 'site_count', value: 3 } }] };
      const text = 'plan exists or site_count >= 3';
      for (const input of [{ json }, { text }]) {
        assert.deepEqual(await ada.criterion(input), { json, text, problems: [] });
      }
      const wrong = await ada.criterion({ text: 'plan = "gold"\n  and shoe_size > 40' });
      assert.notEqual(wrong.json, null);
      assert.deepEqual(
        wrong.problems.map(({ at, line, column }) => [at, line, column]),
        [
          [null, 1, 8],
          [null, 2, 7],
        ],
      );
      const [problem] = (await ada.criterion({ json: { and: [{ lt: { trait: 'plan', value: 1 } }] } }))
        .problems;
      assert.deepEqual([problem?.at, problem?.line, problem?.column], ['and[0].lt.trait', null, null]);
      for (const input of [{ text: 'plan =' }, {}, { text, json }]) {
        const { json, problems } = await ada.criterion(input);
        assert.deepEqual([json, problems.length], [null, 1]);
      }
    });

    it('partners and people find no trace of it', async () => {
      const act = acts(marketplace);
      const person = marketplace.login('seg-1', 'seg.1@canary.example');
      assert.deepEqual((await act.createAccount(person)).userErrors, []);
      for (const [door, bearer] of [
        ['marketplace', person.token],
        ['partner', marketplace.partnerToken('calmly')],
        ['privacy', marketplace.staffToken('privacy')],
      ] as const) {
        for (const field of [
          'segments(first: 1) { nodes { id } }',
          'previewAudience(input: {}) { userErrors { code } }',
        ]) {
          const { status, errors } = await marketplace.ask(door, bearer, `{ ${field} }`);
          assert.equal(status, 400);
          assert.ok(errors.length > 0);
        }
      }
      const catalog = await marketplace.ask(
        'marketing',
        marketplace.catalogToken(),
        '{ segments(first: 1) { nodes { id } } }',
      );
      assert.deepEqual(
        catalog.errors.map(({ extensions }) => extensions.code),
        ['FORBIDDEN'],
      );
    });
  });
}
