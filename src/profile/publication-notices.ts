import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { MINUTE } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { deleteSome, insertRows, rowsWhereIn } from '../platform/db/index.ts';
import { openRecords, sealRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { publicFields } from './public-profiles.ts';
import type { PublicField } from './public-profiles.ts';

export type PublicValues = Readonly<Partial<Record<PublicField, string>>>;

/** What a person is told before something becomes public: exactly that, and nothing else can be confirmed by it. */
export interface PublicationNotice {
  readonly hash: string;
  readonly text: string;
  readonly values: PublicValues;
  readonly expiresAt: Millis;
}

/** A notice as it rests: its words are sealed, for nothing of them is public yet. */
export interface NoticeRow {
  readonly hash: string;
  readonly subject_id: string;
  readonly sealed: Buffer;
  readonly expires_at: Millis;
  readonly used_at: Millis | null;
}

const TABLE = 'publication_notices';
/** As long as the text before a yes. */
export const NOTICE_FOR: Millis = 30 * MINUTE;

const labels: Readonly<Record<PublicField, string>> = { nickname: 'Your nickname', about: 'About you' };

/** The text of a notice. It quotes what becomes public, word for word. */
export const noticeText = (values: PublicValues): string =>
  [
    'If you confirm this, everybody can read the following, with an account or without one:',
    '',
    ...publicFields.flatMap((field) => {
      const value = values[field];
      return value === undefined ? [] : [`${labels[field]}: “${value}”`];
    }),
    '',
    'Nothing else becomes public. Your name, your email and your IP address stay private. You can take it down at any',
    'time; what others copied until then stays with them.',
  ].join('\n');

/** Writes down what a person is shown. `nonce` makes each notice another one. */
export async function insertNotice(
  tx: Tx,
  vault: VaultParts,
  subjectId: string,
  values: PublicValues,
): Promise<PublicationNotice> {
  const text = noticeText(values);
  const nonce = vault.random.bytes(16).toString('base64url');
  const content = canonicalJson({ subject: subjectId, values: { ...values }, text, nonce });
  const hash = createHash('sha256').update(content).digest('hex');
  const [sealed] = await sealRecords(tx, vault, [
    { subjectId, entryId: hash, plaintext: Buffer.from(content) },
  ]);
  const expiresAt = tx.now + NOTICE_FOR;
  await insertRows(tx, TABLE, [
    { hash, subject_id: subjectId, sealed, expires_at: expiresAt, used_at: null },
  ]);
  return { hash, text, values, expiresAt };
}

export async function noticeRow(at: Queryable, hash: string): Promise<NoticeRow | null> {
  return ((await at.q(TABLE).where({ hash }).first()) as NoticeRow | undefined) ?? null;
}

/** Opens notices of one person, by hash. */
export async function openNotices(
  at: Queryable,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  hashes: readonly string[],
): Promise<Map<string, { readonly text: string; readonly values: PublicValues }>> {
  const rows = await rowsWhereIn<NoticeRow>(at, TABLE, 'hash', hashes);
  const opened = await openRecords(
    at,
    { keyRing },
    rows.map(({ hash, subject_id: subjectId, sealed }) => ({ subjectId, entryId: hash, sealed })),
  );
  return new Map(
    [...opened].map(([hash, content]) => {
      const { text, values } = JSON.parse(content.toString()) as { text: string; values: PublicValues };
      return [hash, { text, values }];
    }),
  );
}

export async function markNoticeUsed(tx: Tx, hash: string): Promise<void> {
  await tx.q(TABLE).where({ hash }).update({ used_at: tx.now });
}

/** Forgets notices of a person that nothing public rests on any more. */
export async function deleteNotices(tx: Tx, subjectId: string, except: readonly string[]): Promise<void> {
  await tx
    .q(TABLE)
    .where('subject_id', subjectId)
    .whereNotIn('hash', [...except])
    .delete();
}

/** Forgets up to `limit` notices that nobody confirmed until an instant, but for these people's. */
export function sweepNotices(
  tx: Tx,
  until: Millis,
  limit: number,
  except: readonly string[],
): Promise<number> {
  return deleteSome(tx, TABLE, 'hash', limit, (expired) => {
    void expired
      .where('expires_at', '<=', until)
      .whereNull('used_at')
      .whereNotIn('subject_id', [...except]);
  });
}
