import assert from 'node:assert/strict';
import { verifyReceipt } from '../../src/ledger/index.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import type { Receiver } from '../support/receiver.ts';
import { codesOf, leaving } from '../support/leaving.ts';
import { DAY, MINUTE, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const OTHER = 'acorn-helpdesk';
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

for (const dialect of engines) {
  describe(`leaving, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let door: ReturnType<typeof leaving>;

    before(async () => {
      stage = await openStage(dialect);
      door = leaving(stage.marketplace);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      await partner.connect(receiver.url);
      await marketing(stage.marketplace).launch(await stage.act.appId('fern-shop'), { criterion: everybody });
    });
    after(() => stage.close());
    beforeEach(() => {
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
    });

    /** Somebody whose contact was tried once, and waits for its retry. */
    async function waiting() {
      receiver.answer = () => 500;
      const person = await stage.person();
      const given = await stage.install(person, APP);
      await until(
        async () =>
          (await stage.messages(given.grantId)).every(
            ({ state, attempts }) => state === 'pending' && attempts === 1,
          ),
        'one failure of each message',
      );
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      return { person, ...given };
    }

    it('P24 is announced for a day two weeks ahead, and nothing goes out from the moment it was asked for', async () => {
      const { person, grantId } = await waiting();
      const appId = await stage.act.appId(OTHER);
      const { disclosure } = await stage.act.disclosure(person, { appId });
      assert.ok((await stage.act.offers(person)).length > 0);
      const [offer] = await stage.act.offers(person);
      const asked = await door.leave(person);
      assert.deepEqual(asked.userErrors, []);
      assert.deepEqual([asked.erasedAt, asked.receipt], [null, null]);
      const wait = Date.parse(asked.erasesAt ?? '') - stage.clock.now();
      assert.ok(wait > 14 * DAY - MINUTE && wait <= 14 * DAY, 'two weeks');
      assert.deepEqual((await door.pending(person))?.erasure, {
        erasesAt: asked.erasesAt,
        reference: asked.erasureReference,
      });

      // Longer than any retry: it was looked at, and did not go.
      stage.clock.advance(2 * DAY);
      await moment();
      assert.deepEqual(typesOf(receiver.hooks), []);
      const message = await stage.message(grantId);
      assert.deepEqual([message.state, message.attempts], ['pending', 1]);
      assert.ok((await partner.contacts(100)).nodes.every(({ email }) => email === null));

      assert.deepEqual(codesOf(await stage.act.disclosure(person, { appId })), ['ERASURE_PENDING']);
      assert.deepEqual(codesOf(await stage.act.disclosure(person, { offerId: offer?.id ?? '' })), [
        'ERASURE_PENDING',
      ]);
      assert.deepEqual(codesOf(await stage.act.installApp(person, appId, disclosure?.hash ?? '')), [
        'ERASURE_PENDING',
      ]);
      assert.deepEqual(await stage.act.offers(person), []);
      assert.deepEqual(codesOf(await door.leave(person)), ['ERASURE_PENDING']);
      assert.deepEqual(codesOf(await stage.act.withdrawGrant(person, grantId)), [], 'no is always heard');
      await stage.reaches(grantId, 'delivered', 'consent.withdrawn');
    });

    it('P24 can be taken back: everything goes on where it stopped', async () => {
      const { person, grantId } = await waiting();
      const key = newKey();
      const asked = await door.leave(person, key);
      assert.deepEqual(await door.leave(person, key), asked, 'a repetition gets the same answer');
      assert.deepEqual(codesOf(await door.leave(person, key, { immediately: true })), [
        'IDEMPOTENCY_CONFLICT',
      ]);
      // As long as keys are remembered.
      stage.clock.advance(DAY);
      await moment();
      assert.deepEqual(typesOf(receiver.hooks), []);

      const stay = newKey();
      assert.deepEqual(await door.stay(person, stay), []);
      assert.deepEqual(await door.stay(person, stay), []);
      assert.deepEqual(await door.stay(person), ['ERASURE_NOT_PENDING']);
      assert.equal((await door.pending(person))?.erasure, null);
      const reference = asked.erasureReference;
      assert.equal((await door.state({ reference })).answer['state'], 'cancelled');
      const replayed = await door.leave(person, key);
      assert.deepEqual([replayed.erasesAt, replayed.userErrors], [null, []], 'an old request erases nobody');
      assert.equal((await door.pending(person))?.erasure, null);

      stage.clock.advance(6 * MINUTE);
      await stage.reaches(grantId, 'delivered');
      assert.ok((await stage.act.offers(person)).length > 0);
      assert.deepEqual(
        codesOf(await stage.act.disclosure(person, { appId: await stage.act.appId(OTHER) })),
        [],
      );
      stage.clock.advance(20 * DAY);
      await moment();
      assert.notEqual(await door.pending(person), null, 'who stays stays');
    });

    it('P24 is done at its time: partners are told and owe the deletion, and who has the reference gets the receipt', async () => {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      const unsent = await waiting();
      const [asked] = [await door.leave(person), await door.leave(unsent.person)];
      const reference = asked.erasureReference;
      assert.equal((await door.state({ reference })).answer['state'], 'pending');
      stage.clock.advance(14 * DAY - MINUTE);
      await moment();
      assert.notEqual(await door.pending(person), null, 'not before');
      stage.clock.advance(2 * MINUTE);
      await until(async () => (await door.pending(person)) === null, 'the erasure');
      await until(async () => (await door.pending(unsent.person)) === null, 'the other one');
      await stage.reaches(grantId, 'delivered', 'contact.erased');
      stage.clock.advance(6 * MINUTE);
      await stage.reaches(unsent.grantId, 'cancelled');
      // What was tried may have arrived: they hear of that, too.
      await stage.reaches(unsent.grantId, 'delivered', 'contact.erased');
      const duties = await rowsOf<{ grant_id?: string; cause: string; state: string }>(
        stage.marketplace,
        'deletion_duties',
      );
      assert.ok(duties.some(({ cause, state }) => cause === 'erased' && state === 'open'));
      assert.deepEqual(await door.stay(person), ['ACCOUNT_REQUIRED']);
      assert.deepEqual(codesOf(await door.leave(person)), ['ACCOUNT_REQUIRED']);

      let done = await door.state({ reference });
      await until(async () => {
        done = await door.state({ reference });
        return typeof done.answer['receipt'] === 'string';
      }, 'the receipt');
      assert.deepEqual([done.status, done.answer['state']], [200, 'erased']);
      const [{ key }] = stage.marketplace.services.receipts.identity.signers;
      assert.equal(verifyReceipt(String(done.answer['receipt']), [key]).state, 'erased');
      const rows = JSON.stringify(await rowsOf(stage.marketplace, 'erasures'));
      assert.ok(!rows.includes(reference ?? '?'), 'only the reference’s hash is kept');
    });

    it('P24 says the same of every reference that is none', async () => {
      const answers = [];
      for (const body of [
        { reference: 'A'.repeat(43) },
        { reference: '' },
        { reference: ['x'] },
        { reference: { like: '%' } },
        {},
        [],
      ]) {
        answers.push(JSON.stringify(await door.state(body)));
      }
      assert.equal(new Set(answers).size, 1);
      assert.match(answers[0] ?? '', /"status":404/);
      assert.equal((await door.state({ reference: 'A'.repeat(2_000) })).status, 413);
      const { serving } = stage.marketplace;
      assert.equal((await fetch(`${serving.url}/privacy/erasures`)).status, 404, 'only POST');
    });

    it('P24 at once is still at once, with the receipt in hand, from before or after the wish to wait', async () => {
      const person = await stage.person();
      const first = await door.leave(person);
      const key = newKey();
      const done = await door.leave(person, key, { immediately: true });
      assert.deepEqual(done.userErrors, []);
      assert.ok(done.erasedAt !== null && done.receipt !== null && done.erasesAt === null);
      assert.equal(done.erasureReference, first.erasureReference, 'one erasure, one reference');
      assert.deepEqual(
        (await door.leave(person, key, { immediately: true })).erasedAt,
        done.erasedAt,
        'a repetition is answered',
      );
      assert.equal(await door.pending(person), null);
      const rows = await rowsOf<{ state: string }>(stage.marketplace, 'erasures');
      assert.ok(rows.every(({ state }) => state !== 'pending'));
    });

    it('P24 two wishes at once are one, and a yes at the same moment is before or refused', async () => {
      const person = await stage.person();
      const appId = await stage.act.appId(OTHER);
      const { disclosure } = await stage.act.disclosure(person, { appId });
      const [a, b, yes] = await Promise.all([
        door.leave(person),
        door.leave(person),
        stage.act.installApp(person, appId, disclosure?.hash ?? ''),
      ]);
      assert.deepEqual([...codesOf(a), ...codesOf(b)], ['ERASURE_PENDING']);
      assert.ok(['', 'ERASURE_PENDING'].includes(codesOf(yes).join()));
      await door.leave(person, newKey(), { immediately: true });
    });

    it('P24 mails no offer to somebody who is leaving, nor counts their silence as a no', async () => {
      const staff = marketing(stage.marketplace);
      const [gone, there] = [await stage.person(), await stage.person()];
      for (const one of [gone, there]) {
        await stage.marketplace.ask(
          'marketplace',
          one.token,
          'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
          { input: { offersByEmail: true, idempotencyKey: newKey() } },
        );
      }
      await door.leave(gone);
      await staff.launch(await stage.act.appId('fern-shop'), {
        criterion: everybody,
        channels: ['EMAIL'],
        variants: [{ key: 'a', title: 'For who stays', text: 'For a year.' }],
      });
      const to = (email: string): number =>
        stage.mails().filter((mail) => mail.header('to') === email).length;
      await until(() => to(there.email) === 1, 'the mail to the other one', 20_000);
      await until(
        async () =>
          (await rowsOf<{ state: string }>(stage.marketplace, 'mail_queue')).every(
            ({ state }) => state !== 'pending' && state !== 'sending',
          ),
        'the queue to be through',
      );
      assert.equal(to(gone.email), 0);
      assert.deepEqual(await door.stay(gone), []);
      const { data } = await stage.marketplace.ask<{
        viewer: { preferences: { offers: boolean; offersByEmail: boolean } };
      }>('marketplace', gone.token, '{ viewer { preferences { offers offersByEmail } } }');
      assert.deepEqual(data.viewer.preferences, { offers: true, offersByEmail: true });
    });

    it('P24 keeps a contact that was to go beside others back, too', async () => {
      const person = await stage.person();
      const offerId = await marketing(stage.marketplace).launch(await stage.act.appId(OTHER), {
        criterion: everybody,
        spreadHours: 24,
      });
      const { disclosure } = await stage.act.disclosure(person, { offerId });
      const done = await stage.act.acceptOffer(person, offerId, disclosure?.hash ?? '');
      const grantId = done.grant?.id ?? '';
      await door.leave(person);
      stage.clock.advance(2 * DAY);
      await moment();
      const released = async (): Promise<boolean> =>
        (await rowsOf<{ grant_id: string }>(stage.marketplace, 'releases')).some(
          (row) => row.grant_id === grantId,
        );
      assert.equal(await released(), false);
      assert.deepEqual(await door.stay(person), []);
      stage.clock.advance(2 * 60 * MINUTE);
      await until(released, 'the release after the wish was taken back', 20_000);
    });

    it('P24 keeps the receipt for a year', async () => {
      const person = await stage.person();
      const { erasureReference: reference } = await door.leave(person, newKey(), { immediately: true });
      assert.equal((await door.state({ reference })).status, 200);
      stage.clock.advance(366 * DAY);
      await until(async () => (await door.state({ reference })).status === 404, 'a year to be over');
    });
  });
}
