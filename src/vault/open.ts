import { SealedEmail } from '../kernel/sealed-email.ts';
import { LedgerReceipt } from '../ledger/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { decrypt } from '../platform/key-ring.ts';
import { LegalOpening } from './legal-opening.ts';
import { MailOpening } from './mail-opening.ts';
import { boundTo, unwrapPersonKey } from './person-key.ts';
import type { VaultParts } from './seal.ts';
import { StaffRead } from './staff-read.ts';
import * as store from './store.ts';
import type { ValueField } from './store.ts';
import { SubjectView } from './subject-view.ts';

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

let show: (address: string) => ShownEmail;

/** A person's email, opened for that person's own eyes. No way leads from it to a partner. */
export class ShownEmail extends SealedEmail {
  readonly #shown = true;

  private constructor(address: string) {
    super(address);
  }

  static {
    show = (address) => new ShownEmail(address);
  }

  static isGenuine(value: unknown): value is ShownEmail {
    return typeof value === 'object' && value !== null && #shown in value;
  }
}

let address: (text: string) => OwnMailAddress;

/** A person's address, opened for one mail of the company's own. No way leads from it to a partner. */
export class OwnMailAddress extends SealedEmail {
  readonly #opened = true;

  private constructor(text: string) {
    super(text);
  }

  static {
    address = (text) => new OwnMailAddress(text);
  }

  static isGenuine(value: unknown): value is OwnMailAddress {
    return typeof value === 'object' && value !== null && #opened in value;
  }
}

let relayed: (text: string) => RelayedAddress;

/** A person's address, opened for one letter that is passed on to it. No way leads from it to a partner. */
export class RelayedAddress extends SealedEmail {
  readonly #opened = true;

  private constructor(text: string) {
    super(text);
  }

  static {
    relayed = (text) => new RelayedAddress(text);
  }

  static isGenuine(value: unknown): value is RelayedAddress {
    return typeof value === 'object' && value !== null && #opened in value;
  }
}

let showToStaff: (text: string) => StaffEmail;

/** A person's email, opened for the eyes of staff. No way leads from it to a partner. */
export class StaffEmail extends SealedEmail {
  readonly #opened = true;

  private constructor(text: string) {
    super(text);
  }

  static {
    showToStaff = (text) => new StaffEmail(text);
  }

  static isGenuine(value: unknown): value is StaffEmail {
    return typeof value === 'object' && value !== null && #opened in value;
  }
}

let disclose: (text: string) => LegalEmail;

/** A person's email, opened because a legal process compels it. No way leads from it to a partner. */
export class LegalEmail extends SealedEmail {
  readonly #opened = true;

  private constructor(text: string) {
    super(text);
  }

  static {
    disclose = (text) => new LegalEmail(text);
  }

  static isGenuine(value: unknown): value is LegalEmail {
    return typeof value === 'object' && value !== null && #opened in value;
  }
}

interface Opened {
  readonly address: string;
  readonly verified: boolean;
}

/** The emails of people, by subject id. What was erased is not there. */
async function openEmails(
  reader: Reader,
  keyRing: VaultParts['keyRing'],
  subjectIds: readonly string[],
): Promise<Map<string, Opened>> {
  const [keys, emails] = await Promise.all([
    store.keyRows(reader, subjectIds),
    store.emailRows(reader, subjectIds),
  ]);
  const opened = new Map<string, Opened>();
  for (const [subjectId, email] of emails) {
    const key = keys.get(subjectId);
    if (key === undefined) continue;
    const bound = boundTo.email(subjectId, email.version);
    const address = decrypt(unwrapPersonKey(keyRing, key), email.ciphertext, bound).toString();
    opened.set(subjectId, { address, verified: Boolean(email.verified) });
  }
  return opened;
}

/** What a partner gets an email by. */
const LETTING_OUT: ReadonlySet<string> = new Set(['release', 'fetch', 'correction']);

/**
 * Opens the emails of the people whom the receipts name, by ledger entry id. Only `release/` may import this file.
 * A receipt of another event than a release, a fetch or a correction opens nothing; neither does one of an erased or
 * unverified person.
 */
export async function openAgainstReceipts(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  receipts: readonly LedgerReceipt[],
): Promise<Map<string, ReleasedEmail>> {
  if (!receipts.every((receipt) => LedgerReceipt.isGenuine(receipt))) {
    throw new TypeError('an email opens against a ledger receipt only');
  }
  const releases = receipts.filter(({ event }) => LETTING_OUT.has(event));
  const emails = await openEmails(
    reader,
    keyRing,
    releases.map((receipt) => receipt.subjectId),
  );
  return new Map(
    releases.flatMap(({ entryId, subjectId }) => {
      const email = emails.get(subjectId);
      return email?.verified ? [[entryId, release(email.address)]] : [];
    }),
  );
}

