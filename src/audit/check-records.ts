import type { Grant, OfferRefusal } from '../consent/index.ts';
import { RECORDS, parseRecord, readLeaf } from '../ledger/index.ts';
import type { Entry, LedgerRecord } from '../ledger/index.ts';
import type { DeletionDuty } from '../duties/index.ts';
import type { Policy } from '../policies/index.ts';
import type { Release } from '../release/index.ts';
import { failing, problem } from './problems.ts';
import type { Problem } from './problems.ts';

/** What stands beside an entry: its record as far as it can still be read. */
export interface Beside {
  readonly entry: Entry;
  /** What opens its leaf; null: nothing does any more; 'false': what is sealed beside it was not sealed for it. */
  readonly opened: Buffer | null | 'false';
  /** Why what was sealed is destroyed, if it is. */
  readonly destroyer: Entry | null;
}

const where = (entry: Entry): string => `ledger_entries ${entry.id}`;

/** When a record says that it happened, whichever event it is of. */
function timeIn(record: LedgerRecord): unknown {
  const names = [
    'releasedAt',
    'endedAt',
    'refusedAt',
    'erasedAt',
    'purgedAt',
    'publishedAt',
    'sentAt',
    'fetchedAt',
    'attestedAt',
    'disclosedAt',
    'readAt',
    'relayedAt',
  ];
  return names.map((name) => record[name]).find((value) => value !== undefined);
}

function checkDestroyed({ entry, destroyer }: Beside): Problem[] {
  const byErasure = destroyer?.event === 'erasure' && destroyer.subjectId === entry.subjectId;
  return failing(where(entry), [
    [byErasure || destroyer?.event === 'purge', 'its record is gone, and no erasure or purge says why'],
  ]);
}

/** The record of an entry, held against its leaf and its row; null where it cannot be read any more. */
export function readRecord(beside: Beside): {
  readonly record: LedgerRecord | null;
  readonly problems: Problem[];
} {
  const { entry, opened } = beside;
  const none = (problems: Problem[]) => ({ record: null, problems });
  if (entry.event === 'erasure') {
    return none(
      failing(where(entry), [
        [entry.sealed === null && entry.destroyedBy === null, 'an erasure has nothing sealed that could go'],
      ]),
    );
  }
  if (entry.subjectId !== null && entry.sealed === null) return none(checkDestroyed(beside));
  if (entry.subjectId !== null && opened === null) {
    return none([problem(where(entry), 'the key to its record is gone, and the record is not')]);
  }
  if (opened === 'false')
    return none([problem(where(entry), 'what is sealed beside it was not sealed for it')]);
  const leaf = readLeaf(opened ?? entry.leaf);
  const record = leaf?.record == null ? null : parseRecord(leaf.record);
  if (leaf === null || record === null) return none([problem(where(entry), 'its record cannot be read')]);
  const problems = failing(where(entry), [
    [leaf.data.equals(entry.leaf), 'its leaf is not that of its record'],
    [record.event === entry.event, 'its record is of another event'],
    [(record['subject'] ?? null) === entry.subjectId, 'its record is about somebody else'],
    [timeIn(record) === entry.recordedAt, 'its record is of another time'],
    [entry.destroyedBy === null, 'it says that its record is destroyed, and it is not'],
    [entry.subjectId !== null || entry.sealed === null, 'something is sealed beside what is published'],
  ]);
  return { record, problems };
}

const sameList = (value: unknown, expected: readonly string[]): boolean =>
  Array.isArray(value) && value.join(' ') === expected.join(' ');

/** A release entry against the release and the grant that it records. */
export function checkRelease(
  entry: Entry,
  record: LedgerRecord | null,
  release: Release | undefined,
  grant: Grant | undefined,
): Problem[] {
  if (release === undefined) return [problem(where(entry), 'it records a release that is not there')];
  if (grant === undefined) return [problem(`releases ${release.id}`, 'its grant is not there')];
  const row = failing(`releases ${release.id}`, [
    [
      release.subjectId === entry.subjectId && grant.subjectId === entry.subjectId,
      'it is about somebody else',
    ],
    [release.releasedAt === entry.recordedAt, 'it is of another time than the ledger says'],
    [release.partnerId === grant.partnerId && release.appId === grant.appId, 'its grant is to somebody else'],
    [entry.about === null || entry.about === grant.id, 'the ledger says that it rests on another grant'],
  ]);
  if (record === null) return row;
  return [
    ...row,
    ...failing(`grants ${grant.id}`, [
      [record['grant'] === grant.id, 'the ledger records another grant'],
      [record['partner'] === grant.partnerId, 'the ledger says that it is to another partner'],
      [record['app'] === grant.appId, 'the ledger says that it is to another app'],
      [sameList(record['fields'], grant.fields), 'the ledger says other fields'],
      [sameList(record['purposes'], grant.purposes), 'the ledger says other purposes'],
      [(record['address'] ?? 'real') === grant.address, 'the ledger says another kind of address'],
      [record['means'] === grant.means, 'the ledger says other means'],
      [record['disclosureHash'] === grant.disclosureHash, 'the ledger says another text'],
      [record['policy'] === grant.policyId, 'the ledger says another policy'],
      [record['partnerPolicy'] === grant.partnerPolicyId, 'the ledger says another policy of the partner'],
      [record['grantedAt'] === grant.grantedAt, 'the ledger says another time'],
    ]),
  ];
}

