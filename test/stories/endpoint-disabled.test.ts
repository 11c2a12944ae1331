import assert from 'node:assert/strict';
import { engines } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { refusalOf } from '../support/partner-door.ts';
import { DAY, MINUTE, SECOND, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

for (const dialect of engines) {
  describe(`an endpoint that we disable, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let id: string;
    let pings = 0;
    const people: Person[] = [];

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      receiver.prove = (challenge) => {
        pings += 1;
        return challenge;
      };
      ({ id } = await partner.connect(receiver.url, { events: ['CONTACT_RELEASED'] }));
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
      pings = 0;
    });
    after(() => stage.close());

    async function install(): Promise<string> {
      const person = await stage.person();
      people.push(person);
      return (await stage.install(person, APP)).grantId;
    }

    const isDisabled = (): Promise<void> =>
      until(async () => (await partner.endpoint(id)).status === 'DISABLED', 'the endpoint to be disabled');

    /** What was held goes once its owner has answered again, and not before. */
    async function comesBack(held: readonly string[]): Promise<void> {
      const { prove } = receiver;
      receiver.prove = () => 'no';
      stage.clock.advance(2 * SECOND);
      assert.equal(refusalOf(await partner.resume(id)), 'OWNERSHIP_UNPROVEN');
      assert.equal((await partner.endpoint(id)).status, 'DISABLED');
      assert.equal(receiver.hooks.length, 0);
      receiver.prove = prove;
      stage.clock.advance(2 * SECOND);
      const resumed = await partner.resume(id);
      assert.deepEqual(resumed.userErrors, []);
      assert.equal(pings, 1, 'it was asked again');
      const { status, disabledReason, consecutiveFailures, failingSince } = resumed.endpoint ?? {};
      assert.deepEqual(
        [status, disabledReason, consecutiveFailures, failingSince],
        ['ACTIVE', null, 0, null],
      );
      stage.clock.advance(7 * MINUTE);
      for (const grantId of held) await stage.reaches(grantId, 'delivered');
      assert.equal(typesOf(receiver.hooks).length, held.length);
    }

    /** The newest mails; nothing about a person stands in any of them. */
    async function mails(count: number): Promise<{ to: string; text: string }[]> {
      await until(() => stage.otherMails().length >= count, `${count} mails`);
      const sent = stage.otherMails();
      assert.equal(sent.length, count);
      for (const mail of sent) {
        const all = mail.names.map((name) => mail.header(name)).join('\n') + mail.text;
        assert.ok(!/canary\.example|stage\.\d/.test(all), all);
        for (const { email, sub } of people) assert.ok(!all.includes(email) && !all.includes(sub));
      }
      return sent.map((mail) => ({ to: mail.header('to') ?? '', text: mail.text }));
    }

    it('goes off at once when it answers 410; the partner is told by mail; it comes back when it proves itself', async () => {
      receiver.answer = () => 410;
      const first = await install();
      await isDisabled();
      const { disabledReason } = await partner.endpoint(id);
      assert.equal(disabledReason, 'GONE');
      await stage.settled();
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      const second = await install();
      stage.clock.advance(7 * MINUTE);
      assert.equal(refusalOf(await partner.pause(id)), 'INVALID_INPUT input.endpointId');
      const [mail] = await mails(1);
      assert.match(mail?.to ?? '', /^ops@calmly\.example$/);
      assert.ok(mail?.text.includes(id) && mail.text.includes('410'));
      assert.equal((await stage.message(second)).attempts, 0);
      stage.clock.advance(31 * MINUTE);
      await comesBack([first, second]);
    });

    it('stays on after few failures, however long they go on', async () => {
      receiver.answer = () => 500;
      const first = await install();
      await stage.failed(first);
      stage.clock.advance(6 * DAY);
      await stage.failed(first, 2);
      const { status, consecutiveFailures } = await partner.endpoint(id);
      assert.deepEqual([status, consecutiveFailures], ['ACTIVE', 2]);
      receiver.answer = () => 200;
      stage.clock.advance(7 * MINUTE);
      await stage.reaches(first, 'delivered');
    });

    it('goes off after five days of nothing but failures, not before', async () => {
      receiver.answer = () => 500;
      const waiting: string[] = [];
      for (let i = 0; i < 5; i += 1) waiting.push(await install());
      for (const grantId of waiting) await stage.failed(grantId);
      stage.clock.advance(7 * SECOND);
      for (const grantId of waiting) await stage.failed(grantId, 2);
      stage.clock.advance(5 * DAY - MINUTE);
      const failures = async (): Promise<number> => (await partner.endpoint(id)).consecutiveFailures;
      await until(async () => (await failures()) === 11, 'it to be probed');
      assert.equal((await partner.endpoint(id)).status, 'ACTIVE');
      stage.clock.advance(7 * MINUTE);
      await isDisabled();
      assert.equal((await partner.endpoint(id)).disabledReason, 'FAILING');
      await stage.settled();
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      const second = await install();
      const sent = await mails(2);
      assert.ok(sent.every(({ to }) => to === 'ops@calmly.example'));
      assert.ok(sent.some(({ text }) => !text.includes('410') && text.includes(id)));
      assert.equal((await stage.message(second)).attempts, 0);
      stage.clock.advance(40 * MINUTE);
      await comesBack([...waiting, second]);
    });

    it('stays on when something arrived in between', async () => {
      receiver.answer = () => 500;
      const first = await install();
      await stage.failed(first);
      stage.clock.advance(4 * DAY);
      receiver.answer = () => 200;
      await stage.reaches(first, 'delivered');
      receiver.answer = () => 500;
      stage.clock.advance(2 * DAY);
      await stage.failed(await install());
      const { status, consecutiveFailures } = await partner.endpoint(id);
      assert.deepEqual([status, consecutiveFailures], ['ACTIVE', 1]);
    });
  });
}
