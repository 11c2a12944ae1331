import assert from 'node:assert/strict';
import { verifyProof } from '../../src/ledger/index.ts';
import { heldSubjects, underLegalRequest } from '../../src/privacy/index.ts';
import { readLegalOpenings } from '../../src/vault/index.ts';
import { openForLegal } from '../../src/vault/open.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { exportActs } from '../support/exports.ts';
import { idOf, officer, refusals, refuseRows } from '../support/privacy-office.ts';
import type { Officer } from '../support/privacy-office.ts';
import type { ReadMail } from '../support/mail-sink.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const REQUEST = `request { id state authority instrument reference subjectIds fields from until gagUntil gagReason gagged
  openedBy approvals { officer gagUntil } defect note decidedBy decidedAt }`;
const SUBJECT = 'We had to disclose data about you';
const HOUR = 60 * MINUTE;

interface Case {
  readonly id: string;
  readonly state: string;
  readonly reference: string | null;
  readonly subjectIds: readonly string[];
  readonly fields: readonly string[];
  readonly gagUntil: string | null;
  readonly gagReason: string | null;
  readonly gagged: boolean;
  readonly openedBy: string;
  readonly approvals: readonly { readonly officer: string; readonly gagUntil: string | null }[];
  readonly defect: string | null;
  readonly note: string | null;
  readonly decidedBy: string | null;
}

interface Answered {
  readonly request: Case | null;
}

interface Disclosed extends Answered {
  readonly bundle: string | null;
}

interface Bundle {
  readonly request: string;
  readonly people: readonly (Record<string, unknown> & { readonly id: string })[];
}

/** All that a person can be shown but for proofs, which follow the log as it grows by whatever entry of whomever. */
const EVERYTHING = `{ viewer { id email emailVerified profile { birthDate policyVersion createdAt }
  grants(first: 50) { nodes { id state } } releases(first: 50) { nodes { id state } }
  refusals(first: 50) { nodes { id } } installations(first: 50) { nodes { id state } }
  staffReads(first: 50) { nodes { at staff fields reason reference } pageInfo { hasNextPage } }
  legalDisclosures(first: 50) { nodes { at authority } pageInfo { hasNextPage startCursor } } } }`;

const DISCLOSURES = `{ viewer { legalDisclosures(first: 50) { nodes {
  at authority instrument reference fields from until silentUntil proof } }
  staffReads(first: 50) { nodes { reason } } } }`;

interface Shown {
  readonly legalDisclosures: {
    readonly nodes: readonly {
      readonly authority: string | null;
      readonly instrument: string | null;
      readonly reference: string | null;
      readonly fields: readonly string[];
      readonly from: string | null;
      readonly until: string | null;
      readonly silentUntil: string | null;
      readonly proof: string | null;
    }[];
  };
  readonly staffReads: { readonly nodes: readonly { readonly reason: string }[] };
}

for (const dialect of engines) {
  describe(`legal process, on ${dialect},`, () => {
    let stage: Stage;
    let ada: Officer;
    let bo: Officer;
    let cy: Officer;

    before(async () => {
      stage = await openStage(dialect);
      [ada, bo, cy] = ['ada', 'bo', 'cy'].map((name) => officer(stage.marketplace, name)) as [
        Officer,
        Officer,
        Officer,
      ];
    });
    after(() => stage.close());

    const at = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();

    async function someone(): Promise<{ person: Person; id: string }> {
      const person = await stage.person();
      return { person, id: await idOf(stage.marketplace, person) };
    }
    const open = (ids: readonly string[], input: object = {}, who = ada) =>
      who.act<Answered>('openLegalRequest', REQUEST, {
        ...{ authority: 'District Court of Prague 1', instrument: 'COURT_ORDER', reference: '12 Nc 34/2026' },
        ...{ subjectIds: ids, fields: ['EMAIL'], receivedAt: at(-MINUTE) },
        ...input,
      });
    const approve = (who: Officer, requestId: string) =>
      who.act<Answered>('approveLegalRequest', REQUEST, { requestId });
    const disclose = (requestId: string, input: object = {}, who = ada) =>
      who.act<Disclosed>('discloseLegalRequest', `${REQUEST} bundle`, { requestId, ...input });
    const extend = (who: Officer, requestId: string, until_: string) =>
      who.act<Answered>('extendGag', REQUEST, { requestId, until: until_ });
    async function approved(ids: readonly string[], input: object = {}): Promise<string> {
      const { request, userErrors } = await open(ids, input);
      assert.deepEqual(userErrors, []);
      const id = request?.id ?? '';
      for (const who of [bo, cy]) assert.deepEqual((await approve(who, id)).userErrors, []);
      return id;
    }
    const read = (bundle: string | null): Bundle => JSON.parse(bundle ?? '') as Bundle;
    const letters = ({ email }: Person): ReadMail[] =>
      stage.mails().filter((mail) => mail.header('to') === email && mail.header('subject') === SUBJECT);
    async function shownTo({ token }: Person): Promise<Shown> {
      const { data, errors } = await stage.marketplace.ask<{ viewer: Shown }>(
        'marketplace',
        token,
        DISCLOSURES,
      );
      assert.deepEqual(errors, []);
      return data.viewer;
    }
    const entries = async (): Promise<Record<string, unknown>[]> =>
      (await rowsOf(stage.marketplace, 'ledger_entries')).filter((row) => row['event'] === 'legal');

    const looking = () => ({
      keyRing: stage.marketplace.services.vault.keyRing,
      rowMac: (row: string) => stage.marketplace.services.hashes.ledgerRow(row),
    });

    it('P21 nothing is disclosed before two officers approved, neither of whom opened the request', async () => {
      const { id: subject } = await someone();
      const { request } = await open([subject]);
      const id = request?.id ?? '';
      assert.deepEqual(
        [request?.state, request?.openedBy, request?.approvals],
        ['OPENED', 'officer:ada', []],
      );
      assert.deepEqual(refusals(await approve(ada, id)), ['OWN_WORK requestId']);
      assert.deepEqual(refusals(await disclose(id)), ['WRONG_STATUS requestId']);
      assert.equal((await approve(bo, id)).request?.state, 'OPENED');
      assert.deepEqual(refusals(await approve(bo, id)), ['OWN_WORK requestId']);
      assert.deepEqual(refusals(await disclose(id, {}, bo)), ['WRONG_STATUS requestId']);
      const both = await approve(cy, id);
      assert.equal(both.request?.state, 'APPROVED');
      assert.deepEqual(
        both.request?.approvals.map((one) => one.officer),
        ['officer:bo', 'officer:cy'],
      );
      assert.deepEqual(refusals(await approve(officer(stage.marketplace, 'di'), id)), [
        'WRONG_STATUS requestId',
      ]);
      assert.deepEqual(refusals(await approve(bo, 'lgl_none')), ['NOT_FOUND requestId']);
      const nobody = await disclose('lgl_none');
      assert.deepEqual([nobody.bundle, refusals(nobody)], [null, ['NOT_FOUND requestId']]);
      assert.deepEqual(await entries(), []);
    });

    it('P21 two approvals at once count as two, one officer’s two as one', async () => {
      const { id: subject } = await someone();
      const id = (await open([subject])).request?.id ?? '';
      const twice = await Promise.all([approve(bo, id), approve(bo, id)]);
      assert.deepEqual(twice.flatMap(refusals), ['OWN_WORK requestId']);
      const other = (await open([subject])).request?.id ?? '';
      await Promise.all([approve(bo, other), approve(cy, other)]);
      const { legalRequests } = await ada.see<{ legalRequests: { nodes: Case[] } }>(
        `query @purpose(is: ACCOUNTABILITY) { legalRequests(first: 20) { nodes { id state approvals { officer } } } }`,
      );
      const states = new Map(legalRequests.nodes.map((one) => [one.id, one.state]));
      assert.deepEqual([states.get(id), states.get(other)], ['OPENED', 'APPROVED']);
    });

    it('P21 what the request names goes, once, and nothing else; the ledger has it first', async () => {
      const { person, id: subject } = await someone();
      const { id: uninvolved } = await someone();
      await stage.install(person, 'calmly-booking');
      stage.clock.advance(2 * HOUR);
      await stage.install(person, 'calmly-rooms');
      const window = { from: at(-HOUR), until: at(0) };
      const id = await approved([subject], { fields: ['EMAIL', 'RELEASES'], ...window });
      const before = (await entries()).length;
      const key = newKey();
      const [one, two] = await Promise.all([
        disclose(id, { idempotencyKey: key }),
        disclose(id, { idempotencyKey: key }),
      ]);
      const given = one.bundle === null ? two : one;
      assert.deepEqual([one.bundle, two.bundle].filter((bundle) => bundle === null).length, 1);
      assert.equal(given.request?.state, 'DISCLOSED');
      const bundle = read(given.bundle);
      assert.deepEqual([bundle.request, bundle.people.length], [id, 1]);
      const [data] = bundle.people;
      assert.deepEqual(Object.keys(data ?? {}).sort(), ['email', 'id', 'releases']);
      assert.deepEqual([data?.id, data?.['email']], [subject, { address: person.email, verified: true }]);
      const releases = data?.['releases'] as { app: string }[];
      assert.equal(releases.length, 1, 'of the time that is asked about');
      assert.match(releases[0]?.app ?? '', /Rooms/i);
      assert.ok(!given.bundle?.includes(uninvolved), 'nobody else');
      assert.ok(!given.bundle?.includes('1990-05-05'), 'no birth date');

      const [entry, ...more] = (await entries()).slice(before);
      assert.deepEqual([entry?.['subject_id'], entry?.['about'], more], [subject, id, []]);
      assert.equal((await disclose(id, { idempotencyKey: key })).bundle, null, 'a repetition gives nothing');
      assert.deepEqual(refusals(await disclose(id)), ['WRONG_STATUS requestId']);
      assert.deepEqual(refusals(await disclose(id, {}, bo)), ['WRONG_STATUS requestId']);
      const bytes = await databaseBytes(stage.marketplace);
      for (const text of [person.email, '12 Nc 34/2026'])
        assert.ok(!contains(bytes, text), `${text} is not kept`);
      assert.ok(contains(bytes, id), 'the scan sees rows');
      assert.ok(!contains(Buffer.from(stage.marketplace.logLines.join('')), person.email), 'nor logged');
    });

    it('P21 each field comes alone', async () => {
      const { person, id: subject } = await someone();
      await stage.install(person, 'calmly-booking');
      const asked = { EMAIL: 'email', BIRTH_DATE: 'birth_date', ACCOUNT: 'account', GRANTS: 'grants' };
      for (const [field, name] of Object.entries(asked)) {
        const window = field === 'GRANTS' ? { from: at(-DAY), until: at(0) } : {};
        const { bundle } = await disclose(await approved([subject], { fields: [field], ...window }));
        assert.deepEqual(Object.keys(read(bundle).people[0] ?? {}).sort(), ['id', name].sort());
        assert.equal(contains(Buffer.from(bundle ?? ''), person.email), field === 'EMAIL');
        // Nor is the email opened and left out: against a record without it, it stays closed.
        const entryId = String((await entries()).at(-1)?.['id']);
        const { db, services } = stage.marketplace;
        const opened = await db.read(async (reader) => {
          const proof = (await readLegalOpenings(reader, looking(), [entryId], stage.clock.now())).get(
            entryId,
          );
          assert.ok(proof, 'the disclosure is proven');
          return openForLegal(reader, services.vault, proof);
        });
        assert.equal(opened?.email.reveal(), field === 'EMAIL' ? person.email : undefined);
      }
    });

    it('P21 the people concerned are told at once, and can prove it; the mail says no more than that', async () => {
      const { person, id: subject } = await someone();
      const { person: other } = await someone();
      const id = await approved([subject], { fields: ['EMAIL', 'ACCOUNT'] });
      assert.deepEqual([letters(person), (await shownTo(person)).legalDisclosures.nodes], [[], []]);
      await disclose(id);
      await until(() => letters(person).length === 1, 'the mail', 20_000);
      for (const secret of ['Prague', '12 Nc', 'COURT', id, subject, 'officer', 'ada']) {
        assert.ok(!letters(person)[0]?.text.includes(secret), secret);
      }
      const queued = (await rowsOf<{ kind: string; refs: string }>(stage.marketplace, 'mail_queue')).filter(
        ({ kind, refs }) => kind === 'legal' && refs.includes(id),
      );
      assert.deepEqual(
        queued.map(({ refs }) => JSON.parse(refs) as unknown),
        [{ subjectId: subject, requestId: id }],
      );
      const openings = await rowsOf<{ subject_id: string; purpose: string }>(
        stage.marketplace,
        'vault_mail_openings',
      );
      assert.ok(
        openings.some((row) => row.subject_id === subject && row.purpose === 'legal'),
        'it is recorded',
      );

      await until(async () => (await shownTo(person)).legalDisclosures.nodes[0]?.proof != null, 'the proof');
      const [shown, ...more] = (await shownTo(person)).legalDisclosures.nodes;
      assert.deepEqual(more, []);
      assert.deepEqual(
        [shown?.authority, shown?.instrument, shown?.reference, shown?.fields, shown?.silentUntil],
        ['District Court of Prague 1', 'COURT_ORDER', '12 Nc 34/2026', ['EMAIL', 'ACCOUNT'], null],
      );
      const [signer] = stage.marketplace.services.receipts.identity.signers;
      const { leaf } = verifyProof(shown?.proof ?? '', [signer.key]);
      const record = JSON.parse(leaf.record?.toString() ?? '') as Record<string, unknown>;
      assert.deepEqual(
        [record['event'], record['request'], record['fields']],
        ['legal', id, ['email', 'account']],
      );
      assert.deepEqual((await shownTo(other)).legalDisclosures.nodes, []);
      assert.deepEqual(letters(other), []);
    });

    it('P21 under a gag all looks as if there were nothing; when it ends the word goes out by itself', async () => {
      const { person, id: subject } = await someone();
      await stage.install(person, 'calmly-booking');
      const everything = async (): Promise<string> =>
        (await stage.marketplace.ask('marketplace', person.token, EVERYTHING)).raw;
      const quiet = await everything();
      const gag = { until: at(30 * DAY), reason: 'The order says so, in its third paragraph.' };
      const id = await approved([subject], { gag });
      const reason = 'To see whether the order names the right person.';
      const look = { subjectId: subject, reason, legalRequestId: id };
      const readIt = (input: object) =>
        bo.act<{ person: { email: string } | null }>('readPerson', 'person { email }', { ...look, ...input });
      assert.deepEqual(refusals(await readIt({ fields: ['EMAIL', 'BIRTH_DATE'] })), [
        'INVALID_INPUT legalRequestId',
      ]);
      assert.equal((await readIt({ fields: ['EMAIL'] })).person?.email, person.email);
      const given = await disclose(id);
      assert.equal(read(given.bundle).people.length, 1);
      assert.deepEqual([given.request?.gagged, given.request?.gagReason], [true, gag.reason]);
      stage.clock.advance(29 * DAY);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      assert.equal(await everything(), quiet, 'byte for byte');
      assert.deepEqual(letters(person), []);
      const copies = exportActs(stage);
      const copy = async (): Promise<Map<string, string>> =>
        copies.fetchFiles(person, (await copies.ready(person)).id);
      const copied = [...(await copy()).values()].join();
      for (const word of [id, 'court_order', 'Prague', '12 Nc', reason]) {
        assert.ok(!copied.includes(word), `${word} in a copy of the data`);
      }
      const queue = await rowsOf<{ refs: string }>(stage.marketplace, 'mail_queue');
      assert.ok(!queue.some(({ refs }) => refs.includes(id)), 'nothing waits in a queue either');
      stage.clock.advance(DAY + MINUTE);
      await until(() => letters(person).length === 1, 'the mail after the gag', 20_000);
      const dated = Date.parse(letters(person)[0]?.header('date') ?? '');
      assert.equal(dated, Math.floor(Date.parse(gag.until) / 1_000) * 1_000, 'it is not dated back');
      const shown = await shownTo(person);
      assert.equal(shown.legalDisclosures.nodes[0]?.silentUntil, gag.until);
      assert.deepEqual(shown.staffReads.nodes, [{ reason }]);
      const files = await copy();
      assert.match(files.get('legal-disclosures.json') ?? '', /12 Nc 34/);
      assert.ok(files.get('staff-reads.json')?.includes(reason), 'and the copy has it');
    });

    it('P21 a look of staff hides behind an approved request about that person only', async () => {
      const [one, two] = [await someone(), await someone()];
      const gag = { until: at(30 * DAY), reason: 'The order says so.' };
      const opened = (await open([one.id], { gag })).request?.id ?? '';
      const look = { subjectId: one.id, fields: ['EMAIL'], reason: 'Because I am curious.' };
      for (const input of [
        { legalRequestId: opened },
        { legalRequestId: await approved([two.id], { gag }) },
        { legalRequestId: 'lgl_none' },
      ]) {
        const answer = await bo.act('readPerson', 'person { email }', { ...look, ...input });
        assert.deepEqual(refusals(answer), ['INVALID_INPUT legalRequestId']);
      }
      const id = await approved([one.id], { gag });
      await bo.act('readPerson', 'person { email }', { ...look, legalRequestId: id });
      assert.deepEqual((await shownTo(one.person)).staffReads.nodes, []);
      const done = await ada.act<Answered>('withdrawLegalRequest', REQUEST, { requestId: id });
      assert.deepEqual([done.request?.state, done.request?.gagged], ['WITHDRAWN', false]);
      assert.equal((await shownTo(one.person)).staffReads.nodes.length, 1, 'no gag outlives its request');
    });

    it('P21 a gag has an end, and lasts longer only if two say so before it', async () => {
      const { person, id: subject } = await someone();
      for (const [gag, wrong] of [
        [{ until: at(91 * DAY), reason: 'The order says so.' }, 'gagUntil'],
        [{ until: at(-MINUTE), reason: 'The order says so.' }, 'gagUntil'],
        [{ until: at(DAY), reason: ' ' }, 'gagReason'],
      ] as const) {
        assert.deepEqual(refusals(await open([subject], { gag })), [`INVALID_INPUT ${wrong}`]);
      }
      const endless = await ada.tryTo('openLegalRequest', REQUEST, {
        ...{ reference: 'x1', subjectIds: [subject], fields: ['EMAIL'], receivedAt: at(0) },
        gag: { reason: 'For ever and ever.' },
      });
      assert.equal(endless.errors[0]?.extensions.code, 'BAD_USER_INPUT', 'no end, no gag');

      const id = await approved([subject], { gag: { until: at(80 * DAY), reason: 'The order says so.' } });
      await disclose(id);
      stage.clock.advance(79 * DAY);
      const [later, muchLater] = [at(60 * DAY), at(91 * DAY)];
      assert.deepEqual(refusals(await extend(ada, id, later)), ['OWN_WORK requestId']);
      assert.deepEqual(refusals(await extend(bo, id, muchLater)), ['INVALID_INPUT until']);
      assert.deepEqual(refusals(await extend(bo, id, at(HOUR))), ['WRONG_STATUS requestId']);
      assert.deepEqual((await extend(bo, id, later)).userErrors, []);
      assert.deepEqual(refusals(await extend(bo, id, later)), ['OWN_WORK requestId']);
      const other = await extend(cy, id, at(61 * DAY));
      assert.notEqual(other.request?.gagUntil, at(61 * DAY), 'another end is another thing');
      assert.ok(Date.parse(other.request?.gagUntil ?? '') < stage.clock.now() + 2 * DAY, 'one is not enough');
      const both = await extend(cy, id, later);
      assert.equal(both.request?.gagUntil, later);
      assert.equal(both.request?.approvals.filter(({ gagUntil }) => gagUntil === later).length, 2);
      stage.clock.advance(2 * DAY);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      assert.deepEqual([letters(person), (await shownTo(person)).legalDisclosures.nodes], [[], []]);
      stage.clock.advance(59 * DAY);
      await until(() => letters(person).length === 1, 'the mail', 20_000);
      assert.equal((await shownTo(person)).legalDisclosures.nodes.length, 1);
      assert.deepEqual(
        refusals(await extend(bo, id, at(DAY))),
        ['WRONG_STATUS requestId'],
        'nobody is untold',
      );
      assert.equal((await shownTo(person)).legalDisclosures.nodes.length, 1);
    });

    it('P21 a defective request is refused, whoever would approve it', async () => {
      const { person, id: subject } = await someone();
      for (const lack of [{ authority: null }, { instrument: null }]) {
        const id = (await open([subject], lack)).request?.id ?? '';
        for (const who of [bo, cy])
          assert.deepEqual(refusals(await approve(who, id)), ['REQUEST_DEFECTIVE requestId']);
        assert.deepEqual(refusals(await disclose(id)), ['WRONG_STATUS requestId']);
      }
      const many = Array.from({ length: 21 }, (_, i) => `sub_${String(i).padStart(26, '0')}`);
      for (const [input, wrong] of [
        [{ subjectIds: many }, 'INVALID_INPUT subjectIds'],
        [{ subjectIds: [] }, 'INVALID_INPUT subjectIds'],
        [{ subjectIds: ['%'] }, 'INVALID_INPUT subjectIds'],
        [{ subjectIds: [many[0]] }, 'NOT_FOUND subjectIds'],
        [{ fields: [] }, 'INVALID_INPUT fields'],
        [{ fields: ['RELEASES'] }, 'INVALID_INPUT from'],
        [{ fields: ['GRANTS'], from: at(-DAY) }, 'INVALID_INPUT until'],
        [{ fields: ['GRANTS'], from: at(-DAY), until: at(DAY) }, 'INVALID_INPUT until'],
        [{ fields: ['GRANTS'], from: at(-DAY), until: at(-2 * DAY) }, 'INVALID_INPUT until'],
        [{ fields: ['EMAIL'], from: at(-DAY), until: at(0) }, 'INVALID_INPUT from'],
        [{ receivedAt: at(DAY) }, 'INVALID_INPUT receivedAt'],
        [{ reference: '' }, 'INVALID_INPUT reference'],
        [{ authority: 'x'.repeat(201) }, 'INVALID_INPUT authority'],
      ] as const) {
        assert.deepEqual(refusals(await open([subject], input)), [wrong]);
      }
      const id = await approved([subject]);
      const say = { requestId: id, defect: 'WRONG_PERSON', note: 'It means a namesake.' };
      const refused = await bo.act<Answered>('refuseLegalRequest', REQUEST, say);
      assert.deepEqual(
        [refused.request?.state, refused.request?.defect, refused.request?.note, refused.request?.decidedBy],
        ['REFUSED', 'WRONG_PERSON', 'It means a namesake.', 'officer:bo'],
      );
      assert.deepEqual(refusals(await disclose(id)), ['WRONG_STATUS requestId']);
      assert.deepEqual(refusals(await approve(cy, id)), ['WRONG_STATUS requestId']);
      assert.deepEqual(refusals(await bo.act('refuseLegalRequest', REQUEST, say)), [
        'WRONG_STATUS requestId',
      ]);
      assert.deepEqual(refusals(await ada.act('withdrawLegalRequest', REQUEST, { requestId: id })), [
        'WRONG_STATUS requestId',
      ]);
      assert.deepEqual((await shownTo(person)).legalDisclosures.nodes, []);
      const unknown = await ada.tryTo('openLegalRequest', REQUEST, {
        ...{ reference: 'x1', subjectIds: [subject], fields: ['PASSWORD'], receivedAt: at(0) },
      });
      assert.equal(unknown.errors[0]?.extensions.code, 'BAD_USER_INPUT', 'there is nothing else to ask for');
    });

    it('P21 what cannot be recorded is not disclosed', async () => {
      const { person, id: subject } = await someone();
      const id = await approved([subject]);
      const count = (await entries()).length;
      const nothing = async (why: string): Promise<void> => {
        const { data, errors, raw } = await ada.tryTo('discloseLegalRequest', 'bundle', { requestId: id });
        assert.equal(data, null, why);
        assert.match(errors[0]?.extensions.code ?? '', /^(INTERNAL|UNAVAILABLE)$/, why);
        assert.ok(!contains(Buffer.from(raw), person.email), why);
      };
      for (const [table, condition] of [
        ['ledger_entries', `new.event = 'legal'`],
        ['mail_queue', `new.kind = 'legal'`],
      ] as const) {
        const undo = await refuseRows(stage.marketplace, table, condition);
        await nothing(table);
        await undo();
      }
      await stage.marketplace.db.transact((tx) => tx.q('ledger_state').update({ halted: 'seen otherwise' }));
      await nothing('a halted log');
      await stage.marketplace.db.transact((tx) => tx.q('ledger_state').update({ halted: null }));
      assert.equal((await entries()).length, count);
      assert.equal(read((await disclose(id)).bundle).people.length, 1, 'and afterwards it goes');
      const entry = String((await entries()).at(-1)?.['id']);
      const proven = async () =>
        (await stage.marketplace.db.read((r) => readLegalOpenings(r, looking(), [entry], stage.clock.now())))
          .size;
      assert.equal(await proven(), 1);
      stage.clock.advance(2 * MINUTE);
      assert.equal(await proven(), 0, 'an old record opens nothing');
    });

    it('P21 an open request holds what is kept of its people; who is erased takes along what was written', async () => {
      const [gone, stays] = [await someone(), await someone()];
      const reference = `ref-${newKey()}`;
      const id = await approved([gone.id, stays.id], { reference });
      const under = (ids: readonly string[]) => stage.marketplace.db.read((r) => underLegalRequest(r, ids));
      assert.deepEqual([...(await under([gone.id, stays.id]))].sort(), [gone.id, stays.id].sort());
      const held = () => stage.marketplace.db.read((r) => heldSubjects(r));
      assert.ok((await held()).includes(stays.id), 'what is held of them stays, whatever its age');
      // Everything of theirs is stopped at once; the rest waits for the decision.
      assert.equal((await stage.act.eraseAccount(gone.person)).erasedAt, null);
      const { request, bundle } = await disclose(id);
      assert.deepEqual(
        read(bundle)
          .people.map((one) => one.id)
          .sort(),
        [gone.id, stays.id].sort(),
      );
      assert.equal(request?.reference, reference);
      assert.deepEqual([...(await under([gone.id, stays.id]))], []);
      assert.ok(!(await held()).includes(stays.id), 'and goes once it is decided');
      const copies = async () =>
        (await rowsOf(stage.marketplace, 'legal_request_people')).filter(
          (row) => row['request_id'] === id && row['sealed'] !== null,
        ).length;
      stage.clock.advance(HOUR + MINUTE);
      await until(async () => (await copies()) === 1, 'the erasure that waited', 20_000);
      assert.notEqual((await stage.act.eraseAccount(stays.person)).erasedAt, null);
      assert.equal(await copies(), 0);
      const { legalRequests } = await ada.see<{ legalRequests: { nodes: Case[] } }>(
        'query @purpose(is: ACCOUNTABILITY) { legalRequests(state: DISCLOSED, first: 1) { nodes { id reference subjectIds } } }',
      );
      assert.deepEqual([legalRequests.nodes[0]?.id, legalRequests.nodes[0]?.reference], [id, null]);
      const bytes = await databaseBytes(stage.marketplace);
      assert.ok(!contains(bytes, reference), 'nor is it anywhere else');
      const alone = await someone();
      const late = await approved([alone.id]);
      await ada.act('withdrawLegalRequest', REQUEST, { requestId: late });
      assert.notEqual(
        (await stage.act.eraseAccount(alone.person)).erasedAt,
        null,
        'nothing holds it any more',
      );
      assert.deepEqual(refusals(await open([alone.id])), ['NOT_FOUND subjectIds']);
    });

    it('P21 nobody but the privacy office gets to any of it', async () => {
      const { person } = await someone();
      const { marketplace } = stage;
      for (const field of ['legalRequests', 'staffReads', 'peopleByEmail']) {
        const query = `{ ${field} { __typename } }`;
        assert.equal(
          (await marketplace.ask('privacy', marketplace.staffToken('marketing'), query)).status,
          401,
        );
        assert.equal((await marketplace.ask('privacy', null, query)).status, 401);
        for (const door of ['marketing', 'partner'] as const) {
          const token =
            door === 'marketing' ? marketplace.staffToken('marketing') : marketplace.partnerToken('calmly');
          assert.match((await marketplace.ask(door, token, query)).raw, /Cannot query field/);
        }
        assert.match((await marketplace.ask('marketplace', person.token, query)).raw, /Cannot query field/);
      }
    });
  });
}