export function checkWithdrawal(
  entry: Entry,
  record: LedgerRecord | null,
  grant: Grant | undefined,
): Problem[] {
  if (grant === undefined) return [problem(where(entry), 'it records the end of a grant that is not there')];
  return failing(`grants ${grant.id}`, [
    [grant.state === 'ended', 'the ledger says that it has ended'],
    [grant.endedAt === entry.recordedAt, 'the ledger says that it ended at another time'],
    [grant.subjectId === entry.subjectId, 'the ledger says that it is somebody else’s'],
    [
      record === null || record['reason'] === grant.endReason,
      'the ledger says that it ended for another reason',
    ],
    [
      record === null || record['partner'] === grant.partnerId,
      'the ledger says that it was to another partner',
    ],
    [record === null || record['app'] === grant.appId, 'the ledger says that it was to another app'],
  ]);
}

/** Whether one entry stands before another; what is not in the tree yet comes after what is. */
const isBefore = (one: Entry, other: Entry): boolean =>
  other.index === null || (one.index !== null && one.index < other.index);

/**
 * A partner's look at a contact, a corrected email on its way to one, or a letter that was passed on, against the grant that
 * it rested on, and against the entry of that one's end. Both are
 * written under the grant's lock, so their places in the log tell which came first; clocks do not.
 */
export function checkAccess(
  entry: Entry,
  record: LedgerRecord | null,
  grant: Grant | undefined,
  withdrawal: Entry | undefined,
): Problem[] {
  if (grant === undefined)
    return [problem(where(entry), `it records a ${entry.event} under a grant that is not there`)];
  return failing(`grants ${grant.id}`, [
    [grant.subjectId === entry.subjectId, 'the ledger says that it is somebody else’s'],
    [
      withdrawal === undefined || isBefore(entry, withdrawal),
      `the ledger says that there was a ${entry.event} after it ended`,
    ],
    [
      record === null || record['partner'] === grant.partnerId,
      'the ledger says that it is to another partner',
    ],
    [record === null || record['app'] === grant.appId, 'the ledger says that it is to another app'],
    [
      entry.event !== 'relay' || grant.address === 'relay',
      'it has no relay address, and something was relayed',
    ],
  ]);
}

/** A partner's word that it deleted, against what it had to delete. */
export function checkAttestation(
  entry: Entry,
  record: LedgerRecord | null,
  duty: DeletionDuty | undefined,
): Problem[] {
  if (duty === undefined) return [problem(where(entry), 'it records a deletion that was not due')];
  return failing(`deletion_duties ${duty.id}`, [
    [duty.state === 'attested', 'the ledger says that it was attested'],
    [duty.attestedAt === entry.recordedAt, 'the ledger says that it was attested at another time'],
    [duty.subjectId === entry.subjectId, 'the ledger says that it is about somebody else'],
    [record === null || record['partner'] === duty.partnerId, 'the ledger says another partner'],
    [record === null || record['app'] === duty.appId, 'the ledger says another app'],
  ]);
}

export function checkRefusal(
  entry: Entry,
  record: LedgerRecord | null,
  refusal: OfferRefusal | undefined,
): Problem[] {
  // An erased person's refusals are gone, and so is the record; a purged record says nothing about the row.
  if (record === null) return [];
  if (refusal === undefined) return [problem(where(entry), 'it records a refusal that is not there')];
  return failing(`offer_refusals ${refusal.id}`, [
    [record['refusal'] === refusal.id, 'the ledger records another refusal'],
    [record['subject'] === refusal.subjectId, 'the ledger says that it is somebody else’s'],
    [record['partner'] === refusal.partnerId, 'the ledger says another partner'],
    [record['app'] === refusal.appId, 'the ledger says another app'],
    [record['offer'] === refusal.offerId, 'the ledger says another offer'],
    [record['disclosureHash'] === refusal.disclosureHash, 'the ledger says another text'],
    [record['refusedAt'] === refusal.refusedAt, 'the ledger says another time'],
  ]);
}

export function checkPolicy(
  entry: Entry,
  record: LedgerRecord | null,
  policy: Policy | undefined,
  hashOf: (text: string) => string,
): Problem[] {
  if (record === null) return [];
  if (policy === undefined) return [problem(where(entry), 'it records a policy that is not there')];
  return failing(`policies ${policy.id}`, [
    [record['version'] === policy.version, 'the ledger says another version'],
    [record['textHash'] === policy.textHash, 'the ledger says another hash of its text'],
    [hashOf(policy.text) === policy.textHash, 'its text is not that of its hash'],
    [record['material'] === policy.material, 'the ledger says otherwise whether it is material'],
    [record['effectiveAt'] === policy.effectiveAt, 'the ledger says another time of taking effect'],
    [record['publishedAt'] === policy.publishedAt, 'the ledger says another time of publishing'],
  ]);
}

/** A purge of the ledger's own records says how many it destroyed. */
export function checkPurge(entry: Entry, record: LedgerRecord | null, destroyed: number): Problem[] {
  const said = record?.['data'] === RECORDS ? record['count'] : 0;
  return failing(where(entry), [
    [said === destroyed, `it says that ${String(said)} records were purged, and ${destroyed} were`],
  ]);
}

export function checkErasure(entry: Entry, isErased: boolean): Problem[] {
  return failing(where(entry), [[isErased, 'it records an erasure, and the person is not erased']]);
}
