import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { rowsOf } from './marketplace.ts';
import type { Marketplace } from './marketplace.ts';

/** Every form in which a text can hide in bytes: as it is, percent, JSON-escaped, UTF-16, hex and base64 at each offset. */
function disguises(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The first and last characters depend on the neighbours.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [
    bytes,
    Buffer.from(text.toUpperCase()),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from([...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64.flatMap((part) => [
      Buffer.from(part),
      Buffer.from(part.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ];
}

/** The bytes, and whatever gzip streams stand in them. */
function layers(bytes: Buffer): Buffer[] {
  const found = [bytes];
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // Three bytes that look like a beginning and are none.
    }
  }
  return found;
}

/** Whether a text stands somewhere in these bytes, in any disguise. */
export const contains = (haystack: Buffer, canary: string): boolean =>
  layers(haystack).some((layer) => disguises(canary).some((form) => layer.includes(form)));

/** Where a development run's sent mail lies: the one place outside the database in which an address may stand. */
export const isSentMail = (file: string): boolean => file.endsWith('.eml') || file.endsWith('.eml.part');

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything that the database holds: on SQLite its very files, WAL included; on PostgreSQL every row of every table. */
export async function databaseBytes(marketplace: Marketplace): Promise<Buffer> {
  if (marketplace.db.dialect === 'sqlite') {
    const folder = dirname(marketplace.databaseUrl.replace('sqlite:', ''));
    return Buffer.concat(filesUnder(folder).map((file) => readFileSync(file)));
  }
  const tables = await marketplace.db.read(
    async (r) =>
      (await r.q('information_schema.tables').select('table_name').where('table_schema', 'public')) as {
        table_name: string;
      }[],
  );
  const parts = await Promise.all(tables.map(({ table_name }) => rowsOf(marketplace, table_name)));
  const values = parts.flat().flatMap((row) => Object.values(row));
  return Buffer.concat(
    values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`))),
  );
}
