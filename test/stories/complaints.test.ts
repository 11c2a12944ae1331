import assert from 'node:assert/strict';
import { contains, databaseBytes } from '../support/canary.ts';
import { eraseSettledCases } from '../../src/office/index.ts';
import { keepToSchedule } from '../support/retention.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { codes, fieldsOf, office } from '../support/office.ts';
import type { Office } from '../support/office.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const BODY = 'Data Protection Commission, Dublin';
const VIOLATION = 'Calmly wrote to me about something that I never asked for: canary-violation.';
const CONTACT = 'canary.contact@mail.example';
const about = (change: object = {}) => ({
  ...{ company: 'calmly', violation: VIOLATION, contact: CONTACT, shareDetails: false },
  ...change,
});
const COMPLAINTS = `query @purpose(is: ACCOUNTABILITY) { complaints(first: 50) { nodes { id violation answeredAt } } }`;

for (const dialect of engines) {
  describe(`complaints, on ${dialect},`, () => {
    let stage: Stage;
    let desk: Office;
    let person: Person;

    beforeEach(async () => {
      stage = await openStage(dialect, { environment: { SLUICE_COMPLAINTS_BODY: BODY } });
      desk = office(stage);
      person = await stage.person();
    });
    afterEach(() => stage.close());

    async function filed(change: object = {}): Promise<string> {
      const made = await desk.complain(person, about(change));
      assert.deepEqual(made.userErrors, []);
      return made.complaint?.id ?? '';
    }
    const atPartner = async (slug: string): Promise<{ id: string; violation: string | null }[]> => {
      const token = stage.marketplace.partnerToken(slug);
      const { data, errors } = await stage.marketplace.ask<{
        complaints: { nodes: { id: string; violation: string | null }[] };
      }>('partner', token, COMPLAINTS);
      assert.deepEqual(errors, []);
      return data.complaints.nodes;
    };
    const officeMails = (): string[] =>
      stage
        .mails()
        .filter((mail) => /wait.* for an answer/.test(mail.header('subject') ?? ''))
        .map((mail) => `${mail.header('subject')}\n${mail.text}`);

    it('P25 each thing that is missing is asked for by its name, and nothing is stored', async () => {
      for (const [field, value] of [
        ['company', undefined],
        ['company', '  '],
        ['company', 'no-such-partner'],
        ['company', 'a\0b'],
        ['violation', null],
        ['violation', 'x'.repeat(4_001)],
        ['violation', 'dark \u202e text'],
        ['contact', undefined],
        ['contact', 'x'.repeat(301)],
        ['shareDetails', undefined],
      ] as const) {
        const refused = await desk.complain(person, about({ [field]: value }));
        assert.deepEqual([codes(refused), fieldsOf(refused)], [['INVALID_INPUT'], [field]]);
        assert.equal(refused.complaint, null);
      }
      const { status, body } = await desk.post('/complaints', {});
      assert.equal(status, 422);
      assert.deepEqual(
        body.errors?.map(({ extensions }) => extensions.field),
        ['company', 'violation', 'contact', 'shareDetails'],
      );
      // Not by leaving a word to be taken for a yes.
      const vague = await desk.post('/complaints', about({ shareDetails: 'yes' }));
      assert.deepEqual(
        vague.body.errors?.map(({ extensions }) => extensions.field),
        ['shareDetails'],
      );
      assert.deepEqual(await rowsOf(stage.marketplace, 'office_cases'), []);
      const stranger = stage.marketplace.login('no-account', 'no.account@mail.example');
      assert.deepEqual(codes(await desk.complain(stranger, about())), ['ACCOUNT_REQUIRED']);
    });

    it('P25 go to the company first; the body outside is named once it answered, or let its time pass', async () => {
      const [first, second] = [await filed(), await filed({ company: 'us' })];
      assert.deepEqual(codes(await desk.escalate(first)), ['WRONG_STATUS']);
      assert.equal((await desk.mine(person)).complaints[0]?.outsideBody, null);
      const answered = await desk.answer(first, 'We told Calmly to stop.');
      assert.deepEqual([answered.userErrors, answered.complaint?.state], [[], 'ANSWERED']);
      assert.deepEqual(codes(await desk.answer(first, 'Once more.')), ['WRONG_STATUS']);
      const mine = (await desk.mine(person)).complaints.find(({ id }) => id === first);
      assert.deepEqual(
        [mine?.answer, mine?.outsideBody, mine?.violation],
        ['We told Calmly to stop.', BODY, VIOLATION],
      );
      assert.equal((await desk.escalate(first)).complaint?.state, 'ESCALATED');
      assert.deepEqual(codes(await desk.escalate(first)), ['WRONG_STATUS']);

      stage.clock.advance(30 * DAY - MINUTE);
      assert.deepEqual(codes(await desk.escalate(second)), ['WRONG_STATUS']);
      stage.clock.advance(2 * MINUTE);
      const late = (await desk.mine(person)).complaints.find(({ id }) => id === second);
      assert.deepEqual([late?.state, late?.outsideBody], ['OPEN', BODY]);
      assert.equal((await desk.escalate(second)).complaint?.state, 'ESCALATED');
    });

    it('P25 deadlines are tracked: overdue is shown to the office, and mailed once for each deadline', async () => {
      const [slow, known] = [await filed(), await filed()];
      const [view] = (await desk.mine(person)).complaints;
      const from = stage.clock.now();
      assert.ok(Math.abs(Date.parse(view?.acknowledgeBy ?? '') - from - 7 * DAY) < MINUTE);
      assert.ok(Math.abs(Date.parse(view?.answerBy ?? '') - from - 30 * DAY) < MINUTE);
      assert.deepEqual(codes(await desk.acknowledge(known)), []);
      assert.deepEqual(codes(await desk.acknowledge(known)), ['WRONG_STATUS']);
      assert.deepEqual(await desk.overdue(), []);
      stage.clock.advance(7 * DAY + MINUTE);
      assert.deepEqual(await desk.overdue(), [slow]);
      await until(() => officeMails().length === 1, 'the first mail', 20_000);
      // Several rounds of whoever reminds, and of the mailer.
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      assert.equal(officeMails().length, 1);
      assert.match(officeMails()[0] ?? '', /^1 person waits/);
      stage.clock.advance(23 * DAY);
      assert.deepEqual((await desk.overdue()).sort(), [slow, known].sort());
      await until(() => officeMails().length === 2, 'the second mail', 20_000);
      assert.match(officeMails().join('\n'), /2 people wait/);
      for (const mail of officeMails()) {
        for (const word of [VIOLATION, CONTACT, person.email, 'sub_', 'cpl_', 'Calmly'])
          assert.ok(!mail.includes(word), word);
      }
      for (const id of [slow, known]) assert.deepEqual(codes(await desk.answer(id, 'Sorry, late.')), []);
      assert.deepEqual(await desk.overdue(), []);
    });

    it('P25 words are read against a record that says why, and whoever wrote them sees it', async () => {
      const id = await filed();
      for (const reason of ['', 'short', ' '.repeat(40)]) {
        const refused = await desk.read(id, { reason });
        assert.deepEqual([codes(refused), fieldsOf(refused), refused.words], [
          ['INVALID_INPUT'],
          ['reason'],
          null,
        ] as const);
      }
      assert.deepEqual(codes(await desk.read('cpl_00000000000000000000000000')), ['NOT_FOUND']);
      assert.deepEqual(codes(await desk.read("x' or 1=1\0")), ['NOT_FOUND']);
      assert.deepEqual(await rowsOf(stage.marketplace, 'office_reads'), []);
      const key = newKey();
      const input = { reason: 'To answer canary-reason.', idempotencyKey: key };
      const read = await desk.read(id, input);
      assert.deepEqual([read.words?.contact, read.words?.text], [CONTACT, VIOLATION]);
      // The same look again is a look.
      assert.equal((await desk.read(id, input)).words?.text, VIOLATION);
      assert.deepEqual(codes(await desk.read(id, { ...input, reason: 'Something else altogether.' })), [
        'IDEMPOTENCY_CONFLICT',
      ]);
      const [mine] = (await desk.mine(person)).complaints;
      assert.deepEqual(mine?.reads, [
        { by: 'PRIVACY_OFFICE', reason: 'To answer canary-reason.' },
        { by: 'PRIVACY_OFFICE', reason: 'To answer canary-reason.' },
      ]);
      assert.equal((await rowsOf(stage.marketplace, 'office_reads')).length, 2);
      const silent = await desk.ask(
        'mutation ($input: ReadCaseInput!) { readComplaint(input: $input) { words { text } } }',
        { input: { id, reason: 'To answer it.', idempotencyKey: newKey() } },
      );
      assert.equal(silent.errors[0]?.extensions.code, 'PURPOSE_REQUIRED');
    });

    it('P25 no record, no words', async () => {
      const id = await filed();
      await stage.marketplace.db.transact(async (tx) => {
        await tx.q.schema.renameTable('office_reads', 'office_reads_away');
      });
      const { errors, raw } = await stage.marketplace.ask(
        'privacy',
        desk.officer(),
        `mutation ($input: ReadCaseInput!) @purpose(is: ACCOUNTABILITY) { readComplaint(input: $input) { words { text contact } } }`,
        { input: { id, reason: 'To answer it.', idempotencyKey: newKey() } },
      );
      assert.equal(errors[0]?.extensions.code, 'INTERNAL');
      assert.ok(!raw.includes('canary'));
    });

    it('P25 the company complained of sees what is alleged only if the person said so, never the contact', async () => {
      const [shared, kept] = [await filed({ shareDetails: true }), await filed()];
      await filed({ company: 'us', shareDetails: true });
      assert.deepEqual(
        (await atPartner('calmly')).map(({ id, violation }) => [id, violation]),
        [[shared, VIOLATION]],
      );
      assert.ok(!stage.marketplace.transcript.at(-1)?.includes(CONTACT));
      assert.deepEqual(await atPartner('birchmail'), [], 'nor anybody else');
      const { services } = stage.marketplace;
      const row = (await rowsOf(stage.marketplace, 'office_cases')).find((one) => one['id'] === kept);
      assert.equal(await services.caseReading.byPartner(String(row?.['partner_id']), kept), null);
      const mine = (await desk.mine(person)).complaints.find(({ id }) => id === shared);
      assert.deepEqual(
        mine?.reads.map(({ by }) => by),
        ['PARTNER'],
      );
    });

    it('P25 need no account: a reference and a secret lead back, and away', async () => {
      const made = await desk.post('/complaints', about({ company: 'us' }));
      assert.equal(made.status, 201);
      assert.equal(made.headers.get('cache-control'), 'no-store');
      assert.equal(made.headers.get('set-cookie'), null);
      const claim = { reference: made.body['reference'], secret: made.body['secret'] };
      const id = String(claim.reference);
      assert.match(String(claim.secret), /^[\w-]{43}$/);
      const rows = JSON.stringify(await rowsOf(stage.marketplace, 'office_cases'));
      assert.ok(!rows.includes(String(claim.secret)), 'the secret is kept as a hash');

      assert.equal((await desk.read(id)).words?.contact, CONTACT);
      assert.deepEqual(codes(await desk.answer(id, 'We looked into it.')), []);
      const seen = await desk.post('/complaints/status', claim);
      assert.deepEqual(
        [seen.body['state'], seen.body['company'], seen.body['answer'], seen.body['outsideBody']],
        ['ANSWERED', 'us', 'We looked into it.', BODY],
      );
      assert.deepEqual(
        (seen.body['reads'] as { by: string }[]).map(({ by }) => by),
        ['PRIVACY_OFFICE'],
      );
      const wrong = [
        { ...claim, secret: `${String(claim.secret).slice(0, -1)}x` },
        { ...claim, secret: '' },
        { ...claim, reference: 'cpl_00000000000000000000000000' },
        { ...claim, reference: '\0' },
        { reference: { $ne: '' }, secret: ['x'] },
        {},
      ];
      const answers = await Promise.all(wrong.map((one) => desk.post('/complaints/status', one)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]));
      assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1, 'one answer for all');
      assert.equal((await desk.post('/requests/status', claim)).status, 404, 'no other kind');
      const mine = await desk.mine(person);
      assert.deepEqual(mine.complaints, [], 'it is nobody’s account’s');

      assert.equal((await desk.post('/complaints/erase', wrong[0])).status, 404);
      assert.deepEqual((await desk.post('/complaints/erase', claim)).body, { erased: true });
      assert.equal((await desk.post('/complaints/status', claim)).status, 404);
      assert.deepEqual(codes(await desk.read(id)), ['WRONG_STATUS']);
      const [row] = await rowsOf(stage.marketplace, 'office_cases');
      for (const column of ['wrapped_key', 'details', 'answer', 'secret_hash'])
        assert.equal(row?.[column], null);
    });

    it('P25 no URL takes one, no body is too strange, and a crowd is slowed down', async () => {
      const { url } = stage.marketplace.serving;
      assert.equal((await fetch(`${url}/privacy/complaints?contact=x`)).status, 404);
      assert.equal((await desk.post('/complaints', '{"company":')).status, 400);
      assert.equal((await desk.post('/complaints', about({ violation: 'x'.repeat(40_000) }))).status, 413);
      for (const strange of ['[]', '"us"', '{"company":{"a":1},"contact":7}'])
        assert.ok([400, 422].includes((await desk.post('/complaints', strange)).status), strange);
      let last = 0;
      for (let i = 0; i < 40 && last !== 429; i += 1) last = (await desk.post('/complaints', {})).status;
      assert.equal(last, 429);
      const slowed = await desk.post('/complaints', about());
      assert.ok(Number(slowed.headers.get('retry-after')) > 0);
      stage.clock.advance(61 * MINUTE);
      assert.equal((await desk.post('/complaints', about())).status, 201);
    });

    it('P25 words rest sealed, and go with the account', async () => {
      const id = await filed({ shareDetails: true });
      await desk.read(id, { reason: 'To answer canary-reason.' });
      await desk.answer(id, 'canary-answer, said the office.');
      await desk.post('/complaints', about());
      const canaries = ['canary-violation', CONTACT, 'canary-reason', 'canary-answer'];
      const bytes = await databaseBytes(stage.marketplace);
      for (const canary of canaries) assert.ok(!contains(bytes, canary), canary);
      assert.ok(!canaries.some((canary) => stage.marketplace.logLines.join('').includes(canary)));
      assert.deepEqual((await stage.act.eraseAccount(person)).userErrors, []);
      const row = (await rowsOf(stage.marketplace, 'office_cases')).find((one) => one['id'] === id);
      assert.deepEqual([row?.['state'], row?.['details'], row?.['answer']], ['erased', null, null]);
      assert.ok(
        (await rowsOf(stage.marketplace, 'office_reads'))
          .filter((read) => read['case_id'] === id)
          .every((read) => read['reason'] === null),
      );
      assert.deepEqual(codes(await desk.read(id)), ['WRONG_STATUS']);
      assert.deepEqual(await atPartner('calmly'), [
        {
          id,
          violation: null,
          answeredAt: row?.['answered_at'] ? new Date(Number(row['answered_at'])).toISOString() : null,
        },
      ]);
    });

    it('P25 words are kept for three years after the answer, and as long as somebody waits for one', async () => {
      const [answered, waits] = [await filed(), await filed()];
      const other = await stage.person();
      const kept = (await desk.complain(other, about())).complaint?.id ?? '';
      for (const id of [answered, kept]) await desk.answer(id, 'Mended.');
      const { db, ledger } = stage.marketplace.serving.sluice;
      const rows = () =>
        rowsOf<{ id: string; state: string; subject_id: string }>(stage.marketplace, 'office_cases');
      const states = async (): Promise<(string | undefined)[]> => {
        const byId = new Map((await rows()).map(({ id, state }) => [id, state]));
        return [answered, kept, waits].map((id) => byId.get(id));
      };
      await keepToSchedule(db, ledger, stage.clock.now() + 3 * 365 * DAY - DAY);
      assert.deepEqual(await states(), ['answered', 'answered', 'open']);
      const held = (await rows()).find(({ id }) => id === kept)?.subject_id ?? '';
      const then = stage.clock.now() + 31 * DAY;
      assert.equal(await db.transact((tx) => eraseSettledCases(tx, then, 100, [held])), 1);
      assert.deepEqual(await states(), ['erased', 'answered', 'open']);
      await keepToSchedule(db, ledger, then + 3 * 365 * DAY);
      assert.deepEqual(await states(), ['erased', 'erased', 'open']);
    });

    it('P25 one request that comes twice is one complaint, and twenty wait at most', async () => {
      const key = newKey();
      const twice = await Promise.all(
        [1, 2].map(() => desk.complain(person, about({ idempotencyKey: key }))),
      );
      assert.equal(new Set(twice.map(({ complaint }) => complaint?.id)).size, 1);
      const conflict = await desk.complain(person, about({ idempotencyKey: key, company: 'us' }));
      assert.deepEqual(codes(conflict), ['IDEMPOTENCY_CONFLICT']);
      for (let i = 0; i < 19; i += 1) await filed();
      assert.deepEqual(codes(await desk.complain(person, about())), ['LIMIT_REACHED']);
    });
  });
}
