import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { SmtpServer } from '../config/index.ts';
import { isLoopbackAddress } from '../safe-fetch/address.ts';
import { outcomeOfError } from './send-error.ts';
import { toMessage, toPassedOn } from './to-message.ts';
import type { Forwarder, MailTransport, SendOutcome } from './types.ts';

const isLoopback = (host: string): boolean => host === 'localhost' || isLoopbackAddress(host);

/** The longest that one `send` takes: less than the time after which a claim on a mail counts as lost. */
export const SMTP_DEADLINE: Millis = MINUTE;

/**
 * Sends through one SMTP server, over a few connections that are kept for a while. What leaves this machine goes by TLS
 * with a checked certificate: from the first byte (`secure`) or by STARTTLS, and not at all where the server offers
 * none; development (`plainAllowed`) takes STARTTLS where it is offered.
 */
export function createSmtpTransport(
  server: SmtpServer,
  options: {
    readonly plainAllowed: boolean;
    readonly connections?: number;
    readonly deadline?: Millis;
    /** Certificate authorities in the place of the system's, PEM. */
    readonly ca?: string;
  },
): MailTransport & Forwarder {
  const { plainAllowed, connections = 4, deadline = SMTP_DEADLINE, ca } = options;
  const { host, port, secure, login } = server;
  const here = isLoopback(host);
  const transporter = createTransport({
    pool: true,
    host,
    port,
    secure,
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    requireTLS: !secure && !here && !plainAllowed,
    // A relay on this machine often offers STARTTLS with a certificate for another name.
    ignoreTLS: !secure && here,
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    maxConnections: connections,
    // A mail whose connection broke may have been taken: whether it goes again is for the queue to say.
    maxRequeues: 0,
    // Short: notices are rare, and a connection that was dropped meanwhile costs a try.
    idleTimeout: 10 * SECOND,
    dnsTimeout: 10 * SECOND,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
  });
  async function attempt(message: () => SendMailOptions): Promise<SendOutcome> {
    try {
      await transporter.sendMail({ ...message(), signal: AbortSignal.timeout(deadline) });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOfError(error);
    }
  }
  return {
    send: (mail) => attempt(() => toMessage(mail)),
    forward: (mail) => attempt(() => toPassedOn(mail)),
    forget: () => Promise.resolve(),
    close() {
      transporter.close();
      return Promise.resolve();
    },
  };
}
