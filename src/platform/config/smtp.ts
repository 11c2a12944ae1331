import { ConfigError } from '../../kernel/errors.ts';

/** The mail server through which the company's own mail leaves. */
export interface SmtpServer {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
}

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$/;

export const WANTS_SMTP =
  'wants smtps://USER:PASSWORD@HOST:465 or smtp://USER:PASSWORD@HOST:587, user and password percent-encoded, nothing after the port';

function parsed(text: string): SmtpServer | null {
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const secure = protocol === 'smtps:';
  if (!secure && protocol !== 'smtp:') return null;
  // Options in the query could switch the checking of certificates off, so there are none.
  if (!HOST.test(hostname) || port === '0' || !['', '/'].includes(pathname) || search + hash !== '')
    return null;
  if ((username === '') !== (password === '')) return null;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    login:
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
}

/** Reads the URL of a mail server. Throws a `ConfigError` that names the setting and never repeats the value. */
export function parseSmtpUrl(name: string, text: string): SmtpServer {
  let server: SmtpServer | null;
  try {
    server = parsed(text);
  } catch {
    server = null;
  }
  if (server === null) throw new ConfigError([`${name} ${WANTS_SMTP}`]);
  return server;
}