/** Opens a person's own email for that person, against the committed record of the view; null once erased. */
export async function openForSubject(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  view: SubjectView,
): Promise<{ readonly email: ShownEmail; readonly verified: boolean } | null> {
  if (!SubjectView.isGenuine(view)) throw new TypeError('an email is shown against a recorded view only');
  const opened = (await openEmails(reader, keyRing, [view.subjectId])).get(view.subjectId);
  return opened === undefined ? null : { email: show(opened.address), verified: opened.verified };
}

/** What rests of a person's profile beside the email, by field and version; emails that were corrected among it. */
export interface OwnValues {
  readonly emails: ReadonlyMap<number, ShownEmail>;
  readonly names: ReadonlyMap<number, string>;
  readonly birthDates: ReadonlyMap<number, string>;
}

/** Opens a person's name and what they corrected for that person, against the committed record of the view. */
export async function openValuesForSubject(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  view: SubjectView,
): Promise<OwnValues> {
  if (!SubjectView.isGenuine(view)) throw new TypeError('a profile is shown against a recorded view only');
  const { subjectId } = view;
  const rows = await store.valueRows(reader, subjectId);
  const row = (await store.keyRows(reader, [subjectId])).get(subjectId);
  const key = row === undefined ? null : unwrapPersonKey(keyRing, row);
  const opened = (wanted: ValueField): (readonly [number, string])[] =>
    rows.flatMap(({ field, version, ciphertext }) =>
      key === null || field !== wanted
        ? []
        : [[version, decrypt(key, ciphertext, boundTo.value(subjectId, field, version)).toString()]],
    );
  return {
    emails: new Map(opened('email').map(([version, text]) => [version, show(text)])),
    names: new Map(opened('name')),
    birthDates: new Map(opened('birth_date')),
  };
}

/**
 * Opens a person's address for one mail, against the committed record of it; null once erased. An unverified one opens for
 * the mail that verifies it alone, and that mail goes to no other.
 */
export async function openForOwnMail(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  opening: MailOpening,
): Promise<OwnMailAddress | null> {
  if (!MailOpening.isGenuine(opening)) throw new TypeError('an address opens against a recorded mail only');
  const opened = (await openEmails(reader, keyRing, [opening.subjectId])).get(opening.subjectId);
  if (opened?.verified !== (opening.purpose !== 'verification')) return null;
  return address(opened.address);
}

/** Opens a person's address for one letter, against the receipt of its record in the ledger; null once erased, or unverified. */
export async function openForRelay(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  receipt: LedgerReceipt,
): Promise<RelayedAddress | null> {
  if (!LedgerReceipt.isGenuine(receipt)) {
    throw new TypeError('an address opens for a letter against a ledger receipt only');
  }
  if (receipt.event !== 'relay') return null;
  const opened = (await openEmails(reader, keyRing, [receipt.subjectId])).get(receipt.subjectId);
  return opened?.verified ? relayed(opened.address) : null;
}

/** Opens a person's email for staff, against the committed record of the look; null once erased, or not looked at. */
export async function openForStaff(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  read: StaffRead,
): Promise<{ readonly email: StaffEmail; readonly verified: boolean } | null> {
  if (!StaffRead.isGenuine(read))
    throw new TypeError('an email is shown to staff against a recorded look only');
  if (!read.fields.includes('email')) return null;
  const opened = (await openEmails(reader, keyRing, [read.subjectId])).get(read.subjectId);
  return opened === undefined ? null : { email: showToStaff(opened.address), verified: opened.verified };
}

/** Opens a person's email for an authority, against the committed record; null once erased, or not asked for. */
export async function openForLegal(
  reader: Reader,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  opening: LegalOpening,
): Promise<{ readonly email: LegalEmail; readonly verified: boolean } | null> {
  if (!LegalOpening.isGenuine(opening)) {
    throw new TypeError('an email is disclosed against a recorded disclosure only');
  }
  if (!opening.fields.includes('email')) return null;
  const opened = (await openEmails(reader, keyRing, [opening.subjectId])).get(opening.subjectId);
  return opened === undefined ? null : { email: disclose(opened.address), verified: opened.verified };
}
