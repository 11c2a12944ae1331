import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { SealedEmail } from '../../src/kernel/sealed-email.ts';
import {
  MAIL_WAITS,
  MAX_ATTEMPTS,
  createMailer,
  failedMails,
  mailMigrations,
  mailerDefaults,
  queueNotice,
} from '../../src/mail/index.ts';
import type { Mailer, Notice } from '../../src/mail/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { createEmlFiles, createSmtpTransport } from '../../src/platform/mail/index.ts';
import type { MailTransport, SendOutcome } from '../../src/platform/mail/index.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { readMail, startMailSink } from '../support/mail-sink.ts';
import type { MailSink } from '../support/mail-sink.ts';
import { engines, rowsOf, runningClock } from '../support/marketplace.ts';
import type { TestClock } from '../support/marketplace.ts';
import { until } from '../support/until.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly recipient_kind: string;
  readonly recipient_ref: string | null;
  readonly refs: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_at: number;
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly last_error: string | null;
}

const NAME = 'Žluťoučký Acorn\r\nBcc: evil@mail.example';
const ADDRESS = 'ops@acorn.example';
const OFFICE = 'office@sluice.example';

const partnerId = newId('partner', 1);
const endpointId = newId('endpoint', 1);
const disabled: Notice = {
  kind: 'endpoint-disabled',
  partnerId,
  endpointId,
  reason: 'gone',
  at: 1_700_000_000_000,
};
const overdue = (recipient: 'partner' | 'office'): Notice => ({
  kind: 'deletion-overdue',
  ...{ recipient, partnerId, count: 2, oldestDueAt: 1_700_000_000_000 },
});

