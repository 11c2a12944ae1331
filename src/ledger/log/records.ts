import type { Millis } from '../../kernel/clock.ts';

/** The records that a leaf stands for, by event. Instants are milliseconds since the epoch, UTC; ids are ours. */

/** A person's yes, and with it the release of their email to a partner. */
export type ReleaseRecord = {
  readonly event: 'release';
  readonly subject: string;
  readonly grant: string;
  readonly partner: string;
  readonly app: string;
  readonly fields: readonly string[];
  readonly purposes: readonly string[];
  /** Left out: the person's own address. */
  readonly address?: 'relay';
  /** The act by which the yes was expressed. */
  readonly means: string;
  /** SHA-256, hex, of the disclosure that was shown; see `policies/`. */
  readonly disclosureHash: string;
  readonly policy: string;
  readonly partnerPolicy: string;
  readonly grantedAt: Millis;
  readonly releasedAt: Millis;
};

/** That a partner fetched a contact by itself, instead of being sent it or once more. Committed before it is opened. */
export type FetchRecord = {
  readonly event: 'fetch';
  readonly subject: string;
  readonly grant: string;
  readonly partner: string;
  readonly app: string;
  readonly fetchedAt: Millis;
};

/** That a letter is passed on between a person and a partner that has a relay address. Committed before it goes. */
export type RelayRecord = {
  readonly event: 'relay';
  readonly subject: string;
  readonly grant: string;
  readonly partner: string;
  readonly app: string;
  readonly to: 'person' | 'partner';
  readonly relayedAt: Millis;
};

/** That a partner said that it deleted what it had of a person for an app. */
export type AttestationRecord = {
  readonly event: 'attestation';
  readonly subject: string;
  readonly duty: string;
  readonly partner: string;
  readonly app: string;
  readonly attestedAt: Millis;
};

/** That a yes is over. */
export type WithdrawalRecord = {
  readonly event: 'withdrawal';
  readonly subject: string;
  readonly grant: string;
  readonly partner: string;
  readonly app: string;
  readonly disclosureHash: string;
  readonly reason: string;
  readonly endedAt: Millis;
};

/** A person's no to an offer. */
export type RefusalRecord = {
  readonly event: 'refusal';
  readonly subject: string;
  readonly refusal: string;
  readonly partner: string;
  readonly app: string;
  readonly offer: string;
  /** The text that was answered with no. */
  readonly disclosureHash: string;
  readonly refusedAt: Millis;
};

export type ErasureRecord = {
  readonly event: 'erasure';
  readonly subject: string;
  readonly erasedAt: Millis;
};

/** A version of the company's policy. Published for everyone to read. */
export type PolicyRecord = {
  readonly event: 'policy';
  readonly version: string;
  /** SHA-256, hex. */
  readonly textHash: string;
  readonly material: boolean;
  readonly effectiveAt: Millis;
  readonly publishedAt: Millis;
};

/** That data was destroyed because its time was over. Published for everyone to read. */
export type PurgeRecord = {
  readonly event: 'purge';
  /** What kind of data. */
  readonly data: string;
  /** By which rule, in words. */
  readonly rule: string;
  readonly count: number;
  readonly purgedAt: Millis;
};

/** That a corrected email was sent to a partner that has an active grant. */
export type CorrectionRecord = {
  readonly event: 'correction';
  readonly subject: string;
  readonly grant: string;
  readonly partner: string;
  readonly app: string;
  readonly sentAt: Millis;
};

/** That data of a person was disclosed in a legal process. Committed before it is opened. */
export type LegalRecord = {
  readonly event: 'legal';
  readonly subject: string;
  readonly request: string;
  readonly authority: string;
  readonly instrument: string;
  /** The authority's own, of its case. */
  readonly reference: string;
  /** What was disclosed and nothing else. */
  readonly fields: readonly string[];
  /** From when to when, of what has a time; null: nothing that was asked for has one. */
  readonly from: Millis | null;
  readonly until: Millis | null;
  readonly disclosedAt: Millis;
};

/** That staff read personal data. Committed before it is shown. */
export type StaffReadRecord = {
  readonly event: 'staff-read';
  readonly subject: string;
  readonly read: string;
  /** Who, under a name that is for this person only; see `KeyedHashes.staffAlias`. */
  readonly staff: string;
  readonly reason: string;
  /** Of the matter that it was for, as staff number it. */
  readonly reference: string | null;
  /** What was shown and nothing else. */
  readonly fields: readonly string[];
  /** The legal request that it was for. */
  readonly request: string | null;
  readonly readAt: Millis;
};

export type PersonalRecord =
  | ReleaseRecord
  | FetchRecord
  | RelayRecord
  | AttestationRecord
  | WithdrawalRecord
  | RefusalRecord
  | CorrectionRecord
  | ErasureRecord
  | LegalRecord
  | StaffReadRecord;
export type PublicRecord = PolicyRecord | PurgeRecord;
