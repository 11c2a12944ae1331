import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contains, databaseBytes, filesUnder, isSentMail } from '../support/canary.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import type { ReadMail } from '../support/mail-sink.ts';
import { MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

/** Whether the plan is known or not is always known. */
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

interface QueueRow {
  readonly kind: string;
  readonly recipient_ref: string;
  readonly refs: string;
  readonly state: string;
  readonly created_at: number;
  readonly finished_at: number | null;
}

for (const engine of engines) {
  describe(`notices of releases, on ${engine},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(engine);
    });
    after(() => stage.close());

    const noticesTo = ({ email }: Person): ReadMail[] =>
      stage
        .mails()
        .filter(
          (mail) =>
            mail.header('to') === email && /^Your email address goes/.test(mail.header('subject') ?? ''),
        );
    const noticed = (person: Person, times: number): Promise<void> =>
      until(() => noticesTo(person).length === times, `${times} notices`, 20_000);
    const queued = async (kind = 'released'): Promise<QueueRow[]> =>
      (await rowsOf<QueueRow>(stage.marketplace, 'mail_queue')).filter((row) => row.kind === kind);

    it('P24 a release is told to its person within a minute: app, partner, what for, and how to take it back', async () => {
      const person = await stage.person();
      await stage.marketplace.ask(
        'marketplace',
        person.token,
        'mutation ($i: SetPreferencesInput!) { setPreferences(input: $i) { userErrors { code } } }',
        { i: { offers: false, offersByEmail: false, idempotencyKey: newKey() } },
      );
      await stage.install(person, 'calmly-booking');
      await noticed(person, 1);
      const [mail] = noticesTo(person);
      assert.ok(mail);
      assert.equal(mail.header('from'), `"Sluice Marketplace (demonstration)" <no-reply@sluice.example>`);
      assert.equal(mail.header('subject'), 'Your email address goes to Calmly Booking');
      for (const words of [
        'by installing an app',
        'app      Calmly Booking',
        'partner  Calmly',
        'to create an account for you in this app',
        'to write to you about this app',
        'To take your yes back, in one step',
      ]) {
        assert.ok(mail.text.includes(words), words);
      }
      const { publicUrl } = stage.marketplace.surroundings.config;
      for (const link of mail.text.match(/\w+:\/\/\S+/g) ?? [])
        assert.match(link, new RegExp(`^${publicUrl}/?$`));
      const headers = mail.names.map((name) => mail.header(name)).join('\n');
      assert.doesNotMatch(
        `${headers}\n${mail.text}`,
        /sub_|rel_|grt_|prt_|app_|utm_|<img|http-equiv|list-unsubscribe/i,
      );

      const [row, ...others] = await queued();
      assert.ok(row && others.length === 0);
      await until(async () => (await queued())[0]?.finished_at !== null, 'it to be recorded');
      const { created_at, finished_at } = (await queued())[0] ?? row;
      assert.ok((finished_at ?? Infinity) - created_at < MINUTE, 'within a minute');
      assert.deepEqual(Object.keys(JSON.parse(row.refs) as object).sort(), ['releaseId', 'subjectId']);
      const openings = await rowsOf<{ purpose: string; subject_id: string }>(
        stage.marketplace,
        'vault_mail_openings',
      );
      assert.deepEqual(
        openings.map(({ purpose, subject_id }) => [purpose, subject_id]),
        [['release', row.recipient_ref]],
      );
    });

    it('P24 each release has its own notice, and what releases nothing has none', async () => {
      const person = await stage.person();
      const slugs = ['calmly-booking', 'calmly-rooms', 'acorn-helpdesk', 'gull-icons', 'fern-shop'];
      for (const slug of slugs) await stage.install(person, slug);
      const offerId = await marketing(stage.marketplace).launch(await stage.act.appId('gull-icons'), {
        criterion: everybody,
      });
      const { disclosure } = await stage.act.disclosure(person, { offerId });
      assert.deepEqual((await stage.act.acceptOffer(person, offerId, disclosure?.hash ?? '')).userErrors, []);
      await noticed(person, 6);
      const texts = noticesTo(person).map(({ text }) => text);
      const apps = texts.map((text) => /app {6}(.*)/.exec(text)?.[1]).sort();
      assert.equal(new Set(apps).size, 5);
      const offer = texts.filter((text) => text.includes('by accepting an offer'));
      assert.equal(offer.length, 1);
      assert.ok(!offer[0]?.includes('to create an account'), 'an offer is for letters alone');

      const silent = await stage.person();
      await stage.act.disclosure(silent, { appId: await stage.act.appId('calmly-booking') });
      const twice = await stage.install(silent, 'calmly-booking');
      await noticed(silent, 1);
      await stage.act.withdrawGrant(silent, twice.grantId);
      const back = await stage.install(await stage.person(), 'calmly-booking');
      assert.ok(back.grantId);
      await until(async () => (await queued()).every(({ state }) => state === 'sent'), 'all to go', 20_000);
      assert.equal(noticesTo(silent).length, 1);
      assert.equal((await queued()).length, 1 + 6 + 1 + 1);
    });

    it('P24 an erasure takes the mails of its person out of queue and folder, and nobody else’s', async () => {
      const [leaving, staying] = [
        await stage.person(`canary.${newKey()}@mail.example`),
        await stage.person(),
      ];
      await stage.install(leaving, 'calmly-rooms');
      await stage.install(staying, 'calmly-rooms');
      await noticed(leaving, 1);
      await noticed(staying, 1);
      // One more that may be on its way at this very moment.
      await stage.install(leaving, 'gull-icons');
      await stage.act.eraseAccount(leaving);
      const folder = (): Buffer =>
        Buffer.concat(
          filesUnder(stage.marketplace.dataDir)
            .filter(isSentMail)
            .map((file) => readFileSync(file)),
        );
      await until(() => !contains(folder(), leaving.email), 'the folder to be empty of them', 10_000);
      assert.ok(contains(folder(), staying.email));
      await until(async () => (await queued()).every(({ state }) => state === 'sent'), 'all to go', 20_000);
      // One that was on its way when its person was erased is found at the next look.
      stage.clock.advance(2 * MINUTE);
      await until(() => !contains(folder(), leaving.email), 'the latecomer to go', 10_000);
      assert.ok(!contains(await databaseBytes(stage.marketplace), leaving.email));
      assert.equal(noticesTo(staying).length, 1);
    });
  });
}
