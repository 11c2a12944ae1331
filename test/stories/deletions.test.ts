import assert from 'node:assert/strict';
import { runFsck } from '../../src/cli/ledger.ts';
import { verifyProof } from '../../src/ledger/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { DAY, MINUTE, SECOND, contactIn, eventOf, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

for (const dialect of engines) {
  describe(`what partners have to delete, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let endpointId: string;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      ({ id: endpointId } = await partner.connect(receiver.url));
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
      receiver.answer = () => 200;
    });
    after(() => stage.close());

    const state = async (person: Person, grantId: string): Promise<string> =>
      (await stage.release(person, grantId)).state;

    /** The name under which the partner knows who just said yes. */
    async function received() {
      const person = await stage.person();
      const given = await stage.install(person, APP);
      await stage.reaches(given.grantId, 'delivered');
      await stage.reaches(given.grantId, 'delivered', 'app.installed');
      const hook = receiver.hooks.find((one) => one.body.includes(`"${person.email}"`));
      return { person, ...given, contactId: contactIn(hook).id };
    }

    async function deletion(contactId: string) {
      return (await partner.deletions()).filter((one) => one.contactId === contactId);
    }

    const isSound = async (): Promise<void> =>
      assert.deepEqual(await runFsck(stage.marketplace.serving.sluice), []);

    it('a person sees how far a release came: waiting, sent, received, or never sent', async () => {
      const [waits, fails] = [await stage.person(), await stage.person()];
      await partner.pause(endpointId);
      const never = await stage.install(waits, APP);
      assert.equal(await state(waits, never.grantId), 'WAITING');
      await stage.act.withdrawGrant(waits, never.grantId);
      assert.equal(await state(waits, never.grantId), 'NEVER_SENT');
      assert.equal((await stage.release(waits, never.grantId)).deletion, null);
      receiver.answer = () => 500;
      await partner.resume(endpointId);
      const sent = await stage.install(fails, APP);
      await stage.bothFailed(sent.grantId);
      const shown = await stage.release(fails, sent.grantId);
      assert.deepEqual([shown.state, shown.delivered, shown.receivedAt], ['SENT', false, null]);
      assert.ok(shown.sentAt);
      receiver.answer = () => 200;
      stage.clock.advance(7 * SECOND);
      await stage.reaches(sent.grantId, 'delivered');
      await stage.reaches(sent.grantId, 'delivered', 'app.installed');
      const arrived = await stage.release(fails, sent.grantId);
      assert.deepEqual([arrived.state, arrived.delivered], ['RECEIVED', true]);
      assert.deepEqual(
        receiver.hooks.filter((hook) => eventOf(hook).type === 'consent.withdrawn'),
        [],
        'who was never sent anything is not told',
      );
      assert.deepEqual(await partner.deletions(), []);
    });

    it('is due in 30 days; the partner says so once, and the person holds the proof', async () => {
      const { person, appId, grantId, contactId } = await received();
      assert.equal(
        refusalOf(await partner.attest(contactId, appId)),
        'NOT_FOUND input.contactId',
        'still yes',
      );
      await stage.act.uninstallApp(person, appId);
      const due = await stage.release(person, grantId);
      assert.deepEqual([due.state, due.deletion?.attestedAt], ['DELETION_DUE', null]);
      await stage.reaches(grantId, 'delivered', 'app.uninstalled');
      const notice = eventOf(receiver.hooks.at(-1));
      assert.ok(notice.type === 'app.uninstalled' && 'data' in notice);
      assert.equal(notice.data.deleteBy, due.deletion?.dueAt);
      const ended = (await rowsOf(stage.marketplace, 'grants')).find((row) => row['id'] === grantId);
      assert.equal(Date.parse(due.deletion?.dueAt ?? ''), Number(ended?.['ended_at']) + 30 * DAY);

      for (const [contact, app] of [
        [contactId, await stage.act.appId('calmly-rooms')],
        [`${contactId}x`, appId],
        [contactId, 'nonsense'],
      ] as const) {
        assert.equal(refusalOf(await partner.attest(contact, app)), 'NOT_FOUND input.contactId');
      }
      const stranger = stage.partner('acorn-desk');
      assert.equal(refusalOf(await stranger.attest(contactId, appId)), 'NOT_FOUND input.contactId');
      const key = newKey();
      const attested = await partner.attest(contactId, appId, { idempotencyKey: key });
      assert.ok(attested.attestedAt);
      stage.clock.advance(5 * SECOND);
      const again = await partner.attest(contactId, appId, { idempotencyKey: key });
      const more = await partner.attest(contactId, appId);
      assert.deepEqual([again, more], [attested, attested], 'saying it again changes nothing');
      const conflict = await partner.attest(contactId, 'other', { idempotencyKey: key });
      assert.equal(refusalOf(conflict), 'IDEMPOTENCY_CONFLICT input.idempotencyKey');

      await until(async () => (await stage.release(person, grantId)).deletion?.proof != null, 'the proof');
      const { state: now, deletion: done } = await stage.release(person, grantId);
      assert.deepEqual([now, done?.attestedAt], ['DELETED', attested.attestedAt]);
      const [signer] = stage.marketplace.services.receipts.identity.signers;
      const { leaf } = verifyProof(done?.proof ?? '', [signer.key]);
      const record = JSON.parse(leaf.record?.toString() ?? '') as Record<string, unknown>;
      assert.deepEqual(
        [record['event'], record['app'], record['attestedAt']],
        ['attestation', appId, Date.parse(attested.attestedAt ?? '')],
      );
      await isSound();
    });

    it('said twice at once is said once', async () => {
      const { person, appId, grantId, contactId } = await received();
      await stage.act.withdrawGrant(person, grantId);
      const key = newKey();
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          partner.attest(contactId, appId, i % 2 === 0 ? { idempotencyKey: key } : {}),
        ),
      );
      assert.equal(new Set(answers.map(({ attestedAt }) => attestedAt)).size, 1);
      assert.ok(answers[0]?.attestedAt);
      const entries = (await rowsOf(stage.marketplace, 'ledger_entries')).filter(
        (row) => row['event'] === 'attestation',
      );
      assert.equal(entries.length, new Set(entries.map((row) => row['about'])).size);
      await isSound();
    });

    it('is nothing while another yes to the same app is in force', async () => {
      const ada = stage.marketplace.login('demo-user', 'ada.demo@mail.example');
      const { grantId: offered } = await stage.accept(ada, 'acorn-helpdesk');
      const other = await stage.receiver();
      const acorn = stage.partner('acorn-desk');
      await acorn.connect(other.url);
      const { grantId, appId } = await stage.install(ada, 'acorn-helpdesk');
      await stage.reaches(offered, 'delivered');
      await stage.reaches(grantId, 'delivered');
      await stage.act.withdrawGrant(ada, offered);
      assert.equal(await state(ada, offered), 'ENDED');
      await stage.reaches(offered, 'delivered', 'consent.withdrawn');
      const notice = eventOf(other.hooks.at(-1));
      assert.ok(notice.type === 'consent.withdrawn' && 'data' in notice);
      assert.equal(notice.data.deleteBy, null);
      assert.deepEqual(notice.data.purposesLeft.toSorted(), ['account_creation', 'communication']);
      assert.deepEqual(await acorn.deletions(), []);
      await isSound();
      await stage.act.uninstallApp(ada, appId);
      assert.equal(await state(ada, grantId), 'DELETION_DUE');
      assert.equal(await state(ada, offered), 'DELETION_DUE', 'it was for both');
      await acorn.attest(contactIn(other.hooks[0]).id, appId);
      assert.deepEqual([await state(ada, grantId), await state(ada, offered)], ['DELETED', 'DELETED']);
    });

    it('is void when the person says yes again', async () => {
      const { person, appId, grantId, contactId } = await received();
      await stage.act.uninstallApp(person, appId);
      await stage.reaches(grantId, 'delivered', 'app.uninstalled');
      const again = await stage.install(person, APP);
      await stage.reaches(again.grantId, 'delivered');
      assert.deepEqual(
        (await deletion(contactId)).map((one) => one.state),
        ['VOID'],
      );
      assert.equal(await state(person, grantId), 'ENDED');
      assert.equal(refusalOf(await partner.attest(contactId, appId)), 'DELETION_NOT_DUE input.contactId');
      await stage.act.uninstallApp(person, appId);
      assert.equal(await state(person, again.grantId), 'DELETION_DUE');
      assert.equal(refusalOf(await partner.attest(contactId, appId)), null);
      assert.deepEqual(
        (await deletion(contactId)).map((one) => one.state),
        ['ATTESTED', 'VOID'],
      );
      await isSound();
    });

    it('is due for who was erased, too, at once or after a withdrawal; nothing about them is left to prove', async () => {
      const [one, two] = [await received(), await received()];
      await stage.act.withdrawGrant(two.person, two.grantId);
      await stage.reaches(two.grantId, 'delivered', 'consent.withdrawn');
      for (const { person } of [one, two]) await stage.act.eraseAccount(person);
      await stage.reaches(one.grantId, 'delivered', 'contact.erased');
      for (const { contactId, appId } of [one, two]) {
        const attested = await partner.attest(contactId, appId);
        assert.deepEqual(attested.userErrors, []);
        assert.ok(attested.attestedAt);
        assert.deepEqual(
          (await deletion(contactId)).map((each) => each.state),
          ['ATTESTED'],
        );
      }
      await isSound();
    });

    it('overdue, nothing new goes to that partner until it has said so; what tells it to stop still goes', async () => {
      const owed = await received();
      await stage.act.withdrawGrant(owed.person, owed.grantId);
      await stage.reaches(owed.grantId, 'delivered', 'consent.withdrawn');
      stage.clock.advance(DAY);
      const other = await received();
      await partner.pause(endpointId);
      const waiting = await stage.person();
      const { grantId: waitingGrant } = await stage.install(waiting, APP);
      const office = () =>
        stage.marketplace.ask<{
          overduePartners: { partner: { slug: string }; count: number }[];
          deletions: { nodes: { partner: { slug: string }; overdue: boolean }[] };
        }>(
          'privacy',
          stage.marketplace.staffToken('privacy'),
          'query @purpose(is: ACCOUNTABILITY) { overduePartners { partner { slug } count } deletions(first: 9, filter: { overdue: true }) { nodes { partner { slug } overdue } } }',
        );
      assert.deepEqual((await office()).data, { overduePartners: [], deletions: { nodes: [] } });
      const mailsBefore = stage.otherMails().length;

      stage.clock.advance(29 * DAY - 10 * MINUTE);
      const early = await stage.person();
      const { disclosure: shown } = await stage.act.disclosure(early, { appId: owed.appId });
      assert.ok(shown);
      stage.clock.advance(10 * MINUTE);
      assert.equal(await state(owed.person, owed.grantId), 'DELETION_OVERDUE');
      const refused = await stage.act.disclosure(await stage.person(), { appId: owed.appId });
      assert.equal(refusalOf(refused), 'PARTNER_OVERDUE');
      const yes = await stage.act.installApp(early, owed.appId, shown?.hash ?? '');
      assert.equal(refusalOf(yes), 'PARTNER_OVERDUE');
      const { data } = await office();
      assert.deepEqual(data.overduePartners, [{ partner: { slug: 'calmly' }, count: 1 }]);
      assert.deepEqual(data.deletions.nodes, [{ partner: { slug: 'calmly' }, overdue: true }]);

      receiver.hooks.length = 0;
      await partner.resume(endpointId);
      await stage.reaches(waitingGrant, 'held');
      await stage.reaches(waitingGrant, 'held', 'app.installed');
      const delivered = await stage.message(other.grantId);
      assert.equal((await partner.replay(delivered.id)).delivery?.state, 'PENDING');
      await stage.reaches(other.grantId, 'held');
      assert.equal(await state(waiting, waitingGrant), 'WAITING');
      await stage.act.withdrawGrant(other.person, other.grantId);
      await stage.reaches(other.grantId, 'delivered', 'consent.withdrawn');
      assert.deepEqual(
        receiver.hooks.map((hook) => eventOf(hook).type),
        ['consent.withdrawn'],
      );

      await until(() => stage.otherMails().length === mailsBefore + 2, 'two mails');
      for (let i = 0; i < 3; i += 1) {
        stage.clock.advance(2 * MINUTE);
        stage.marketplace.serving.sluice.chores.wake();
        await stage.install(await stage.person(), 'gull-icons');
      }
      const mails = stage.otherMails();
      assert.equal(mails.length, mailsBefore + 2, 'told once');
      assert.deepEqual(mails.map((mail) => mail.header('to')).sort(), [
        'ops@calmly.example',
        'privacy@sluice.example',
      ]);
      for (const mail of mails) {
        assert.ok(!mail.text.includes(owed.contactId) && !mail.text.includes('canary.example'));
      }
      assert.ok((await stage.messages(waitingGrant)).every((row) => row.state === 'held'));

      assert.equal(refusalOf(await partner.attest(owed.contactId, owed.appId)), null);
      assert.deepEqual((await office()).data.overduePartners, []);
      await stage.reaches(waitingGrant, 'delivered');
      assert.equal(await state(waiting, waitingGrant), 'RECEIVED');
      assert.equal(await state(owed.person, owed.grantId), 'DELETED');
      await stage.reaches(other.grantId, 'cancelled');
      assert.deepEqual((await stage.act.disclosure(early, { appId: owed.appId })).userErrors, []);
      await isSound();
    });

    it('a row that says otherwise than the ledger is found', async () => {
      const { person, appId, grantId, contactId } = await received();
      await stage.act.uninstallApp(person, appId);
      const open = await deletion(contactId);
      assert.equal(open.length, 1);
      const own = { contact_id: contactId };
      const change = (columns: Record<string, unknown>) =>
        stage.marketplace.db.transact((tx) => tx.q('deletion_duties').where(own).update(columns));
      const [row] = (await rowsOf(stage.marketplace, 'deletion_duties')).filter(
        (each) => each['contact_id'] === contactId,
      );
      assert.ok(row);
      const { id, due_at, opened_at, state: was, attested_at } = row;
      const found = async (what: string): Promise<void> => {
        const problems = await runFsck(stage.marketplace.serving.sluice);
        assert.ok(
          problems.some(({ where }) => where === `deletion_duties ${String(id)}`),
          `${what}: ${JSON.stringify(problems)}`,
        );
      };
      const forgeries: Record<string, Record<string, unknown>> = {
        'said to be attested': { state: 'attested', attested_at: opened_at },
        'due later': { due_at: Number(due_at) + 30 * DAY },
        'opened at another time': { opened_at: Number(opened_at) + DAY, due_at: Number(due_at) + DAY },
        'said to be void, and there is no other yes': { state: 'void' },
      };
      for (const [what, columns] of Object.entries(forgeries)) {
        await change(columns);
        await found(what);
        await change({ due_at, opened_at, state: was, attested_at });
        await isSound();
      }
      assert.equal(refusalOf(await partner.attest(contactId, appId)), null);
      const [attested] = (await rowsOf(stage.marketplace, 'deletion_duties')).filter(
        (each) => each['contact_id'] === contactId,
      );
      const at = attested?.['attested_at'];
      await change({ attested_at: Number(opened_at) });
      await found('attested at another time');
      await change({ state: 'open', attested_at: null });
      await found('said to be open still');
      assert.equal(await state(person, grantId), 'DELETION_DUE');
      await change({ state: 'attested', attested_at: at });
      await isSound();
    });

    it('a duty that is not there any more is missed', async () => {
      const { db } = stage.marketplace;
      const rowsOfContact = async (contactId: string) =>
        (await rowsOf(stage.marketplace, 'deletion_duties')).filter((row) => row['contact_id'] === contactId);
      const without = async (contactId: string): Promise<string[]> => {
        const rows = await rowsOfContact(contactId);
        assert.equal(rows.length, 1);
        await db.transact((tx) => tx.q('deletion_duties').where({ contact_id: contactId }).delete());
        const problems = await runFsck(stage.marketplace.serving.sluice);
        await db.transact((tx) => tx.q('deletion_duties').insert(rows));
        await isSound();
        return problems.map(({ where }) => where).sort();
      };
      const releaseOf = async (grantId: string): Promise<string> => {
        const row = (await rowsOf(stage.marketplace, 'releases')).find((one) => one['grant_id'] === grantId);
        return `releases ${String(row?.['id'])}`;
      };

      const owed = await received();
      await stage.act.uninstallApp(owed.person, owed.appId);
      const missed = await releaseOf(owed.grantId);
      assert.deepEqual(await without(owed.contactId), [missed]);

      // One that an upgrade found ended is nobody's duty.
      const step = { name: '0450-duties' };
      const [taken] = (await db.read((reader) =>
        reader.q('knex_migrations').select('migration_time').where(step),
      )) as { migration_time: number | Date }[];
      const moved = (migration_time: unknown) =>
        db.transact((tx) => tx.q('knex_migrations').where(step).update({ migration_time }));
      await moved(new Date(stage.clock.now() + DAY));
      assert.deepEqual(await without(owed.contactId), []);
      await moved(taken?.migration_time);

      assert.equal(refusalOf(await partner.attest(owed.contactId, owed.appId)), null);
      assert.deepEqual(
        (await without(owed.contactId)).filter((where) => where.startsWith('releases ')),
        [missed],
        'one that was attested is missed as well',
      );

      const erased = await received();
      const release = await releaseOf(erased.grantId);
      await stage.act.eraseAccount(erased.person);
      assert.deepEqual(await without(erased.contactId), [release]);

      const back = await received();
      await stage.act.uninstallApp(back.person, back.appId);
      await stage.install(back.person, APP);
      assert.deepEqual(await without(back.contactId), [], 'one that is void is owed to nobody');
    });
  });
}
