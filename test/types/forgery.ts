// Compiled by test/structure/forgery.test.ts and expected to fail: one error under each line that is marked so.
import type { ActiveGrant } from '../../src/consent/index.ts';
import { LedgerReceipt } from '../../src/ledger/index.ts';
import { Tx } from '../../src/platform/db/index.ts';
import { SealedEmail } from '../../src/kernel/sealed-email.ts';
import type { RelayAddress } from '../../src/relay/index.ts';
import type {
  LegalEmail,
  RelayedAddress,
  ReleasedEmail,
  ShownEmail,
  StaffEmail,
} from '../../src/vault/open.ts';
import type { LegalOpening, StaffRead, SubjectView } from '../../src/vault/index.ts';
import type { CaseRead } from '../../src/office/index.ts';
import { Transfer } from '../../src/processors/index.ts';

const facts = { entryId: 'led_1', event: 'release', subjectId: 'sub_1', recordedAt: 0 } as const;

export const receiptLiteral: LedgerReceipt = facts; // FORGED
export const receiptMade = new LedgerReceipt(facts); // FORGED
export const receiptSubclass = class extends LedgerReceipt {}; // FORGED
export const emailAsReleased: ReleasedEmail = new SealedEmail('a@b.example'); // FORGED
export const emailLiteral: ReleasedEmail = { reveal: () => 'a@b.example' }; // FORGED
export const shownAsReleased = (shown: ShownEmail): ReleasedEmail => shown; // FORGED
export const relayedAsReleased = (relayed: RelayedAddress): ReleasedEmail => relayed; // FORGED
export const relayedAsRelay = (relayed: RelayedAddress): RelayAddress => relayed; // FORGED
export const viewLiteral: SubjectView = { id: 'opn_1', subjectId: 'sub_1' }; // FORGED
export const staffReadLiteral: StaffRead = { entryId: 'led_1', subjectId: 'sub_1', fields: ['email'] }; // FORGED
export const readAsOpening = (read: StaffRead): LegalOpening => ({ ...read, from: null, until: null }); // FORGED
export const staffAsReleased = (seen: StaffEmail): ReleasedEmail => seen; // FORGED
export const legalAsReleased = (given: LegalEmail): ReleasedEmail => given; // FORGED
export const grantFromRow = (row: Omit<ActiveGrant, never>): ActiveGrant => row; // FORGED
export const txMade = new Tx(); // FORGED
export const txLiteral = (tx: Pick<Tx, 'q' | 'dialect' | 'now'>): Tx => tx; // FORGED
export const transferMade = new Transfer({ id: 'trf_1' }); // FORGED
export const caseReadLiteral: CaseRead = { id: 'crd_1', caseId: 'cpl_1', reader: 'officer:x' }; // FORGED
