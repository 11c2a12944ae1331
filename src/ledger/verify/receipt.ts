import { hash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import { parseRecord } from '../leaf.ts';
import type { LedgerRecord } from '../leaf.ts';
import { openNote } from './note.ts';
import type { VerifierKey } from './note.ts';
import { ProofError, verifyProof } from './proof.ts';
import type { VerifiedProof } from './proof.ts';

export const RECEIPT_FORMAT = 'sluice-consent-receipt/1';

/** The names of ISO/IEC TS 27560; what is not compared with the record is bound by the signature alone. */
interface Statement {
  readonly record_id: string;
  readonly pii_principal_id: string;
  readonly privacy_notice: {
    readonly disclosure_text: string | null;
    readonly disclosure_hash: string | null;
  };
  readonly purposes: readonly {
    readonly purpose: string;
    readonly pii_information: readonly { readonly pii_type: string }[];
  }[];
  readonly services: readonly { readonly service_id: string }[];
  readonly party_identification: readonly { readonly party_id: string; readonly party_role: string }[];
  readonly events: readonly { readonly event_state: string; readonly event_time: string }[];
}

type ReceiptFile = {
  readonly format: string;
  readonly receipt: JsonValue & Statement;
  readonly evidence: { readonly disclosure: JsonValue; readonly proof: string };
  readonly signature: string;
};

export interface VerifiedReceipt {
  /** given, refused, withdrawn or erased. */
  readonly state: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly record: LedgerRecord;
  readonly proof: VerifiedProof;
}

/** The text that a receipt's signature is over: RFC 8785 canonical JSON of all but the signature, and a newline. */
export const signedReceiptText = (unsigned: { readonly [field: string]: JsonValue }): string =>
  `${canonicalJson(unsigned)}\n`;

/** What a record has to say for a receipt of it to be true. */
function stateOf(record: LedgerRecord): {
  state: string;
  recordId: JsonValue | undefined;
  at: JsonValue | undefined;
} {
  switch (record.event) {
    case 'release':
      return { state: 'given', recordId: record['grant'], at: record['grantedAt'] };
    case 'withdrawal':
      return { state: 'withdrawn', recordId: record['grant'], at: record['endedAt'] };
    case 'refusal':
      return { state: 'refused', recordId: record['refusal'], at: record['refusedAt'] };
    case 'erasure':
      return { state: 'erased', recordId: record['subject'], at: record['erasedAt'] };
    default:
      throw new ProofError(`a receipt of an event that has none: ${record.event}`);
  }
}

function mustBe(what: string, said: unknown, recorded: unknown): void {
  if (said === recorded) return;
  throw new ProofError(`${what} says something else than the record in the log`);
}

function checkStatement(receipt: Statement, record: LedgerRecord, disclosure: JsonValue): string {
  const { state, recordId, at } = stateOf(record);
  const [event, ...moreEvents] = receipt.events;
  mustBe('receipt.events', moreEvents.length, 0);
  mustBe('receipt.events[0].event_state', event?.event_state, state);
  mustBe('receipt.events[0].event_time', event?.event_time, new Date(Number(at)).toISOString());
  mustBe('receipt.record_id', receipt.record_id, recordId);
  mustBe('receipt.pii_principal_id', receipt.pii_principal_id, record['subject']);
  const recipients = receipt.party_identification.filter((party) => party.party_role === 'recipient');
  const ids = (values: readonly string[]): string => values.join(' ');
  mustBe(
    'receipt.party_identification',
    ids(recipients.map((party) => party.party_id)),
    record['partner'] ?? '',
  );
  mustBe('receipt.services', ids(receipt.services.map((service) => service.service_id)), record['app'] ?? '');
  const { purposes = [], fields = [] } = record as { purposes?: string[]; fields?: string[] };
  mustBe('receipt.purposes', ids(receipt.purposes.map(({ purpose }) => purpose)), ids(purposes));
  for (const { pii_information } of receipt.purposes) {
    mustBe(
      'receipt.purposes[].pii_information',
      ids(pii_information.map((pii) => pii.pii_type)),
      ids(fields),
    );
  }
  const disclosureHash = record['disclosureHash'] ?? null;
  mustBe('receipt.privacy_notice.disclosure_hash', receipt.privacy_notice.disclosure_hash, disclosureHash);
  if (disclosureHash !== null) {
    mustBe('evidence.disclosure', hash('sha256', canonicalJson(disclosure)), disclosureHash);
    const { text } = disclosure as { text?: unknown };
    mustBe('receipt.privacy_notice.disclosure_text', receipt.privacy_notice.disclosure_text, text);
  }
  return state;
}

/** A name that stands twice would show a person one thing and a program another (RFC 8785 wants I-JSON). */
const isUnambiguous = (text: string, parsed: unknown): boolean =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string?: string) => string ?? '') === JSON.stringify(parsed);

function readFile(text: string): ReceiptFile {
  try {
    const file = JSON.parse(text) as Partial<ReceiptFile> | null;
    if (file?.format === RECEIPT_FORMAT && isUnambiguous(text, file)) return file as ReceiptFile;
  } catch {
    throw new ProofError('not a JSON file that can be read');
  }
  throw new ProofError(`not a receipt of the form ${RECEIPT_FORMAT}`);
}

/** What a file that is no receipt of ours can hold may have no canonical form at all. */
function canonicalText(unsigned: Parameters<typeof signedReceiptText>[0]): string {
  try {
    return signedReceiptText(unsigned);
  } catch {
    throw new ProofError('it has no canonical form (RFC 8785)');
  }
}

/**
 * Verifies a consent receipt offline: the company's signature, the proof that the record is in the log, and that the
 * receipt says what the record says. Throws a ProofError or a NoteError.
 */
export function verifyReceipt(
  text: string,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): VerifiedReceipt {
  const file = readFile(text);
  const { signature, ...unsigned } = file;
  if (typeof signature !== 'string') throw new ProofError('signature wants a text');
  openNote(`${canonicalText(unsigned)}\n${signature}`, logKeys);
  const proof = verifyProof(file.evidence.proof, logKeys, witnessKeys);
  const record = proof.leaf.record === null ? null : parseRecord(proof.leaf.record);
  if (record === null) throw new ProofError('the proof does not open the record');
  const state = checkStatement(file.receipt, record, file.evidence.disclosure);
  return { state, at: file.receipt.events[0]?.event_time ?? '', record, proof };
}
