import type { Queryable, Tx } from '../platform/db/index.ts';
import { decrypt, encrypt } from '../platform/key-ring.ts';
import type { Wrapped } from '../platform/key-ring.ts';
import { openRecords, sealRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { CaseWords, Details, OfficeCase, SealedField } from './types.ts';
import { sealedFields } from './types.ts';

/** What a case is sealed under: the person's key, or one of its own. */
type Keyed = Pick<OfficeCase, 'id' | 'subjectId' | 'wrapped'>;

const boundTo = {
  key: (caseId: string): string => `case-key|${caseId}`,
  field: (caseId: string, field: string): string => `case|${caseId}|${field}`,
};

/** A key for a case that was filed without an account. */
export function newCaseKey({ keyRing, random }: VaultParts, caseId: string): Wrapped {
  return keyRing.wrap(random.bytes(32), boundTo.key(caseId));
}

export function rewrapCaseKey({ keyRing }: VaultParts, caseId: string, wrapped: Wrapped): Wrapped {
  return keyRing.wrap(keyRing.unwrap(wrapped, boundTo.key(caseId)), boundTo.key(caseId));
}

/** Seals one text of a case; bound to the case and to which of its texts it is. */
export async function sealText(
  tx: Tx,
  vault: VaultParts,
  { id, subjectId, wrapped }: Keyed,
  field: string,
  text: string,
): Promise<Buffer> {
  const plaintext = Buffer.from(text);
  if (subjectId !== null) {
    const [sealed] = await sealRecords(tx, vault, [
      { subjectId, entryId: boundTo.field(id, field), plaintext },
    ]);
    return sealed as Buffer;
  }
  if (wrapped === null) throw new Error('an erased case takes no words any more');
  const key = vault.keyRing.unwrap(wrapped, boundTo.key(id));
  return encrypt(key, plaintext, boundTo.field(id, field), vault.random);
}

export const sealDetails = (
  tx: Tx,
  vault: VaultParts,
  one: Keyed,
  { contact, text }: Details,
): Promise<Buffer> => sealText(tx, vault, one, 'details', JSON.stringify({ contact, text }));

async function openText(
  at: Queryable,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  { id, subjectId, wrapped }: Keyed,
  field: string,
  sealed: Buffer | null,
): Promise<string | null> {
  if (sealed === null) return null;
  const bound = boundTo.field(id, field);
  if (subjectId !== null) {
    const opened = await openRecords(at, { keyRing }, [{ subjectId, entryId: bound, sealed }]);
    return opened.get(bound)?.toString() ?? null;
  }
  return wrapped === null
    ? null
    : decrypt(keyRing.unwrap(wrapped, boundTo.key(id)), sealed, bound).toString();
}

/** Opens a text that `sealText` sealed; null once erased. */
export const openReason = (
  at: Queryable,
  vault: Pick<VaultParts, 'keyRing'>,
  one: Keyed,
  read: { readonly id: string; readonly reason: Buffer | null },
): Promise<string | null> => openText(at, vault, one, `read|${read.id}`, read.reason);

/** Opens all words of a case. Staff and partners get here against a recorded read only: see `read-case.ts`. */
export async function openWords(
  at: Queryable,
  vault: Pick<VaultParts, 'keyRing'>,
  one: OfficeCase,
): Promise<CaseWords> {
  const opened: Partial<Record<SealedField, string | null>> = {};
  for (const field of sealedFields) {
    opened[field] = await openText(at, vault, one, field, one.sealed[field]);
  }
  const { details, answer = null, appeal = null, appealAnswer = null } = opened;
  const said = details == null ? { contact: null, text: null } : (JSON.parse(details) as Details);
  return { contact: said.contact, text: said.text, answer, appeal, appealAnswer };
}
