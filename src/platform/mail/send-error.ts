import type { SendError, SendOutcome } from './types.ts';

interface Reported {
  readonly code?: unknown;
  /** What the system or TLS called it before nodemailer gave it a code of its own. */
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  /** The server's reply was 5yz, and no sign of a muddled session. */
  readonly permanent?: unknown;
  readonly command?: unknown;
}

const classes: Readonly<Record<string, SendError>> = {
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  ECONNECTION: 'connection',
  ESOCKET: 'connection',
  EDNS: 'connection',
  EPROTOCOL: 'connection',
  ENOAUTH: 'auth',
};

/** Replies that speak of this recipient or this mail; to what comes before them we are at fault, and may mend it. */
const ABOUT_THE_MAIL: readonly unknown[] = ['RCPT TO', 'DATA'];

/** What nodemailer threw, as a class: messages, replies and recipients of its errors stay behind. */
export function outcomeOfError(error: unknown): SendOutcome {
  const { code, originalCode, responseCode, permanent, command } = error as Reported;
  const failed = (kind: SendError, forGood = false): SendOutcome => ({
    kind: 'failed',
    error: kind,
    permanent: forGood,
  });
  // To be refused these is no verdict on the mail, whatever the reply's code.
  if (code === 'EAUTH') return failed('auth');
  if (code === 'ETLS') return failed('tls');
  if (typeof responseCode === 'number') {
    return failed(`smtp-${responseCode}`, permanent === true && ABOUT_THE_MAIL.includes(command));
  }
  if (/CERT|TLS|SSL/.test(String(originalCode))) return failed('tls');
  return failed(classes[String(code)] ?? 'rejected');
}
