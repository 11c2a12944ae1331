import assert from 'node:assert/strict';
import { LOCKED_CLAUSE } from '../../src/policies/index.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';
import { DAY, MINUTE, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const APP = 'calmly-booking';
const HOUR = 60 * MINUTE;
/** Whether the plan is known or not is always known. */
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const NEW = 'p26-2027';
const TEXT = `1. ${LOCKED_CLAUSE}\n2. Something else is promised now.\n`;

interface AgreementView {
  readonly version: string;
  readonly required: boolean;
  readonly history: readonly { readonly policy: { readonly version: string; readonly text: string } }[];
}

for (const dialect of engines) {
  describe(`changes of the policy, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      await partner.connect(receiver.url);
    });
    after(() => stage.close());

    async function publish(input: object) {
      const { data, errors } = await stage.marketplace.ask<{
        publishPolicy: UserErrors & { policy: { version: string } | null };
      }>(
        'privacy',
        stage.marketplace.staffToken('privacy'),
        `mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) {
          policy { version } userErrors { code field message } } }`,
        { input: { version: NEW, text: TEXT, material: true, idempotencyKey: newKey(), ...input } },
      );
      assert.deepEqual(errors, []);
      return data.publishPolicy;
    }
    const inDays = (days: number): string => new Date(stage.clock.now() + days * DAY).toISOString();
    const see = async <Data>(query: string, token: string | null = null): Promise<Data> => {
      const { data, errors } = await stage.marketplace.ask<Data>('marketplace', token, query);
      assert.deepEqual(errors, []);
      return data;
    };
    const agreementOf = async ({ token }: Person): Promise<AgreementView> =>
      (
        await see<{ viewer: { agreement: AgreementView } }>(
          '{ viewer { agreement { version required history { policy { version text } } } } }',
          token,
        )
      ).viewer.agreement;
    async function agree(person: Person, policyVersion: string, key = newKey()): Promise<string[]> {
      const { data } = await stage.marketplace.ask<{ agreeToPolicy: UserErrors }>(
        'marketplace',
        person.token,
        'mutation ($input: AgreeToPolicyInput!) { agreeToPolicy(input: $input) { viewer { id } userErrors { code } } }',
        { input: { policyVersion, idempotencyKey: key } },
      );
      return data.agreeToPolicy.userErrors.map(({ code }) => code);
    }
    async function newcomer(sub: string, version: string): Promise<Person> {
      const person = stage.marketplace.login(sub, `${sub}@canary.example`);
      assert.deepEqual(
        (await stage.act.createAccount(person, '1990-05-05', newKey(), version)).userErrors,
        [],
      );
      return person;
    }
    async function disclosureRefusal(person: Person): Promise<string[]> {
      const appId = await stage.act.appId('calmly-rooms');
      return (await stage.act.disclosure(person, { appId })).userErrors.map(({ code }) => code);
    }

    it('P26 no version drops the promise that nothing is given without a yes', async () => {
      for (const text of [
        'We give your email to whom we like.',
        TEXT.replace('only after', 'also before'),
        TEXT.replace('said yes', 'said\nyes').replace('partner', 'Partner'),
      ]) {
        const { policy, userErrors } = await publish({ text, effectiveAt: inDays(40) });
        assert.equal(policy, null);
        assert.deepEqual(
          userErrors.map(({ code, field }) => [code, field]),
          [['INVALID_INPUT', ['input', 'text']]],
        );
        assert.ok(userErrors[0]?.message.includes(LOCKED_CLAUSE));
      }
      assert.equal((await rowsOf(stage.marketplace, 'policies')).length, 1);
    });

    it('P26 a change of what was promised is announced a month ahead, with what differs, and never changed', async () => {
      for (const effectiveAt of [undefined, inDays(29)]) {
        const { userErrors } = await publish(effectiveAt === undefined ? {} : { effectiveAt });
        assert.deepEqual(
          userErrors.map(({ field }) => field),
          [['input', 'effectiveAt']],
        );
      }
      // Lines may be broken anywhere.
      const text = TEXT.replace('only after', 'only\n   after');
      assert.deepEqual((await publish({ text, effectiveAt: inDays(31) })).userErrors, []);
      const again = await publish({ text: `${text}3. More.`, effectiveAt: inDays(60) });
      assert.deepEqual(
        again.userErrors.map(({ field }) => field),
        [['input', 'version']],
      );

      const seen = await see<{
        policy: { version: string; text: string };
        nextPolicy: { version: string; material: boolean };
        policies: { nodes: { version: string }[] };
        policyChanges: { change: string; text: string }[];
      }>(
        `{ policy { version text } nextPolicy { version material } policies(first: 10) { nodes { version } }
           policyChanges(from: "2026-11", to: "${NEW}") { change text } }`,
      );
      assert.equal(seen.policy.version, '2026-11');
      assert.deepEqual(seen.nextPolicy, { version: NEW, material: true });
      assert.deepEqual(
        seen.policies.nodes.map(({ version }) => version),
        [NEW, '2026-11'],
      );
      const side = (change: string): string =>
        seen.policyChanges
          .filter((lines) => lines.change === 'SAME' || lines.change === change)
          .map((lines) => lines.text)
          .join('');
      assert.deepEqual([side('REMOVED'), side('ADDED')], [seen.policy.text, text]);
      const none = await see<{ policyChanges: null }>(
        '{ policyChanges(from: "2026-11", to: "never") { text } }',
      );
      assert.equal(none.policyChanges, null);
    });

    it('P26 what depends on the old promise waits until the person agrees anew, and goes on then', async () => {
      receiver.answer = () => 500;
      const waiting = await stage.person();
      const leaving = await stage.person();
      const { grantId } = await stage.install(waiting, APP);
      const left = await stage.install(leaving, APP);
      await stage.bothFailed(grantId);
      await stage.bothFailed(left.grantId);
      await stage.settled();
      assert.equal((await agreementOf(waiting)).required, false);
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      stage.clock.advance(32 * DAY);

      const { version, required } = await agreementOf(waiting);
      assert.deepEqual([version, required], ['2026-11', true]);
      assert.deepEqual(await disclosureRefusal(waiting), ['POLICY_AGREEMENT_REQUIRED']);
      assert.ok((await partner.contacts(100)).nodes.every(({ email }) => email === null));
      // Longer than any retry: it was looked at, and did not go.
      stage.clock.advance(2 * DAY);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(typesOf(receiver.hooks), []);
      const message = await stage.message(grantId);
      assert.deepEqual([message.state, message.attempts], ['pending', 1]);

      // Taking back needs no agreement.
      const { userErrors } = await stage.act.withdrawGrant(leaving, left.grantId);
      assert.deepEqual(userErrors, []);
      await stage.reaches(left.grantId, 'delivered', 'consent.withdrawn');

      assert.deepEqual(await agree(waiting, '2026-11'), ['POLICY_VERSION_STALE']);
      assert.deepEqual(await agree(waiting, 'never'), ['POLICY_VERSION_STALE']);
      assert.equal((await agreementOf(waiting)).required, true);
      const key = newKey();
      assert.deepEqual(await agree(waiting, NEW, key), []);
      assert.deepEqual(await agree(waiting, NEW, key), []);
      assert.deepEqual(await agree(waiting, '2026-11', key), ['IDEMPOTENCY_CONFLICT']);
      const agreed = await agreementOf(waiting);
      assert.equal(agreed.required, false);
      assert.deepEqual(
        agreed.history.map(({ policy }) => policy.version),
        [NEW, '2026-11'],
      );
      assert.ok(agreed.history.every(({ policy }) => policy.text.includes('said yes')));
      assert.deepEqual(await disclosureRefusal(waiting), []);
      stage.clock.advance(6 * MINUTE);
      await stage.reaches(grantId, 'delivered');
      stage.clock.advance(6 * MINUTE);
      await stage.reaches(left.grantId, 'cancelled');
    });

    it('P26 whoever comes later agrees to what is in force, and is not asked again', async () => {
      const late = stage.marketplace.login('p26-late', 'p26.late@canary.example');
      const refused = await stage.act.createAccount(late);
      assert.deepEqual(
        refused.userErrors.map(({ code }) => code),
        ['POLICY_VERSION_STALE'],
      );
      assert.deepEqual((await stage.act.createAccount(late, '1990-05-05', newKey(), NEW)).userErrors, []);
      const { version, required, history } = await agreementOf(late);
      assert.deepEqual([version, required, history.length], [NEW, false, 1]);
      assert.deepEqual(await disclosureRefusal(late), []);
    });

    it('P26 a version that changes no promise takes effect at once, and asks nobody', async () => {
      const late = stage.marketplace.login('p26-late', 'p26.late@canary.example');
      const small = { version: 'p26-2027b', text: `${TEXT}Spelling.`, material: false };
      assert.deepEqual((await publish(small)).userErrors, []);
      assert.equal((await agreementOf(late)).required, false);
      assert.deepEqual(await disclosureRefusal(late), []);
    });

    it('P26 a contact that was to go beside others waits too, is not lost, and not given before', async () => {
      const [held, other] = [
        await newcomer('p26-held', 'p26-2027b'),
        await newcomer('p26-other', 'p26-2027b'),
      ];
      const appId = await stage.act.appId(APP);
      const offerId = await marketing(stage.marketplace).launch(appId, {
        criterion: everybody,
        spreadHours: 24,
      });
      for (const one of [held, other]) {
        const { disclosure } = await stage.act.disclosure(one, { offerId });
        assert.deepEqual((await stage.act.acceptOffer(one, offerId, disclosure?.hash ?? '')).userErrors, []);
      }
      const released = async (): Promise<number> => (await rowsOf(stage.marketplace, 'releases')).length;
      const before = await released();
      const version = 'p26-2028';
      assert.deepEqual((await publish({ version, effectiveAt: inDays(31) })).userErrors, []);
      await stage.marketplace.db.transact((tx) =>
        tx.q('held_releases').update({ until: stage.clock.now() + 32 * DAY }),
      );
      stage.clock.advance(31 * DAY + MINUTE);
      assert.deepEqual(await agree(other, version), []);
      stage.clock.advance(2 * DAY);
      await until(async () => (await released()) === before + 1, 'the contact of who agreed', 20_000);
      assert.deepEqual((await rowsOf(stage.marketplace, 'held_releases')).length, 1);
      assert.deepEqual(await agree(held, version), []);
      stage.clock.advance(2 * HOUR);
      await until(async () => (await released()) === before + 2, 'the contact of who agreed late', 20_000);
      assert.deepEqual(await rowsOf(stage.marketplace, 'held_releases'), []);
    });
  });
}
