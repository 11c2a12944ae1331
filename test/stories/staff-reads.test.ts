import assert from 'node:assert/strict';
import { verifyProof } from '../../src/ledger/index.ts';
import { readStaffReads } from '../../src/vault/index.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { idOf, officer, refusals, refuseRows } from '../support/privacy-office.ts';
import type { Officer } from '../support/privacy-office.ts';
import { MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const REASON = 'Complaint 7: says that mail came from an app she never installed.';
const FIELDS = ['EMAIL', 'BIRTH_DATE', 'ACCOUNT', 'GRANTS', 'RELEASES'];
const READ = `read { id staff subjectId fields reason reference at ledgerEntryId }
  person { id email emailVerified birthDate createdAt policyVersion
    grants(first: 10) { nodes { app { slug } state purposes } }
    releases(first: 10) { nodes { app { slug } partner { slug } } } }`;

interface Read {
  readonly read: {
    readonly id: string;
    readonly staff: string;
    readonly subjectId: string;
    readonly fields: readonly string[];
    readonly reason: string | null;
    readonly ledgerEntryId: string;
  } | null;
  readonly person: {
    readonly id: string;
    readonly email: string | null;
    readonly emailVerified: boolean | null;
    readonly birthDate: string | null;
    readonly createdAt: string | null;
    readonly policyVersion: string | null;
    readonly grants: { readonly nodes: readonly { readonly app: { readonly slug: string } }[] } | null;
    readonly releases: { readonly nodes: readonly object[] } | null;
  } | null;
}

interface Seen {
  readonly at: string;
  readonly staff: string | null;
  readonly fields: readonly string[];
  readonly reason: string | null;
  readonly reference: string | null;
  readonly proof: string | null;
}

const LIST = `query ($filter: StaffReadFilter) @purpose(is: ACCOUNTABILITY) { staffReads(filter: $filter, first: 50) {
  nodes { id subjectId staff fields reason reference at } } }`;

for (const dialect of engines) {
  describe(`looks by staff, on ${dialect},`, () => {
    let stage: Stage;
    let ada: Officer;
    let bo: Officer;
    let person: Person;
    let subjectId: string;

    before(async () => {
      stage = await openStage(dialect);
      ada = officer(stage.marketplace, 'ada');
      bo = officer(stage.marketplace, 'bo');
      person = await stage.person();
      subjectId = await idOf(stage.marketplace, person);
      await stage.install(person, 'calmly-booking');
    });
    after(() => stage.close());

    const read = (who: Officer, input: object) =>
      who.act<Read>('readPerson', READ, { subjectId, fields: FIELDS, reason: REASON, ...input });
    const looks = (): Promise<{ id: string; subject_id: string }[]> =>
      rowsOf(stage.marketplace, 'staff_reads');
    const entries = async (): Promise<Record<string, unknown>[]> =>
      (await rowsOf(stage.marketplace, 'ledger_entries')).filter((row) => row['event'] === 'staff-read');
    async function seenBy({ token }: Person): Promise<readonly Seen[]> {
      const { data, errors } = await stage.marketplace.ask<{ viewer: { staffReads: { nodes: Seen[] } } }>(
        'marketplace',
        token,
        '{ viewer { staffReads(first: 50) { nodes { at staff fields reason reference proof } } } }',
      );
      assert.deepEqual(errors, []);
      return data.viewer.staffReads.nodes;
    }
    const listed = async (filter: object = {}) =>
      (
        await ada.see<{ staffReads: { nodes: { id: string; staff: string; reason: string | null }[] } }>(
          LIST,
          { filter },
        )
      ).staffReads.nodes;

    it('P22 without a reason nothing is shown, and nothing is written down', async () => {
      for (const [input, wrong] of [
        [{ reason: '' }, 'reason'],
        [{ reason: 'checking' }, 'reason'],
        [{ reason: '          .' }, 'reason'],
        [{ reason: 'x'.repeat(501) }, 'reason'],
        [{ reason: `${REASON}\u202e` }, 'reason'],
        [{ reason: `${REASON}\0` }, 'reason'],
        [{ reference: '' }, 'reference'],
        [{ fields: [] }, 'fields'],
        [{ email: person.email }, 'subjectId'],
        [{ subjectId: null }, 'subjectId'],
        [{ legalRequestId: 'lgl_none' }, 'legalRequestId'],
      ] as const) {
        const answer = await read(ada, input);
        assert.deepEqual([answer.read, answer.person], [null, null]);
        assert.deepEqual(refusals(answer), [`INVALID_INPUT ${wrong}`]);
      }
      const left = await ada.tryTo('readPerson', READ, { subjectId, fields: FIELDS });
      assert.deepEqual(
        left.errors.map(({ extensions }) => extensions.code),
        ['BAD_USER_INPUT'],
      );
      for (const who of [{ subjectId: 'sub_none' }, { subjectId: null, email: 'nobody@canary.example' }]) {
        assert.match(refusals(await read(ada, who)).join(), /^NOT_FOUND (subjectId|email)$/);
      }
      assert.deepEqual([await looks(), await entries()], [[], []]);
      assert.ok(
        !stage.marketplace.transcript.some((answer) => answer.includes(person.email)),
        'no answer has it',
      );
    });

    it('P22 only the privacy office gets to ask', async () => {
      const query = `mutation { readPerson(input: { subjectId: "${subjectId}", fields: [EMAIL], reason: "${REASON}", idempotencyKey: "k" }) { person { email } } }`;
      const { marketplace } = stage;
      const refused = [
        await marketplace.ask('privacy', marketplace.staffToken('marketing'), query),
        await marketplace.ask(
          'privacy',
          marketplace.token({ door: 'privacy', sub: 'x', role: 'marketer' }),
          query,
        ),
        await marketplace.ask('privacy', person.token, query),
        await marketplace.ask('privacy', null, query),
      ];
      assert.deepEqual(
        refused.map(({ status }) => status),
        [401, 401, 401, 401],
      );
      for (const door of ['marketing', 'partner', 'marketplace'] as const) {
        const token = {
          marketing: marketplace.staffToken('marketing'),
          partner: marketplace.partnerToken('calmly'),
          marketplace: person.token,
        }[door];
        assert.match((await marketplace.ask(door, token, query)).raw, /Cannot query field/);
      }
      assert.deepEqual(await looks(), []);
    });

    it('P22 a look shows what it says, stands in the ledger first, and the person sees it and can prove it', async () => {
      const before = stage.clock.now();
      const shown = await read(ada, { reference: 'C-7' });
      assert.deepEqual(shown.userErrors, []);
      assert.deepEqual(
        [shown.person?.id, shown.person?.email, shown.person?.emailVerified, shown.person?.birthDate],
        [subjectId, person.email, true, '1990-05-05'],
      );
      assert.equal(shown.person?.policyVersion, '2026-11');
      assert.deepEqual(
        shown.person?.grants?.nodes.map(({ app }) => app.slug),
        ['calmly-booking'],
      );
      assert.equal(shown.person?.releases?.nodes.length, 1);
      assert.deepEqual([shown.read?.staff, shown.read?.subjectId], ['officer:ada', subjectId]);

      const [entry, ...others] = await entries();
      assert.deepEqual(others, []);
      assert.equal(entry?.['subject_id'], subjectId);
      assert.equal(entry?.['id'], shown.read?.ledgerEntryId);
      let seen: Seen | undefined;
      await until(async () => ([seen] = await seenBy(person))[0]?.proof != null, 'the proof');
      assert.deepEqual([seen?.reason, seen?.reference, seen?.fields], [REASON, 'C-7', FIELDS]);
      assert.ok(Date.parse(seen?.at ?? '') >= before, 'it says when');
      const [signer] = stage.marketplace.services.receipts.identity.signers;
      const { leaf } = verifyProof(seen?.proof ?? '', [signer.key]);
      const record = JSON.parse(leaf.record?.toString() ?? '') as Record<string, unknown>;
      assert.deepEqual(
        [record['event'], record['subject'], record['reason']],
        ['staff-read', subjectId, REASON],
      );
      assert.ok(!leaf.record?.includes('ada'), 'staff have another name for each person');
      assert.equal(record['staff'], seen?.staff);

      const stranger = await stage.person();
      assert.deepEqual(await seenBy(stranger), []);
      const [listedRead] = await listed({ subjectId });
      assert.deepEqual([listedRead?.staff, listedRead?.reason], ['officer:ada', REASON]);
      assert.deepEqual(await listed({ subjectId: await idOf(stage.marketplace, stranger) }), []);
      assert.deepEqual(await listed({ staff: 'officer:bo' }), []);
      assert.deepEqual(await listed({ until: new Date(before).toISOString() }), []);
    });

    it('P22 what is not asked for is not opened, and the record names what is', async () => {
      const { person: shown, read: look } = await read(bo, { fields: ['BIRTH_DATE', 'BIRTH_DATE'] });
      assert.equal(shown?.birthDate, '1990-05-05');
      assert.deepEqual(
        [
          shown?.email,
          shown?.emailVerified,
          shown?.createdAt,
          shown?.policyVersion,
          shown?.grants,
          shown?.releases,
        ],
        [null, null, null, null, null, null],
      );
      assert.deepEqual(look?.fields, ['BIRTH_DATE']);
      assert.deepEqual((await seenBy(person))[0]?.fields, ['BIRTH_DATE']);
      const staff = new Set((await seenBy(person)).map((one) => one.staff));
      assert.equal(staff.size, 2, 'the person can tell two of the staff apart');
    });

    it('P22 whoever looks for an address opens none', async () => {
      const before = (await looks()).length;
      const query =
        'query ($email: EmailAddress!) @purpose(is: ACCOUNTABILITY) { peopleByEmail(email: $email) }';
      const asked = await ada.see<{ peopleByEmail: string[] }>(query, { email: person.email.toUpperCase() });
      assert.deepEqual(asked.peopleByEmail, [subjectId]);
      assert.equal((await looks()).length, before);
      const by = await read(ada, { subjectId: null, email: person.email, fields: ['ACCOUNT'] });
      assert.equal(by.person?.id, subjectId);
      assert.equal(by.person?.email, null);
      // Two accounts with one address: which one is meant has to be said.
      const twin = stage.marketplace.login('twin', person.email);
      await stage.act.createAccount(twin);
      assert.deepEqual(refusals(await read(ada, { subjectId: null, email: person.email })), [
        'INVALID_INPUT email',
      ]);
      await stage.act.eraseAccount(twin);
    });

    it('P22 a repetition under the same key shows nothing without another record', async () => {
      const key = newKey();
      const count = (await looks()).length;
      const both = await Promise.all([
        read(ada, { idempotencyKey: key }),
        read(ada, { idempotencyKey: key }),
      ]);
      assert.deepEqual(
        both.map(({ person: shown }) => shown?.email ?? null).sort(),
        [null, person.email].sort(),
      );
      assert.equal(both[0].read?.id, both[1].read?.id);
      const again = await read(ada, { idempotencyKey: key });
      assert.equal(again.person, null);
      assert.equal(again.read?.id, both[0].read?.id);
      const other = await read(ada, { idempotencyKey: key, reason: `${REASON} Again.` });
      assert.deepEqual([other.person, refusals(other)], [null, ['IDEMPOTENCY_CONFLICT idempotencyKey']]);
      assert.equal((await looks()).length, count + 1);
      assert.equal(
        (await read(bo, { idempotencyKey: key })).person?.email,
        person.email,
        'keys are each officer’s own',
      );
      assert.equal((await looks()).length, count + 2);
      assert.equal((await entries()).length, count + 2);
    });

    it('P22 no log, no read', async () => {
      const count = (await looks()).length;
      const said = stage.marketplace.transcript.length;
      const nothing = async (why: string): Promise<void> => {
        const { data, errors, raw } = await ada.tryTo<Read>('readPerson', READ, {
          subjectId,
          fields: FIELDS,
          reason: REASON,
        });
        assert.equal(data, null, why);
        assert.match(errors[0]?.extensions.code ?? '', /^(INTERNAL|UNAVAILABLE)$/, why);
        assert.ok(!contains(Buffer.from(raw), person.email), why);
      };
      for (const [table, condition] of [
        ['ledger_entries', `new.event = 'staff-read'`],
        ['staff_reads', `new.staff = 'officer:ada'`],
        ['idempotency_keys', `new.mutation = 'readPerson'`],
      ] as const) {
        const undo = await refuseRows(stage.marketplace, table, condition);
        await nothing(table);
        await undo();
      }
      await stage.marketplace.db.transact((tx) => tx.q('ledger_state').update({ halted: 'seen otherwise' }));
      await nothing('a halted log');
      await stage.marketplace.db.transact((tx) => tx.q('ledger_state').update({ halted: null }));
      assert.equal((await looks()).length, count);
      assert.equal((await entries()).length, count);
      assert.ok(
        !contains(Buffer.from(stage.marketplace.transcript.slice(said).join()), person.email),
        'no answer has it',
      );
      assert.ok(!contains(Buffer.from(stage.marketplace.logLines.join('')), person.email), 'nor has the log');
      assert.ok(!contains(Buffer.from(stage.marketplace.logLines.join('')), REASON), 'nor why');
      assert.equal((await read(ada, {})).person?.email, person.email, 'and afterwards it goes on');
    });

    it('P22 neither an old record nor a row that somebody put there opens anything', async () => {
      const { db, services } = stage.marketplace;
      const parts = {
        keyRing: services.vault.keyRing,
        rowMac: (row: string) => services.hashes.ledgerRow(row),
      };
      const proven = async (id: string) =>
        (await db.read((reader) => readStaffReads(reader, parts, [id], stage.clock.now()))).size;
      const fresh = (await read(ada, {})).read?.ledgerEntryId ?? '';
      assert.equal(await proven(fresh), 1);
      const release =
        (await rowsOf<{ ledger_entry_id: string }>(stage.marketplace, 'releases'))[0]?.ledger_entry_id ?? '';
      assert.equal(await proven(release), 0, 'a release is no look of staff');
      const [row] = (await entries()).filter(({ id }) => id === fresh);
      const { seq: _, ...copy } = row ?? {};
      const forged = { ...copy, id: 'led_00000000000000000000000000', leaf_index: null };
      await db.transact((tx) => tx.q('ledger_entries').insert(forged));
      assert.equal(await proven(forged.id), 0, 'the program did not write it');
      await db.transact((tx) => tx.q('ledger_entries').where({ id: forged.id }).delete());
      stage.clock.advance(MINUTE + 1_000);
      assert.equal(await proven(fresh), 0, 'a look lasts a minute');
    });

    it('P22 the reason rests sealed, and goes with its person', async () => {
      const gone = await stage.person();
      const id = await idOf(stage.marketplace, gone);
      const canary = `She wrote from ${newKey()} about her husband.`;
      await read(ada, { subjectId: id, reason: canary, reference: 'case-sealed' });
      const bytes = await databaseBytes(stage.marketplace);
      for (const text of [canary, 'case-sealed', gone.email]) assert.ok(!contains(bytes, text), text);
      assert.ok(contains(bytes, id), 'the scan sees rows');
      await stage.act.eraseAccount(gone);
      const [left] = await listed({ subjectId: id });
      assert.deepEqual([left?.staff, left?.reason], ['officer:ada', null]);
      assert.deepEqual(refusals(await read(ada, { subjectId: id })), ['NOT_FOUND subjectId']);
    });
  });
}
