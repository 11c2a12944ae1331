import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { generate } from 'selfsigned';
import { SealedEmail } from '../../src/kernel/sealed-email.ts';
import type { SmtpServer } from '../../src/platform/config/index.ts';
import { createEmlFiles, createSmtpTransport } from '../../src/platform/mail/index.ts';
import type { MailTransport, OutgoingMail } from '../../src/platform/mail/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { readMail, startMailSink } from '../support/mail-sink.ts';
import type { MailSink, SinkOptions } from '../support/mail-sink.ts';

const mail: OutgoingMail = {
  id: 'mai_1',
  mark: null,
  from: { name: 'Sluice Ltd', address: 'no-reply@sluice.example' },
  to: new SealedEmail('ops@partner.example'),
  subject: 'Your webhook endpoint is switched off',
  text: 'To Acorn Desk,\n\n.a line that begins with a dot\n-- \nSluice Ltd\n',
  date: Date.UTC(2026, 10, 24, 9, 30),
  unsubscribeUrl: null,
};

/** Leads to loopback and does not look like it, so that it counts as another machine. */
const ELSEWHERE = '0.0.0.0';

const sent = { kind: 'sent' };
const failed = (error: string, permanent = false) => ({ kind: 'failed', error, permanent });

describe('mail by SMTP', () => {
  const sinks: MailSink[] = [];
  const transports: MailTransport[] = [];

  async function sink(options?: SinkOptions): Promise<MailSink> {
    const started = await startMailSink(options);
    sinks.push(started);
    return started;
  }

  function smtp(
    port: number,
    server: Partial<SmtpServer> = {},
    options: Partial<Parameters<typeof createSmtpTransport>[1]> = {},
  ): MailTransport {
    const transport = createSmtpTransport(
      { host: '127.0.0.1', port, secure: false, login: null, ...server },
      { plainAllowed: false, ...options },
    );
    transports.push(transport);
    return transport;
  }

  afterEach(async () => {
    await Promise.all(transports.splice(0).map((transport) => transport.close()));
    await Promise.all(sinks.splice(0).map((started) => started.close()));
  });

  it('carries one plain text to one address, with the headers that it needs and no others', async () => {
    const server = await sink();
    assert.deepEqual(await smtp(server.port).send(mail), sent);
    assert.equal(server.mails.length, 1);
    const [{ from, to, raw }] = server.mails as [MailSink['mails'][0]];
    assert.deepEqual([from, to], ['no-reply@sluice.example', ['ops@partner.example']]);
    const read = readMail(raw);
    assert.deepEqual([...read.names].sort(), [
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ]);
    assert.equal(read.header('from'), 'Sluice Ltd <no-reply@sluice.example>');
    assert.equal(read.header('to'), 'ops@partner.example');
    assert.equal(read.header('subject'), mail.subject);
    assert.equal(read.header('message-id'), '<mai_1@sluice.example>');
    assert.equal(read.header('date'), 'Tue, 24 Nov 2026 09:30:00 +0000');
    assert.equal(read.header('auto-submitted'), 'auto-generated');
    assert.match(read.header('content-type') ?? '', /^text\/plain; charset=utf-8/);
    assert.equal(read.text, mail.text);
  });

  it('carries names and texts of any writing', async () => {
    const server = await sink();
    const name = 'Žluťoučký kůň, s.r.o. "例え" <x>';
    const written = {
      ...mail,
      from: { name, address: mail.from.address },
      to: new SealedEmail('ops@bücher.example'),
      subject: `1 deletion overdue at ${name} 🐿`,
      text: `To ${name},\n\nпривет\n`,
    };
    assert.deepEqual(await smtp(server.port).send(written), sent);
    const [{ to, raw }] = server.mails as [MailSink['mails'][0]];
    assert.ok(
      raw.every((byte) => byte < 128),
      'whatever servers are on the way',
    );
    assert.deepEqual(
      to.map((address) => address.replace(/[^@]+$/, domainToASCII)),
      ['ops@xn--bcher-kva.example'],
    );
    const read = readMail(raw);
    assert.equal(read.header('to'), 'ops@xn--bcher-kva.example');
    assert.equal(read.header('subject'), written.subject);
    assert.equal(read.header('from'), `${name} <no-reply@sluice.example>`);
    assert.equal(read.text, written.text);
  });

  it('lets no text become a header, a recipient or a command', async () => {
    const server = await sink();
    const breaks = ['\r\n', '\n', '\r', '\r\n\r\n', '\u2028', '\0'];
    const transport = smtp(server.port);
    for (const end of breaks) {
      const evil = `Acorn${end}Bcc: evil@mail.example${end}RCPT TO:<evil@mail.example>${end}.${end}QUIT`;
      const tried = {
        ...mail,
        from: { name: evil, address: mail.from.address },
        subject: evil,
        text: `${evil}\r\n.\r\nMAIL FROM:<evil@mail.example>\r\n`,
      };
      assert.deepEqual(await transport.send(tried), sent, JSON.stringify(end));
    }
    assert.equal(server.mails.length, breaks.length);
    assert.deepEqual(server.asked, { mailFrom: breaks.length, rcptTo: breaks.length, data: breaks.length });
    for (const { from, to, raw } of server.mails) {
      assert.deepEqual([from, to], ['no-reply@sluice.example', ['ops@partner.example']]);
      const { names, header } = readMail(raw);
      assert.equal(names.length, 9);
      assert.equal(header('bcc'), undefined);
      assert.equal(header('to'), 'ops@partner.example');
    }
    // An address that is more than one goes nowhere.
    for (const address of [
      'a@x.example, b@y.example',
      'a@x.example\r\nRCPT TO:<b@y.example>',
      'a@x.example> <b@y.example',
    ]) {
      const outcome = await transport.send({ ...mail, to: new SealedEmail(address) });
      assert.equal(outcome.kind === 'failed' && outcome.error, 'rejected', address);
    }
    assert.equal(server.mails.length, breaks.length);
  });

  it('tells a refusal by its code alone, and which are for good', async () => {
    const server = await sink();
    const transport = smtp(server.port);
    const yes = (): number => 0;
    const cases = [
      ['mailFrom', 451, false],
      ['mailFrom', 550, false], // of our sender: ours to mend
      ['rcptTo', 450, false],
      ['rcptTo', 550, true],
      ['rcptTo', 503, false], // a muddled session
      ['data', 452, false],
      ['data', 554, true],
    ] as const;
    for (const [command, code, permanent] of cases) {
      server.answers[command] = () => code;
      assert.deepEqual(await transport.send(mail), failed(`smtp-${code}`, permanent), `${command} ${code}`);
      server.answers[command] = yes;
    }
    assert.deepEqual(await transport.send(mail), sent);
  });

  it('tells a server that is away, silent or breaks off, and offers the mail once each time', async () => {
    const gone = await sink();
    await sinks.pop()?.close();
    assert.deepEqual(await smtp(gone.port).send(mail), failed('connection'));

    let connections = 0;
    const sockets: Socket[] = [];
    const silent = createServer((socket) => {
      connections += 1;
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    assert.deepEqual(await smtp(port, {}, { deadline: 200 }).send(mail), failed('timeout'));
    assert.equal(connections, 1);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));

    let greetings = 0;
    const shut = createServer((socket) => {
      greetings += 1;
      socket.on('error', () => undefined).end();
    });
    await new Promise<void>((resolve) => shut.listen(0, '127.0.0.1', resolve));
    assert.deepEqual(await smtp((shut.address() as AddressInfo).port).send(mail), failed('connection'));
    assert.equal(greetings, 1);
    await new Promise((resolve) => shut.close(resolve));

    let data = 0;
    const breaking = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 here\r\n');
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (/^DATA/m.test(text)) {
          data += 1;
          socket.destroy();
        } else socket.write('250 yes\r\n');
      });
    });
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
    const outcome = await smtp((breaking.address() as AddressInfo).port).send(mail);
    assert.deepEqual(outcome, failed('connection'));
    assert.equal(data, 1, 'the queue decides about another try');
    await new Promise((resolve) => breaking.close(resolve));
  });

  describe('to another machine', () => {
    let tls: { readonly cert: string; readonly key: string };
    const login = { user: 'sluice', password: 'pass:word@ä' };

    before(async () => {
      const { cert, private: key } = await generate([{ name: 'commonName', value: 'mail.example' }], {
        keySize: 2048,
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: ELSEWHERE }] }],
      });
      tls = { cert, key };
    });

    it('goes by TLS, from the first byte or by STARTTLS, and logs in', async () => {
      for (const secure of [true, false]) {
        const server = await sink({ tls, secure, login });
        const transport = smtp(server.port, { host: ELSEWHERE, secure, login }, { ca: tls.cert });
        assert.deepEqual(await transport.send(mail), sent);
        assert.deepEqual(
          server.mails.map((one) => [one.secure, one.user]),
          [[true, 'sluice']],
        );
        assert.deepEqual(server.logins, ['sluice:pass:word@ä']);
      }
    });

    it('does not go without TLS, nor to a certificate that nobody vouches for; the password stays here', async () => {
      const plain = await sink({ login });
      const transport = smtp(plain.port, { host: ELSEWHERE, login });
      assert.deepEqual(await transport.send(mail), failed('tls'));
      assert.deepEqual([plain.logins, plain.mails.length], [[], 0]);
      for (const secure of [true, false]) {
        const untrusted = await sink({ tls, secure, login });
        const other = smtp(untrusted.port, { host: ELSEWHERE, secure, login });
        assert.deepEqual(await other.send(mail), failed('tls'), String(secure));
        assert.deepEqual([untrusted.logins, untrusted.mails.length], [[], 0]);
      }
    });

    it('goes without TLS in development, and to this machine', async () => {
      const plain = await sink();
      assert.deepEqual(await smtp(plain.port, { host: ELSEWHERE }, { plainAllowed: true }).send(mail), sent);
      const withTls = await sink({ tls });
      for (const host of ['127.0.0.1', 'localhost']) {
        assert.deepEqual(await smtp(withTls.port, { host }).send(mail), sent, host);
      }
      assert.deepEqual(
        [...plain.mails, ...withTls.mails].map((one) => one.secure),
        [false, false, false],
      );
    });

    it('tells a login that is refused, which is no reason to give a mail up', async () => {
      const server = await sink({ tls, login });
      const wrong = { user: 'sluice', password: 'other' };
      const transport = smtp(server.port, { host: ELSEWHERE, login: wrong }, { ca: tls.cert });
      assert.deepEqual(await transport.send(mail), failed('auth'));
    });
  });
});

