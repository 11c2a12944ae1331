import assert from 'node:assert/strict';
import { Kind, parse } from 'graphql';
import { doorSdl } from '../../src/graphql/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import type { Receiver } from '../support/receiver.ts';
import { contactIn, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const APP = 'acorn-helpdesk';
const MINUTE = 60_000;

for (const dialect of engines) {
  describe(`nothing without a yes, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    /** For everybody. */
    let offerId: string;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('acorn-desk');
      receiver = await stage.receiver();
      await partner.connect(receiver.url);
      const criterion = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
      offerId = await marketing(stage.marketplace).launch(await stage.act.appId(APP), { criterion });
    });
    after(() => stage.close());

    /** Everything that a partner could have, and every look at an email. */
    async function traces(): Promise<Record<string, number>> {
      const tables = ['outbox', 'releases', 'grants', 'delivery_attempts', 'vault_mail_openings'];
      const counts = await Promise.all(
        tables.map(async (t) => [t, (await rowsOf(stage.marketplace, t)).length]),
      );
      return { ...Object.fromEntries(counts), webhooks: receiver.hooks.length } as Record<string, number>;
    }
    async function leavesNoTrace(act: () => Promise<unknown>): Promise<void> {
      await stage.settled();
      // Of what was released before its person is told, by a mail for which the email is opened.
      await stage.mailed();
      const before = await traces();
      await act();
      await stage.settled();
      await stage.mailed();
      assert.deepEqual(await traces(), before);
    }
    const codesOf = ({ userErrors }: { userErrors: readonly { code: string }[] }): string[] =>
      userErrors.map(({ code }) => code);
    const shown = async (person: Person, wish: { offerId: string } | { appId: string }): Promise<string> =>
      (await stage.act.disclosure(person, wish)).disclosure?.hash ?? '';

    it('P01 without an active grant nothing goes out and no email is opened, whoever asks', async () => {
      const person = await stage.person();
      const appId = await stage.act.appId(APP);
      await leavesNoTrace(async () => {
        assert.deepEqual(codesOf(await stage.act.installApp(person, appId, 'f'.repeat(64))), [
          'DISCLOSURE_UNKNOWN',
        ]);
      });
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      const { id } = await stage.message(grantId);
      await stage.act.withdrawGrant(person, grantId);
      await stage.reaches(grantId, 'delivered', 'consent.withdrawn');
      await leavesNoTrace(async () => {
        const { data } = await stage.marketplace.ask<{
          replayDelivery: { delivery: unknown; userErrors: { code: string }[] };
        }>(
          'partner',
          stage.marketplace.partnerToken('acorn-desk'),
          'mutation ($input: ReplayDeliveryInput!) { replayDelivery(input: $input) { delivery { id } userErrors { code } } }',
          { input: { deliveryId: id, idempotencyKey: newKey() } },
        );
        assert.ok(data.replayDelivery);
        const contactId = contactIn(receiver.hooks.find(({ body }) => body.includes('contact.released'))).id;
        const contact = (await partner.contact(contactId, appId)) as { email: string | null } | null;
        assert.equal(contact?.email ?? null, null);
      });
      assert.equal(
        (await rowsOf<{ event: string }>(stage.marketplace, 'ledger_entries')).filter(
          ({ event }) => event === 'fetch',
        ).length,
        0,
      );
    });

    it('P02 a yes comes from its person alone: no other door has a way to give one, and none gives many', () => {
      for (const door of doors) {
        const mutations = parse(doorSdl(door)).definitions.flatMap((node) =>
          (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
          node.name.value === 'Mutation'
            ? (node.fields ?? []).map(({ name }) => name.value)
            : [],
        );
        const yeses = mutations.filter((name) => /accept(?!Invitation)|install|consent|grantT/i.test(name));
        const own = ['acceptOffer', 'installApp', 'uninstallApp'];
        assert.deepEqual(yeses.sort(), door === 'marketplace' ? own : [], door);
      }
      for (const input of ['AcceptOfferInput', 'InstallAppInput']) {
        const definition = parse(doorSdl('marketplace')).definitions.find(
          (node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && node.name.value === input,
        );
        assert.ok(definition?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
        for (const { type, defaultValue, name } of definition.fields ?? []) {
          // One thing at a time, and what was shown has to be named: nothing of it is filled in.
          assert.ok(!JSON.stringify(type).includes('ListType'), `${input}.${name.value}`);
          if (name.value !== 'address') assert.equal(defaultValue, undefined, `${input}.${name.value}`);
        }
      }
    });

    it('P02 GET never consents, whatever fetches links ahead', async () => {
      const person = await stage.person();
      const appId = await stage.act.appId(APP);
      const hash = await shown(person, { appId });
      const query = `mutation { installApp(input: {appId: "${appId}", disclosureHash: "${hash}", idempotencyKey: "get"}) { grant { id } } }`;
      const url = `${stage.marketplace.serving.url}/graphql?query=${encodeURIComponent(query)}`;
      await leavesNoTrace(async () => {
        for (const method of ['GET', 'HEAD', 'PUT']) {
          const headers = {
            authorization: `Bearer ${person.token}`,
            'apollo-require-preflight': 'true',
            purpose: 'prefetch',
          };
          const { status } = await fetch(url, { method, headers });
          assert.ok(status >= 400, `${method} ${status}`);
        }
      });
      assert.deepEqual(codesOf(await stage.act.installApp(person, appId, hash)), []);
    });

    it('P02 silence, an expired text and a replayed one mean no', async () => {
      const person = await stage.person();
      const hash = await shown(person, { offerId });
      await leavesNoTrace(async () => {
        stage.clock.advance(31 * MINUTE);
        assert.deepEqual(codesOf(await stage.act.acceptOffer(person, offerId, hash)), ['DISCLOSURE_EXPIRED']);
      });
      const fresh = await shown(person, { offerId });
      const { grant } = await stage.act.acceptOffer(person, offerId, fresh);
      await stage.reaches(grant?.id ?? '', 'delivered');
      await stage.act.withdrawGrant(person, grant?.id ?? '');
      await stage.reaches(grant?.id ?? '', 'delivered', 'consent.withdrawn');
      await leavesNoTrace(async () => {
        const again = codesOf(await stage.act.acceptOffer(person, offerId, fresh));
        assert.deepEqual(again, ['DISCLOSURE_EXPIRED']);
      });
    });

    it('P02 nothing is ticked ahead: no mail of offers unless the person asks for it', async () => {
      const { token } = await stage.person();
      const { data } = await stage.marketplace.ask<{ viewer: { preferences: { offersByEmail: boolean } } }>(
        'marketplace',
        token,
        '{ viewer { preferences { offersByEmail } } }',
      );
      assert.equal(data.viewer.preferences.offersByEmail, false);
    });

    it('P17 showing, opening and dismissing an offer release nothing; accepting does', async () => {
      const person = await stage.person();
      await leavesNoTrace(async () => {
        assert.ok((await stage.act.offers(person)).some(({ id }) => id === offerId));
        const hash = await shown(person, { offerId });
        assert.deepEqual(codesOf(await stage.act.dismissOffer(person, offerId, hash)), []);
      });
      const other = await stage.person('p17.yes@canary.example');
      const before = receiver.hooks.length;
      const yes = await stage.act.acceptOffer(other, offerId, await shown(other, { offerId }));
      assert.deepEqual(codesOf(yes), []);
      await stage.reaches(yes.grant?.id ?? '', 'delivered');
      const hooks = receiver.hooks.slice(before);
      assert.deepEqual(
        hooks.map((hook) => contactIn(hook).email),
        ['p17.yes@canary.example'],
      );
      assert.ok(!receiver.hooks.some(({ body }) => body.includes(person.email)));
    });

    it('P18 installing releases the email, for an account and communication, and not a field more', async () => {
      const person = await stage.person('p18.install@canary.example');
      const before = receiver.hooks.length;
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      const released = receiver.hooks
        .slice(before)
        .map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> })
        .find(({ type }) => type === 'contact.released');
      assert.deepEqual(Object.keys(released?.data ?? {}).sort(), ['app', 'contact', 'purposes']);
      assert.deepEqual(Object.keys((released?.data['contact'] ?? {}) as object).sort(), ['email', 'id']);
      assert.deepEqual(released?.data['purposes'], ['account_creation', 'communication']);
    });

    const wider: readonly object[] = [
      { fields: 'name' },
      { fields: 'email name' },
      { purposes: 'account_creation communication advertising' },
    ];
    for (const columns of wider) {
      it(`P18 a grant of ${Object.values(columns).join(' ')} opens nothing`, async () => {
        const person = await stage.person();
        receiver.answer = () => 500;
        const { grantId } = await stage.install(person, APP);
        await stage.failed(grantId);
        await stage.marketplace.db.transact((tx) => tx.q('grants').where('id', grantId).update(columns));
        const sent = receiver.hooks.length;
        receiver.answer = () => 200;
        stage.clock.advance(10 * MINUTE);
        await stage.reaches(grantId, 'cancelled');
        assert.ok(!receiver.hooks.slice(sent).some(({ body }) => body.includes(person.email)));
      });
    }

    it('P19 the partner’s own policy stands in the text with its version; without one nobody can say yes', async () => {
      const person = await stage.person();
      const appId = await stage.act.appId(APP);
      const { data } = await stage.marketplace.ask<{
        disclosure: { disclosure: { text: string; privacyPolicyUrl: string } };
      }>(
        'marketplace',
        person.token,
        'query ($input: DisclosureInput!) { disclosure(input: $input) { disclosure { text privacyPolicyUrl } } }',
        { input: { appId } },
      );
      const { text, privacyPolicyUrl } = data.disclosure.disclosure;
      assert.ok(text.includes(privacyPolicyUrl) && /version “/.test(text));
      const odd = await stage.act.appId('odd-counter');
      assert.deepEqual(codesOf(await stage.act.disclosure(person, { appId: odd })), [
        'PARTNER_POLICY_MISSING',
      ]);
      const { grantId } = await stage.install(person, APP);
      const [grant] = (
        await rowsOf<{ id: string; disclosure_hash: string }>(stage.marketplace, 'grants')
      ).filter(({ id }) => id === grantId);
      const [kept] = (
        await rowsOf<{ hash: string; partner_policy_id: string }>(stage.marketplace, 'disclosures')
      ).filter(({ hash }) => hash === grant?.disclosure_hash);
      const [policy] = (
        await rowsOf<{ id: string; text_hash: string }>(stage.marketplace, 'partner_policies')
      ).filter(({ id }) => id === kept?.partner_policy_id);
      assert.match(policy?.text_hash ?? '', /^[0-9a-f]{64}$/);
    });
  });
}
