import assert from 'node:assert/strict';
import { LOCKED_CLAUSE } from '../../src/policies/index.ts';
import { createOwnMailOpening } from '../../src/release/index.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { checkEvent } from '../support/check-event.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { exportActs } from '../support/exports.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { codesOf, profiles } from '../support/profile.ts';
import type { Receiver } from '../support/receiver.ts';
import { fromPartner, openRelayStage } from '../support/relay.ts';
import { DAY, MINUTE, contactIn, eventOf, openStage, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const OTHER_APP = 'calmly-rooms';
const HOUR = 60 * MINUTE;

for (const dialect of engines) {
  describe(`corrections, on ${dialect},`, () => {
    let stage: Stage;
    let own: ReturnType<typeof profiles>;
    let partner: PartnerDoor;
    let receiver: Receiver;

    before(async () => {
      stage = await openStage(dialect);
      own = profiles(stage.marketplace);
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
      await partner.connect(receiver.url);
    });
    after(() => stage.close());
    beforeEach(() => {
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
    });

    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
    const linksTo = (email: string): string[] =>
      stage
        .mails()
        .filter((mail) => mail.header('to') === email)
        .flatMap(({ text }) => /https?:\/\/\S+(\/verify-email\/\S+)/.exec(text)?.[1] ?? []);
    async function linkTo(email: string, count = 1): Promise<string> {
      await until(() => linksTo(email).length >= count, `mail ${count} to ${email}`);
      const links = linksTo(email);
      return `${stage.marketplace.serving.url}${links.at(-1)}`;
    }
    const click = async (link: string): Promise<number> => (await fetch(link, { method: 'POST' })).status;
    const toldOf = (type: string) => receiver.hooks.filter((hook) => eventOf(hook).type === type);
    const ask = async <Data>(person: Person, text: string): Promise<Data> => {
      const { data, errors } = await stage.marketplace.ask<Data>('marketplace', person.token, text);
      assert.deepEqual(errors, []);
      return data;
    };
    async function correctPerson(input: object, token = stage.marketplace.staffToken('privacy')) {
      return stage.marketplace.ask<{ correctPerson: UserErrors & { subjectId: string | null } }>(
        'privacy',
        token,
        `mutation ($input: CorrectPersonInput!) @purpose(is: SUBJECT_ACCESS) { correctPerson(input: $input) {
          subjectId userErrors { code field message } } }`,
        { input: { idempotencyKey: newKey(), ...input } },
      );
    }
    async function installed(): Promise<{ person: Person; grantId: string; appId: string }> {
      const person = await stage.person();
      const { grantId, appId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      await stage.settled();
      receiver.hooks.length = 0;
      return { person, grantId, appId };
    }

    it('P11 a person corrects name and birth date, and alone sees what they were before', async () => {
      const person = await stage.person();
      const before = await own.see(person);
      assert.deepEqual([before.profile.name, before.profile.corrections.nodes], [null, []]);
      for (const input of [
        { name: '  Ada Lovelaze ' },
        { name: 'Ada Lovelace', birthDate: '1991-12-10' },
        { name: '' },
        { email: `p11.history.${dialect}@canary.example` },
      ]) {
        assert.deepEqual(codesOf(await own.correct(person, input)), []);
      }
      const { profile } = await own.see(person);
      assert.deepEqual([profile.name, profile.birthDate], [null, '1991-12-10']);
      const [newest, ...earlier] = profile.corrections.nodes;
      assert.deepEqual(
        [newest?.field, newest?.fromVersion, newest?.former, newest?.formerEmail],
        ['EMAIL', 1, null, person.email],
      );
      assert.ok(earlier.every(({ formerEmail }) => formerEmail === null));
      const history = earlier.map((one) => [one.field, one.fromVersion, one.former, one.by]);
      assert.deepEqual(history[0], ['NAME', 2, 'Ada Lovelace', 'PERSON']);
      assert.deepEqual(history.slice(1, 3).sort(), [
        ['BIRTH_DATE', 1, '1990-05-05', 'PERSON'],
        ['NAME', 1, 'Ada Lovelaze', 'PERSON'],
      ]);
      assert.deepEqual(history[3], ['NAME', 0, null, 'PERSON']);
      const stranger = await own.see(await stage.person());
      assert.deepEqual(stranger.profile.corrections.nodes, []);
      const views = await rowsOf<{ subject_id: string }>(stage.marketplace, 'vault_subject_views');
      assert.ok(views.length > 0, 'each look is recorded');
    });

    it('P05 whoever corrects their birth date to one under 18 is erased at once, and partners are told', async () => {
      const receiver = await stage.receiver();
      await stage.partner('fernhill').connect(receiver.url);
      const person = await stage.person();
      const { grantId } = await stage.install(person, 'fern-gift-cards');
      await stage.reaches(grantId, 'delivered');
      const answer = await own.correct(person, { name: 'Ada', birthDate: '2015-01-01' });
      assert.deepEqual(codesOf(answer), ['AGE_RESTRICTED']);
      await stage.reaches(grantId, 'delivered', 'contact.erased');
      const again = await own.correct(person, { birthDate: '1990-01-01' });
      assert.deepEqual(codesOf(again), ['ACCOUNT_REQUIRED']);
      assert.deepEqual(codesOf(await stage.act.createAccount(person)), ['AGE_RESTRICTED'], 'in this session');
    });

    it('P11 what cannot be is refused, says which field, and changes nothing', async () => {
      const person = await stage.person();
      const refused: [object, string, string[]][] = [
        [{}, 'INVALID_INPUT', ['input']],
        [{ name: 'x'.repeat(101) }, 'INVALID_INPUT', ['input', 'name']],
        [{ name: 'Ada\u202eecalevoL' }, 'INVALID_INPUT', ['input', 'name']],
        [{ name: 'Ada\nLovelace' }, 'INVALID_INPUT', ['input', 'name']],
        [{ name: 'Ada', email: person.email.toUpperCase() }, 'INVALID_INPUT', ['input', 'email']],
      ];
      for (const [input, code, field] of refused) {
        const { userErrors, viewer } = await own.correct(person, input);
        assert.equal(viewer, null);
        assert.deepEqual(
          userErrors.map((error) => [error.code, error.field]),
          [[code, field]],
        );
        assert.ok(!JSON.stringify(userErrors).includes(person.email.toUpperCase()));
      }
      const seen = await own.see(person);
      assert.deepEqual([seen.profile.name, seen.profile.corrections.nodes], [null, []]);
      assert.equal(seen.emailVerified, true);
      const nobody = stage.marketplace.login('corrections-nobody', 'nobody@canary.example');
      assert.deepEqual(codesOf(await own.correct(nobody, { name: 'No One' })), ['ACCOUNT_REQUIRED']);
      const key = newKey();
      assert.deepEqual(codesOf(await own.correct(person, { name: 'Ada', idempotencyKey: key })), []);
      assert.deepEqual(codesOf(await own.correct(person, { name: 'Ada', idempotencyKey: key })), []);
      assert.deepEqual(codesOf(await own.correct(person, { name: 'Eve', idempotencyKey: key })), [
        'IDEMPOTENCY_CONFLICT',
      ]);
      assert.equal((await own.see(person)).profile.corrections.nodes.length, 1);
    });

    it('P11 a corrected email goes to nobody before it is verified, and neither does the old one', async () => {
      receiver.answer = () => 500;
      const person = await stage.person();
      const { grantId, appId } = await stage.install(person, APP);
      await stage.bothFailed(grantId);
      await stage.settled();
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      const email = `p11.corrected.${dialect}@canary.example`;
      assert.deepEqual(codesOf(await own.correct(person, { email })), []);
      const seen = await own.see(person);
      assert.deepEqual([seen.email, seen.emailVerified], [email, false]);
      assert.equal(seen.profile.corrections.nodes[0]?.formerEmail, person.email);

      // Neither a retry, nor a replay, nor a fetch, nor a new yes.
      stage.clock.advance(HOUR);
      const [delivery] = (await partner.deliveries()).filter(({ event }) => event === 'CONTACT_RELEASED');
      await partner.replay(delivery?.id ?? '');
      await rest();
      const contacts = (await partner.contacts(100)).nodes;
      const contactId = delivery?.contactId ?? '';
      assert.deepEqual(
        contacts.filter((one) => one.contactId === contactId).map((one) => one.email),
        [null],
      );
      assert.equal((await partner.contact(contactId, appId))?.email, null);
      const other = await stage.act.appId(OTHER_APP);
      assert.deepEqual(codesOf(await stage.act.disclosure(person, { appId: other })), ['EMAIL_UNVERIFIED']);
      assert.deepEqual(typesOf(receiver.hooks), []);
      assert.deepEqual(
        [(await stage.message(grantId)).state, (await stage.message(grantId)).attempts],
        ['pending', 1],
      );
      const fetched = await rowsOf<{ event: string; about: string }>(stage.marketplace, 'ledger_entries');
      assert.ok(!fetched.some(({ event, about }) => event === 'fetch' && about === grantId));

      // Nor a letter of the company's own, but the one that verifies it.
      const { db, services } = stage.marketplace;
      const openAddress = createOwnMailOpening(db, services.vault.keyRing);
      const { viewer } = await ask<{ viewer: { id: string } }>(person, '{ viewer { id } }');
      const opens = async () => [
        (await openAddress(viewer.id, 'mai_test', 'offer')) !== null,
        (await openAddress(viewer.id, 'mai_test', 'verification')) !== null,
      ];
      assert.deepEqual(await opens(), [false, true]);
      const { raw } = await stage.marketplace.ask(
        'marketplace',
        person.token,
        'mutation ($input: CorrectProfileInput!) { correctProfile(input: $input) { userErrors { code } } }',
        { input: { email: 'canary no address', idempotencyKey: newKey() } },
      );
      assert.ok(raw.includes('BAD_USER_INPUT') && !raw.includes('canary no'), 'an error repeats nothing');

      assert.equal(await click(await linkTo(email)), 200);
      assert.deepEqual(await opens(), [true, false]);
      stage.clock.advance(6 * MINUTE);
      await stage.reaches(grantId, 'delivered');
      const released = toldOf('contact.released').find((hook) => contactIn(hook).id === contactId);
      assert.equal(contactIn(released).email, email);
      assert.ok(!receiver.hooks.some(({ body }) => body.includes(person.email)));
    });

    it('P11 once verified it goes to partners with an active grant, and to no other', async () => {
      const { person, grantId, appId } = await installed();
      const left = await stage.install(person, OTHER_APP);
      await stage.reaches(left.grantId, 'delivered');
      await stage.act.withdrawGrant(person, left.grantId);
      await stage.reaches(left.grantId, 'delivered', 'consent.withdrawn');
      await stage.settled();
      receiver.hooks.length = 0;

      const email = `p11.verified.${dialect}@canary.example`;
      await own.correct(person, { email });
      const link = await linkTo(email);
      const asked = await fetch(link);
      assert.match(await asked.text(), /<form method="post">/);
      assert.equal(asked.headers.get('cache-control'), 'no-store');
      await rest();
      assert.equal((await own.see(person)).emailVerified, false, 'looking at a page says nothing');
      assert.equal(await click(link), 200);
      await stage.reaches(grantId, 'delivered', 'contact.corrected');
      await rest();
      assert.deepEqual(typesOf(receiver.hooks), ['contact.corrected']);
      const [hook] = receiver.hooks;
      const contact = contactIn(hook);
      assert.equal(contact.email, email);
      const event = eventOf(hook) as { data: { app: { id: string }; purposes: string[] } };
      assert.deepEqual(event.data.app.id, appId);
      assert.deepEqual(event.data.purposes, ['account_creation', 'communication']);
      assert.equal((await partner.contact(contact.id, appId))?.email, email);
      assert.equal(await click(link), 410, 'a link works once');
      assert.equal((await own.see(person)).emailVerified, true);

      const entries = await rowsOf<{ event: string; about: string }>(stage.marketplace, 'ledger_entries');
      const corrections = entries.filter(({ event }) => event === 'correction');
      assert.ok(corrections.some(({ about }) => about === grantId));
      assert.ok(!corrections.some(({ about }) => about === left.grantId));
      const seen = async () =>
        (
          await ask<{
            viewer: {
              releases: { nodes: { grant: { id: string }; corrections: { proof: string | null }[] }[] };
            };
          }>(person, '{ viewer { releases(first: 9) { nodes { grant { id } corrections { at proof } } } } }')
        ).viewer.releases.nodes.find(({ grant }) => grant.id === grantId)?.corrections;
      await until(async () => (await seen())?.[0]?.proof != null, 'the proof of the correction');
    });

    it('P11 a grant that is taken back after the correction was queued stops it', async () => {
      const { person, grantId } = await installed();
      receiver.answer = () => 500;
      const email = `p11.stopped.${dialect}@canary.example`;
      await own.correct(person, { email });
      assert.equal(await click(await linkTo(email)), 200);
      await stage.failed(grantId, 1, 'contact.corrected');
      receiver.answer = () => 200;
      receiver.hooks.length = 0;
      await stage.act.withdrawGrant(person, grantId);
      await stage.reaches(grantId, 'delivered', 'consent.withdrawn');
      stage.clock.advance(HOUR);
      await stage.reaches(grantId, 'cancelled', 'contact.corrected');
      assert.deepEqual(typesOf(receiver.hooks), ['consent.withdrawn']);
    });

    it('P11 the identity provider’s word verifies the same address, and no other', async () => {
      const { person, grantId } = await installed();
      const email = `p11.token.${dialect}@canary.example`;
      await own.correct(person, { email });
      const codes = async (token: Person) => codesOf(await own.verifyByLogin(token));
      assert.deepEqual(await codes(person), ['EMAIL_UNVERIFIED'], 'the address before');
      assert.deepEqual(await codes(own.withToken(person, email, false)), ['EMAIL_UNVERIFIED']);
      assert.deepEqual(await codes(own.withToken(person, `other.${email}`, true)), ['EMAIL_UNVERIFIED']);
      // Somebody else whose token has this address verified has another account.
      const thief = stage.marketplace.login(`p11-thief-${dialect}`, email);
      assert.deepEqual(codesOf(await stage.act.createAccount(thief)), []);
      assert.deepEqual(await codes(thief), []);
      assert.equal((await own.see(person)).emailVerified, false);
      const link = await linkTo(email);
      assert.deepEqual(await codes(own.withToken(person, email.toUpperCase(), true)), []);
      await stage.reaches(grantId, 'delivered', 'contact.corrected');
      assert.equal(contactIn(toldOf('contact.corrected')[0]).email, email);
      assert.equal(await click(link), 410);

      // A token that has the new address verified says so at once.
      const again = own.withToken(person, `again.${email}`, true);
      assert.deepEqual(codesOf(await own.correct(again, { email: `again.${email}` })), []);
      assert.equal((await own.see(again)).emailVerified, true);
      await until(() => toldOf('contact.corrected').length === 2, 'the second correction');
      assert.deepEqual(linksTo(`again.${email}`), []);
    });

    it('P11 links verify one version of one address, in a day, and are few', async () => {
      const person = await stage.person();
      const [first, second] = ['a', 'b'].map((name) => `p11.${name}.${dialect}@canary.example`) as [
        string,
        string,
      ];
      await own.correct(person, { email: first });
      const stale = await linkTo(first);
      await own.correct(person, { email: second });
      const link = await linkTo(second);
      assert.equal(await click(stale), 410, 'of the address before');
      assert.equal((await own.see(person)).emailVerified, false);
      assert.equal(await click(`${link.slice(0, -1)}${link.endsWith('A') ? 'E' : 'A'}`), 410);
      assert.equal((await fetch(link, { method: 'PUT' })).status, 404);
      const rows = await rowsOf(stage.marketplace, 'email_verifications');
      assert.ok(!JSON.stringify(rows).includes(link.split('/').at(-1) ?? ''), 'hashed at rest');
      stage.clock.advance(DAY + MINUTE);
      assert.equal(await click(link), 410, 'expired');
      for (const count of [2, 3, 4, 5, 6]) {
        assert.deepEqual(codesOf(await own.sendVerification(person)), []);
        await linkTo(second, count);
      }
      const limited = await own.sendVerification(person);
      assert.deepEqual(codesOf(limited), ['LIMIT_REACHED']);
      assert.deepEqual(codesOf(await own.correct(person, { email: first })), ['LIMIT_REACHED']);
      assert.equal((await own.see(person)).email, second);
      assert.equal(await click(await linkTo(second)), 200);
      assert.equal((await own.see(person)).emailVerified, true);
      const openings = await rowsOf<{ purpose: string }>(stage.marketplace, 'vault_mail_openings');
      assert.ok(openings.some(({ purpose }) => purpose === 'verification'));
      const queued = await rowsOf<{ kind: string; refs: string }>(stage.marketplace, 'mail_queue');
      assert.ok(!JSON.stringify(queued).includes('@'), 'the queue holds ids');
    });

    it('P11 whoever writes to the company is corrected in the same way, and sees why', async () => {
      const { person, grantId } = await installed();
      const { viewer } = await ask<{ viewer: { id: string } }>(person, '{ viewer { id } }');
      const email = `p11.office.${dialect}@canary.example`;
      const reason = 'Asked for it by post on 24 November.';
      for (const token of [
        stage.marketplace.staffToken('marketing'),
        stage.marketplace.partnerToken('calmly'),
      ]) {
        assert.equal((await correctPerson({ subjectId: viewer.id, name: 'Eve', reason }, token)).status, 401);
      }
      const refused: [object, string][] = [
        [{ subjectId: viewer.id, name: 'Grace Hopper', reason: ' ' }, 'INVALID_INPUT'],
        [{ subjectId: viewer.id, reason }, 'INVALID_INPUT'],
        [{ subjectId: viewer.id, birthDate: '1990-02-30', reason }, 'INVALID_INPUT'],
        [{ subjectId: 'sub_01KAV8R4T6W2Z9C3F5H7J1M8NP', name: 'Grace', reason }, 'NOT_FOUND'],
      ];
      for (const [input, code] of refused) {
        assert.deepEqual(codesOf((await correctPerson(input)).data.correctPerson), [code]);
      }
      const { data, raw } = await correctPerson({
        subjectId: viewer.id,
        name: 'Grace Hopper',
        email,
        reason,
      });
      assert.deepEqual([data.correctPerson.subjectId, data.correctPerson.userErrors], [viewer.id, []]);
      assert.ok(!raw.includes('@') && !raw.includes('Hopper'), 'nothing held is shown');
      const seen = await own.see(person);
      assert.deepEqual([seen.profile.name, seen.email, seen.emailVerified], ['Grace Hopper', email, false]);
      assert.ok(seen.profile.corrections.nodes.every((one) => one.by === 'OFFICE' && one.reason === reason));
      assert.equal(await click(await linkTo(email)), 200);
      await stage.reaches(grantId, 'delivered', 'contact.corrected');
    });

    it('P11 nothing of it stands in the clear, and nothing at all is left after an erasure', async () => {
      const person = await stage.person();
      const email = `p11.gone.${dialect}@canary.example`;
      const secrets = ['Zenobia Quetzalcoatl', email, person.email, 'Rang us up about the typing slip'];
      await own.correct(person, { name: 'Zenobia Quetzalcoatl', email });
      const { viewer } = await ask<{ viewer: { id: string } }>(person, '{ viewer { id } }');
      await correctPerson({ subjectId: viewer.id, name: 'Zenobia Q.', reason: secrets[3] });
      const link = await linkTo(email);
      const atRest = await databaseBytes(stage.marketplace);
      const logged = Buffer.from(stage.marketplace.logLines.join(''));
      for (const text of secrets) {
        assert.ok(!contains(atRest, text), 'sealed');
        assert.ok(!contains(logged, text), 'not logged');
      }
      assert.ok(!contains(logged, link.split('/').at(-1) ?? ''));
      assert.deepEqual(codesOf(await stage.act.eraseAccount(person)), []);
      for (const table of ['vault_values', 'profile_corrections', 'email_verifications']) {
        const rows = await rowsOf<{ subject_id: string }>(stage.marketplace, table);
        assert.ok(!rows.some((row) => row.subject_id === viewer.id), table);
      }
      assert.equal(await click(link), 410);
    });

    it('P11 what is sealed for one person, field and version opens nowhere else', async () => {
      const person = await stage.person();
      const other = await stage.person();
      for (const name of ['First', 'Second']) await own.correct(person, { name });
      await own.correct(other, { name: 'Other' });
      const { viewer } = await ask<{ viewer: { id: string } }>(person, '{ viewer { id } }');
      const rows = await rowsOf<{ subject_id: string; version: number; ciphertext: Buffer }>(
        stage.marketplace,
        'vault_values',
      );
      const newest = { subject_id: viewer.id, field: 'name', version: 2 };
      const put = (ciphertext?: Buffer) =>
        stage.marketplace.db.transact((tx) => tx.q('vault_values').where(newest).update({ ciphertext }));
      const mine = rows.filter(({ subject_id }) => subject_id === viewer.id);
      const [first, second] = [1, 2].map((wanted) => mine.find(({ version }) => version === wanted));
      for (const moved of [first, rows.find(({ subject_id }) => subject_id !== viewer.id)]) {
        await put(moved?.ciphertext);
        const { errors } = await stage.marketplace.ask(
          'marketplace',
          person.token,
          '{ viewer { profile { name } } }',
        );
        assert.deepEqual(
          errors.map(({ extensions }) => extensions.code),
          ['INTERNAL'],
        );
      }
      await put(second?.ciphertext);
      assert.equal((await own.see(person)).profile.name, 'Second');
    });

    it('P11 the sandbox and the schema know a correction', async () => {
      const [endpoint] = await partner.endpoints();
      assert.deepEqual(
        codesOf(await partner.testEvent(endpoint?.id ?? '', { event: 'CONTACT_CORRECTED' })),
        [],
      );
      await until(() => toldOf('contact.corrected').length === 1, 'the test event');
      const [hook] = toldOf('contact.corrected');
      assert.match(contactIn(hook).email ?? '', /@sandbox\.example$/);
      assert.equal((eventOf(hook) as { test?: boolean }).test, true);
    });

    it('P11 a partner that has a relay address hears of no correction, and letters wait for it', async () => {
      const relayed = await openRelayStage(dialect);
      try {
        const own = profiles(relayed.marketplace);
        const to = await relayed.receiver();
        await relayed.partner('calmly').connect(to.url);
        const person = await relayed.person();
        const { address, grantId } = await relayed.installRelayed(person, APP);
        await relayed.reaches(grantId, 'delivered');
        const email = 'p11.relayed@canary.example';
        assert.deepEqual(codesOf(await own.correct(person, { email })), []);
        assert.notEqual(await relayed.send({ to: address, raw: fromPartner() }), 250);
        assert.deepEqual(relayed.relayed(), []);
        assert.deepEqual(codesOf(await own.verifyByLogin(own.withToken(person, email, true))), []);
        assert.equal(await relayed.send({ to: address, raw: fromPartner() }), 250);
        assert.deepEqual(
          relayed.relayed().map((mail) => mail.to),
          [[email]],
        );
        await rest();
        assert.ok(!typesOf(to.hooks).includes('contact.corrected'));
        const entries = await rowsOf<{ event: string }>(relayed.marketplace, 'ledger_entries');
        assert.ok(!entries.some(({ event }) => event === 'correction'));
      } finally {
        await relayed.close();
      }
    });

    it('P11 a copy of what is held has the name, the corrections and what is public', async () => {
      const person = await stage.person();
      await own.correct(person, { name: 'Ada Lovelace', email: `p11.copy.${dialect}@canary.example` });
      const notice = (await own.notice(person, { nickname: 'Moth' })).notice;
      await own.publish(person, notice?.hash ?? '');
      const copies = exportActs(stage);
      const files = await copies.fetchFiles(person, (await copies.ready(person)).id);
      const { names, published } = JSON.parse(files.get('profile.json') ?? '') as Record<string, unknown>;
      assert.deepEqual(names, ['Ada Lovelace']);
      assert.ok(JSON.stringify(published).includes('Moth'));
      const list = JSON.parse(files.get('corrections.json') ?? '') as Record<string, unknown>[];
      assert.deepEqual(list.map(({ field, former, by }) => [field, former, by]).sort(), [
        ['email', person.email, 'person'],
        ['name', null, 'person'],
      ]);
    });

    it('P11 partners’ libraries read the message by its published schema, thin or not', async () => {
      const late = await openStage(dialect);
      try {
        const [full, thin] = [await late.receiver(), await late.receiver()];
        const own = profiles(late.marketplace);
        const door = late.partner('calmly');
        const connected = await door.connect(full.url, { events: ['CONTACT_CORRECTED'] });
        await door.connect(thin.url, { thin: true });
        const person = await late.person();
        const { grantId } = await late.install(person, APP);
        await late.reaches(grantId, 'delivered');
        const email = 'p11.schema@canary.example';
        assert.deepEqual(codesOf(await own.correct(own.withToken(person, email, true), { email })), []);
        await full.received(1);
        const event = await checkEvent(full.hooks[0], connected.secret);
        assert.equal(event.type, 'contact.corrected');
        assert.equal(contactIn(full.hooks[0]).email, email);
        await until(() => typesOf(thin.hooks).includes('contact.corrected'), 'the thin one');
        assert.ok(!thin.hooks.some(({ body }) => body.includes('@')), 'a thin message carries no email');
      } finally {
        await late.close();
      }
    });

    it('P11 a correction that meets a changed policy waits for the person’s agreement', async () => {
      const late = await openStage(dialect);
      try {
        const [own, to] = [profiles(late.marketplace), await late.receiver()];
        await late.partner('calmly').connect(to.url);
        const people = [await late.person(), await late.person()] as const;
        const [agreeing, leaving] = people;
        const grants: string[] = [];
        for (const one of people) grants.push((await late.install(one, APP)).grantId);
        for (const grantId of grants) await late.reaches(grantId, 'delivered');
        const version = 'p11-2027';
        const effectiveAt = new Date(late.clock.now() + 31 * DAY).toISOString();
        const text = `${LOCKED_CLAUSE}\nMore.`;
        await late.marketplace.ask(
          'privacy',
          late.marketplace.staffToken('privacy'),
          'mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { userErrors { code } } }',
          { input: { version, text, material: true, effectiveAt, idempotencyKey: newKey() } },
        );
        late.clock.advance(32 * DAY);
        for (const one of people) {
          const email = `waits.${one.email}`;
          await own.correct(own.withToken(one, email, true), { email });
          assert.equal((await own.see(one)).emailVerified, true);
        }
        await late.act.withdrawGrant(leaving, grants[1] ?? '');
        await late.reaches(grants[1] ?? '', 'delivered', 'consent.withdrawn');
        late.clock.advance(2 * HOUR);
        await rest();
        assert.ok(!typesOf(to.hooks).includes('contact.corrected'));
        await late.marketplace.ask(
          'marketplace',
          agreeing.token,
          `mutation { agreeToPolicy(input: {policyVersion: "${version}", idempotencyKey: "${newKey()}"}) { viewer { id } } }`,
        );
        late.clock.advance(2 * HOUR);
        await late.reaches(grants[0] ?? '', 'delivered', 'contact.corrected', 20_000);
        const corrected = to.hooks.filter((hook) => eventOf(hook).type === 'contact.corrected');
        assert.deepEqual(
          corrected.map((hook) => contactIn(hook).email),
          [`waits.${agreeing.email}`],
        );
        const held = async () => (await rowsOf(late.marketplace, 'held_corrections')).length;
        await until(async () => (await held()) === 0, 'nothing to be left of what was taken back');
      } finally {
        await late.close();
      }
    });
  });
}
