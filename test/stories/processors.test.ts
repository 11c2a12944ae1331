import assert from 'node:assert/strict';
import { requireTransfer } from '../../src/processors/index.ts';
import type { Transfer } from '../../src/processors/index.ts';
import { startMailSink } from '../support/mail-sink.ts';
import type { MailSink } from '../support/mail-sink.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { codes, fieldsOf, office } from '../support/office.ts';
import type { Office } from '../support/office.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const SLUG = 'mail-carrier';
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const NOTICE = 'Parcel Post Ltd carries our mail to you and sees your email address while it does.';

interface ProcessorView {
  readonly id?: string;
  readonly slug: string;
  readonly notice: { readonly version: number; readonly text: string } | null;
}
interface OwnView {
  readonly processor: ProcessorView;
  readonly optedOut: boolean;
  readonly lastTransferAt: string | null;
}
interface MailRow {
  readonly id: string;
  readonly recipient_ref: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

for (const dialect of engines) {
  describe(`processors, on ${dialect},`, () => {
    let stage: Stage;
    let sink: MailSink;
    let desk: Office;
    let staff: ReturnType<typeof marketing>;
    let appId: string;
    let willing: Person;
    let subjectId: string;

    before(async () => {
      sink = await startMailSink();
      stage = await openStage(dialect, {
        environment: {
          SLUICE_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
          SLUICE_SMTP_PROCESSOR: SLUG,
        },
      });
      desk = office(stage);
      staff = marketing(stage.marketplace);
      appId = await stage.act.appId('fern-shop');
      willing = await stage.person();
      await prefer(willing);
      const { data } = await stage.marketplace.ask<{ viewer: { id: string } }>(
        'marketplace',
        willing.token,
        '{ viewer { id } }',
      );
      subjectId = data.viewer.id;
    });
    after(async () => {
      await stage.close();
      await sink.close();
    });

    async function prefer(person: Person): Promise<void> {
      const { errors } = await stage.marketplace.ask(
        'marketplace',
        person.token,
        'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
        { input: { offersByEmail: true, idempotencyKey: newKey() } },
      );
      assert.deepEqual(errors, []);
    }
    const FIELDS = 'processor { id slug notice { version text } notices { version text } }';
    const officerDoes = (name: string, type: string, input: object) =>
      desk.mutate<UserErrors & { processor: ProcessorView | null }>(
        'privacy',
        desk.officer(),
        [name, type, FIELDS],
        input,
      );
    const register = (change: object = {}) =>
      officerDoes('registerProcessor', 'RegisterProcessorInput', {
        ...{ slug: SLUG, name: 'Parcel Post', purpose: 'Carries our mail to people.' },
        ...{ fields: ['EMAIL'], promotional: false, country: 'DE' },
        ...{ contact: 'privacy@parcel.example', privacyPolicyUrl: 'https://parcel.example/privacy' },
        ...change,
      });
    const giveNotice = (processorId: string, text: string) =>
      officerDoes('giveProcessorNotice', 'GiveProcessorNoticeInput', { processorId, text });
    const choose = (name: 'optOutOfProcessor' | 'optInToProcessor', person: Person, change: object = {}) =>
      desk.mutate<UserErrors & { processor: OwnView | null }>(
        'marketplace',
        person.token,
        [
          name,
          'ProcessorChoiceInput',
          'processor { processor { slug notice { version text } } optedOut lastTransferAt }',
        ],
        { slug: SLUG, ...change },
      );
    const shown = async (): Promise<ProcessorView[]> => {
      const { data, errors } = await stage.marketplace.ask<{ processors: { nodes: ProcessorView[] } }>(
        'marketplace',
        null,
        '{ processors(first: 10) { nodes { slug name purpose fields promotional country contact privacyPolicyUrl notice { version text givenAt } } } }',
      );
      assert.deepEqual(errors, []);
      return data.processors.nodes;
    };
    const own = async (person: Person): Promise<OwnView[]> => {
      const { data, errors } = await stage.marketplace.ask<{ viewer: { processors: OwnView[] } }>(
        'marketplace',
        person.token,
        '{ viewer { processors { processor { slug notice { version text } } optedOut lastTransferAt } } }',
      );
      assert.deepEqual(errors, []);
      return data.viewer.processors;
    };
    const launch = (title: string, change: object = {}): Promise<string> =>
      staff.launch(appId, {
        criterion: everybody,
        channels: ['EMAIL'],
        variants: [{ key: 'a', title, text: 'For a year.' }],
        ...change,
      });
    /** The mails to the willing person, oldest first. */
    const queued = async (): Promise<MailRow[]> =>
      (await rowsOf<MailRow>(stage.marketplace, 'mail_queue'))
        .filter(({ recipient_ref }) => recipient_ref === subjectId)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    const last = async (): Promise<MailRow | undefined> => (await queued()).at(-1);
    const transfers = () =>
      rowsOf<{ subject_id: string; about: string; notice_id: string; field: string }>(
        stage.marketplace,
        'processor_transfers',
      );
    const openings = async (): Promise<number> =>
      (await rowsOf<{ subject_id: string }>(stage.marketplace, 'vault_mail_openings')).filter(
        ({ subject_id }) => subject_id === subjectId,
      ).length;
    const got = (): number => sink.mails.filter(({ to }) => to.includes(willing.email)).length;
    const idOf = async (): Promise<string> => {
      const { data } = await desk.ask<{ processors: { nodes: ProcessorView[] } }>(
        '{ processors(first: 10) { nodes { id slug } } }',
      );
      return data.processors.nodes.find(({ slug }) => slug === SLUG)?.id ?? '';
    };

    it('P03 nothing goes to a processor before it is registered and people were told of it', async () => {
      await launch('Waits');
      await until(async () => (await last())?.last_error === 'no-carrier', 'the mail to wait', 20_000);
      const made = await register();
      assert.deepEqual(made.userErrors, []);
      assert.deepEqual(await shown(), [], 'nobody was told yet');
      stage.clock.advance(11 * MINUTE);
      await until(async () => (await last())?.last_error === 'no-notice', 'it to wait on', 20_000);
      assert.deepEqual([got(), await openings(), (await transfers()).length], [0, 0, 0]);
      assert.equal((await last())?.state, 'pending');

      const told = await giveNotice(made.processor?.id ?? '', NOTICE);
      assert.deepEqual([told.userErrors, told.processor?.notice], [[], { version: 1, text: NOTICE }]);
      stage.clock.advance(11 * MINUTE);
      await until(async () => (await last())?.state === 'sent', 'the mail to go', 20_000);
      assert.equal(got(), 1);
      const [mail, recorded] = [await last(), await transfers()];
      assert.deepEqual(
        recorded.map(({ subject_id, about, field }) => [subject_id, about, field]),
        [[subjectId, mail?.id, 'email']],
      );
      assert.ok(!JSON.stringify(recorded).includes(willing.email));
    });

    it('P03 everybody sees who works for the company, and what was told of them', async () => {
      const [first] = await shown();
      assert.deepEqual([first?.slug, first?.notice?.text], [SLUG, NOTICE]);
      const [mine] = await own(willing);
      assert.deepEqual([mine?.processor.slug, mine?.optedOut], [SLUG, false]);
      assert.ok(mine?.lastTransferAt);
      const second = await giveNotice(await idOf(), `${NOTICE} In Germany.`);
      assert.equal(second.processor?.notice?.version, 2);
      const [processor] = (
        await desk.ask<{ processors: { nodes: { notices: { version: number; text: string }[] }[] } }>(
          '{ processors(first: 10) { nodes { notices { version text } } } }',
        )
      ).data.processors.nodes;
      assert.deepEqual(
        processor?.notices.map(({ text }) => text),
        [`${NOTICE} In Germany.`, NOTICE],
        'the earlier one stays as it was',
      );
    });

    it('P03 a no stops the next transfer, and what is queued, visibly; a yes lets it go on', async () => {
      const now = new Date(stage.clock.now()).toISOString();
      const quietHours = { from: now.slice(11, 16), to: '00:00' };
      const before = (await queued()).length;
      await launch('Queued', { quietHours });
      await until(async () => (await queued()).length === before + 1, 'the mail to be queued', 20_000);
      const key = newKey();
      const out = await choose('optOutOfProcessor', willing, { idempotencyKey: key });
      assert.deepEqual([out.userErrors, out.processor?.optedOut], [[], true]);
      assert.equal(
        (await choose('optOutOfProcessor', willing, { idempotencyKey: key })).processor?.optedOut,
        true,
      );
      assert.equal((await own(willing))[0]?.optedOut, true);
      const [sent, opened, recorded] = [got(), await openings(), (await transfers()).length];
      // To a minute after midnight.
      stage.clock.advance(DAY - (stage.clock.now() % DAY) + MINUTE);
      await until(async () => (await last())?.last_error === 'opted-out', 'the mail to be stopped', 20_000);
      assert.equal((await last())?.state, 'failed');
      await launch('Next');
      await until(async () => (await queued()).length === before + 2, 'the next mail', 20_000);
      await until(async () => (await last())?.last_error === 'opted-out', 'it to be stopped too', 20_000);
      assert.deepEqual(
        [got(), await openings(), (await transfers()).length],
        [sent, opened, recorded],
        'no address was opened for it',
      );
      assert.ok(stage.marketplace.logLines.some((line) => line.includes('"code":"opted-out"')));

      assert.equal((await choose('optInToProcessor', willing)).processor?.optedOut, false);
      await launch('Again');
      await until(async () => (await last())?.state === 'sent', 'a mail to go again', 20_000);
      assert.equal(got(), sent + 1);
    });

    it('P03 a no that comes while a transfer is decided has its say: one of them is first', async () => {
      const { db } = stage.marketplace;
      const wish = { slug: SLUG, subjectId, field: 'email' } as const;
      for (let i = 0; i < 5; i += 1) {
        const [outcome] = await Promise.all([
          requireTransfer(db, { ...wish, about: `mai_race_${i}` }),
          choose('optOutOfProcessor', willing),
        ]);
        if (!('refusal' in outcome)) assert.equal(outcome.about, `mai_race_${i}`);
        const after = await requireTransfer(db, { ...wish, about: 'mai_after' });
        assert.deepEqual(after, { refusal: 'opted-out' });
        await choose('optInToProcessor', willing);
      }
      assert.ok((await transfers()).every(({ about }) => about !== 'mai_after'));
    });

    it('P03 a transfer is of what was registered, of somebody who is there, and cannot be made up', async () => {
      const { db } = stage.marketplace;
      const wish = { slug: SLUG, subjectId, about: 'mai_1' } as const;
      assert.deepEqual(await requireTransfer(db, { ...wish, field: 'birth_date' }), {
        refusal: 'not-registered',
      });
      assert.deepEqual(
        await requireTransfer(db, { ...wish, field: 'email', subjectId: 'sub_00000000000000000000000000' }),
        { refusal: 'no-person' },
      );
      const { Transfer: Proof } = await import('../../src/processors/index.ts');
      const forged = JSON.parse('{"id":"trf_1","subjectId":"sub_1","about":"mai_1"}') as Transfer;
      assert.equal(Proof.isGenuine(forged), false);
    });

    it('P03 the register is refused what it cannot hold, by name, and keeps a slug for ever', async () => {
      for (const [field, value] of [
        ['slug', 'No Slug'],
        ['name', 'a\u202eb'],
        ['purpose', ''],
        ['fields', []],
        ['fields', ['EMAIL', 'EMAIL']],
        ['country', 'XX'],
        ['contact', 'nobody'],
        ['privacyPolicyUrl', 'http://127.0.0.1/'],
      ] as const) {
        const refused = await register({ slug: 'other', [field]: value });
        assert.deepEqual([codes(refused), fieldsOf(refused)], [['INVALID_INPUT'], [field]], field);
      }
      assert.deepEqual(codes(await register()), ['SLUG_TAKEN']);
      assert.deepEqual(fieldsOf(await giveNotice(await idOf(), ' ')), ['text']);
      assert.deepEqual(codes(await giveNotice('prc_00000000000000000000000000', NOTICE)), ['NOT_FOUND']);
      for (const slug of ['nobody', 'a\0b', '']) {
        assert.deepEqual(codes(await choose('optOutOfProcessor', willing, { slug })), ['NOT_FOUND']);
      }
      const second = await register({ slug: 'second' });
      assert.deepEqual(
        codes(await choose('optOutOfProcessor', willing, { slug: 'second' })),
        ['NOT_FOUND'],
        'nobody was told of it',
      );
      const processorId = second.processor?.id;
      const retire = () => officerDoes('retireProcessor', 'RetireProcessorInput', { processorId });
      assert.deepEqual(codes(await retire()), []);
      assert.deepEqual(codes(await retire()), ['WRONG_STATUS']);
      assert.deepEqual(codes(await register({ slug: 'second' })), ['SLUG_TAKEN']);
      const stranger = stage.marketplace.login('no-account', 'no.account@mail.example');
      assert.deepEqual(codes(await choose('optOutOfProcessor', stranger)), ['ACCOUNT_REQUIRED']);
    });

    it('P03 a retired one gets nothing more, is still shown to whom it concerned, and erasure forgets the choice', async () => {
      const done = await officerDoes('retireProcessor', 'RetireProcessorInput', {
        processorId: await idOf(),
      });
      assert.deepEqual(done.userErrors, []);
      assert.deepEqual(await shown(), []);
      assert.equal((await own(willing))[0]?.processor.slug, SLUG);
      const sent = got();
      await launch('Too late');
      await until(async () => (await last())?.last_error === 'no-carrier', 'the mail to wait', 20_000);
      assert.equal(got(), sent);
      await choose('optOutOfProcessor', willing);
      assert.equal((await rowsOf(stage.marketplace, 'processor_opt_outs')).length, 1);
      assert.deepEqual((await stage.act.eraseAccount(willing)).userErrors, []);
      assert.deepEqual(await rowsOf(stage.marketplace, 'processor_opt_outs'), []);
    });
  });
}
