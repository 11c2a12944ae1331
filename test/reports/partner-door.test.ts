import assert from 'node:assert/strict';
import { graphql, isObjectType } from 'graphql';
import { buildDoorSchema } from '../../src/graphql/index.ts';
import { createReportResolvers } from '../../src/graphql/resolvers/partner-reports.ts';
import type { Principal } from '../../src/kernel/principal.ts';
import { engines } from '../support/marketplace.ts';
import { WEEK, at, startReports } from '../support/reports.ts';
import type { ReportStage } from '../support/reports.ts';

const MONDAY = at('2026-11-30T00:00:00');
const partner = {
  kind: 'partner',
  partnerId: 'prt_1',
  suspended: false,
  apiKeyId: null,
  clientId: null,
} as const;

for (const dialect of engines) {
  describe(`reports at the partner door (${dialect})`, () => {
    let stage: ReportStage;

    beforeEach(async () => {
      stage = await startReports(dialect);
      for (const [offerId, count] of [
        ['off_first', 1_200],
        ['off_second', 7_000],
      ] as const) {
        await stage.offer(offerId);
        await stage.reach(offerId, count, MONDAY + WEEK - 1);
      }
      stage.setClock(MONDAY);
    });
    afterEach(() => stage.close());

    const ask = async (principal: Principal, appId = 'app_1') => {
      const schema = buildDoorSchema('partner', createReportResolvers(stage));
      const contextValue = {
        principal,
        partnerId: () => (principal.kind === 'partner' ? principal.partnerId : ''),
      };
      const source = `{ offerReport(appId: "${appId}") { weekEnding reached dismissed } }`;
      const { data, errors } = await graphql({ schema, source, contextValue });
      return { text: JSON.stringify(data), errors: (errors ?? []).map(({ message }) => message) };
    };

    it('are numbers and a date, whose order is theirs alone', async () => {
      const first = await ask(partner);
      assert.deepEqual(first.errors, []);
      assert.equal(
        first.text,
        JSON.stringify({
          offerReport: [7_000, 1_200].map((reached) => ({
            weekEnding: '2026-11-30T00:00:00.000Z',
            reached,
            dismissed: null,
          })),
        }),
      );
      stage.setClock(MONDAY + WEEK);
      const second = await ask(partner);
      assert.match(
        second.text,
        /"2026-12-07T00:00:00.000Z","reached":(6950|7000|7050),"dismissed":(6950|7000|7050)/,
      );
      assert.doesNotMatch(second.text, /off_/);
    });

    it('are empty for what is not there and for what is not yours, byte for byte', async () => {
      await stage.offer('off_theirs', { partner_id: 'prt_2', app_id: 'app_2' });
      stage.setClock(MONDAY + WEEK);
      const [missing, theirs] = [await ask(partner, 'app_none'), await ask(partner, 'app_2')];
      assert.deepEqual(missing, theirs);
      assert.equal(missing.text, '{"offerReport":[]}');
    });

    it('are for partners that are not suspended', async () => {
      const reach = ['This token does not reach that far.'];
      assert.deepEqual((await ask({ ...partner, suspended: true })).errors, reach);
      assert.deepEqual((await ask({ kind: 'marketer', name: 'm' })).errors, reach);
      assert.equal((await ask({ kind: 'anonymous' })).errors.length, 1);
    });
  });
}

describe('the partner’s schema', () => {
  it('has three fields for a report, and none that names an offer or who was meant', () => {
    const schema = buildDoorSchema('partner', {});
    const report = schema.getType('OfferReport');
    assert.ok(isObjectType(report));
    assert.deepEqual(Object.keys(report.getFields()).sort(), ['dismissed', 'reached', 'weekEnding']);
  });
});
