import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { toMessage, toPassedOn } from './to-message.ts';
import type { Forwarder, MailTransport, SendOutcome } from './types.ts';

/**
 * Development's way out: each mail becomes `FOLDER/ID.eml`, the bytes that SMTP would carry, for any mail program to
 * open. A mail that is sent again replaces itself.
 */
export function createEmlFiles(folder: string): MailTransport & Forwarder {
  const transporter = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  async function write(id: string, mail: SendMailOptions): Promise<SendOutcome> {
    const { message } = await transporter.sendMail(mail);
    if (!Buffer.isBuffer(message)) throw new Error('a buffer was asked for');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${id}.eml`);
    // Whoever watches the folder sees whole mails only.
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await rename(`${file}.part`, file);
    return { kind: 'sent' };
  }
  return {
    send: (mail) => write(mail.id, toMessage(mail)),
    forward: (mail) => write(mail.id, toPassedOn(mail)),
    close: () => Promise.resolve(),
  };
}
