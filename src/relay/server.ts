import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream } from 'smtp-server';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import type { PassOn } from './pass-on.ts';
import * as replies from './replies.ts';
import type { Reply } from './replies.ts';

/** What common providers take, once their limit is divided by what base64 adds. */
export const MAX_LETTER = 10 * 1024 * 1024;
/** Letters are held in memory while they are passed on: so many at most. */
const MAX_LETTERS = 20;
/** More than letters, so that who only holds a connection open keeps nobody else out. */
const MAX_CLIENTS = 200;

const said = ({ code, text }: Reply): Error => Object.assign(new Error(text), { responseCode: code });

/** Reads a letter, or lets go of it on the way; null: it is too large, or there is no room for it. */
async function readAll(stream: SMTPServerDataStream, hasRoom: boolean): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (hasRoom && !stream.sizeExceeded) chunks.push(chunk);
    else chunks = [];
  }
  return hasRoom && !stream.sizeExceeded ? Buffer.concat(chunks) : null;
}

/** Takes mail at the relay's domain by SMTP: for addresses that are in force and for nothing else. */
export function createRelayServer(parts: {
  readonly passOn: PassOn;
  readonly log: Log;
  /** What the server calls itself. */
  readonly domain: string;
  /** PEM, for STARTTLS; null: it is not offered. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}) {
  const { passOn, log, domain, tls } = parts;
  const underWay = new Set<Promise<void>>();

  /** Waits for what has begun, so that no letter is left half way. */
  function answer(work: Promise<Reply>, done: (error?: Error | null) => void): void {
    const settled: Promise<void> = work
      .catch((error: unknown) => {
        log.error('relay', describeError(error));
        return replies.later;
      })
      .then((reply) => done(reply.code === 250 ? null : said(reply)))
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  let letters = 0;

  async function take(stream: SMTPServerDataStream, from: string, to: string): Promise<Reply> {
    letters += 1;
    try {
      const bytes = await readAll(stream, letters <= MAX_LETTERS);
      if (bytes !== null) return await passOn.passOn({ from, to, bytes });
      return stream.sizeExceeded ? replies.tooLarge : replies.later;
    } finally {
      letters -= 1;
    }
  }

  const server = new SMTPServer({
    name: domain,
    banner: 'ready',
    logger: false,
    ...(tls ?? {}),
    minVersion: 'TLSv1.2',
    authOptional: true,
    disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    // Addresses that stand in headers of ours are ASCII; whoever has others hears so at once.
    hideSMTPUTF8: true,
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    size: MAX_LETTER,
    // Each letter is taken or not as a whole: with two recipients it could be half.
    maxRecipients: 1,
    maxClients: MAX_CLIENTS,
    // Longer than the longest sending of ours, during which its sender waits.
    socketTimeout: 3 * MINUTE,
    closeTimeout: 5 * SECOND,
    onRcptTo({ address }, { envelope }, done) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const isWanted = passOn.isWanted(from, address);
      answer(
        isWanted.then((wanted) => (wanted ? replies.taken : replies.noSuchAddress)),
        done,
      );
    },
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const from = mailFrom === false ? '' : mailFrom.address;
      answer(take(stream, from, rcptTo[0]?.address ?? ''), done);
    },
  });
  // A client that goes away in the middle is no trouble of ours.
  server.on('error', (error) => log.warn('relay connection', describeError(error)));

  return {
    /** Rejects if nobody can listen there. Port 0: any free one. */
    listen: (host: string, port: number): Promise<void> =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, host, () => {
          server.server.off('error', reject);
          resolve();
        });
      }),
    port: (): number => (server.server.address() as AddressInfo).port,
    /** Lets nobody new in, and waits for letters that are under way. */
    async close(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      while (underWay.size > 0) await Promise.all(underWay);
      await closed;
    },
  };
}

export type RelayServer = ReturnType<typeof createRelayServer>;
