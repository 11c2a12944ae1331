import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import type { ReadMail } from '../support/mail-sink.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const RUNS = `query ($id: ID!) { campaign(id: $id) { runs {
  version digest replayedDigest criterionHash watermark people { from to } queued { from to } finishedAt
} } }`;

interface Run {
  readonly version: number;
  readonly digest: string;
  readonly replayedDigest: string;
  readonly criterionHash: string;
  readonly people: { readonly from: number };
  readonly finishedAt: string | null;
}

for (const engine of engines) {
  describe(`offers by mail on ${engine}`, () => {
    let stage: Stage;
    let staff: ReturnType<typeof marketing>;
    let appId: string;
    let willing: Person;

    const prefer = async (person: Person, input: object): Promise<void> => {
      const { errors } = await stage.marketplace.ask(
        'marketplace',
        person.token,
        'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
        { input: { ...input, idempotencyKey: newKey() } },
      );
      assert.deepEqual(errors, []);
    };

    const offersTo = (person: Person, title: string): ReadMail[] =>
      stage.mails().filter((mail) => mail.header('to') === person.email && mail.header('subject') === title);

    const runsOf = async (id: string): Promise<readonly Run[]> =>
      (await staff.ask<{ campaign: { runs: Run[] } }>(RUNS, { id })).campaign.runs;

    const through = (id: string): Promise<void> =>
      until(async () => (await runsOf(id))[0]?.finishedAt != null, 'the run to be through', 20_000);

    const launch = (title: string, change: object = {}): Promise<string> =>
      staff.launch(appId, {
        criterion: everybody,
        channels: ['EMAIL'],
        variants: [{ key: 'a', title, text: 'For a year, for sites like yours.' }],
        ...change,
      });

    before(async () => {
      stage = await openStage(engine);
      staff = marketing(stage.marketplace);
      appId = await stage.act.appId('fern-shop');
      willing = await stage.person();
      await prefer(willing, { offersByEmail: true });
    });
    after(() => stage.close());

    it('go to those who asked for them, from the company, with a way out, and count nobody', async () => {
      const silent = await stage.person();
      const id = await launch('Half price');
      await until(() => offersTo(willing, 'Half price').length === 1, 'the mail', 20_000);
      await through(id);
      const [mail] = offersTo(willing, 'Half price');
      assert.ok(mail);
      assert.deepEqual(offersTo(silent, 'Half price'), []);
      assert.match(mail.text, /Fernhill Commerce S\.A\.S\./);
      for (const internal of [id, appId, 'run_', 'cmp_', 'http-equiv', '<img', 'utm_']) {
        const headers = mail.names.map((name) => mail.header(name)).join('\n');
        assert.ok(!`${headers}\n${mail.text}`.includes(internal), internal);
      }
      assert.equal(mail.header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
      assert.match(mail.header('list-unsubscribe') ?? '', /^<https?:\/\/[^/]+\/unsubscribe\/[\w-]{43}>$/);
      assert.ok(!(await stage.act.offers(willing)).some((offer) => offer.id === id), 'it is not on the site');
      const { disclosure } = await stage.act.disclosure(willing, { offerId: id });
      assert.ok(disclosure, 'whoever comes from the mail can read what would be released');
      const queued = await rowsOf<{ refs: string; recipient_ref: string }>(stage.marketplace, 'mail_queue');
      assert.ok(!JSON.stringify(queued).includes(willing.email), 'the queue holds ids');
      const openings = await rowsOf<{ purpose: string }>(stage.marketplace, 'vault_mail_openings');
      assert.deepEqual(
        openings.map(({ purpose }) => purpose),
        ['offer'],
      );
    });

    it('write down whom each version went to, once, and can look at it again', async () => {
      const id = await launch('Third off');
      await through(id);
      const [run, ...others] = await runsOf(id);
      assert.ok(run);
      assert.deepEqual([others, run.version, run.people.from], [[], 1, 0]);
      assert.match(run.criterionHash, /^[0-9a-f]{64}$/);
      // Whatever happens to people afterwards.
      await stage.person();
      assert.equal((await runsOf(id))[0]?.replayedDigest, run.digest);
      const again = await launch('Third off again');
      await through(again);
      assert.notEqual((await runsOf(again))[0]?.digest, run.digest, 'nobody learns that they are the same');
    });

    it('end with one click, which asks nothing, and with none on GET', async () => {
      const leaving = await stage.person();
      await prefer(leaving, { offersByEmail: true });
      await launch('Before leaving');
      await until(() => offersTo(leaving, 'Before leaving').length === 1, 'the mail', 20_000);
      const link = /<(.*)>/.exec(
        offersTo(leaving, 'Before leaving')[0]?.header('list-unsubscribe') ?? '',
      )?.[1];
      assert.ok(link);
      const url = `${stage.marketplace.serving.url}${new URL(link).pathname}`;
      const asks = await fetch(url);
      assert.equal(asks.status, 200);
      assert.equal(asks.headers.get('referrer-policy'), 'no-referrer');
      assert.match(await asks.text(), /<form method="post">/);
      const wants = async (): Promise<boolean> => {
        const { data } = await stage.marketplace.ask<{ viewer: { preferences: { offersByEmail: boolean } } }>(
          'marketplace',
          leaving.token,
          '{ viewer { preferences { offersByEmail } } }',
        );
        return data.viewer.preferences.offersByEmail;
      };
      assert.equal(await wants(), true, 'looking is not leaving');
      const post = (to: string) =>
        fetch(to, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
      assert.equal((await post(url)).status, 200);
      assert.equal(await wants(), false);
      assert.equal((await post(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).status, 410);
      const next = await launch('After leaving');
      await through(next);
      assert.deepEqual(offersTo(leaving, 'After leaving'), []);
    });

    it('that somebody takes back between queue and sending do not go', async () => {
      const hasty = await stage.person();
      await prefer(hasty, { offersByEmail: true });
      const now = new Date(stage.marketplace.clock.now()).toISOString();
      const quietHours = { from: now.slice(11, 16), to: '00:00' };
      const id = await launch('At night', { quietHours });
      await through(id);
      assert.deepEqual(offersTo(hasty, 'At night'), [], 'quiet hours');
      await prefer(hasty, { offersByEmail: false });
      // To a minute after midnight.
      stage.clock.advance(DAY - (stage.clock.now() % DAY) + MINUTE);
      await until(() => offersTo(willing, 'At night').length === 1, 'the others to get theirs', 20_000);
      await until(
        async () =>
          (await rowsOf<{ last_error: string | null }>(stage.marketplace, 'mail_queue')).some(
            ({ last_error }) => last_error === 'not-wanted',
          ),
        'the mail to be dropped',
        20_000,
      );
      assert.deepEqual(offersTo(hasty, 'At night'), []);
    });
  });
}