describe('mail in files', () => {
  it('is the bytes that SMTP carries, one file for each mail, for nobody else to read', async () => {
    const server = await startMailSink();
    const smtp = createSmtpTransport(
      { host: '127.0.0.1', port: server.port, secure: false, login: null },
      { plainAllowed: false },
    );
    const folder = join(temporaryFolder(), 'data', 'mail');
    const files = createEmlFiles(folder);
    const second = { ...mail, id: 'mai_2', text: 'Žluťoučký kůň\n', subject: 'příliš' };
    for (const one of [mail, second, mail]) {
      assert.deepEqual(await files.send(one), sent);
    }
    assert.deepEqual(await smtp.send(mail), sent);
    assert.deepEqual(await smtp.send(second), sent);
    assert.deepEqual(readdirSync(folder).sort(), ['mai_1.eml', 'mai_2.eml']);
    for (const [i, file] of ['mai_1.eml', 'mai_2.eml'].entries()) {
      assert.equal(readFileSync(join(folder, file), 'latin1'), server.mails[i]?.raw.toString('latin1'));
      assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
    }
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    await Promise.all([files.close(), smtp.close()]);
    await server.close();
  });

  it('goes with its person, the half written files too, and nobody else’s does', async () => {
    const folder = join(temporaryFolder(), 'data', 'mail');
    const files = createEmlFiles(folder);
    await files.forget(['aa']);
    for (const [id, mark] of [
      ['mai_1', 'aa'],
      ['mai_2', 'aa'],
      ['mai_3', 'aab'],
      ['mai_4', null],
    ] as const) {
      assert.deepEqual(await files.send({ ...mail, id, mark }), sent);
    }
    writeFileSync(join(folder, 'aa.mai_5.eml.part'), 'half');
    await files.forget(['aa', 'mai_']);
    assert.deepEqual(readdirSync(folder).sort(), ['aab.mai_3.eml', 'mai_4.eml']);
    await files.forget(['aa']);
  });
});
