import { SealedEmail } from '../kernel/sealed-email.ts';
import { LedgerReceipt } from '../ledger/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { decrypt } from '../platform/key-ring.ts';
import { boundTo, unwrapPersonKey } from './person-key.ts';
import type { VaultParts } from './seal.ts';
import * as store from './store.ts';

let release: (address: string) => ReleasedEmail;

/** An email that was opened against a receipt. Only `openAgainstReceipts` makes one; it is never stored. */
export class ReleasedEmail extends SealedEmail {
  readonly #opened = true;

  private constructor(address: string) {
    super(address);
  }

  static {
    release = (address) => new ReleasedEmail(address);
  }

  static isGenuine(value: unknown): value is ReleasedEmail {
    return typeof value === 'object' && value !== null && #opened in value;
  }
}

/**
 * Opens the emails of the people whom the receipts name, by ledger entry id. Only `release/` may import this file.
 * A receipt of another event than a release opens nothing; neither does one of an erased or unverified person.
 */
export async function openAgainstReceipts(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  receipts: readonly LedgerReceipt[],
): Promise<Map<string, ReleasedEmail>> {
  if (!receipts.every((receipt) => LedgerReceipt.isGenuine(receipt))) {
    throw new TypeError('an email opens against a ledger receipt only');
  }
  const releases = receipts.filter((receipt) => receipt.event === 'release');
  const subjectIds = releases.map((receipt) => receipt.subjectId);
  const [keys, emails] = await Promise.all([
    store.keyRows(reader, subjectIds),
    store.emailRows(reader, subjectIds),
  ]);
  const opened = new Map<string, ReleasedEmail>();
  for (const { entryId, subjectId } of releases) {
    const key = keys.get(subjectId);
    const email = emails.get(subjectId);
    if (key === undefined || email === undefined || !email.verified) continue;
    const bytes = decrypt(
      unwrapPersonKey(keyRing, key),
      email.ciphertext,
      boundTo.email(subjectId, email.version),
    );
    opened.set(entryId, release(bytes.toString()));
  }
  return opened;
}
