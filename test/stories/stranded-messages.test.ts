import assert from 'node:assert/strict';
import { enqueue } from '../../src/delivery/index.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { refusalOf } from '../support/partner-door.ts';
import { MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const APP = 'calmly-booking';
const events = { events: ['CONTACT_RELEASED'] };

for (const dialect of engines) {
  describe(`messages whose endpoint comes or goes under their feet, on ${dialect},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(dialect);
    });
    after(() => stage.close());

    /** Lets the service look for what is stranded. */
    function lookAround(): void {
      stage.clock.advance(2 * MINUTE);
      stage.marketplace.serving.sluice.chores.wake();
    }

    if (dialect === 'postgres') {
      it('one that was queued for want of an endpoint while the first was being proven still goes', async () => {
        const partner = stage.partner('calmly');
        const receiver = await stage.receiver();
        const { grantId } = await stage.install(await stage.person(), APP);
        const late = await stage.install(await stage.person(), APP);
        const [release] = (await rowsOf(stage.marketplace, 'releases')).filter(
          (row) => row['grant_id'] === late.grantId,
        );
        const { db } = stage.marketplace;
        await db.transact((tx) => tx.q('outbox').where({ grant_id: late.grantId }).delete());
        const { endpoint } = await partner.create({ url: receiver.url, ...events });
        // A release whose transaction looked for endpoints before there was one, and commits after.
        await db.transact(async (tx) => {
          await enqueue(tx, [
            {
              event: 'contact.released',
              partnerId: String(release?.['partner_id']),
              appId: late.appId,
              subjectId: String(release?.['subject_id']),
              grantId: late.grantId,
              releaseId: String(release?.['id']),
              sandbox: false,
            },
          ]);
          assert.equal(refusalOf(await partner.verify(endpoint?.id ?? '')), null);
        });
        assert.equal((await stage.message(late.grantId)).state, 'held');
        await stage.reaches(grantId, 'delivered');
        lookAround();
        await stage.reaches(late.grantId, 'delivered');
      });
    }

    it('one that was under way while its endpoint was removed waits for the next', async () => {
      const partner = stage.partner('gullwing');
      const receiver = await stage.receiver();
      let answer: (status: number) => void = () => undefined;
      const answered = new Promise<number>((resolve) => (answer = resolve));
      receiver.answer = () => answered;
      const { id } = await partner.connect(receiver.url, events);
      const { grantId } = await stage.install(await stage.person(), 'gull-icons');
      await receiver.received(1);
      await partner.remove(id);
      answer(500);
      await stage.reaches(grantId, 'held');
      const next = await stage.receiver();
      await partner.connect(next.url, events);
      await stage.reaches(grantId, 'delivered');
      assert.equal(next.hooks.length, 1);
    });

    it('one that an endpoint comes to want waits no longer', async () => {
      const partner = stage.partner('driftwood');
      const receiver = await stage.receiver();
      const { grantId } = await stage.install(await stage.person(), 'drift-stats');
      const { id } = await partner.connect(receiver.url, { events: ['APP_INSTALLED'] });
      await stage.reaches(grantId, 'delivered', 'app.installed');
      assert.equal((await stage.message(grantId)).state, 'held');
      await partner.update(id, { events: null });
      lookAround();
      await stage.reaches(grantId, 'delivered');
    });

    it('one of a removed endpoint is not replayed into nothing', async () => {
      const partner = stage.partner('kitebird');
      const receiver = await stage.receiver();
      const { id } = await partner.connect(receiver.url, events);
      const person = await stage.person();
      const { grantId } = await stage.install(person, 'kite-feeds');
      await stage.reaches(grantId, 'delivered');
      await partner.remove(id);
      const refused = await partner.replay((await stage.message(grantId)).id);
      assert.equal(refusalOf(refused), 'WRONG_STATUS input.deliveryId');
      assert.equal((await stage.message(grantId)).state, 'delivered');
    });
  });
}
