import { appsById, partnerPoliciesById, partnersById } from '../catalog/index.ts';
import type { Grant, OfferRefusal } from '../consent/index.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import {
  entriesAbout,
  erasureOpening,
  openingFrom,
  proveEntries,
  RECEIPT_FORMAT,
  signNote,
  signedReceiptText,
} from '../ledger/index.ts';
import type { Entry, LedgerEvent, LedgerPorts, LogIdentity, TrustPolicy } from '../ledger/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import { disclosuresByHash, policiesById } from '../policies/index.ts';
import { openRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { answeredBy, erasureContent, receiptContent, statementOf } from './receipt-content.ts';
import type { Answered, Controller } from './receipt-content.ts';

/** Whose receipts these are, by which log and for which company. */
export interface ReceiptParts {
  readonly keyRing: VaultParts['keyRing'];
  readonly identity: LogIdentity;
  readonly trust: TrustPolicy;
  readonly controller: Controller;
  readonly erasureKey: LedgerPorts['erasureKey'];
}

/** Signs a receipt as a note over its canonical JSON; readable JSON for people, one form for machines. */
function signReceipt({ identity }: ReceiptParts, receipt: JsonValue, evidence: JsonValue): string {
  const unsigned = { format: RECEIPT_FORMAT, receipt, evidence };
  const text = signedReceiptText(unsigned);
  const signature = signNote(text, identity.signers).slice(text.length + 1);
  return `${JSON.stringify({ ...unsigned, signature }, null, 2)}\n`;
}

/** Proofs that open the record, by entry id, for the person whom it is about. What was destroyed has none. */
export async function openedProofs(
  at: Queryable,
  { keyRing, trust }: ReceiptParts,
  entries: readonly Entry[],
): Promise<Map<string, string>> {
  const items = entries.flatMap(({ id, subjectId, sealed }) =>
    subjectId === null || sealed === null ? [] : [{ entryId: id, subjectId, sealed }],
  );
  const opened = await openRecords(at, { keyRing }, items);
  const provables = entries.flatMap((entry) => {
    const record = opened.get(entry.id);
    return record === undefined ? [] : [{ entry, opening: openingFrom(record) }];
  });
  return proveEntries(at, trust, provables);
}

type Unfinished = Omit<Answered, 'disclosure' | 'policy' | 'partner' | 'partnerPolicy' | 'app'>;

/** What a person's answers were given to, read in a constant number of statements. Those whose text is gone are left out. */
async function completeAnswers(
  at: Queryable,
  answers: readonly (Unfinished & { readonly hash: string; readonly entryId: string })[],
): Promise<(Answered & { readonly entryId: string })[]> {
  const disclosures = await disclosuresByHash(
    at,
    answers.map(({ hash }) => hash),
  );
  const shown = [...disclosures.values()];
  const policies = await policiesById(
    at,
    shown.map(({ policyId }) => policyId),
  );
  const partners = await partnersById(
    at,
    shown.map(({ partnerId }) => partnerId),
  );
  const partnerPolicies = await partnerPoliciesById(
    at,
    shown.map(({ partnerPolicyId }) => partnerPolicyId),
  );
  const apps = await appsById(
    at,
    shown.map(({ appId }) => appId),
  );
  return answers.flatMap((answer) => {
    const disclosure = disclosures.get(answer.hash);
    if (disclosure === undefined) return [];
    const policy = policies.get(disclosure.policyId);
    const partner = partners.get(disclosure.partnerId);
    const partnerPolicy = partnerPolicies.get(disclosure.partnerPolicyId);
    const app = apps.get(disclosure.appId);
    if (!policy || !partner || !partnerPolicy || !app)
      throw new Error('a row that is referred to is missing');
    return [{ ...answer, disclosure, policy, partner, partnerPolicy, app }];
  });
}

async function receiptsFor(
  at: Queryable,
  parts: ReceiptParts,
  event: LedgerEvent,
  answers: readonly (Unfinished & { readonly hash: string })[],
): Promise<Map<string, string>> {
  const entries = await entriesAbout(
    at,
    [event],
    answers.map(({ recordId }) => recordId),
  );
  const entryOf = new Map(entries.map((entry) => [entry.about, entry.id]));
  const proofs = await openedProofs(at, parts, entries);
  const provable = answers.flatMap((answer) => {
    const entryId = entryOf.get(answer.recordId);
    return entryId !== undefined && proofs.has(entryId) ? [{ ...answer, entryId }] : [];
  });
  const complete = await completeAnswers(at, provable);
  return new Map(
    complete.map((answered) => {
      const evidence = { disclosure: statementOf(answered), proof: proofs.get(answered.entryId) ?? '' };
      const content = receiptContent(parts.controller, answered.entryId, answered);
      return [answered.recordId, signReceipt(parts, content, evidence)];
    }),
  );
}

/** Signed consent receipts of yeses, by grant id. One that the log has not integrated yet is not there. */
export const grantReceipts = (at: Queryable, parts: ReceiptParts, grants: readonly Grant[]) =>
  receiptsFor(
    at,
    parts,
    'release',
    grants.map((grant) => ({ ...answeredBy.given(grant), hash: grant.disclosureHash })),
  );

/** Signed receipts that these grants were taken back, by grant id. */
export const withdrawalReceipts = (at: Queryable, parts: ReceiptParts, grants: readonly Grant[]) =>
  receiptsFor(
    at,
    parts,
    'withdrawal',
    grants
      .filter((grant) => grant.state === 'ended')
      .map((grant) => ({ ...answeredBy.withdrawn(grant), hash: grant.disclosureHash })),
  );

/** Signed receipts of noes, by refusal id. */
export const refusalReceipts = (at: Queryable, parts: ReceiptParts, refusals: readonly OfferRefusal[]) =>
  receiptsFor(
    at,
    parts,
    'refusal',
    refusals.map((refusal) => ({ ...answeredBy.refused(refusal), hash: refusal.disclosureHash })),
  );

/** The receipt of an erasure. Null: not integrated yet, or not cosigned yet where `quorumOnly` asks for that. */
export async function erasureReceipt(
  at: Queryable,
  parts: ReceiptParts,
  entry: Entry,
  { quorumOnly }: { readonly quorumOnly: boolean },
): Promise<string | null> {
  const opening = erasureOpening(parts, entry);
  const proof = (await proveEntries(at, parts.trust, [{ entry, opening }], { quorumOnly })).get(entry.id);
  if (proof === undefined) return null;
  const content = erasureContent(parts.controller, {
    receiptId: entry.id,
    subjectId: entry.subjectId ?? '',
    at: entry.recordedAt,
  });
  return signReceipt(parts, content, { disclosure: null, proof });
}
