import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { DAY, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

/** Whether the plan is known or not is always known. */
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

const codes = ({ userErrors }: { readonly userErrors: readonly { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

for (const engine of engines) {
  describe(`campaigns on ${engine}`, () => {
    let stage: Stage;
    let staff: ReturnType<typeof marketing>;
    let appId: string;
    let ada: Person;
    let adaId: string;

    before(async () => {
      stage = await openStage(engine);
      staff = marketing(stage.marketplace);
      appId = await stage.act.appId('fern-shop');
      ada = stage.marketplace.login('demo-user', 'ada.demo@mail.example');
      const { data } = await stage.marketplace.ask<{ viewer: { id: string } }>(
        'marketplace',
        ada.token,
        '{ viewer { id } }',
      );
      adaId = data.viewer.id;
    });
    after(() => stage.close());

    const sees = async (person: Person, offerId: string): Promise<boolean> =>
      (await stage.act.offers(person)).some(({ id }) => id === offerId);

    const accepts = async (person: Person, offerId: string): Promise<string[]> => {
      const { disclosure } = await stage.act.disclosure(person, { offerId });
      return codes(await stage.act.acceptOffer(person, offerId, disclosure?.hash ?? ''));
    };

    it('are shown to nobody before somebody else approved them', async () => {
      const { id } = await staff.done(staff.create(appId));
      assert.equal(await sees(ada, id), false);
      const submitted = await staff.done(staff.act('submitCampaign', { campaignId: id }));
      assert.equal(submitted.status, 'SUBMITTED');
      const own = await staff.act('approveCampaign', { campaignId: id, version: 1 });
      assert.deepEqual(codes(own), ['OWN_WORK']);
      assert.equal(await sees(ada, id), false);
      const live = await staff.done(staff.act('approveCampaign', { campaignId: id, version: 1 }, staff.bob));
      assert.deepEqual([live.status, live.inForce?.number], ['LIVE', 1]);
      assert.equal(await sees(ada, id), true);
      assert.deepEqual((await staff.explain(id, adaId))?.reasons, []);
    });

    it('keep the version in force until the next one is approved, and never change one', async () => {
      const id = await staff.launch(appId, { variants: [{ key: 'a', title: 'First words', text: 'Text' }] });
      const revised = staff.content({ variants: [{ key: 'a', title: 'Second words', text: 'Text' }] });
      await staff.done(staff.act('reviseCampaign', { campaignId: id, content: revised }));
      const titleOf = async () => (await stage.act.offers(ada)).find((offer) => offer.id === id)?.title;
      assert.equal(await titleOf(), 'First words');
      const stale = await staff.act('approveCampaign', { campaignId: id, version: 1 }, staff.bob);
      assert.deepEqual(codes(stale), ['WRONG_STATUS']);
      await staff.approve(id);
      assert.equal(await titleOf(), 'Second words');
      const { campaign } = await staff.ask<{ campaign: { versions: { variants: { title: string }[] }[] } }>(
        'query ($id: ID!) { campaign(id: $id) { versions { variants { title } } } }',
        { id },
      );
      assert.deepEqual(
        campaign.versions.map(({ variants }) => variants[0]?.title),
        ['First words', 'Second words'],
      );
    });

    it('are sent back with a reason', async () => {
      const { id } = await staff.done(staff.create(appId));
      await staff.done(staff.act('submitCampaign', { campaignId: id }));
      const returned = { campaignId: id, version: 1, reason: 'The title promises too much.' };
      const back = await staff.done(staff.act('returnCampaign', returned, staff.bob));
      assert.deepEqual([back.status, back.latest.state], ['DRAFT', 'RETURNED']);
      assert.deepEqual(codes(await staff.act('submitCampaign', { campaignId: id })), ['WRONG_STATUS']);
    });

    it('can be paused at once, resumed, and ended for good', async () => {
      const id = await staff.launch(appId);
      const { disclosure } = await stage.act.disclosure(ada, { offerId: id });
      await staff.done(staff.act('pauseCampaign', { campaignId: id }));
      assert.equal(await sees(ada, id), false);
      // The text was shown before the pause; the offer is not there any more.
      assert.deepEqual(codes(await stage.act.acceptOffer(ada, id, disclosure?.hash ?? '')), [
        'OFFER_NOT_AVAILABLE',
      ]);
      assert.deepEqual((await staff.explain(id, adaId))?.reasons, ['PAUSED']);
      await staff.done(staff.act('resumeCampaign', { campaignId: id }));
      assert.equal(await sees(ada, id), true);
      assert.equal((await staff.done(staff.act('endCampaign', { campaignId: id }))).status, 'ENDED');
      assert.deepEqual(codes(await staff.act('resumeCampaign', { campaignId: id })), ['WRONG_STATUS']);
    });

    it('repeat their answer under the same key and refuse another request under it', async () => {
      const key = newKey();
      const wish = { appId, name: 'Once', content: staff.content() };
      const [one, two] = [
        await staff.done(staff.act('createCampaign', wish, staff.ann, key)),
        await staff.done(staff.act('createCampaign', wish, staff.ann, key)),
      ];
      assert.equal(one.id, two.id);
      const other = await staff.act('createCampaign', { ...wish, name: 'Twice' }, staff.ann, key);
      assert.deepEqual(codes(other), ['IDEMPOTENCY_CONFLICT']);
    });

    it('say what is wrong with them, and where', async () => {
      const wrong = await staff.create(appId, {
        criterion: { and: [{ eq: { trait: 'religion', value: 'x' } }, { lt: { trait: 'plan', value: 3 } }] },
      });
      assert.deepEqual(codes(wrong), ['CRITERION_INVALID']);
      assert.match(wrong.userErrors[0]?.message ?? '', /and\[0\]\.eq\.trait wants .*and\[1\]\.lt/s);
      const zone = await staff.create(appId, { timeZone: 'Mars/Olympus' });
      assert.deepEqual(zone.userErrors[0]?.field, ['input', 'content', 'timeZone']);
      const lists = await staff.create(appId, { suppressionLists: ['lst_00000000000000000000000000'] });
      assert.deepEqual(codes(lists), ['NOT_FOUND']);
      assert.deepEqual(codes(await staff.create('app_00000000000000000000000000')), ['NOT_FOUND']);
    });

    it('take a criterion as text, and give both forms', async () => {
      const { latest } = await staff.done(
        staff.create(appId, { criterion: null, criterionText: 'plan = "pro" and site_count >= 3' }),
      );
      assert.deepEqual(latest.criterion, {
        and: [{ eq: { trait: 'plan', value: 'pro' } }, { gte: { trait: 'site_count', value: 3 } }],
      });
      assert.equal(latest.criterionText, 'plan = "pro" and site_count >= 3');
    });

    it('stop showing themselves to somebody who saw them often enough', async () => {
      const id = await staff.launch(appId, { frequencyCap: { times: 2, days: 3 } });
      assert.deepEqual([await sees(ada, id), await sees(ada, id), await sees(ada, id)], [true, true, false]);
      assert.deepEqual((await staff.explain(id, adaId))?.reasons, ['SEEN_ENOUGH']);
      // Whoever is led to it can still read and answer it.
      assert.ok((await stage.act.disclosure(ada, { offerId: id })).disclosure);
      stage.clock.advance(3 * DAY);
      assert.equal(await sees(ada, id), true);
    });

    it('leave out who is on a suppression list, who opted out, and whose partner is blocked', async () => {
      const { createList } = await staff.ask<{ createList: { list: { id: string } | null } }>(
        'mutation ($input: CreateListInput!) { createList(input: $input) { list { id } userErrors { code message } } }',
        { input: { name: 'Not again', purpose: 'People who complained.', idempotencyKey: newKey() } },
      );
      const listId = createList.list?.id ?? '';
      const id = await staff.launch(appId, { suppressionLists: [listId] });
      assert.equal(await sees(ada, id), true);
      const members = { listId, subjectIds: [adaId] };
      await staff.ask(
        'mutation ($input: ChangeListInput!) { addToList(input: $input) { userErrors { code message } } }',
        { input: { ...members, idempotencyKey: newKey() } },
      );
      assert.deepEqual((await staff.explain(id, adaId))?.reasons, ['SUPPRESSED']);
      assert.equal(await sees(ada, id), false);

      const plain = await staff.launch(appId);
      const prefer = async (input: object) => {
        const { data } = await stage.marketplace.ask<{
          setPreferences: { preferences: { offers: boolean; blockedPartners: { slug: string }[] } };
        }>(
          'marketplace',
          ada.token,
          'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { preferences { offers offersByEmail blockedPartners { slug } } userErrors { code } } }',
          { input: { ...input, idempotencyKey: newKey() } },
        );
        return data.setPreferences.preferences;
      };
      const [partner] = (await rowsOf<{ id: string; slug: string }>(stage.marketplace, 'partners')).filter(
        ({ slug }) => slug === 'fernhill',
      );
      const blocked = await prefer({ blockedPartnerIds: [partner?.id] });
      assert.deepEqual(blocked, {
        offers: true,
        offersByEmail: false,
        blockedPartners: [{ slug: 'fernhill' }],
      });
      assert.deepEqual((await staff.explain(plain, adaId))?.reasons, ['OPTED_OUT_OF_PARTNER']);
      assert.equal(await sees(ada, plain), false);
      await prefer({ blockedPartnerIds: [], offers: false });
      assert.deepEqual(await stage.act.offers(ada), []);
      assert.deepEqual((await staff.explain(plain, adaId))?.reasons, ['OPTED_OUT']);
      await prefer({ offers: true });
      assert.equal(await sees(ada, plain), true);
    });

    it('explain each part of a criterion by the value that decided', async () => {
      const id = await staff.launch(appId, {
        criterion: { or: [{ eq: { trait: 'plan', value: 'free' } }, { not: { exists: { trait: 'plan' } } }] },
      });
      const why = await staff.explain(id, adaId);
      assert.ok(why);
      assert.deepEqual([why.shown, why.criterion.truth], [false, 'FALSE']);
      assert.ok(why.reasons.includes('NOT_TARGETED'));
      assert.equal(why.criterion.parts[0]?.text, 'plan = "free"');
      assert.equal(typeof why.criterion.parts[0]?.value, 'string');
    });

    it('give the last acceptance once, however many ask at the same moment', async () => {
      const id = await staff.launch(appId, { criterion: everybody, maxAcceptances: 3 });
      const people = await Promise.all(Array.from({ length: 12 }, () => stage.person()));
      const outcomes = await Promise.all(people.map((person) => accepts(person, id)));
      assert.equal(outcomes.filter((codes) => codes.length === 0).length, 3);
      assert.ok(outcomes.every(([code]) => code === undefined || code === 'OFFER_NOT_AVAILABLE'));
      const grants = (await rowsOf<{ offer_id: string }>(stage.marketplace, 'grants')).filter(
        ({ offer_id }) => offer_id === id,
      );
      assert.equal(grants.length, 3);
      assert.deepEqual((await staff.explain(id, adaId))?.reasons, ['EXHAUSTED']);
    });

    it('draw a holdout that never sees the offer and cannot take it', async () => {
      // Of so few as twelve all are drawn alike once in two thousand times.
      const people = await Promise.all(Array.from({ length: 24 }, () => stage.person()));
      const id = await staff.launch(appId, { criterion: everybody, holdoutPercent: 50 });
      const seen = await Promise.all(people.map((person) => sees(person, id)));
      assert.ok(seen.includes(true) && seen.includes(false), seen.join());
      const held = people[seen.indexOf(false)];
      assert.ok(held);
      const { userErrors } = await stage.act.disclosure(held, { offerId: id });
      assert.deepEqual(codes({ userErrors }), ['OFFER_NOT_AVAILABLE']);
      assert.deepEqual(await Promise.all(people.map((person) => sees(person, id))), seen);
    });

    it('may gather contacts and release them shuffled, in one batch, unless they were taken back', async () => {
      const receiver = await stage.receiver();
      await stage.act.connect('gullwing', receiver.url);
      const id = await staff.launch(await stage.act.appId('gull-icons'), {
        criterion: everybody,
        spreadHours: 6,
      });
      const people = await Promise.all(Array.from({ length: 8 }, () => stage.person()));
      const grants: string[] = [];
      for (const person of people) {
        const { disclosure } = await stage.act.disclosure(person, { offerId: id });
        const { grant } = await stage.act.acceptOffer(person, id, disclosure?.hash ?? '');
        grants.push(grant?.id ?? '');
      }
      const [, second] = people;
      assert.ok(second);
      await stage.act.withdrawGrant(second, grants[1] ?? '');
      const entries = async () =>
        (await rowsOf<{ about: string; event: string }>(stage.marketplace, 'ledger_entries')).filter(
          ({ about, event }) => event === 'release' && grants.includes(about),
        );
      assert.deepEqual(await entries(), [], 'nothing is recorded before it goes');
      assert.deepEqual(receiver.hooks, []);
      const contacts = await stage.partner('gullwing').contacts(100);
      assert.deepEqual(contacts.nodes, [], 'nothing can be fetched before it goes');
      const saidYesAt = stage.clock.now();
      stage.clock.advance(6 * 60 * 60_000);
      await until(() => receiver.hooks.length >= 7, 'the batch');
      const released = await rowsOf<{ grant_id: string; released_at: number }>(stage.marketplace, 'releases');
      const own = released.filter(({ grant_id }) => grants.includes(grant_id));
      assert.deepEqual(own.map(({ grant_id }) => grant_id).sort(), grants.filter((_, i) => i !== 1).sort());
      assert.equal(new Set(own.map(({ released_at }) => released_at)).size, 1, 'one instant for all of them');
      assert.ok(own.every(({ released_at }) => released_at > saidYesAt));
      const bodies = receiver.hooks.map(({ body }) => body).join();
      assert.ok(!bodies.includes(second.email) && !bodies.includes(id));
    });

    it('are counted in bands that give nobody away', async () => {
      const id = await staff.launch(appId);
      await sees(ada, id);
      const { campaignReport } = await staff.ask<{
        campaignReport: Record<'reached' | 'accepted' | 'dismissed', { from: number; to: number }>;
      }>(
        'query ($id: ID!) { campaignReport(campaignId: $id) { reached { from to } accepted { from to } dismissed { from to } } }',
        { id },
      );
      assert.deepEqual(campaignReport, {
        reached: { from: 0, to: 300 },
        accepted: { from: 0, to: 300 },
        dismissed: { from: 0, to: 300 },
      });
    });
  });
}
