import assert from 'node:assert/strict';
import { engines, rowsOf } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import type { Receiver } from '../support/receiver.ts';
import { SECOND, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const APP = 'calmly-booking';

for (const dialect of engines) {
  describe(`an attempt that breaks on our side, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let endpointId: string;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      const events = ['CONTACT_RELEASED', 'CONSENT_WITHDRAWN'];
      ({ id: endpointId } = await partner.connect(receiver.url, { events }));
    });
    beforeEach(() => void (receiver.hooks.length = 0));
    afterEach(() => keep(null));
    after(() => stage.close());

    /** A row that says what no partner can make it say. */
    const keep = (encryption_key: string | null): Promise<unknown> =>
      stage.marketplace.db.transact((tx) =>
        tx.q('webhook_endpoints').where({ id: endpointId }).update({ encryption_key }),
      );

    const outcomes = async (messageId: string) =>
      (await partner.deliveries()).find(({ id }) => id === messageId)?.attempts.map(({ outcome }) => outcome);

    it('is written down at once and made again by the schedule; the endpoint is not blamed', async () => {
      const key = 'no key at all of somebody@canary.example';
      await keep(key);
      const { grantId } = await stage.install(await stage.person(), APP);
      await stage.failed(grantId);
      const broken = await stage.message(grantId);
      assert.deepEqual([broken.attempts, broken.failures], [1, 1]);
      assert.ok(broken.next_at - stage.clock.now() < 7 * SECOND);
      assert.deepEqual(await outcomes(broken.id), ['INTERNAL']);
      assert.equal((await partner.endpoint(endpointId)).consecutiveFailures, 0);
      assert.equal(receiver.hooks.length, 0);
      const lines = stage.marketplace.logLines.filter((line) => line.includes('delivery attempt broke'));
      assert.equal(lines.length, 1);
      assert.ok(lines[0]?.includes(broken.id));
      assert.ok(!stage.marketplace.logLines.join('').includes('no key at all'));

      await keep(null);
      stage.clock.advance(7 * SECOND);
      await stage.reaches(grantId, 'delivered');
      assert.deepEqual(await outcomes(broken.id), ['INTERNAL', 'DELIVERED']);
    });

    it('for a row that cannot be read, keeps nobody else’s from going', async () => {
      await partner.pause(endpointId);
      const grantIds: string[] = [];
      for (let i = 0; i < 7; i += 1) grantIds.push((await stage.install(await stage.person(), APP)).grantId);
      const [spoilt = '', ...others] = grantIds;
      const grants = await rowsOf<{ id: string; subject_id: string }>(stage.marketplace, 'grants');
      const subject_id = grants.find(({ id }) => id === spoilt)?.subject_id ?? '';
      const { db } = stage.marketplace;
      const emails = await rowsOf<{ subject_id: string; ciphertext: Buffer }>(
        stage.marketplace,
        'vault_emails',
      );
      const whole = emails.find((row) => row.subject_id === subject_id)?.ciphertext ?? Buffer.alloc(0);
      const put = (ciphertext: Buffer): Promise<unknown> =>
        db.transact((tx) => tx.q('vault_emails').where({ subject_id }).update({ ciphertext }));
      await put(Buffer.from(whole.map((byte, i) => (i === whole.length - 1 ? byte ^ 1 : byte))));
      await partner.resume(endpointId);
      for (const grantId of others) await stage.reaches(grantId, 'delivered');
      await stage.failed(spoilt);
      assert.deepEqual(await outcomes((await stage.message(spoilt)).id), ['INTERNAL']);
      assert.equal(receiver.hooks.length, others.length);
      assert.equal((await partner.endpoint(endpointId)).consecutiveFailures, 0);

      await put(whole);
      stage.clock.advance(7 * SECOND);
      await stage.reaches(spoilt, 'delivered');
    });

    it('counts as one that may have sent something: whoever takes the yes back, the partner is told', async () => {
      await keep('no key at all');
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.failed(grantId);
      assert.notEqual((await stage.release(person, grantId)).sentAt, null);
      await keep(null);
      await stage.act.withdrawGrant(person, grantId);
      await stage.reaches(grantId, 'delivered', 'consent.withdrawn');
      stage.clock.advance(7 * SECOND);
      await stage.reaches(grantId, 'cancelled');
      assert.deepEqual(typesOf(receiver.hooks), ['consent.withdrawn']);
      const duties = await rowsOf(stage.marketplace, 'deletion_duties');
      assert.deepEqual(
        duties.map(({ state }) => state),
        ['open'],
      );
    });
  });
}
