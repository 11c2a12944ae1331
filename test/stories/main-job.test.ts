import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { acts, engines, exceptInstalled, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Acts, Marketplace, Person } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';
import type { Hook, Receiver } from '../support/receiver.ts';

interface Event {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly app: { readonly id: string; readonly slug: string };
    readonly contact: { readonly id: string; readonly email?: string };
    readonly purposes: string[];
    readonly purposesLeft?: string[];
  };
}

const eventOf = (hook: Hook): Event => JSON.parse(hook.body) as Event;

for (const dialect of engines) {
  describe(`the main job on ${dialect}`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let receiver: Receiver;
    let secret: string;
    let ada: Person;
    const partner = 'acorn-desk';
    const app = 'acorn-helpdesk';
    let people = 0;

    async function newPerson(): Promise<Person> {
      people += 1;
      const person = marketplace.login(`login-${people}`, `person.${people}@canary.example`);
      assert.deepEqual((await act.createAccount(person)).userErrors, []);
      return person;
    }

    async function install(person: Person, slug = app) {
      const appId = await act.appId(slug);
      const shown = await act.disclosure(person, { appId });
      assert.ok(shown.disclosure, JSON.stringify(shown));
      const done = await act.installApp(person, appId, shown.disclosure.hash);
      assert.deepEqual(done.userErrors, []);
      assert.ok(done.grant);
      return { appId, grantId: done.grant.id };
    }

    const deliveryStates = async (grantId: string): Promise<unknown[]> =>
      (await rowsOf(marketplace, 'outbox'))
        .filter((row) => row['grant_id'] === grantId)
        .map((row) => `${String(row['event'])} ${String(row['state'])}`)
        .sort();

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      receiver = await startReceiver();
      secret = await act.connect(partner, `${receiver.url}/hooks`, exceptInstalled);
      ada = marketplace.login('demo-user', 'ada.demo@mail.example');
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
    });
    afterEach(() => {
      for (const { body, headers } of receiver.hooks) {
        new Webhook(secret).verify(body, headers as Record<string, string>);
      }
    });
    after(async () => {
      await marketplace.stop();
      await receiver.close();
    });

    it('an accepted offer releases the email to the partner, signed, recorded, and visible to the person', async () => {
      const offer = (await act.offers(ada)).find((one) => one.app.slug === app);
      assert.ok(offer);
      const shown = await act.disclosure(ada, { offerId: offer.id });
      assert.match(shown.disclosure?.text ?? '', /“Acorn Desk GmbH” \(DE\)/);
      assert.equal(receiver.hooks.length, 0);
      const accepted = await act.acceptOffer(ada, offer.id, shown.disclosure?.hash ?? '');
      assert.equal(accepted.grant?.state, 'ACTIVE');
      await receiver.received(1);

      const [hook] = receiver.hooks;
      assert.ok(hook);
      new Webhook(secret).verify(hook.body, hook.headers as Record<string, string>);
      const event = eventOf(hook);
      assert.equal(event.type, 'contact.released');
      assert.equal(event.data.contact.email, 'ada.demo@mail.example');
      assert.match(event.data.contact.id, /^pw_/);
      assert.equal(event.data.app.slug, app);
      assert.deepEqual(event.data.purposes, ['communication']);
      assert.ok(!hook.body.includes(offer.id), 'nothing that tells offers apart');

      await until(
        async () => (await deliveryStates(accepted.grant?.id ?? ''))[0] === 'contact.released delivered',
        'delivery',
      );
      const mine = await marketplace.ask<{
        viewer: {
          releases: {
            nodes: { delivered: boolean; text: string; partner: { slug: string }; grant: { id: string } }[];
          };
        };
      }>(
        'marketplace',
        ada.token,
        '{ viewer { releases(first: 1) { nodes { delivered text partner { slug } grant { id } } } } }',
      );
      assert.deepEqual(mine.data.viewer.releases.nodes, [
        {
          delivered: true,
          text: shown.disclosure?.text,
          partner: { slug: partner },
          grant: { id: accepted.grant?.id },
        },
      ]);
      const office = await marketplace.ask<{
        releases: { nodes: { partner: { slug: string }; grantState: string; ledgerEntryId: string }[] };
      }>(
        'privacy',
        marketplace.staffToken('privacy'),
        'query ($email: EmailAddress) @purpose(is: ACCOUNTABILITY) { releases(filter: {email: $email}, first: 10) { nodes { partner { slug } grantState ledgerEntryId } } }',
        { email: 'ADA.Demo@mail.example' },
      );
      assert.equal(office.data.releases.nodes.length, 1);
      assert.match(office.data.releases.nodes[0]?.ledgerEntryId ?? '', /^led_/);
    });

    it('installing releases it for an account and communication; uninstalling ends that and says so', async () => {
      const person = await newPerson();
      const { appId, grantId } = await install(person);
      await receiver.received(1);
      assert.deepEqual(eventOf(receiver.hooks[0] as Hook).data.purposes, [
        'account_creation',
        'communication',
      ]);
      const gone = await act.uninstallApp(person, appId);
      assert.equal(gone.installation?.state, 'UNINSTALLED');
      await receiver.received(2);
      const end = eventOf(receiver.hooks[1] as Hook);
      assert.equal(end.type, 'app.uninstalled');
      assert.equal(end.data.contact.email, undefined);
      assert.equal(end.data.contact.id, eventOf(receiver.hooks[0] as Hook).data.contact.id);
      assert.deepEqual(end.data.purposesLeft, []);
      assert.equal(
        (await rowsOf(marketplace, 'grants')).find((row) => row['id'] === grantId)?.['end_reason'],
        'uninstalled',
      );
    });

    it('gives two partners two names for one person', async () => {
      const person = await newPerson();
      const other = await startReceiver();
      await act.connect('calmly', `${other.url}/hooks`, exceptInstalled);
      await install(person);
      await install(person, 'calmly-booking');
      await Promise.all([receiver.received(1), other.received(1)]);
      const [one, two] = [receiver.hooks[0], other.hooks[0]].map(
        (hook) => eventOf(hook as Hook).data.contact,
      );
      assert.equal(one?.email, two?.email);
      assert.notEqual(one?.id, two?.id);
      await other.close();
    });

    it('retries a partner that is down under the same webhook-id, with a fresh signature', async () => {
      const person = await newPerson();
      receiver.answer = () => 503;
      const { grantId } = await install(person);
      await receiver.received(1);
      await until(
        async () => (await deliveryStates(grantId))[0] === 'contact.released pending',
        'the retry to be queued',
      );
      receiver.answer = () => 200;
      marketplace.clock.advance(7_000);
      await receiver.received(2);
      const [first, second] = receiver.hooks as [Hook, Hook];
      assert.equal(first.headers['webhook-id'], second.headers['webhook-id']);
      assert.notEqual(first.headers['webhook-timestamp'], second.headers['webhook-timestamp']);
      assert.equal(first.body, second.body);
      await until(
        async () => (await deliveryStates(grantId))[0] === 'contact.released delivered',
        'delivery',
      );
      const seen = await marketplace.ask<{
        deliveries: { nodes: { attempts: { number: number; outcome: string; status: number }[] }[] };
      }>(
        'partner',
        marketplace.partnerToken(partner),
        '{ deliveries(first: 1) { nodes { attempts { number outcome status } } } }',
      );
      assert.deepEqual(seen.data.deliveries.nodes[0]?.attempts, [
        { number: 1, outcome: 'STATUS', status: 503 },
        { number: 2, outcome: 'DELIVERED', status: 200 },
      ]);
    });

    it('sends nothing more after a withdrawal: a waiting retry is cancelled, the partner is told to stop', async () => {
      const person = await newPerson();
      receiver.answer = (hook) => (hook.body.includes('contact.released') ? 503 : 200);
      const { grantId } = await install(person);
      await receiver.received(1);
      await until(
        async () => (await deliveryStates(grantId))[0] === 'contact.released pending',
        'the retry to be queued',
      );
      const withdrawn = await act.withdrawGrant(person, grantId);
      assert.equal(withdrawn.grant?.state, 'ENDED');
      await receiver.received(2);
      marketplace.clock.advance(7_000);
      await until(
        async () => (await deliveryStates(grantId))[1] === 'contact.released cancelled',
        'the retry to be cancelled',
      );
      assert.deepEqual(
        receiver.hooks.map((hook) => eventOf(hook).type),
        ['contact.released', 'consent.withdrawn'],
      );
      assert.deepEqual(await deliveryStates(grantId), [
        'consent.withdrawn delivered',
        'contact.released cancelled',
      ]);
    });

    it('tells a partner that was never sent anything nothing at all', async () => {
      const person = await newPerson();
      const { grantId } = await install(person, 'drift-stats');
      assert.deepEqual(await deliveryStates(grantId), ['app.installed held', 'contact.released held']);
      await act.withdrawGrant(person, grantId);
      const late = await startReceiver();
      await act.connect('driftwood', `${late.url}/hooks`, exceptInstalled);
      await until(
        async () => (await deliveryStates(grantId)).includes('contact.released cancelled'),
        'the cancellation',
      );
      assert.equal(late.hooks.length, 0);
      await late.close();
    });

    it('holds what a partner cannot receive yet and sends it to its first endpoint', async () => {
      const person = await newPerson();
      const { grantId } = await install(person, 'gull-icons');
      assert.deepEqual(await deliveryStates(grantId), ['app.installed held', 'contact.released held']);
      const late = await startReceiver();
      await act.connect('gullwing', `${late.url}/hooks`, exceptInstalled);
      await late.received(1);
      assert.equal(eventOf(late.hooks[0] as Hook).data.contact.email, person.email);
      await late.close();
    });

    it('follows no redirect', async () => {
      const person = await newPerson();
      receiver.answer = (hook) => (hook.path === '/hooks' ? 302 : 200);
      const { grantId } = await install(person);
      await receiver.received(1);
      await until(
        async () => (await deliveryStates(grantId))[0] === 'contact.released pending',
        'the retry to be queued',
      );
      assert.deepEqual(
        receiver.hooks.map((hook) => hook.path),
        ['/hooks'],
      );
      receiver.answer = () => 200;
      await act.withdrawGrant(person, grantId);
      await receiver.received(2);
    });

    it('erases: grants end, partners are told, key, email and records are gone, proofs keep their leaves', async () => {
      const person = await newPerson();
      const { grantId } = await install(person);
      await receiver.received(1);
      const subjectId = String(
        (await rowsOf(marketplace, 'grants')).find((row) => row['id'] === grantId)?.['subject_id'],
      );
      const leaves = async (): Promise<unknown[]> =>
        (await rowsOf(marketplace, 'ledger_entries'))
          .sort((a, b) => Number(a['seq']) - Number(b['seq']))
          .map((row) => String(row['leaf']));
      const leavesBefore = await leaves();
      const key = newKey();
      const erased = await act.eraseAccount(person, key);
      assert.deepEqual(erased.userErrors, []);
      await receiver.received(2);
      assert.equal(eventOf(receiver.hooks[1] as Hook).type, 'contact.erased');

      const of = async (table: string, column = 'subject_id') =>
        (await rowsOf(marketplace, table)).filter((row) => row[column] === subjectId);
      for (const table of ['vault_keys', 'vault_emails', 'people', 'trait_values', 'disclosures']) {
        assert.deepEqual(await of(table), [], table);
      }
      assert.ok((await of('ledger_entries')).every((row) => row['sealed'] === null));
      assert.ok((await of('ledger_entries')).length >= 3);
      const [tombstone] = await of('subjects', 'id');
      assert.deepEqual(
        [tombstone?.['state'], tombstone?.['login_index'], tombstone?.['birth_date']],
        ['erased', null, null],
      );
      const leavesAfter = await leaves();
      assert.deepEqual(leavesAfter.slice(0, leavesBefore.length), leavesBefore);

      const repeated = await act.eraseAccount(person, key);
      assert.equal(repeated.erasedAt, erased.erasedAt, 'a repetition is answered the same');
      assert.deepEqual(repeated.userErrors, []);
      const viewer = await marketplace.ask<{ viewer: null }>(
        'marketplace',
        person.token,
        '{ viewer { id } }',
      );
      assert.equal(viewer.data.viewer, null);
      const again = await act.disclosure(person, { appId: await act.appId(app) });
      assert.deepEqual(
        again.userErrors.map((error) => error.code),
        ['ACCOUNT_REQUIRED'],
      );
    });

    it('writes each release exactly once: releases, ledger entries and outbox agree', async () => {
      const entries = (await rowsOf(marketplace, 'ledger_entries')).filter(
        (row) => row['event'] === 'release',
      );
      const releases = await rowsOf(marketplace, 'releases');
      const queued = (await rowsOf(marketplace, 'outbox')).filter(
        (row) => row['event'] === 'contact.released',
      );
      assert.ok(releases.length >= 8);
      assert.deepEqual(
        releases.map((row) => row['ledger_entry_id']).sort(),
        entries.map((row) => row['id']).sort(),
      );
      assert.deepEqual(
        queued.map((row) => row['release_id']).sort(),
        releases.map((row) => row['id']).sort(),
      );
    });
  });
}
