import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.ts';
import { acts, engines, exceptInstalled, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Acts, Marketplace, UserErrors } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import type { Onboarding } from '../support/onboarding.ts';
import { probe } from '../support/probe.ts';
import { startReceiver } from '../support/receiver.ts';

const codes = ({ userErrors }: UserErrors): string[] => userErrors.map((error) => error.code);
const fields = ({ userErrors }: UserErrors): string[] => userErrors.map((error) => error.field.join('.'));

for (const dialect of engines) {
  describe(`onboarding on ${dialect}`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let staff: Onboarding;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      staff = onboarding(marketplace);
    });
    after(() => marketplace.stop());

    const shown = async (slug: string): Promise<{ id: string; name: string } | null> =>
      (
        await marketplace.ask<{ app: { id: string; name: string } | null }>(
          'marketplace',
          null,
          'query ($slug: String!) { app(slug: $slug) { id name } }',
          { slug },
        )
      ).data.app;

    const node = async (id: string): Promise<unknown> =>
      (
        await marketplace.ask<{ node: unknown }>(
          'marketplace',
          null,
          'query ($id: ID!) { node(id: $id) { id } }',
          { id },
        )
      ).data.node;

    /** Submits and approves what is pending of an app. */
    async function approved(slug: string, partner: ReturnType<Onboarding['partner']>): Promise<string> {
      const app = (await partner.apps()).find((one) => one.slug === slug);
      assert.deepEqual(codes(await partner.submitApp(app?.id ?? '')), []);
      const review = (await staff.reviews()).find((one) => one.app.slug === slug);
      const decided = await staff.decide({
        appId: app?.id ?? '',
        revisionId: review?.id ?? '',
        approve: true,
      });
      assert.deepEqual([codes(decided), decided.app?.status], [[], 'LISTED']);
      return app?.id ?? '';
    }

    it('leads from an invitation to a listed app that a person installs, whose email the partner then receives', async () => {
      const invited = await staff.invite('newcomer');
      assert.deepEqual([codes(invited), invited.partner?.status], [[], 'INVITED']);
      assert.match(invited.invitation ?? '', /^sli_[A-Za-z0-9_-]{43}$/);
      const partnerId = invited.partner?.id ?? '';
      assert.equal(await node(partnerId), null);
      assert.equal(await staff.partner(marketplace.partnerToken('newcomer')).status(), 401);

      const accepted = await staff.accept(invited.invitation ?? '', { keyName: 'laptop' });
      assert.deepEqual([codes(accepted), accepted.partnerSlug], [[], 'newcomer']);
      assert.match(accepted.apiKey ?? '', /^slk_[A-Za-z0-9_-]{43}$/);
      const partner = staff.partner(accepted.apiKey ?? '');
      const me = await partner.me();
      assert.deepEqual([me.id, me.status, me.contactEmail], [partnerId, 'ACTIVE', 'ops@newcomer.example']);
      assert.equal(await staff.partner(marketplace.partnerToken('newcomer')).status(), 200);

      const draft = await partner.createApp('newcomer-notes', { name: 'Newcomer Notes' });
      const appId = draft.app?.id ?? '';
      assert.deepEqual([draft.app?.status, draft.app?.revision?.state], ['DRAFT', 'DRAFT']);
      assert.deepEqual([await shown('newcomer-notes'), await node(appId)], [null, null]);
      assert.deepEqual(codes(await partner.submitApp(appId)), ['PARTNER_POLICY_MISSING']);
      await partner.publish('2026-1');
      const submitted = await partner.submitApp(appId);
      assert.deepEqual([submitted.app?.status, submitted.app?.revision?.state], ['SUBMITTED', 'SUBMITTED']);
      assert.equal(await shown('newcomer-notes'), null);

      const [review] = await staff.reviews();
      assert.deepEqual(review, {
        id: submitted.app?.revision?.id,
        app: { id: appId, slug: 'newcomer-notes' },
        partner: { slug: 'newcomer' },
        current: null,
        submitted: { name: 'Newcomer Notes', tagline: 'A tagline', category: 'support' },
      });
      const decision = { appId, revisionId: review?.id ?? '', approve: true };
      const decided = await staff.decide(decision);
      assert.deepEqual([codes(decided), decided.app?.status], [[], 'LISTED']);
      assert.deepEqual(await staff.reviews(), []);
      assert.deepEqual(await shown('newcomer-notes'), { id: appId, name: 'Newcomer Notes' });
      assert.equal((await partner.apps())[0]?.revision, null);

      const receiver = await startReceiver();
      await act.connect('newcomer', receiver.url, { ...exceptInstalled, bearer: accepted.apiKey });
      const person = marketplace.login('first-person', 'first.person@mail.example');
      await act.createAccount(person);
      const { disclosure } = await act.disclosure(person, { appId });
      assert.match(
        disclosure?.text ?? '',
        /“Newcomer Software GmbH” \(AT\).*https:\/\/policy\.example\/2026-1/s,
      );
      const { installation } = await act.installApp(person, appId, disclosure?.hash ?? '');
      assert.equal(installation?.state, 'INSTALLED');
      await receiver.received(1);
      assert.match(receiver.hooks[0]?.body ?? '', /first\.person@mail\.example/);
      await receiver.close();
    });

    it('tells a partner why its app was refused, and takes it again', async () => {
      const { act: partner } = await staff.settled('again-please');
      const created = await partner.createApp('again-app');
      const appId = created.app?.id ?? '';
      await partner.submitApp(appId);
      const revisionId = (await staff.reviews()).at(-1)?.id ?? '';
      const silent = await staff.decide({ appId, revisionId, approve: false });
      assert.deepEqual([codes(silent), fields(silent)], [['INVALID_INPUT'], ['input.reason']]);
      const reason = 'The name is not the product’s.';
      const refused = await staff.decide({ appId, revisionId, approve: false, reason });
      assert.equal(refused.app?.status, 'REJECTED');
      const [seen] = await partner.apps();
      assert.deepEqual(
        [seen?.status, seen?.revision?.state, seen?.revision?.reason],
        ['REJECTED', 'REJECTED', reason],
      );
      assert.deepEqual(codes(await staff.decide({ appId, revisionId, approve: true })), ['WRONG_STATUS']);
      const edited = await partner.updateApp(appId, { name: 'The product' });
      assert.deepEqual(
        [edited.app?.status, edited.app?.revision?.state, edited.app?.revision?.reason],
        ['DRAFT', 'DRAFT', null],
      );
      await approved('again-app', partner);
      assert.equal((await shown('again-app'))?.name, 'The product');
    });

    it('changes no word of a listed app without a review', async () => {
      const { act: partner } = await staff.settled('steady');
      await partner.createApp('steady-app', { name: 'Before' });
      const appId = await approved('steady-app', partner);
      const listed = async (search: string): Promise<string[]> =>
        (
          await marketplace.ask<{ apps: { nodes: { slug: string }[] } }>(
            'marketplace',
            null,
            `{ apps(search: "${search}", first: 5) { nodes { slug } } }`,
          )
        ).data.apps.nodes.map((app) => app.slug);
      const edited = await partner.updateApp(appId, { name: 'Afterwards', categorySlug: 'design' });
      assert.deepEqual(
        [edited.app?.status, edited.app?.name, edited.app?.revision?.name],
        ['LISTED', 'Before', 'Afterwards'],
      );
      await partner.submitApp(appId);
      assert.equal((await shown('steady-app'))?.name, 'Before');
      const review = (await staff.reviews()).find(({ app }) => app.id === appId);
      assert.deepEqual(
        [review?.current?.name, review?.submitted.name, review?.submitted.category],
        ['Before', 'Afterwards', 'design'],
      );

      // Other words take the place of those that were read: the decision on those counts for nothing.
      const meanwhile = await partner.updateApp(appId, { name: 'Buy now!' });
      assert.equal(meanwhile.app?.revision?.state, 'DRAFT');
      await partner.submitApp(appId);
      const stale = await staff.decide({ appId, revisionId: review?.id ?? '', approve: true });
      assert.deepEqual([codes(stale), fields(stale)], [['WRONG_STATUS'], ['input.revisionId']]);
      assert.equal((await shown('steady-app'))?.name, 'Before');
      const refusal = (await staff.reviews()).find(({ app }) => app.id === appId);
      const decision = { appId, revisionId: refusal?.id ?? '', approve: false, reason: 'No shouting.' };
      assert.equal((await staff.decide(decision)).app?.status, 'LISTED');
      assert.equal((await shown('steady-app'))?.name, 'Before');

      await partner.updateApp(appId, { name: 'Afterwards' });
      await approved('steady-app', partner);
      assert.equal((await shown('steady-app'))?.name, 'Afterwards');
      assert.deepEqual([await listed('afterwards'), await listed('before')], [['steady-app'], []]);
    });

    it('lets a partner take its app down, whatever is under review, and asks before it is up again', async () => {
      const { act: partner } = await staff.settled('downer');
      await partner.createApp('downer-app', { name: 'Up' });
      const appId = await approved('downer-app', partner);
      const person = marketplace.login('downer-person', 'downer@mail.example');
      await act.createAccount(person);
      const { disclosure } = await act.disclosure(person, { appId });
      const before = await act.disclosure(person, { appId });
      const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
      await partner.updateApp(appId, { name: 'Up and up' });
      await partner.submitApp(appId);
      const review = (await staff.reviews()).find(({ app }) => app.id === appId);
      const down = await partner.unlistApp(appId);
      assert.deepEqual([down.app?.status, down.app?.revision?.state], ['UNLISTED', 'DRAFT']);
      assert.deepEqual(codes(await partner.unlistApp(appId)), ['WRONG_STATUS']);
      const late = await staff.decide({ appId, revisionId: review?.id ?? '', approve: true });
      assert.deepEqual(codes(late), ['WRONG_STATUS']);
      assert.equal(await shown('downer-app'), null);
      const other = marketplace.login('downer-other', 'downer.other@mail.example');
      await act.createAccount(other);
      assert.deepEqual(codes(await act.disclosure(other, { appId })), ['NOT_FOUND']);
      assert.deepEqual(codes(await act.installApp(person, appId, before.disclosure?.hash ?? '')), [
        'NOT_FOUND',
      ]);
      const { data } = await marketplace.ask<{ node: { state: string; app: { name: string } } }>(
        'marketplace',
        person.token,
        'query ($id: ID!) { node(id: $id) { ... on Grant { state app { name } } } }',
        { id: grant?.id },
      );
      assert.deepEqual(data.node, { state: 'ACTIVE', app: { name: 'Up' } });
      await approved('downer-app', partner);
      assert.equal((await shown('downer-app'))?.name, 'Up and up');
      await partner.unlistApp(appId);
      const again = await partner.submitApp(appId);
      assert.deepEqual([again.app?.status, again.app?.revision?.name], ['SUBMITTED', 'Up and up']);
    });

    it('answers a wrong, a used and a voided code, and one that has expired, alike', async () => {
      const first = await staff.invite('codes');
      const id = first.partner?.id ?? '';
      const second = await staff.renew(id);
      const bad = async (code: string | null): Promise<void> => {
        const answer = await staff.accept(code ?? '');
        assert.deepEqual(answer, {
          partnerSlug: null,
          apiKey: null,
          userErrors: [
            {
              code: 'INVITATION_UNKNOWN',
              field: ['input', 'code'],
              message: 'There is no open invitation with this code.',
            },
          ],
        });
      };
      await bad(first.invitation);
      await bad('');
      await bad('sli_');
      await bad(`${second.invitation}x`);
      await bad((second.invitation ?? '').toUpperCase());
      const { apiKey } = await staff.accept(second.invitation ?? '');
      assert.equal(await staff.partner(apiKey ?? '').status(), 200);
      await bad(second.invitation);
      assert.deepEqual(codes(await staff.renew(id)), ['WRONG_STATUS']);
      assert.deepEqual(codes(await staff.renew('prt_00000000000000000000000000')), ['NOT_FOUND']);

      const slow = await staff.invite('slow');
      const expires = Date.parse(slow.invitationExpiresAt ?? '');
      assert.ok(Math.abs(expires - marketplace.clock.now() - 7 * DAY) < MINUTE);
      marketplace.clock.advance(7 * DAY - MINUTE);
      const inTime = await staff.renew((await staff.invite('in-time')).partner?.id ?? '');
      assert.deepEqual(codes(await staff.accept(inTime.invitation ?? '')), []);
      marketplace.clock.advance(2 * MINUTE);
      await bad(slow.invitation);
      const renewed = await staff.renew(slow.partner?.id ?? '');
      assert.deepEqual(codes(await staff.accept(renewed.invitation ?? '')), []);
    });

    it('lets one of many who come with a code at once in, and gives it one key', async () => {
      const { invitation, partner } = await staff.invite('rush');
      const answers = await Promise.all(Array.from({ length: 6 }, () => staff.accept(invitation ?? '')));
      assert.equal(answers.filter(({ apiKey }) => apiKey !== null).length, 1);
      assert.ok(
        answers.every((answer) => answer.apiKey !== null || codes(answer)[0] === 'INVITATION_UNKNOWN'),
      );
      const keys = (await rowsOf(marketplace, 'partner_api_keys')).filter(
        (row) => row['partner_id'] === partner?.id,
      );
      assert.equal(keys.length, 1);
    });

    it('shows codes and keys once, also when asked again under the same idempotency key, and keeps none of them', async () => {
      const key = newKey();
      const first = await staff.invite('once-only', {}, key);
      const repeated = await staff.invite('once-only', {}, key);
      assert.deepEqual(repeated, { ...first, invitation: null });
      assert.deepEqual(codes(await staff.invite('once-only', { name: 'Another' }, key)), [
        'IDEMPOTENCY_CONFLICT',
      ]);
      const idempotencyKey = newKey();
      const accepted = await staff.accept(first.invitation ?? '', { idempotencyKey });
      const again = await staff.accept(first.invitation ?? '', { idempotencyKey });
      assert.deepEqual(again, { ...accepted, apiKey: null });
      const partner = staff.partner(accepted.apiKey ?? '');
      const keyKey = newKey();
      const made = await partner.createKey('server', keyKey);
      assert.match(made.apiKey ?? '', /^slk_/);
      assert.deepEqual(await partner.createKey('server', keyKey), { ...made, apiKey: null });
      const tables = ['partners', 'partner_invitations', 'partner_api_keys', 'idempotency_keys'];
      const kept = JSON.stringify(await Promise.all(tables.map((table) => rowsOf(marketplace, table))));
      const logged = marketplace.logLines.join('');
      for (const secret of [first.invitation, accepted.apiKey, made.apiKey]) {
        assert.ok(secret);
        assert.ok(!kept.includes(secret.slice(4)) && !logged.includes(secret.slice(4)));
        assert.ok(kept.includes(createHash('sha256').update(secret).digest('hex')));
      }
    });

    it('opens the partner door by API keys, 5 at most, until they are revoked', async () => {
      const { act: partner, apiKey } = await staff.settled('keyring');
      const second = await partner.createKey('second');
      const other = staff.partner(second.apiKey ?? '');
      assert.equal((await other.me()).slug, 'keyring');
      for (const name of ['third', 'fourth', 'fifth'])
        assert.deepEqual(codes(await partner.createKey(name)), []);
      assert.deepEqual(codes(await partner.createKey('sixth')), ['LIMIT_REACHED']);
      const keys = await partner.keys();
      assert.deepEqual(
        keys.map(({ name }) => name),
        ['first key', 'second', 'third', 'fourth', 'fifth'],
      );
      for (const door of ['marketplace', 'marketing', 'privacy'] as const) {
        assert.equal((await marketplace.ask(door, apiKey, '{ __typename }')).status, 401, door);
      }
      for (const wrong of [`${apiKey}x`, apiKey.slice(0, -1), 'slk_', apiKey.replace('slk_', 'sli_')]) {
        assert.equal(await staff.partner(wrong).status(), 401);
      }
      assert.deepEqual(codes(await partner.createKey('line\nbreak')), ['INVALID_INPUT']);

      const [firstId = '', secondId = '', ...rest] = keys.map(({ id }) => id);
      const stranger = (await staff.settled('stranger')).act;
      assert.deepEqual(codes(await stranger.revokeKey(firstId)), ['NOT_FOUND']);
      const revoked = await other.revokeKey(firstId);
      assert.ok(revoked.key?.revokedAt);
      assert.equal(await partner.status(), 401);
      assert.deepEqual(codes(await other.revokeKey(firstId)), ['NOT_FOUND']);
      for (const id of rest) assert.deepEqual(codes(await other.revokeKey(id)), []);
      assert.deepEqual(codes(await other.revokeKey(secondId)), ['LAST_API_KEY']);
      assert.equal(await other.status(), 200);
      const byToken = staff.partner(marketplace.partnerToken('keyring'));
      assert.deepEqual(codes(await byToken.revokeKey(secondId)), []);
      assert.equal(await other.status(), 401);
      assert.deepEqual(codes(await byToken.createKey('anew')), []);
    });

    it('writes down the hour in which a key was used, once an hour', async () => {
      const { act: partner, id } = await staff.settled('hourly');
      const { clock, db } = marketplace;
      clock.advance(HOUR - (clock.now() % HOUR) + MINUTE);
      const used = async (): Promise<number> =>
        Number(
          (await rowsOf(marketplace, 'partner_api_keys')).find((row) => row['partner_id'] === id)?.[
            'last_used_at'
          ],
        );
      await partner.me();
      const hour = clock.now() - (clock.now() % HOUR);
      assert.equal(await used(), hour);
      assert.equal((await partner.keys())[0]?.lastUsedAt, new Date(hour).toISOString());
      // A mark that a second write within the hour would wipe.
      await db.transact((tx) =>
        tx
          .q('partner_api_keys')
          .where('partner_id', id)
          .update({ last_used_at: hour + 1 }),
      );
      await partner.me();
      assert.equal(await used(), hour + 1);
      clock.advance(HOUR);
      await Promise.all([partner.me(), partner.me(), partner.me()]);
      assert.equal(await used(), hour + HOUR);
    });

    it('gives each staff role its own fields and not the other’s', async () => {
      const own = {
        marketer: [
          ...['offerImage', 'addOfferImage'],
          ...['traits', 'eventKinds', 'lists', 'segments', 'segment', 'criterion', 'previewAudience'],
          ...['createSegment', 'updateSegment', 'archiveSegment'],
          ...['campaigns', 'campaign', 'explainOffer', 'campaignReport', 'createCampaign', 'reviseCampaign'],
          ...[
            'submitCampaign',
            'approveCampaign',
            'returnCampaign',
            'pauseCampaign',
            'resumeCampaign',
            'endCampaign',
          ],
          ...['registerTrait', 'registerEvent', 'recordTraits', 'recordEvents'],
          ...['createList', 'addToList', 'removeFromList'],
        ],
        catalog: [
          ...['appsToReview', 'partners', 'invitePartner', 'renewInvitation', 'reviewApp'],
          ...['suspendPartner', 'reinstatePartner'],
        ],
      };
      const everybodys = ['rateLimit'];
      const tokens = { marketer: marketplace.staffToken('marketing'), catalog: marketplace.catalogToken() };
      for (const role of ['marketer', 'catalog'] as const) {
        const answers = await probe(marketplace, 'marketing', tokens[role]);
        const all = [...own.marketer, ...own.catalog, ...everybodys].sort();
        assert.deepEqual([...answers.keys()].sort(), all);
        const open = [...answers].filter(([, code]) => code !== 'FORBIDDEN').map(([field]) => field);
        assert.deepEqual(open.sort(), [...own[role], ...everybodys].sort(), role);
      }
      const query = '{ campaigns(first: 1) { nodes { app { id slug name status } } } }';
      assert.deepEqual((await marketplace.ask('marketing', tokens.marketer, query)).errors, []);
      for (const role of ['officer', 'curator', 'admin', '']) {
        const token = marketplace.token({ door: 'marketing', sub: 'x', role });
        assert.equal((await marketplace.ask('marketing', token, '{ __typename }')).status, 401, role);
      }
      const elsewhere = marketplace.token({ door: 'privacy', sub: 'x', role: 'catalog' });
      assert.equal((await marketplace.ask('privacy', elsewhere, '{ __typename }')).status, 401);
    });

    it('names the field of every input that is not as it must be, and keeps nothing of it', async () => {
      const { act: partner } = await staff.settled('picky');
      const wrong = async (answer: Promise<UserErrors>, field: string): Promise<void> => {
        const given = await answer;
        assert.deepEqual([codes(given), fields(given)], [['INVALID_INPUT'], [`input.${field}`]]);
      };
      for (const [field, value] of [
        ['slug', 'No Slug'],
        ['name', 'two\nlines'],
        ['name', 'x'.repeat(61)],
        ['legalName', 'evil\u202eHbmG'],
        ['country', 'EU'],
        ['website', 'https://10.0.0.1/'],
        ['website', 'http://plain.example/'],
        ['contactEmail', 'ops\u202e@picky.example'],
      ] as const) {
        await wrong(staff.invite('picky-two', { [field]: value }), field);
      }
      assert.deepEqual(codes(await staff.invite('picky')), ['SLUG_TAKEN']);
      await assert.rejects(staff.invite('picky-two', { contactEmail: 'nobody' }), /BAD_USER_INPUT/);
      for (const [field, value] of [
        ['slug', 'a--b'],
        ['name', 'zero\u200bwidth'],
        ['tagline', 'x'.repeat(121)],
        ['description', ' \n '],
        ['categorySlug', 'no-such'],
      ] as const) {
        await wrong(partner.createApp('picky-app', { [field]: value }), field);
      }
      assert.deepEqual(codes(await partner.createApp('ink-proof')), ['SLUG_TAKEN']);
      const { app } = await partner.createApp('picky-app');
      const appId = app?.id ?? '';
      for (const [field, value] of [
        ['name', 'tag\u{e0041}ged'],
        ['tagline', ' padded'],
        ['description', `Z${'\u0336'.repeat(5)}algo`],
        ['categorySlug', ''],
      ] as const) {
        await wrong(partner.updateApp(appId, { [field]: value }), field);
      }
      await wrong(partner.update({ name: '\u2066Acorn' }), 'name');
      await wrong(partner.update({ website: 'https://user:pw@picky.example/' }), 'website');
      await wrong(partner.update({ contactEmail: 'ops\u0000@picky.example' }), 'contactEmail');
      await wrong(partner.publish('v 2'), 'version');
      await wrong(partner.publish('2', { url: 'https://127.1/' }), 'url');
      await wrong(partner.publish('2', { text: 'a\u0000b' }), 'text');
      await wrong(partner.publish('1'), 'version');
      const rows = (await rowsOf(marketplace, 'apps')).filter((row) =>
        String(row['slug']).startsWith('picky'),
      );
      assert.deepEqual(
        rows.map((row) => [row['slug'], row['name']]),
        [['picky-app', 'First name']],
      );
      assert.ok(!(await rowsOf(marketplace, 'partners')).some((row) => row['slug'] === 'picky-two'));
    });

    it('lets a partner change its name and contact, never its legal person, and nothing of another’s', async () => {
      const { act: partner } = await staff.settled('renamed');
      const updated = await partner.update({ name: 'Renamed', contactEmail: 'new@renamed.example' });
      assert.equal(updated.partner?.name, 'Renamed');
      assert.equal((await partner.me()).contactEmail, 'new@renamed.example');
      await assert.rejects(partner.update({ legalName: 'Somebody Else Ltd' }), /BAD_USER_INPUT/);
      await assert.rejects(partner.update({ country: 'US' }), /BAD_USER_INPUT/);
      const { app } = await partner.createApp('renamed-app');
      const stranger = staff.partner(marketplace.partnerToken('acorn-desk'));
      const appId = app?.id ?? '';
      for (const refused of [
        await stranger.updateApp(appId, { name: 'Mine' }),
        await stranger.submitApp(appId),
        await stranger.unlistApp(appId),
        await stranger.submitApp('app_00000000000000000000000000'),
      ]) {
        assert.deepEqual(refused.userErrors, [
          { code: 'NOT_FOUND', field: ['input', 'appId'], message: 'There is no app of yours with this id.' },
        ]);
      }
      assert.deepEqual(codes(await partner.unlistApp(appId)), ['WRONG_STATUS']);
    });

    it('makes one thing of one request that comes many times at once', async () => {
      const { act: partner } = await staff.settled('hasty');
      const [appKey, inviteKey, policyKey] = [newKey(), newKey(), newKey()];
      const many = <T>(fn: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 5 }, fn));
      const apps = await many(() => partner.createApp('hasty-app', {}, appKey));
      assert.equal(new Set(apps.map(({ app }) => app?.id)).size, 1);
      const invited = await many(() => staff.invite('hasty-two', {}, inviteKey));
      assert.equal(new Set(invited.map(({ partner }) => partner?.id)).size, 1);
      assert.equal(invited.filter(({ invitation }) => invitation !== null).length, 1);
      const policies = await many(() => partner.publish('2', {}, policyKey));
      assert.equal(new Set(policies.map(({ policy }) => policy?.id)).size, 1);
      assert.ok([...apps, ...invited, ...policies].every((answer) => codes(answer).length === 0));
    });

    it('P19 takes a yes back to the text when the partner publishes another policy meanwhile', async () => {
      const { act: partner } = await staff.settled('policies');
      await partner.createApp('policies-app');
      const appId = await approved('policies-app', partner);
      const person = marketplace.login('policies-person', 'policies@mail.example');
      await act.createAccount(person);
      const { disclosure } = await act.disclosure(person, { appId });
      const published = await partner.publish('2', { text: 'Other words.' });
      const hash = createHash('sha256').update('Other words.').digest('hex');
      assert.equal(published.policy?.textHash, hash);
      const late = await act.installApp(person, appId, disclosure?.hash ?? '');
      assert.deepEqual(codes(late), ['DISCLOSURE_EXPIRED']);
      const { disclosure: anew } = await act.disclosure(person, { appId });
      assert.match(anew?.text ?? '', /version “2”: https:\/\/policy\.example\/2/);
      assert.deepEqual(codes(await act.installApp(person, appId, anew?.hash ?? '')), []);
    });

    it('hides a suspended partner’s apps and offers, keeps it from everything but looking, and undoes all of it', async () => {
      const slugs = async (): Promise<string[]> =>
        (
          await marketplace.ask<{ apps: { nodes: { slug: string }[] } }>(
            'marketplace',
            null,
            '{ apps(search: "gullwing", first: 9) { nodes { slug } } }',
          )
        ).data.apps.nodes.map((app) => app.slug);
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const slug = 'gull-galleries';
      const appId = await act.appId(slug);
      const offer = (await act.offers(ada)).find(({ app }) => app.slug === slug);
      assert.ok(offer);
      const visible = await slugs();
      assert.ok(visible.includes(slug));
      const before = await act.disclosure(ada, { appId });
      const offered = await act.disclosure(ada, { offerId: offer.id });
      const partner = staff.partner(marketplace.partnerToken('gullwing'));
      const { id } = await partner.me();
      assert.deepEqual(codes(await staff.reinstate(id)), ['WRONG_STATUS']);
      assert.deepEqual(fields(await staff.suspend(id, 'two\nlines')), ['input.reason']);
      const key = newKey();
      const suspended = await staff.suspend(id, 'Sent mail nobody asked for.', key);
      assert.equal(suspended.partner?.status, 'SUSPENDED');
      assert.deepEqual(await staff.suspend(id, 'Sent mail nobody asked for.', key), suspended);
      assert.deepEqual(codes(await staff.suspend(id)), ['WRONG_STATUS']);

      assert.deepEqual([await shown(slug), await node(appId), await slugs()], [null, null, []]);
      assert.ok(!(await act.offers(ada)).some(({ app }) => app.slug.startsWith('gull-')));
      assert.deepEqual(codes(await act.disclosure(ada, { appId })), ['NOT_FOUND']);
      assert.deepEqual(codes(await act.disclosure(ada, { offerId: offer.id })), ['OFFER_NOT_AVAILABLE']);
      const late = [
        await act.installApp(ada, appId, before.disclosure?.hash ?? ''),
        await act.acceptOffer(ada, offer.id, offered.disclosure?.hash ?? ''),
      ];
      assert.deepEqual(late.map(codes), [['NOT_FOUND'], ['OFFER_NOT_AVAILABLE']]);

      const me = await partner.me();
      assert.deepEqual([me.status, me.suspensionReason], ['SUSPENDED', 'Sent mail nobody asked for.']);
      const [own] = await partner.apps();
      assert.equal(own?.status, 'LISTED');
      const personal = await marketplace.ask(
        'partner',
        marketplace.partnerToken('gullwing'),
        '{ deliveries(first: 1) { nodes { contactId } } }',
      );
      assert.equal(personal.errors[0]?.extensions.code, 'FORBIDDEN');
      for (const refused of [
        await partner.createApp('gull-new'),
        await partner.updateApp(own?.id ?? '', { name: 'New' }),
        await partner.submitApp(own?.id ?? ''),
        await partner.unlistApp(own?.id ?? ''),
        await partner.update({ name: 'New' }),
        await partner.publish('9'),
      ]) {
        assert.deepEqual(codes(refused), ['PARTNER_SUSPENDED']);
      }
      const made = await partner.createKey('kept safe');
      assert.equal(await staff.partner(made.apiKey ?? '').status(), 200);
      assert.deepEqual(codes(await partner.revokeKey(made.key?.id ?? '')), []);

      const back = await staff.reinstate(id);
      assert.deepEqual([back.partner?.status, back.partner?.suspensionReason], ['ACTIVE', null]);
      assert.equal((await shown(slug))?.id, appId);
      assert.deepEqual(await slugs(), visible);
      assert.ok((await act.offers(ada)).some(({ app }) => app.slug === slug));
      assert.deepEqual(codes(await act.installApp(ada, appId, before.disclosure?.hash ?? '')), []);
      assert.deepEqual(codes(await act.acceptOffer(ada, offer.id, offered.disclosure?.hash ?? '')), []);
    });

    it('shows staff all partners with their status, page by page, and reviews oldest first', async () => {
      type Page = {
        partners: {
          nodes: { slug: string; status: string; contactEmail: string | null }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      const found = new Map<string, string>();
      for (let after: string | null = null; ;) {
        const { data }: { data: Page } = await marketplace.ask<Page>(
          'marketing',
          marketplace.catalogToken(),
          'query ($after: String) { partners(first: 7, after: $after) { nodes { slug status contactEmail } pageInfo { hasNextPage endCursor } } }',
          { after },
        );
        for (const { slug, status, contactEmail } of data.partners.nodes) {
          assert.ok(!found.has(slug));
          found.set(slug, status);
          if (slug === 'calmly') assert.equal(contactEmail, 'ops@calmly.example');
        }
        if (!data.partners.pageInfo.hasNextPage) break;
        after = data.partners.pageInfo.endCursor;
      }
      const rows = await rowsOf(marketplace, 'partners');
      assert.deepEqual(
        [...found].sort(),
        rows.map((row) => [row['slug'], String(row['status']).toUpperCase()]).sort(),
      );
      const { act: partner } = await staff.settled('queue');
      const made = [];
      for (const slug of ['queue-c', 'queue-a', 'queue-b'])
        made.push((await partner.createApp(slug)).app?.id ?? '');
      for (const id of made) {
        marketplace.clock.advance(10);
        await partner.submitApp(id);
      }
      marketplace.clock.advance(10);
      await partner.updateApp(made[0] ?? '', { name: 'Later words' });
      await partner.submitApp(made[0] ?? '');
      const queue = (await staff.reviews()).filter(({ app }) => app.slug.startsWith('queue-'));
      assert.deepEqual(
        queue.map(({ app }) => app.slug),
        ['queue-a', 'queue-b', 'queue-c'],
      );
    });
  });
}
