import assert from 'node:assert/strict';
import { engines } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import { refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { MINUTE, SECOND, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

interface Given {
  readonly person: Person;
  readonly appId: string;
  readonly grantId: string;
}

/** The ways in which a yes ends, and what the partner is told then. */
const ends = {
  'consent.withdrawn': (stage: Stage, { person, grantId }: Given) => stage.act.withdrawGrant(person, grantId),
  'app.uninstalled': (stage: Stage, { person, appId }: Given) => stage.act.uninstallApp(person, appId),
  'contact.erased': (stage: Stage, { person }: Given) => stage.act.eraseAccount(person),
} as const;
type Notice = keyof typeof ends;

for (const dialect of engines) {
  describe(`the person’s last word, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let endpointId: string;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      ({ id: endpointId } = await partner.connect(receiver.url));
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
    });
    after(() => stage.close());

    async function given(): Promise<Given> {
      const person = await stage.person();
      return { person, ...(await stage.install(person, APP)) };
    }

    async function delivered(): Promise<Given> {
      const one = await given();
      await stage.reaches(one.grantId, 'delivered');
      await stage.reaches(one.grantId, 'delivered', 'app.installed');
      return one;
    }

    async function isCancelled({ grantId }: Given): Promise<void> {
      await stage.reaches(grantId, 'cancelled');
      await stage.reaches(grantId, 'cancelled', 'app.installed');
    }

    for (const notice of Object.keys(ends) as Notice[]) {
      const end = ends[notice];

      it(`between two attempts: the second is not made, ${notice} is`, async () => {
        receiver.answer = ({ body }) => (body.includes(notice) ? 200 : 500);
        const one = await given();
        await stage.bothFailed(one.grantId);
        receiver.hooks.length = 0;
        await end(stage, one);
        await stage.reaches(one.grantId, 'delivered', notice);
        stage.clock.advance(7 * SECOND);
        await isCancelled(one);
        assert.deepEqual(typesOf(receiver.hooks), [notice]);
      });

      it(`before anything went: nothing is sent, not even ${notice}`, async () => {
        await partner.pause(endpointId);
        const one = await given();
        await end(stage, one);
        await partner.resume(endpointId);
        await isCancelled(one);
        assert.deepEqual((await stage.messages(one.grantId)).map(({ event }) => event).sort(), [
          'app.installed',
          'contact.released',
        ]);
        assert.equal(receiver.hooks.length, 0);
      });

      it(`after it arrived: neither replay nor recovery sends it again (${notice})`, async () => {
        const since = stage.clock.now();
        const one = await delivered();
        await end(stage, one);
        await stage.reaches(one.grantId, 'delivered', notice);
        const { id } = await stage.message(one.grantId);
        receiver.hooks.length = 0;
        assert.equal(refusalOf(await partner.replay(id)), null);
        await stage.reaches(one.grantId, 'cancelled');
        assert.equal(refusalOf(await partner.replay(id)), 'GRANT_ENDED input.deliveryId');
        const { recovery } = await partner.recover(endpointId, since, { everything: true });
        await until(
          async () => (await partner.recoveries()).find((each) => each.id === recovery?.id)?.state === 'DONE',
          'the recovery to be done',
        );
        await stage.reaches(one.grantId, 'cancelled', 'app.installed');
        await stage.reaches(one.grantId, 'delivered', notice);
        await receiver.received(1);
        assert.deepEqual(typesOf(receiver.hooks), [notice], 'what tells the partner to stop may go again');
      });
    }

    it('another yes revives no message of one that is over', async () => {
      const one = await delivered();
      const { id } = await stage.message(one.grantId);
      await stage.act.uninstallApp(one.person, one.appId);
      const again = await stage.install(one.person, APP);
      await stage.reaches(again.grantId, 'delivered');
      receiver.hooks.length = 0;
      await partner.replay(id);
      await stage.reaches(one.grantId, 'cancelled');
      assert.ok(!receiver.hooks.some(({ headers }) => headers['webhook-id'] === id));
    });

    it('a yes that never went after the partner deleted everything is not spoken of', async () => {
      const one = await delivered();
      await stage.act.uninstallApp(one.person, one.appId);
      await stage.reaches(one.grantId, 'delivered', 'app.uninstalled');
      const [open] = await partner.deletions('OPEN');
      for (const { contactId } of await partner.deletions('OPEN')) await partner.attest(contactId, one.appId);
      assert.ok(open);
      await partner.pause(endpointId);
      stage.clock.advance(SECOND);
      const again = await stage.install(one.person, APP);
      receiver.hooks.length = 0;
      await stage.act.uninstallApp(one.person, one.appId);
      await partner.resume(endpointId);
      await isCancelled({ ...one, grantId: again.grantId });
      assert.deepEqual((await stage.messages(again.grantId)).map(({ event }) => event).sort(), [
        'app.installed',
        'contact.released',
      ]);
      assert.deepEqual(await partner.deletions('OPEN'), []);
      assert.equal((await stage.release(one.person, again.grantId)).state, 'NEVER_SENT');
    });

    it('a suspended partner gets nothing, replays included; what still holds goes when it is reinstated', async () => {
      const [kept, ended] = [await delivered(), await delivered()];
      const staff = onboarding(stage.marketplace);
      const { id: partnerId } = (await partner.query<{ me: { id: string } }>('{ me { id } }')).me;
      await staff.suspend(partnerId);
      receiver.hooks.length = 0;
      const { id } = await stage.message(kept.grantId);
      assert.equal((await partner.replay(id)).delivery?.state, 'HELD');
      await partner.replay((await stage.message(ended.grantId)).id);
      await partner.recover(endpointId, stage.clock.now() - MINUTE, { everything: true });
      await stage.act.withdrawGrant(ended.person, ended.grantId);
      await partner.testEvent(endpointId);
      stage.clock.advance(MINUTE);
      // Another partner's message shows that the worker has been round.
      const marker = await stage.receiver();
      await stage.partner('gullwing').connect(marker.url);
      const { grantId } = await stage.install(await stage.person(), 'gull-icons');
      await stage.reaches(grantId, 'delivered');
      assert.equal(receiver.hooks.length, 0);
      await staff.reinstate(partnerId);
      await stage.reaches(kept.grantId, 'delivered');
      await stage.reaches(ended.grantId, 'cancelled');
      await stage.reaches(ended.grantId, 'delivered', 'consent.withdrawn');
      const { email } = ended.person;
      assert.ok(!receiver.hooks.some(({ body }) => body.includes(`"${email}"`)));
    });
  });
}
