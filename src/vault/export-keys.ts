import type { Queryable, Tx } from '../platform/db/index.ts';
import { decrypt, encrypt } from '../platform/key-ring.ts';
import { boundTo, unwrapPersonKey } from './person-key.ts';
import type { VaultParts } from './seal.ts';
import * as store from './store.ts';

/** Which copy of whose data a key is for. */
export interface ExportKeyOf {
  readonly subjectId: string;
  readonly exportId: string;
}

const KEY = 32;

async function personKey(
  at: Queryable,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  subjectId: string,
): Promise<Buffer | null> {
  const row = (await store.keyRows(at, [subjectId])).get(subjectId);
  return row === undefined ? null : unwrapPersonKey(keyRing, row);
}

/** Makes the key of a copy of a person's data, sealed under the person's key: erased with it. Throws without one. */
export async function makeExportKey(tx: Tx, parts: VaultParts, of: ExportKeyOf): Promise<Buffer> {
  const key = await personKey(tx, parts, of.subjectId);
  if (key === null) throw new Error('a person without a key has no copy');
  return encrypt(key, parts.random.bytes(KEY), boundTo.exportKey(of.subjectId, of.exportId), parts.random);
}

/** The key that `makeExportKey` sealed; null once its person is erased. */
export async function openExportKey(
  at: Queryable,
  parts: Pick<VaultParts, 'keyRing'>,
  of: ExportKeyOf,
  sealed: Buffer,
): Promise<Buffer | null> {
  const key = await personKey(at, parts, of.subjectId);
  return key === null ? null : decrypt(key, sealed, boundTo.exportKey(of.subjectId, of.exportId));
}
