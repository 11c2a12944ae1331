import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { toMessage } from './to-message.ts';
import type { MailTransport } from './types.ts';

/**
 * Development's way out: each mail becomes `FOLDER/ID.eml`, the bytes that SMTP would carry, for any mail program to
 * open. A mail that is sent again replaces itself.
 */
export function createEmlFiles(folder: string): MailTransport {
  const transporter = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await transporter.sendMail(toMessage(mail));
      if (!Buffer.isBuffer(message)) throw new Error('a buffer was asked for');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${mail.id}.eml`);
      // Whoever watches the folder sees whole mails only.
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { kind: 'sent' };
    },
    close: () => Promise.resolve(),
  };
}
