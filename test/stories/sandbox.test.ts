import assert from 'node:assert/strict';
import { checkEvent } from '../support/check-event.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import { partnerDoor, refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { contactIn, eventOf, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const EVENTS = [
  'CONTACT_RELEASED',
  'APP_INSTALLED',
  'CONSENT_WITHDRAWN',
  'APP_UNINSTALLED',
  'CONTACT_ERASED',
] as const;
const typeOf = (name: string): string => name.toLowerCase().replace('_', '.');

for (const dialect of engines) {
  describe(`trying it out with made-up people, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let appId: string;
    let live: Receiver;
    let sandbox: Receiver;
    const ids = { live: '', sandbox: '' };
    const secrets = { live: '', sandbox: '' };

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      appId = await stage.act.appId(APP);
      [live, sandbox] = [await stage.receiver(), await stage.receiver()];
      ({ id: ids.live, secret: secrets.live } = await partner.connect(live.url));
    });
    beforeEach(() => {
      live.hooks.length = 0;
      sandbox.hooks.length = 0;
    });
    after(() => stage.close());

    const ledgerSize = async (): Promise<number> =>
      (await rowsOf(stage.marketplace, 'ledger_entries')).length;

    const allDelivered = (contactId: string, count: number): Promise<void> =>
      until(async () => {
        const own = (await partner.deliveries({ sandbox: true })).filter(
          (one) => one.contactId === contactId,
        );
        return own.filter(({ state }) => state === 'DELIVERED').length === count;
      }, `${count} messages about somebody made up`);

    it('what happens to them waits for a sandbox endpoint and never goes to a live one', async () => {
      const { contact, userErrors } = await partner.makeUp(appId);
      assert.deepEqual(userErrors, []);
      assert.ok(contact);
      assert.match(contact.email, /@sandbox\.example$/);
      const person = await stage.person();
      const real = await stage.install(person, APP);
      await stage.reaches(real.grantId, 'delivered');
      await stage.reaches(real.grantId, 'delivered', 'app.installed');
      assert.ok(live.hooks.every((hook) => hook.body.includes(contactIn(live.hooks[0]).id)));
      assert.deepEqual(
        (await partner.deliveries({ sandbox: true, state: 'HELD' })).map(({ event }) => event).sort(),
        ['APP_INSTALLED', 'CONTACT_RELEASED'],
      );
      ({ id: ids.sandbox, secret: secrets.sandbox } = await partner.connect(sandbox.url, { sandbox: true }));
      await allDelivered(contact.contactId, 2);
      for (const hook of sandbox.hooks) {
        const event = await checkEvent(hook, secrets.sandbox);
        assert.equal(event.test, true);
        assert.equal(contactIn(hook).id, contact.contactId);
      }
      assert.equal(live.hooks.length, 2);
    });

    it('what happens to real people never goes to a sandbox endpoint', async () => {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      await stage.act.eraseAccount(person);
      await stage.reaches(grantId, 'delivered', 'contact.erased');
      assert.equal(sandbox.hooks.length, 0);
      assert.ok(live.hooks.every((hook) => !hook.body.includes('"test"')));
    });

    it('one message of each kind on demand, to either endpoint, marked as a test', async () => {
      for (const [where, receiver] of [
        ['live', live],
        ['sandbox', sandbox],
      ] as const) {
        for (const event of EVENTS) {
          receiver.hooks.length = 0;
          const key = newKey();
          const { delivery, userErrors } = await partner.testEvent(ids[where], {
            event,
            appId,
            idempotencyKey: key,
          });
          assert.deepEqual(userErrors, []);
          assert.deepEqual([delivery?.event, delivery?.sandbox], [event, true]);
          const again = await partner.testEvent(ids[where], { event, appId, idempotencyKey: key });
          assert.equal(again.delivery?.id, delivery?.id);
          await allDelivered(delivery?.contactId ?? '', 1);
          assert.deepEqual(typesOf(receiver.hooks), [typeOf(event)]);
          const read = await checkEvent(receiver.hooks[0], secrets[where]);
          assert.equal(read.test, true);
          assert.equal(contactIn(receiver.hooks[0]).id, delivery?.contactId);
        }
      }
      assert.equal(refusalOf(await partner.testEvent(ids.live, { appId: 'app_x' })), 'NOT_FOUND input.appId');
    });

    it('their deletion is attested as a real one is, and nothing of it is in the ledger', async () => {
      const before = await ledgerSize();
      const { contact } = await partner.makeUp(appId, { install: false });
      const contactId = contact?.contactId ?? '';
      await allDelivered(contactId, 1);
      assert.deepEqual(eventOf(sandbox.hooks[0]).type, 'contact.released');
      assert.equal(refusalOf(await partner.attest(contactId, appId)), 'NOT_FOUND input.contactId');
      const key = newKey();
      const ended = await partner.endMadeUp(contactId, { reason: 'ERASED', idempotencyKey: key });
      assert.ok(ended.contact?.endedAt);
      assert.deepEqual(await partner.endMadeUp(contactId, { reason: 'ERASED', idempotencyKey: key }), ended);
      assert.equal(refusalOf(await partner.endMadeUp(contactId)), 'GRANT_ENDED input.contactId');
      await allDelivered(contactId, 2);
      assert.equal(
        refusalOf(await partner.attest(contactId, await stage.act.appId('calmly-rooms'))),
        'NOT_FOUND input.contactId',
      );
      const attested = await partner.attest(contactId, appId);
      assert.ok(attested.attestedAt);
      stage.clock.advance(5_000);
      assert.deepEqual(await partner.attest(contactId, appId), attested);
      assert.equal(await ledgerSize(), before);
      assert.ok(!(await partner.deletions()).some((one) => one.contactId === contactId));
    });

    it('one who changes their mind before it went is not sent', async () => {
      await partner.pause(ids.sandbox);
      const { contact } = await partner.makeUp(appId);
      const contactId = contact?.contactId ?? '';
      await partner.endMadeUp(contactId, { reason: 'UNINSTALLED' });
      await partner.resume(ids.sandbox);
      await allDelivered(contactId, 1);
      await until(
        async () =>
          (await partner.deliveries({ sandbox: true, state: 'CANCELLED' })).filter(
            (one) => one.contactId === contactId,
          ).length === 2,
        'what rested on the yes to be cancelled',
      );
      assert.deepEqual(typesOf(sandbox.hooks), ['app.uninstalled']);
    });

    it('they are nobody’s data, and no contact that could be fetched', async () => {
      const count = async (table: string): Promise<number> => (await rowsOf(stage.marketplace, table)).length;
      const tables = ['subjects', 'grants', 'releases', 'vault_emails', 'deletion_duties'];
      const before = await Promise.all(tables.map(count));
      const { contact } = await partner.makeUp(appId);
      await allDelivered(contact?.contactId ?? '', 2);
      await partner.endMadeUp(contact?.contactId ?? '');
      assert.deepEqual(await Promise.all(tables.map(count)), before);
      assert.equal(await partner.contact(contact?.contactId ?? '', appId), null);
      const { nodes } = await partner.contacts(100);
      assert.ok(!nodes.some(({ contactId }) => contactId === contact?.contactId));
    });

    it('an app that is still a draft can be tried; another partner’s cannot, nor its people', async () => {
      const { act } = await onboarding(stage.marketplace).settled('drafting');
      const draft = await act.createApp('drafting-app');
      const newcomer = partnerDoor(stage.marketplace, 'drafting');
      const inbox = await stage.receiver();
      const { secret } = await newcomer.connect(inbox.url, { sandbox: true });
      const { contact } = await newcomer.makeUp(draft.app?.id ?? '');
      await inbox.received(2);
      await checkEvent(inbox.hooks[0], secret);
      const contactId = contact?.contactId ?? '';
      assert.equal(refusalOf(await partner.makeUp(draft.app?.id ?? '')), 'NOT_FOUND input.appId');
      assert.equal(refusalOf(await partner.makeUp('nonsense')), 'NOT_FOUND input.appId');
      assert.equal(refusalOf(await partner.endMadeUp(contactId)), 'NOT_FOUND input.contactId');
      assert.equal(refusalOf(await partner.attest(contactId, appId)), 'NOT_FOUND input.contactId');
      assert.ok(live.hooks.length === 0 && sandbox.hooks.length === 0);
    });
  });
}
