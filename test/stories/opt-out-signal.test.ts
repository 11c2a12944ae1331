import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const PREFERENCES = 'offers offersByEmail optedOutBySignal signalSeenAt signalOverruledAt';

interface PreferencesView {
  readonly offers: boolean;
  readonly offersByEmail: boolean;
  readonly optedOutBySignal: boolean;
  readonly signalSeenAt: string | null;
  readonly signalOverruledAt: string | null;
}

for (const dialect of engines) {
  describe(`the opt-out signal of browsers, on ${dialect},`, () => {
    let stage: Stage;
    let offerId: string;

    before(async () => {
      stage = await openStage(dialect);
      await stage.partner('calmly').connect((await stage.receiver()).url);
      const appId = await stage.act.appId(APP);
      offerId = await marketing(stage.marketplace).launch(appId, { criterion: everybody });
    });
    after(() => stage.close());

    async function asking<Data>(
      person: Person | null,
      signal: string | null,
      query: string,
      variables: object = {},
    ): Promise<Data> {
      const response = await fetch(`${stage.marketplace.serving.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(person === null ? {} : { authorization: `Bearer ${person.token}` }),
          ...(signal === null ? {} : { 'sec-gpc': signal }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
      assert.equal(errors, undefined);
      return data;
    }
    const look = async (person: Person, signal: string | null) =>
      (
        await asking<{ viewer: { offers: { nodes: { id: string }[] }; preferences: PreferencesView } }>(
          person,
          signal,
          `{ viewer { offers(first: 50) { nodes { id } } preferences { ${PREFERENCES} } } }`,
        )
      ).viewer;
    const choose = async (person: Person, wishes: object, signal: string | null = null) =>
      (
        await asking<{ setPreferences: UserErrors & { preferences: PreferencesView } }>(
          person,
          signal,
          `mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) {
            preferences { ${PREFERENCES} } userErrors { code } } }`,
          { input: { ...wishes, idempotencyKey: newKey() } },
        )
      ).setPreferences.preferences;
    const accept = async (person: Person, disclosureHash: string, signal: string | null) =>
      (
        await asking<{ acceptOffer: UserErrors & { grant: { id: string } | null } }>(
          person,
          signal,
          `mutation ($input: AcceptOfferInput!) { acceptOffer(input: $input) { grant { id } userErrors { code field } } }`,
          { input: { offerId, disclosureHash, idempotencyKey: newKey() } },
        )
      ).acceptOffer;
    const hashFor = async (person: Person): Promise<string> =>
      (await stage.act.disclosure(person, { offerId })).disclosure?.hash ?? '';

    it('P27 is said to be heeded, at the well-known place', async () => {
      const response = await fetch(`${stage.marketplace.serving.url}/.well-known/gpc.json`);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
      const { gpc, lastUpdate } = (await response.json()) as { gpc: boolean; lastUpdate: string };
      assert.equal(gpc, true);
      assert.match(lastUpdate, /^\d{4}-\d{2}-\d{2}$/);
    });

    it('P27 shows no offer to a person whose browser sends it, then and later, and says when it was seen', async () => {
      const person = await stage.person();
      const before = await look(person, null);
      assert.ok(before.offers.nodes.length > 0);
      assert.deepEqual(before.preferences, {
        ...{ offers: true, offersByEmail: false, optedOutBySignal: false },
        ...{ signalSeenAt: null, signalOverruledAt: null },
      });
      const now = stage.clock.now();
      const { offers, preferences } = await look(person, '1');
      assert.deepEqual(offers.nodes, []);
      assert.deepEqual([preferences.offers, preferences.optedOutBySignal], [false, true]);
      assert.ok(Math.abs(Date.parse(preferences.signalSeenAt ?? '') - now) < MINUTE);
      const later = await look(person, null);
      assert.deepEqual(later, { offers: { nodes: [] }, preferences });
    });

    it('P27 nothing else than `1` is a signal', async () => {
      const person = await stage.person();
      const before = await rowsOf(stage.marketplace, 'opt_out_signals');
      for (const value of ['0', '', '11', '1, 1', 'true', '?1']) {
        assert.ok((await look(person, value)).offers.nodes.length > 0, value);
      }
      assert.deepEqual(await rowsOf(stage.marketplace, 'opt_out_signals'), before);
    });

    it('P27 refuses to share for an offer, one that was read before included, and takes the no of a text', async () => {
      const person = await stage.person();
      const hash = await hashFor(person);
      assert.notEqual(hash, '');
      const refused = await accept(person, hash, '1');
      assert.equal(refused.grant, null);
      assert.deepEqual(refused.userErrors, [{ code: 'OPTED_OUT_BY_SIGNAL', field: ['input', 'offerId'] }]);
      const again = await accept(person, hash, null);
      assert.deepEqual(again.userErrors, [{ code: 'OPTED_OUT_BY_SIGNAL', field: ['input', 'offerId'] }]);
      const shown = await stage.act.disclosure(person, { offerId });
      assert.equal(shown.disclosure, null);
      assert.deepEqual(
        shown.userErrors.map(({ code }) => code),
        ['OPTED_OUT_BY_SIGNAL'],
      );
      assert.deepEqual((await stage.act.dismissOffer(person, offerId, hash)).userErrors, []);
      const released = await rowsOf(stage.marketplace, 'releases');
      assert.deepEqual(released, []);
    });

    it('P27 does not keep a person from installing what they ask for, nor touches what they agreed to', async () => {
      const person = await stage.person();
      const given = await accept(person, await hashFor(person), null);
      assert.deepEqual(given.userErrors, []);
      await look(person, '1');
      const { grantId } = await stage.install(person, APP);
      const { viewer } = await asking<{ viewer: { grants: { nodes: { id: string; state: string }[] } } }>(
        person,
        '1',
        '{ viewer { grants(first: 5) { nodes { id state } } } }',
      );
      assert.deepEqual(
        new Map(viewer.grants.nodes.map(({ id, state }) => [id, state])),
        new Map([
          [grantId, 'ACTIVE'],
          [given.grant?.id, 'ACTIVE'],
        ]),
      );
    });

    it('P27 the person may choose otherwise, which wins from then on; both are kept', async () => {
      const person = await stage.person();
      // A choice of before does not answer a signal that came after it.
      await choose(person, { offers: true });
      assert.deepEqual((await look(person, '1')).offers.nodes, []);
      // Saying something else is not choosing offers.
      const other = await choose(person, { offersByEmail: true });
      assert.deepEqual([other.offers, other.offersByEmail, other.optedOutBySignal], [false, true, true]);
      stage.clock.advance(MINUTE);
      const chosen = await choose(person, { offers: true }, '1');
      assert.deepEqual([chosen.offers, chosen.optedOutBySignal], [true, false]);
      assert.ok(Date.parse(chosen.signalOverruledAt ?? '') - Date.parse(chosen.signalSeenAt ?? '') >= MINUTE);
      const seen = await look(person, '1');
      assert.ok(seen.offers.nodes.length > 0);
      assert.deepEqual(seen.preferences, chosen);
      assert.deepEqual((await accept(person, await hashFor(person), '1')).userErrors, []);
      const no = await choose(person, { offers: false });
      assert.deepEqual([no.offers, no.optedOutBySignal], [false, false]);
    });

    it('P27 of somebody without an account nothing is kept; an account that is made under it begins with it', async () => {
      const before = await rowsOf(stage.marketplace, 'opt_out_signals');
      await asking(null, '1', '{ apps(first: 2) { nodes { name } } }');
      const one = stage.marketplace.login('p27-newcomer', 'p27.newcomer@canary.example');
      await asking(one, '1', '{ viewer { id } }');
      assert.deepEqual(await rowsOf(stage.marketplace, 'opt_out_signals'), before);
      const { createAccount } = await asking<{
        createAccount: { viewer: { offers: { nodes: object[] }; preferences: PreferencesView } };
      }>(
        one,
        '1',
        `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
          viewer { offers(first: 5) { nodes { id } } preferences { ${PREFERENCES} } } userErrors { code } } }`,
        { input: { birthDate: '1990-05-05', policyVersion: '2026-11', idempotencyKey: newKey() } },
      );
      assert.deepEqual(createAccount.viewer.offers.nodes, []);
      assert.equal(createAccount.viewer.preferences.optedOutBySignal, true);
    });

    it('P27 stops offers by mail, those that are queued included', async () => {
      const [with_, without] = [await stage.person(), await stage.person()];
      for (const one of [with_, without]) await choose(one, { offersByEmail: true });
      await look(with_, '1');
      const appId = await stage.act.appId('fern-shop');
      await marketing(stage.marketplace).launch(appId, {
        criterion: everybody,
        channels: ['EMAIL'],
        variants: [{ key: 'a', title: 'Of the signal', text: 'For a year.' }],
      });
      const got = (one: Person): boolean =>
        stage
          .mails()
          .some((mail) => mail.header('to') === one.email && mail.header('subject') === 'Of the signal');
      await until(() => got(without), 'the mail to who did not opt out', 20_000);
      await until(
        async () =>
          (await rowsOf(stage.marketplace, 'campaign_runs')).every((run) => run['state'] === 'done'),
        'the run to be through',
        20_000,
      );
      assert.equal(got(with_), false);
      const queued = (await rowsOf(stage.marketplace, 'mail_queue')).filter((row) => row['kind'] === 'offer');
      assert.equal(queued.length, 1);
    });

    it('P27 is forgotten with the account', async () => {
      const person = await stage.person();
      const before = (await rowsOf(stage.marketplace, 'opt_out_signals')).length;
      await look(person, '1');
      assert.equal((await rowsOf(stage.marketplace, 'opt_out_signals')).length, before + 1);
      assert.deepEqual((await stage.act.eraseAccount(person)).userErrors, []);
      assert.equal((await rowsOf(stage.marketplace, 'opt_out_signals')).length, before);
    });
  });
}
