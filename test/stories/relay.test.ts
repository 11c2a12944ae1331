import assert from 'node:assert/strict';
import { fsck } from '../../src/audit/index.ts';
import { LEASE } from '../../src/delivery/index.ts';
import { readReceipts } from '../../src/ledger/index.ts';
import type { LedgerReceipt } from '../../src/ledger/index.ts';
import { createLetterAdmission } from '../../src/release/index.ts';
import { openAgainstReceipts, openForRelay } from '../../src/vault/open.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { readMail } from '../support/mail-sink.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import {
  PARTNER_ADDRESS,
  RELAY_DOMAIN,
  dialogue,
  fromPartner,
  letter,
  openRelayStage,
} from '../support/relay.ts';
import type { RelayStage } from '../support/relay.ts';
import { DAY, MINUTE, contactIn, openStage } from '../support/stage.ts';

const APP = 'calmly-booking';
const ADDRESS = /^[a-z2-7]{32}@relay\.market\.example$/;
const codes = ({ userErrors }: { readonly userErrors: readonly { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

for (const dialect of engines) {
  describe(`a relay address, on ${dialect},`, () => {
    let stage: RelayStage;

    before(async () => {
      stage = await openRelayStage(dialect);
    });
    beforeEach(() => {
      stage.sink.mails.length = 0;
      stage.sink.answers.rcptTo = () => 0;
      stage.sink.answers.data = () => 0;
    });
    after(() => stage.close());

    const relayEntries = async (): Promise<number> =>
      (await rowsOf(stage.marketplace, 'ledger_entries')).filter(({ event }) => event === 'relay').length;

    /** Nothing opens the person's email any more: whoever tries fails. */
    const spoilEmail = (): Promise<unknown> =>
      stage.marketplace.db.transact(async (tx) => {
        const newest = await tx.q('subjects').orderBy('id', 'desc').first('id');
        const own = { subject_id: (newest as { id: string }).id };
        await tx
          .q('vault_emails')
          .where(own)
          .update({ ciphertext: Buffer.alloc(64, 7) });
      });

    /** A person with a relay address to whom a partner has written; and what the person's answer goes to. */
    async function correspondence(slug = APP) {
      const person = await stage.person();
      const installed = await stage.installRelayed(person, slug);
      assert.equal(await stage.send({ to: installed.address, raw: fromPartner() }), 250);
      const [sunk] = stage.relayed().slice(-1);
      const answers = /<(re-[a-z2-7]{32}@relay\.market\.example)>/.exec(
        readMail(sunk?.raw ?? Buffer.alloc(0)).header('from') ?? '',
      )?.[1];
      assert.ok(sunk && answers);
      return { person, ...installed, sunk, answers };
    }
    const answer = (person: Person, to: string, more: Record<string, string> = {}, body?: string) =>
      stage.send({
        from: person.email,
        to,
        raw: letter({ From: person.email, To: to, Subject: 'Re: Your account', ...more }, body),
      });

    it('is chosen by a text that says so, and a yes to one text is no yes to the other', async () => {
      const person = await stage.person();
      const appId = await stage.act.appId(APP);
      const shown = async (address?: 'REAL' | 'RELAY') => {
        const { disclosure } = await stage.act.disclosure(person, { appId, ...(address && { address }) });
        assert.ok(disclosure);
        return disclosure;
      };
      const [plain, real, relay] = [await shown(), await shown('REAL'), await shown('RELAY')];
      assert.equal(plain.text, real.text);
      assert.match(real.text, /we give your email address to “/);
      assert.match(
        relay.text,
        /a relay address that we make for you and this app\. Your email address is not given/,
      );
      assert.equal(new Set([plain.hash, real.hash, relay.hash]).size, 3);

      const key = newKey();
      const { grant } = await stage.act.installApp(person, appId, relay.hash, key);
      assert.deepEqual(codes(await stage.act.installApp(person, appId, real.hash, key)), [
        'IDEMPOTENCY_CONFLICT',
      ]);
      const seen = await stage.grant(person, grant?.id ?? '');
      assert.equal(seen.address, 'RELAY');
      assert.match(seen.relayAddress ?? '', ADDRESS);
      await stage.act.uninstallApp(person, appId);
      assert.deepEqual(codes(await stage.act.installApp(person, appId, relay.hash)), ['DISCLOSURE_EXPIRED']);

      const again = await stage.act.installApp(person, appId, real.hash);
      const own = await stage.grant(person, again.grant?.id ?? '');
      assert.deepEqual([own.address, own.relayAddress], ['REAL', null]);
    });

    it('is what the partner gets by webhook and by fetching, and the email is not opened for it', async () => {
      const receiver = await stage.receiver();
      const partner = stage.partner('gullwing');
      await partner.connect(receiver.url);
      const person = await stage.person();
      await spoilEmail();
      const { appId, grantId, address } = await stage.installRelayed(person, 'gull-icons');
      await stage.reaches(grantId, 'delivered');
      const contact = contactIn(receiver.hooks.find(({ body }) => body.includes('contact.released')));
      assert.equal(contact.email, address);
      assert.equal((await partner.contact(contact.id, appId))?.email, address);
      assert.ok((await partner.contacts(100)).nodes.some(({ email }) => email === address));
      assert.ok(!receiver.hooks.some(({ body }) => body.includes(person.email)));
      assert.ok(
        (await stage.release(person, grantId)).fetches.length === 2,
        'looks are recorded all the same',
      );
      // Where the person's own goes, it is opened: the test above can fail.
      const other = await stage.person();
      await spoilEmail();
      const real = await stage.install(other, 'gull-icons');
      const contacts = await partner
        .query<object>('{ contacts(first: 50) { nodes { email } } }')
        .catch(String);
      assert.equal(typeof contacts, 'string');
      await stage.act.withdrawGrant(other, real.grantId);
    });

    it('is the same for every yes to the app, and tells nobody else’s', async () => {
      const [person, other] = [await stage.person(), await stage.person()];
      const { appId, grantId, address } = await stage.installRelayed(person, APP);
      assert.notEqual((await stage.installRelayed(other, APP)).address, address);
      assert.notEqual((await stage.installRelayed(person, 'calmly-rooms')).address, address);
      await stage.act.withdrawGrant(person, grantId);
      await stage.act.uninstallApp(person, appId);
      assert.equal((await stage.installRelayed(person, APP)).address, address);
      const local = address.slice(0, 32);
      const [row] = (await rowsOf(stage.marketplace, 'relay_addresses')).filter(({ name }) => name === local);
      assert.ok(!local.includes(String(row?.['subject_id']).slice(4).toLowerCase()));
    });

    it('passes on what the partner writes, without the person’s own address anywhere in it', async () => {
      const person = await stage.person();
      const { grantId, address } = await stage.installRelayed(person, APP);
      const raw = fromPartner(
        {
          To: `${address}, other@elsewhere.example`,
          Cc: 'third@elsewhere.example',
          'Reply-To': 'desk@acorn.example',
          Sender: 'mailer@acorn.example',
          Received: 'from inside.acorn.example',
          'DKIM-Signature': 'v=1; a=rsa-sha256',
          'Disposition-Notification-To': PARTNER_ADDRESS,
          'List-Unsubscribe': '<mailto:leave@acorn.example>',
          'Auto-Submitted': 'auto-generated',
          'In-Reply-To': '<zero@acorn.example>',
          'Content-Type': 'multipart/mixed;\r\n boundary="b"',
          'MIME-Version': '1.0',
        },
        '--b\r\n\r\n.\r\nHällo\r\n--b--\r\n',
      );
      assert.equal(await stage.send({ to: address, raw }), 250);
      const [sunk, ...others] = stage.relayed();
      assert.ok(sunk);
      assert.deepEqual([others, sunk.to], [[], [person.email]]);
      const mail = readMail(sunk.raw);
      assert.deepEqual([...mail.names].sort(), [
        'Content-Type',
        'Date',
        'From',
        'In-Reply-To',
        'MIME-Version',
        'Message-ID',
        'Reply-To',
        'Subject',
        'To',
        'X-Sluice-Relay',
      ]);
      assert.match(
        mail.header('from') ?? '',
        /^"anna@acorn\.example" <re-[a-z2-7]{32}@relay\.market\.example>$/,
      );
      assert.match(mail.header('reply-to') ?? '', /^"desk@acorn\.example" <re-[a-z2-7]{32}@relay/);
      assert.equal(mail.header('to'), address);
      assert.equal(mail.header('date'), 'Mon, 23 Nov 2026 05:00:00 +0000');
      assert.equal(mail.header('content-type'), 'multipart/mixed; boundary="b"');
      assert.equal(mail.text, '--b\n\n.\nHällo\n--b--\n');
      assert.ok(!sunk.raw.includes(person.email));

      const before = await stage.grant(person, grantId);
      assert.equal(before.relayed.length, 1);
      const { relayed } = await (async () => {
        for (;;) {
          const seen = await stage.grant(person, grantId);
          if (seen.relayed.every(({ proof }) => proof !== null)) return seen;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      assert.match(relayed[0]?.proof ?? '', /^c2sp\.org\/tlog-proof/);
    });

    it('takes the person’s answer back to the partner, and nothing that says who or where they are', async () => {
      const { person, address, answers, sunk } = await correspondence();
      const inReplyTo = readMail(sunk.raw).header('message-id') ?? '';
      assert.equal(
        await answer(
          person,
          answers,
          {
            From: `Jane Doe <${person.email}>`,
            Date: 'Tue, 24 Nov 2026 10:30:00 -0800',
            'Message-ID': '<abc@jane-doe.example>',
            'In-Reply-To': inReplyTo,
            References: `<mine@jane-doe.example> ${inReplyTo}`,
            Received: 'from home (203.0.113.9)',
            'X-Originating-IP': '203.0.113.9',
            'User-Agent': 'Jane’s mail',
            Organization: 'Doe Ltd',
            'Reply-To': person.email,
            Sender: person.email,
          },
          'Thank you.\r\n',
        ),
        250,
      );
      const last = stage.relayed().at(-1);
      assert.ok(last);
      assert.deepEqual([last.from, last.to], [`bounces@${RELAY_DOMAIN}`, [PARTNER_ADDRESS]]);
      const mail = readMail(last.raw);
      assert.deepEqual([...mail.names].sort(), [
        'Date',
        'From',
        'In-Reply-To',
        'Message-ID',
        'References',
        'Subject',
        'To',
        'X-Sluice-Relay',
      ]);
      assert.equal(mail.header('from'), address);
      assert.equal(mail.header('to'), PARTNER_ADDRESS);
      assert.equal(mail.header('in-reply-to'), '<one@acorn.example>');
      assert.equal(mail.header('references'), '<one@acorn.example>');
      assert.equal(mail.header('date'), 'Tue, 24 Nov 2026 18:30:00 +0000');
      assert.match(mail.header('message-id') ?? '', /^<[a-z2-7]{32}@relay\.market\.example>$/);
      for (const trace of [person.email, 'Jane', 'Doe', 'jane-doe', '203.0.113', '-0800']) {
        assert.ok(!last.raw.includes(trace), trace);
      }
      // What the partner answers to that goes the same way.
      const raw = fromPartner({ 'In-Reply-To': mail.header('message-id') ?? '' });
      assert.equal(await stage.send({ to: address, raw }), 250);
      assert.equal(
        readMail(stage.relayed().at(-1)?.raw ?? Buffer.alloc(0)).header('from'),
        readMail(sunk.raw).header('from'),
      );
    });

    it('takes answers from its person only', async () => {
      const [{ answers }, stranger] = [await correspondence(), await stage.person()];
      const before = stage.relayed().length;
      assert.equal(await answer(stranger, answers), 550);
      assert.equal(await stage.send({ from: PARTNER_ADDRESS, to: answers, raw: fromPartner() }), 550);
      assert.equal(
        await stage.send({ from: stranger.email, to: answers, raw: letter({ Subject: 'From nobody' }) }),
        550,
      );
      assert.equal(stage.relayed().length, before);
    });

    it('says of one whose yes is over what it says of one that never was, from the moment on', async () => {
      const { person, grantId, address, answers } = await correspondence();
      const client = await dialogue(stage.port());
      const unknown = `${'a'.repeat(32)}@${RELAY_DOMAIN}`;
      const asked = async (to: string, from = PARTNER_ADDRESS): Promise<string> => {
        await client.say('RSET');
        await client.say(`MAIL FROM:<${from}>`);
        return client.say(`RCPT TO:<${to}>`);
      };
      assert.match(await asked(address), /^250/);
      assert.match(await asked(address.toUpperCase()), /^250/);
      await stage.act.withdrawGrant(person, grantId);
      const said = await asked(unknown);
      assert.match(said, /^550/);
      for (const to of [
        address,
        answers,
        `re-${unknown}`,
        `nobody@${RELAY_DOMAIN}`,
        `postmaster@elsewhere.example`,
        address.replace(RELAY_DOMAIN, 'elsewhere.example'),
        person.email,
        `bounces@${RELAY_DOMAIN}`,
      ]) {
        assert.equal(await asked(to), said, to);
      }
      client.end();
      assert.deepEqual(
        (await rowsOf(stage.marketplace, 'relay_correspondents')).filter(
          ({ relay_name }) => relay_name === address.slice(0, 32),
        ),
        [],
        'who wrote is forgotten',
      );
    });

    it('refuses a letter whose yes was taken back while it came', async () => {
      const person = await stage.person();
      const { grantId, address } = await stage.installRelayed(person, APP);
      const client = await dialogue(stage.port());
      await client.say(`MAIL FROM:<${PARTNER_ADDRESS}>`);
      assert.match(await client.say(`RCPT TO:<${address}>`), /^250/);
      assert.match(await client.say('DATA'), /^354/);
      await stage.act.withdrawGrant(person, grantId);
      const entries = await relayEntries();
      assert.match(await client.say(`${fromPartner().toString()}\r\n.`), /^550/);
      client.end();
      assert.deepEqual(stage.relayed(), []);
      assert.equal(await relayEntries(), entries);
    });

    it('drops bounces, answers of machines and what goes in a circle', async () => {
      const { person, address, answers } = await correspondence();
      const [entries, before] = [await relayEntries(), stage.relayed().length];
      assert.equal(await stage.send({ from: '', to: address, raw: fromPartner() }), 250);
      assert.equal(await stage.send({ from: '', to: `bounces@${RELAY_DOMAIN}`, raw: fromPartner() }), 250);
      for (const head of [
        { 'Auto-Submitted': 'auto-replied' },
        { 'Auto-Submitted': 'Auto-Replied; why="away"' },
        { Precedence: 'auto_reply' },
        { 'X-Autoreply': 'yes' },
        { 'X-Sluice-Relay': '1' },
      ]) {
        assert.equal(await stage.send({ to: address, raw: fromPartner(head) }), 250);
        assert.equal(await answer(person, answers, head), 250);
      }
      for (const head of [
        { 'Auto-Submitted': 'auto-generated' },
        { Precedence: 'bulk' },
        { 'X-Auto-Response-Suppress': 'All' },
      ]) {
        assert.equal(await answer(person, answers, head), 250);
      }
      assert.equal(stage.relayed().length, before);
      assert.equal(await relayEntries(), entries, 'nothing was opened for them');
    });

    it('keeps nothing of a letter that does not go on, and leaves it with its sender', async () => {
      const person = await stage.person();
      const { address } = await stage.installRelayed(person, APP);
      const canary = `body-${newKey()}`;
      stage.sink.answers.data = () => 451;
      assert.equal(await stage.send({ to: address, raw: fromPartner({}, canary) }), 451);
      stage.sink.answers.data = () => 0;
      stage.sink.answers.rcptTo = () => 550;
      assert.equal(await stage.send({ to: address, raw: fromPartner({}, canary) }), 554);
      stage.sink.answers.rcptTo = () => 0;
      assert.equal(await stage.send({ to: address, raw: fromPartner({}, canary) }), 250);
      const kept = Buffer.concat([
        await databaseBytes(stage.marketplace),
        Buffer.from(stage.marketplace.logLines.join('')),
      ]);
      for (const text of [canary, person.email, PARTNER_ADDRESS]) assert.ok(!contains(kept, text), text);
    });

    it('takes one letter for one address, of a size that is said', async () => {
      const [person, other] = [await stage.person(), await stage.person()];
      const { address } = await stage.installRelayed(person, APP);
      const second = (await stage.installRelayed(other, APP)).address;
      const client = await dialogue(stage.port());
      assert.match(client.offers, /SIZE 10485760/);
      assert.ok(!/AUTH|STARTTLS/.test(client.offers));
      assert.match(await client.say(`MAIL FROM:<${PARTNER_ADDRESS}> SIZE=10485761`), /^552/);
      await client.say(`MAIL FROM:<${PARTNER_ADDRESS}>`);
      assert.match(await client.say(`RCPT TO:<${address}>`), /^250/);
      assert.match(await client.say(`RCPT TO:<${second}>`), /^452/);
      await client.say('DATA');
      const long = 'x'.repeat(998);
      assert.match(
        await client.say(`${fromPartner().toString()}\r\n${`${long}\r\n`.repeat(10_600)}.`),
        /^552/,
      );
      await client.say(`MAIL FROM:<${PARTNER_ADDRESS}>`);
      await client.say(`RCPT TO:<${address}>`);
      await client.say('DATA');
      assert.match(await client.say('From: \r\nSubject: nobody\r\n\r\nHello\r\n.'), /^250/);
      client.end();
      assert.match(
        readMail(stage.relayed().at(-1)?.raw ?? Buffer.alloc(0)).header('from') ?? '',
        /^"anna@acorn\.example"/,
      );
    });

    it('is gone with its person, and with what was kept of who wrote', async () => {
      const { person, grantId, address, answers } = await correspondence();
      const [row] = (await rowsOf(stage.marketplace, 'grants')).filter(({ id }) => id === grantId);
      const own = async (table: string) =>
        (await rowsOf(stage.marketplace, table)).filter(
          ({ subject_id }) => subject_id === row?.['subject_id'],
        );
      assert.deepEqual(
        [(await own('relay_addresses')).length, (await own('relay_correspondents')).length],
        [1, 1],
      );
      await stage.act.eraseAccount(person);
      assert.deepEqual([await own('relay_addresses'), await own('relay_correspondents')], [[], []]);
      assert.equal(await stage.send({ to: address, raw: fromPartner() }), 550);
      assert.equal(await answer(person, answers), 550);
    });

    it('is opened against its own record in the ledger, and against no other', async () => {
      const { person, grantId } = await correspondence();
      const { services, db } = stage.marketplace;
      const entries = await rowsOf(stage.marketplace, 'ledger_entries');
      const of = (event: string): string =>
        String(entries.find((row) => row['about'] === grantId && row['event'] === event)?.['id']);
      const opened = await db.read(async (reader) => {
        const ids = [of('release'), of('relay')];
        const receipts = await readReceipts(reader, (row) => services.hashes.ledgerRow(row), ids);
        const [release, relay] = ids.map((id) => receipts.get(id));
        assert.ok(release && relay);
        return {
          release: await openForRelay(reader, services.vault, release),
          relay: (await openForRelay(reader, services.vault, relay))?.reveal(),
          toPartner: await openAgainstReceipts(reader, services.vault, [relay]),
        };
      });
      assert.deepEqual(opened, { release: null, relay: person.email, toPartner: new Map() });
      const forged = JSON.parse('{"entryId":"led_1","event":"relay","subjectId":"sub_1"}') as LedgerReceipt;
      await assert.rejects(
        db.read((reader) => openForRelay(reader, services.vault, forged)),
        /against a ledger receipt only/,
      );
    });

    it('goes on only while the yes is in force at that very moment, and within a second of it', async () => {
      const { person, grantId } = await correspondence();
      const { services, db, serving } = stage.marketplace;
      const [row] = (await rowsOf<Record<string, string>>(stage.marketplace, 'grants')).filter(
        ({ id }) => id === grantId,
      );
      const pair = {
        ...{ subjectId: row?.['subject_id'] ?? '', partnerId: row?.['partner_id'] ?? '' },
        appId: row?.['app_id'] ?? '',
      };
      /** On a clock that jumps before it is asked. */
      const verdict = async (about: typeof pair, ...jumps: number[]): Promise<string> => {
        let ahead = 0;
        const admit = createLetterAdmission({
          ...{ db, hashes: services.hashes, keyRing: services.vault.keyRing, onCommitted: () => undefined },
          ledger: serving.sluice.ledger,
          clock: { now: () => stage.clock.now() + (ahead += jumps.shift() ?? 0) },
        });
        return (await admit(about, 'person')).verdict;
      };
      const entries = await relayEntries();
      assert.equal(await verdict(pair), 'go');
      assert.equal(await verdict(pair, 0, LEASE + 1), 'later');
      assert.equal(await relayEntries(), entries + 2, 'recorded, whether it went or not');
      for (const other of ['subjectId', 'partnerId', 'appId']) {
        assert.equal(await verdict({ ...pair, [other]: 'another' }), 'ended', other);
      }
      await stage.act.withdrawGrant(person, grantId);
      assert.equal(await verdict(pair), 'ended');
      const real = await stage.install(await stage.person(), 'calmly-rooms');
      const [own] = (await rowsOf<Record<string, string>>(stage.marketplace, 'grants')).filter(
        ({ id }) => id === real.grantId,
      );
      assert.equal(
        await verdict({ ...pair, subjectId: own?.['subject_id'] ?? '', appId: own?.['app_id'] ?? '' }),
        'ended',
        'a yes that gives the person’s own address is none to this',
      );
      assert.equal(await relayEntries(), entries + 2);
    });

    it('waits while its person has to agree anew, or its partner is suspended', async () => {
      const { person, answers, address } = await correspondence('acorn-helpdesk');
      const staff = onboarding(stage.marketplace);
      const [partner] = (await rowsOf(stage.marketplace, 'partners')).filter(
        ({ slug }) => slug === 'acorn-desk',
      );
      await staff.suspend(String(partner?.['id']));
      const before = stage.relayed().length;
      assert.equal(await stage.send({ to: address, raw: fromPartner() }), 451);
      assert.equal(await answer(person, answers), 451);
      await staff.reinstate(String(partner?.['id']));
      assert.equal(await stage.send({ to: address, raw: fromPartner() }), 250);

      await stage.marketplace.db.transact((tx) => tx.q('vault_emails').update({ verified: false }));
      assert.equal(
        await stage.send({ to: address, raw: fromPartner() }),
        451,
        'nowhere to go that is verified',
      );
      await stage.marketplace.db.transact((tx) => tx.q('vault_emails').update({ verified: true }));
      assert.equal(stage.relayed().length, before + 1);

      const { data } = await stage.marketplace.ask<{ policy: { text: string } }>(
        'marketplace',
        null,
        '{ policy { text } }',
      );
      const effectiveAt = new Date(stage.clock.now() + 31 * DAY).toISOString();
      await stage.marketplace.ask(
        'privacy',
        stage.marketplace.staffToken('privacy'),
        'mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { userErrors { code } } }',
        {
          input: {
            version: 'relay-2',
            text: `${data.policy.text}More.`,
            material: true,
            effectiveAt,
            idempotencyKey: newKey(),
          },
        },
      );
      stage.clock.advance(31 * DAY + MINUTE);
      const login = stage.marketplace.login(person.sub, person.email);
      assert.equal(await stage.send({ to: address, raw: fromPartner() }), 451);
      const agreed = await stage.marketplace.ask<{ agreeToPolicy: { userErrors: [] } }>(
        'marketplace',
        login.token,
        'mutation ($input: AgreeToPolicyInput!) { agreeToPolicy(input: $input) { userErrors { code } } }',
        { input: { policyVersion: 'relay-2', idempotencyKey: newKey() } },
      );
      assert.deepEqual(agreed.data.agreeToPolicy.userErrors, []);
      assert.equal(await stage.send({ to: address, raw: fromPartner() }), 250);
    });

    it('leaves books that agree, and a changed choice shows in them', async () => {
      const { serving, services, surroundings } = stage.marketplace;
      const look = async (): Promise<string[]> => {
        const parts = {
          db: stage.marketplace.db,
          keyRing: services.vault.keyRing,
          rowMac: serving.sluice.ledger.rowMac,
        };
        const { identity, trust } = services.receipts;
        const problems = await fsck({ ...parts, identity, trust }, () => undefined);
        return problems
          .map(({ where, what }) => `${where}: ${what}`)
          .filter((line) => line.includes('address'));
      };
      assert.ok(surroundings.config.relay);
      assert.deepEqual(await look(), []);
      const grant = (await rowsOf(stage.marketplace, 'grants')).find(
        ({ address, state }) => address === 'relay' && state === 'active',
      );
      await stage.marketplace.db.transact((tx) =>
        tx
          .q('grants')
          .where({ id: String(grant?.['id']) })
          .update({ address: 'real' }),
      );
      const found = await look();
      assert.ok(
        found.some((line) => line.endsWith('the ledger says another kind of address')),
        found.join('\n'),
      );
      assert.ok(found.some((line) => line.endsWith('it answers a text about another address')));
    });
  });

  describe(`without relay addresses, on ${dialect},`, () => {
    it('a relay address is refused by name, and the person’s own is what is asked about', async () => {
      const stage = await openStage(dialect);
      try {
        const person = await stage.person();
        const appId = await stage.act.appId(APP);
        const refused = await stage.act.disclosure(person, { appId, address: 'RELAY' });
        assert.deepEqual([refused.disclosure, codes(refused)], [null, ['RELAY_UNAVAILABLE']]);
        const { data } = await stage.marketplace.ask<{ relayDomain: null }>(
          'marketplace',
          null,
          '{ relayDomain }',
        );
        assert.equal(data.relayDomain, null);
        await stage.install(person, APP);
        assert.deepEqual(await rowsOf(stage.marketplace, 'relay_addresses'), []);
        assert.equal(stage.marketplace.serving.sluice.relay.port(), null);
      } finally {
        await stage.close();
      }
    });
  });
}