for (const dialect of engines) {
  describe(`the mailer on ${dialect}`, () => {
    let url: string;
    let db: Database;
    let clock: TestClock;
    let sink: MailSink;
    const logLines: string[] = [];
    const mailers: Mailer[] = [];
    const transports: MailTransport[] = [];

    before(async () => {
      clock = runningClock();
      url = await newDatabaseUrl(dialect);
      db = openDatabase(url, clock);
      await db.migrate(migrationSource(mailMigrations));
    });
    beforeEach(async () => {
      sink = await startMailSink();
    });
    afterEach(async () => {
      await Promise.all(mailers.splice(0).map((mailer) => mailer.stop()));
      await Promise.all(transports.splice(0).map((transport) => transport.close()));
      await sink.close();
      await db.transact((tx) => tx.q('mail_queue').delete());
      logLines.splice(0);
    });
    after(() => db.close());

    const smtp = (port = sink.port): MailTransport => {
      const transport = createSmtpTransport(
        { host: '127.0.0.1', port, secure: false, login: null },
        { plainAllowed: false },
      );
      transports.push(transport);
      return transport;
    };

    function mailer(parts: Partial<Parameters<typeof createMailer>[0]> = {}): Mailer {
      const made = createMailer({
        db,
        clock,
        random: systemRandom,
        log: createLog(
          'debug',
          new Writable({
            write(chunk: Buffer, _encoding, done) {
              logLines.push(chunk.toString());
              done();
            },
          }),
        ),
        transport: parts.transport ?? smtp(),
        markOf: (subjectId) => `mark-${subjectId}`,
        from: 'no-reply@sluice.example',
        addressOf: (_reader, recipient) =>
          Promise.resolve(new SealedEmail(recipient.kind === 'office' ? OFFICE : ADDRESS)),
        partnerName: () => Promise.resolve(NAME),
        service: { company: 'Sluice Ltd', publicUrl: 'https://market.example' },
        settings: { poll: 10 },
        ...parts,
      });
      mailers.push(made);
      made.start();
      return made;
    }

    const queue = (...notices: Notice[]): Promise<string[]> =>
      db.transact(async (tx) => {
        const ids: string[] = [];
        for (const notice of notices) ids.push(await queueNotice(tx, notice));
        return ids;
      });
    const rows = (): Promise<Row[]> => rowsOf<Row>({ db }, 'mail_queue');
    const row = async (): Promise<Row> => {
      const [only, ...others] = await rows();
      assert.ok(only !== undefined && others.length === 0);
      return only;
    };
    const inState = (state: string, attempts: number): Promise<void> =>
      until(async () => {
        const found = await rows();
        return found.length > 0 && found.every((one) => one.state === state && one.attempts === attempts);
      }, `${state} after ${attempts} attempts`);

    it('sends a notice once, to whom it is for, and says so in its row', async () => {
      const [id] = await queue(disabled);
      const queued = await row();
      assert.deepEqual([queued.state, queued.attempts, queued.next_at], ['pending', 0, queued.created_at]);
      mailer();
      await inState('sent', 1);
      assert.equal(sink.mails.length, 1);
      const [{ from, to, raw }] = sink.mails as [MailSink['mails'][0]];
      assert.deepEqual([from, to], ['no-reply@sluice.example', [ADDRESS]]);
      const read = readMail(raw);
      assert.equal(read.header('message-id'), `<${id}@sluice.example>`);
      assert.equal(read.header('from'), 'Sluice Ltd <no-reply@sluice.example>');
      assert.equal(read.header('subject'), 'Your webhook endpoint is switched off');
      assert.equal(read.header('bcc'), undefined);
      assert.match(read.text, /^To Žluťoučký Acorn Bcc: evil@mail\.example,\n/);
      assert.ok(read.text.includes(endpointId));
      const { finished_at, last_error, created_at } = await row();
      assert.ok(finished_at !== null && finished_at >= created_at);
      assert.equal(last_error, null);
    });

    it('writes to partner and office alike', async () => {
      await queue(overdue('partner'), overdue('office'));
      mailer();
      await inState('sent', 1);
      const byRecipient = new Map(sink.mails.map(({ to, raw }) => [to.join(), readMail(raw)]));
      assert.deepEqual([...byRecipient.keys()].sort(), [OFFICE, ADDRESS].sort());
      assert.match(
        byRecipient.get(OFFICE)?.header('subject') ?? '',
        /^2 deletions overdue at Žluťoučký Acorn /,
      );
      assert.equal(byRecipient.get(ADDRESS)?.header('subject'), '2 deletions to confirm, overdue');
      const recipients = (await rows()).map((one) => [one.recipient_kind, one.recipient_ref]);
      assert.deepEqual(recipients.sort(), [
        ['office', null],
        ['partner', partnerId],
      ]);
    });

    it('queues with the business transaction or not at all', async () => {
      await assert.rejects(
        db.transact(async (tx) => {
          await queueNotice(tx, disabled);
          throw new Error('no');
        }),
        /^Error: no$/,
      );
      assert.deepEqual(await rows(), []);
    });

    it('keeps ids, counts and instants, and nothing else that a notice may have about it', async () => {
      const wide = { ...disabled, name: NAME, email: ADDRESS, note: { text: 'x' } };
      const wideToo = { ...overdue('office'), name: NAME };
      await queue(wide, wideToo);
      const [first, second] = (await rows()).map((one) => JSON.parse(one.refs) as object);
      const kept = [
        { partnerId, endpointId, reason: 'gone', at: 1_700_000_000_000 },
        { recipient: 'office', partnerId, count: 2, oldestDueAt: 1_700_000_000_000 },
      ];
      assert.deepEqual(
        [first, second].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        kept,
      );
      for (const wrong of [
        { ...disabled, partnerId: ADDRESS },
        { ...disabled, endpointId: partnerId },
        { ...overdue('office'), count: 0 },
        { ...disabled, at: Number.NaN },
      ]) {
        await assert.rejects(queue(wrong), /^Error: a notice holds ids, counts and instants of its kind$/);
      }
    });

    it('tries again what is refused for now, with the same bytes, after a wait that grows', async () => {
      let refusals = 3;
      sink.answers.data = () => ((refusals -= 1) >= 0 ? 451 : 0);
      await queue(disabled);
      mailer();
      for (const attempt of [1, 2, 3]) {
        await inState('pending', attempt);
        const { next_at, last_error } = await row();
        const wait = MAIL_WAITS[attempt - 1] ?? 0;
        const ahead = next_at - clock.now();
        assert.ok(ahead > wait * 0.8 - MINUTE / 2 && ahead <= wait * 1.2, `${ahead} after ${attempt}`);
        assert.equal(last_error, 'smtp-451');
        clock.advance(wait * 1.2);
      }
      await inState('sent', 4);
      assert.equal(sink.mails.length, 4);
      assert.equal(new Set(sink.mails.map(({ raw }) => raw.toString('latin1'))).size, 1);
      assert.equal((await row()).last_error, null);
    });

    it('gives up at once what is refused for good, and shows it', async () => {
      sink.answers.rcptTo = () => 550;
      await queue(disabled);
      mailer();
      await inState('failed', 1);
      assert.equal(sink.asked.rcptTo, 1);
      const { last_error, finished_at } = await row();
      assert.equal(last_error, 'smtp-550');
      assert.notEqual(finished_at, null);
      const [failed] = await db.read((reader) => failedMails(reader, 10));
      assert.deepEqual(
        [failed?.kind, failed?.lastError, failed?.attempts],
        ['endpoint-disabled', 'smtp-550', 1],
      );
      assert.ok(logLines.some((line) => line.includes('mail given up') && line.includes('smtp-550')));
    });

    it('waits for a server that is away and sends when it is back', async () => {
      const { port } = sink;
      await sink.close();
      await queue(disabled);
      mailer({ transport: smtp(port) });
      await inState('pending', 1);
      assert.equal((await row()).last_error, 'connection');
      sink = await startMailSink({ port });
      clock.advance(2 * MINUTE);
      await inState('sent', 2);
      assert.equal(sink.mails.length, 1);
    });

    it('gives up after the last wait, and not before', async () => {
      const { port } = sink;
      await sink.close();
      await queue(disabled);
      mailer({ transport: smtp(port) });
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
        await inState('pending', attempt);
        clock.advance(29 * HOUR);
      }
      await inState('failed', MAX_ATTEMPTS);
      sink = await startMailSink({ port });
      assert.equal((await row()).last_error, 'connection');
      assert.equal((await db.read((reader) => failedMails(reader, 10))).length, 1);
    });

    it('does not send to nobody', async () => {
      await queue(disabled);
      mailer({ addressOf: () => Promise.resolve(null) });
      await inState('failed', 1);
      assert.equal((await row()).last_error, 'no-address');
      assert.equal(sink.asked.mailFrom, 0);
    });

    it('asks for the address at each try: it may have changed', async () => {
      const addresses = ['old@acorn.example', 'new@acorn.example'];
      sink.answers.rcptTo = (address) => (address.startsWith('old') ? 450 : 0);
      await queue(disabled);
      mailer({ addressOf: () => Promise.resolve(new SealedEmail(addresses.shift() ?? '')) });
      await inState('pending', 1);
      clock.advance(2 * MINUTE);
      await inState('sent', 2);
      assert.deepEqual(sink.mails[0]?.to, ['new@acorn.example']);
    });

    it('shares the queue with other mailers: each notice goes once', async () => {
      const other = openDatabase(url, clock);
      const count = 60;
      mailer();
      mailer({ db: other, transport: smtp() });
      mailer({ db: other, transport: smtp() });
      const ids = (
        await Promise.all(
          Array.from({ length: count / 4 }, () => queue(disabled, disabled, disabled, disabled)),
        )
      ).flat();
      await until(async () => (await rows()).every((one) => one.state === 'sent'), 'all to be sent', 20_000);
      const sent = sink.mails.map(({ raw }) => readMail(raw).header('message-id'));
      assert.deepEqual(sent.sort(), ids.map((id) => `<${id}@sluice.example>`).sort());
      assert.ok((await rows()).every((one) => one.attempts === 1));
      await Promise.all(mailers.splice(0).map((one) => one.stop()));
      await other.close();
    });

    /** A way out that never says what became of a mail, as that of a process which ends; tests let go of it at the end. */
    function hanging(): {
      readonly transport: MailTransport;
      readonly taken: string[];
      end(outcome: SendOutcome): void;
    } {
      const taken: string[] = [];
      const ends: ((outcome: SendOutcome) => void)[] = [];
      return {
        taken,
        transport: {
          send: (mail) => {
            taken.push(mail.id);
            return new Promise((resolve) => ends.push(resolve));
          },
          forget: () => Promise.resolve(),
          close: () => Promise.resolve(),
        },
        end: (outcome) => ends.splice(0).forEach((resolve) => resolve(outcome)),
      };
    }

    it('takes over from a mailer that ended in the middle, once its time has passed', async () => {
      const [id] = await queue(disabled);
      const killed = hanging();
      const first = mailer({ transport: killed.transport });
      await until(() => killed.taken.length > 0, 'the first mailer to take it');
      // A process that ended takes nothing more.
      const ended = first.stop();
      mailer();
      clock.advance(mailerDefaults.reclaimAfter - 30 * SECOND);
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.deepEqual([sink.mails.length, (await row()).state], [0, 'sending']);
      clock.advance(MINUTE);
      await inState('sent', 2);
      assert.deepEqual(
        killed.taken.concat(sink.mails.map(({ raw }) => readMail(raw).header('message-id') ?? '')),
        [id, `<${id}@sluice.example>`],
      );
      // What the first one says after all changes nothing any more.
      killed.end({ kind: 'failed', error: 'timeout', permanent: true });
      await ended;
      await Promise.all(mailers.splice(0).map((one) => one.stop()));
      const { state, attempts, last_error } = await row();
      assert.deepEqual([state, attempts, last_error], ['sent', 2, null]);
      assert.equal(sink.mails.length, 1);
    });

    it('believes a mailer that says late that a mail went, and sends it no more', async () => {
      await queue(disabled);
      const [first, second] = [hanging(), hanging()];
      mailer({ transport: first.transport });
      await until(() => first.taken.length > 0, 'the first mailer to take it');
      clock.advance(mailerDefaults.reclaimAfter + SECOND);
      // Either may be the one that takes it now.
      mailer({ transport: second.transport });
      await until(() => first.taken.length + second.taken.length > 1, 'the mail to be taken again');
      first.end({ kind: 'sent' });
      await inState('sent', 2);
      second.end({ kind: 'failed', error: 'connection', permanent: false });
      await Promise.all(mailers.splice(0).map((one) => one.stop()));
      const { state, last_error } = await row();
      assert.deepEqual([state, last_error], ['sent', null]);
    });

    it('does not let a mailer that says late that it failed stop the one that has the mail now', async () => {
      await queue(disabled);
      const [first, second] = [hanging(), hanging()];
      const late = mailer({ transport: first.transport });
      await until(() => first.taken.length > 0, 'the first mailer to take it');
      const ended = late.stop();
      clock.advance(mailerDefaults.reclaimAfter + SECOND);
      const now = mailer({ transport: second.transport });
      await until(() => second.taken.length > 0, 'the second mailer to take it');
      first.end({ kind: 'failed', error: 'smtp-550', permanent: true });
      await ended;
      const { state, attempts, last_error } = await row();
      assert.deepEqual([state, attempts, last_error], ['sending', 2, null]);
      second.end({ kind: 'failed', error: 'smtp-450', permanent: false });
      await now.stop();
      const after = await row();
      assert.deepEqual([after.state, after.attempts, after.last_error], ['pending', 2, 'smtp-450']);
    });

    it('gives up a mail that brings down whoever takes it', async () => {
      await queue(disabled);
      const killed = hanging();
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        mailer({ transport: killed.transport });
        await until(() => killed.taken.length === attempt, `taking number ${attempt}`);
        clock.advance(mailerDefaults.reclaimAfter + SECOND);
      }
      mailer();
      await inState('failed', MAX_ATTEMPTS);
      assert.equal((await row()).last_error, 'lost');
      assert.equal(killed.taken.length, MAX_ATTEMPTS);
      assert.equal(sink.mails.length, 0);
      killed.end({ kind: 'failed', error: 'timeout', permanent: false });
    });

    it('leaves what it does not understand for later, without a word of it in the log', async () => {
      await queue(disabled);
      const later = JSON.stringify({ secret: ADDRESS });
      await db.transact((tx) => tx.q('mail_queue').update({ kind: 'of-a-later-version', refs: later }));
      mailer();
      await inState('pending', 1);
      assert.equal((await row()).last_error, 'internal');
      assert.ok(!logLines.join('').includes(ADDRESS));
    });

    it('looks at once when it is told to, and nowhere after it was stopped', async () => {
      const slow = mailer({ settings: { poll: HOUR } });
      await until(async () => (await rows()).length === 0, 'the first look');
      await queue(disabled);
      slow.wake();
      await inState('sent', 1);
      await slow.stop();
      await queue(disabled);
      slow.wake();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(sink.mails.length, 1);
    });

    it('waits for what is under way when it is stopped', async () => {
      await queue(disabled);
      const slow = hanging();
      const stopping = mailer({ transport: slow.transport });
      await until(() => slow.taken.length > 0, 'the mail to be taken');
      let stopped = false;
      const end = stopping.stop().then(() => (stopped = true));
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.ok(!stopped);
      slow.end({ kind: 'sent' });
      await end;
      assert.equal((await row()).state, 'sent');
    });

    it('writes no address, no name and no word of a server into rows or log lines', async () => {
      // The sink quotes the address in what it refuses, as servers do.
      let refusals = 2;
      sink.answers.rcptTo = () => ((refusals -= 1) >= 0 ? 450 : 0);
      await queue(disabled, overdue('partner'), overdue('office'));
      mailer();
      await until(
        async () => (await rows()).every((one) => one.attempts > 0 && one.state !== 'sending'),
        'tries',
      );
      clock.advance(2 * MINUTE);
      await until(async () => (await rows()).every((one) => one.state === 'sent'), 'all to be sent');
      const failing: MailTransport = {
        send: () => Promise.reject(new Error(`550 <${ADDRESS}> ${NAME}`)),
        forget: () => Promise.resolve(),
        close: () => Promise.resolve(),
      };
      await Promise.all(mailers.splice(0).map((one) => one.stop()));
      await queue(disabled);
      mailer({ transport: failing });
      await until(async () => (await rows()).some((one) => one.last_error === 'internal'), 'a surprise');
      const kept = JSON.stringify(await rows());
      const logged = logLines.join('');
      assert.ok(logLines.length >= 6 && kept.length > 1_000);
      for (const secret of [
        ADDRESS,
        OFFICE,
        'acorn.example',
        'Acorn',
        'luťou',
        'evil',
        'welcome',
        'Sluice Ltd',
        '@',
      ]) {
        assert.ok(!kept.includes(secret), `${secret} in rows`);
        assert.ok(!logged.includes(secret), `${secret} in the log`);
      }
      assert.ok(logged.includes('smtp-450'));
    });

    it('leaves its mail in files in development', async () => {
      const folder = join(temporaryFolder(), 'mail');
      const ids = await queue(disabled, overdue('office'));
      mailer({ transport: createEmlFiles(folder) });
      await inState('sent', 1);
      assert.deepEqual(readdirSync(folder).sort(), ids.map((id) => `${id}.eml`).sort());
      for (const id of ids) {
        const read = readMail(readFileSync(join(folder, `${id}.eml`)));
        assert.equal(read.header('message-id'), `<${id}@sluice.example>`);
      }
    });
  });
}
