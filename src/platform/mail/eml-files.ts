import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { toMessage, toPassedOn } from './to-message.ts';
import type { Forwarder, MailTransport, SendOutcome } from './types.ts';

/** Names of files in a folder; none where there is no folder yet. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Development's way out: each mail becomes `FOLDER/ID.eml`, or `FOLDER/MARK.ID.eml` where it is to a person, the bytes
 * that SMTP would carry, for any mail program to open. A mail that is sent again replaces itself.
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
    send: (mail) => write(`${mail.mark === null ? '' : `${mail.mark}.`}${mail.id}`, toMessage(mail)),
    forward: (mail) => write(`${mail.mark}.${mail.id}`, toPassedOn(mail)),
    async forget(marks) {
      const gone = new Set(marks);
      // Those that a process left half written, too.
      const files = (await filesIn(folder)).filter((file) => gone.has(file.slice(0, file.indexOf('.'))));
      await Promise.all(files.map((file) => rm(join(folder, file), { force: true })));
    },
    close: () => Promise.resolve(),
  };
}
