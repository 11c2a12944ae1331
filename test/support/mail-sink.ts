import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { until } from './until.ts';

/** A mail as it came over the wire. */
export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** Who logged in to send it. */
  readonly user: string | null;
}

/** What a server says to a command: 0 for yes, or a reply code. */
type Answers = Record<'mailFrom' | 'rcptTo' | 'data', (address: string) => number>;

export interface MailSink {
  readonly port: number;
  /** Everything whose bytes came, refused or not. */
  readonly mails: SunkMail[];
  /** Commands that were answered, with yes or no. */
  readonly asked: Record<keyof Answers, number>;
  /** Yes to everything, unless a test says otherwise. */
  readonly answers: Answers;
  /** Logins that were tried: `user:password`. */
  readonly logins: string[];
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface SinkOptions {
  readonly port?: number;
  /** Certificate and key; a sink without them offers no TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** TLS from the first byte. */
  readonly secure?: boolean;
  /** The one login that is let in; without it none is asked for. */
  readonly login?: { readonly user: string; readonly password: string };
}

const refusal = (code: number): Error | null =>
  code === 0
    ? null
    : Object.assign(new Error('<partner@mail.example> is not welcome here'), { responseCode: code });

/** A real SMTP server on loopback that keeps every byte it gets. */
export async function startMailSink(options: SinkOptions = {}): Promise<MailSink> {
  const { tls, secure = false, login } = options;
  const mails: SunkMail[] = [];
  const logins: string[] = [];
  const asked = { mailFrom: 0, rcptTo: 0, data: 0 };
  const answers: Answers = { mailFrom: () => 0, rcptTo: () => 0, data: () => 0 };
  const answer = (command: keyof Answers, address: string): Error | null => {
    asked[command] += 1;
    return refusal(answers[command](address));
  };
  const server = new SMTPServer({
    logger: false,
    secure,
    ...(tls ?? {}),
    authOptional: login === undefined,
    disabledCommands: [...(tls === undefined ? ['STARTTLS'] : []), ...(login === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      logins.push(`${username}:${password}`);
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error('no'));
    },
    onMailFrom: ({ address }, _session, done) => done(answer('mailFrom', address)),
    onRcptTo: ({ address }, _session, done) => done(answer('rcptTo', address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        });
        done(answer('data', ''));
      });
    },
  } satisfies SMTPServerOptions);
  // A client that gives up in the middle is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    ...{ mails, asked, answers, logins },
    received: (count) => until(() => mails.length >= count, `${count} mails`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of server.connections) connection.close();
      }),
  };
}

/** Undoes quoted-printable; `_` stands for a blank in headers (RFC 2047). */
const unquote = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/((?:=\?utf-8\?[qb]\?[^?]*\?=)+)/gi, (words: string) =>
      Buffer.concat(
        [...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, way = '', coded = '']) =>
          way.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : unquote(coded.replaceAll('_', ' ')),
        ),
      ).toString(),
    );
}

export interface ReadMail {
  /** Names as they stand, in their order. */
  readonly names: readonly string[];
  header(name: string): string | undefined;
  readonly text: string;
}

/** Reads a mail as its reader's program does: headers unfolded and decoded, the text decoded. */
export function readMail(raw: Buffer): ReadMail {
  const source = raw.toString('latin1');
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map(
    (line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const,
  );
  const header = (name: string): string | undefined => {
    const found = headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    return found === undefined ? undefined : decodeWords(found);
  };
  const body = source.slice(end + 4);
  const coding = header('content-transfer-encoding');
  const decoded =
    coding === 'quoted-printable'
      ? unquote(body)
      : Buffer.from(body, coding === 'base64' ? 'base64' : 'latin1');
  return { names: headers.map(([name]) => name), header, text: decoded.toString().replaceAll('\r\n', '\n') };
}
