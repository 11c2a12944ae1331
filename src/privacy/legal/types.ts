import type { Millis } from '../../kernel/clock.ts';
import type { PersonField } from '../../vault/index.ts';

export const instruments = ['court_order', 'subpoena', 'law', 'regulation', 'other'] as const;
export type Instrument = (typeof instruments)[number];

/**
 * opened -> approved (by two others) -> disclosed. What is defective is refused; what its authority takes back is
 * withdrawn. Neither comes after a disclosure.
 */
export type LegalState = 'opened' | 'approved' | 'disclosed' | 'refused' | 'withdrawn';

/** Why a request is refused. */
export type Defect = 'no_authority' | 'no_instrument' | 'too_wide' | 'wrong_person' | 'other';

/** Somebody's yes: to the request, or to a silence until an instant. */
export interface Approval {
  readonly officer: string;
  readonly approvedAt: Millis;
  /** Null: to the request itself. */
  readonly gagUntil: Millis | null;
}

/** Whom a request is about. */
export interface LegalPerson {
  readonly subjectId: string;
  /** The entry of the ledger that says that this person's data was disclosed; null: it was not. */
  readonly ledgerEntryId: string | null;
}

/** What was written about a request in words, which may name people. */
export interface LegalTexts {
  /** The authority's own, of its case. */
  readonly reference: string;
  /** Why the people concerned must not be told. */
  readonly gagReason: string | null;
  /** Why it was refused. */
  readonly note: string | null;
}

/** What an authority wants of the company about people, and what came of it. */
export interface LegalRequest {
  readonly id: string;
  readonly state: LegalState;
  /** Null: it names none. */
  readonly authority: string | null;
  readonly instrument: Instrument | null;
  readonly fields: readonly PersonField[];
  /** From when to when, of what has a time; null: nothing that is asked for has one. */
  readonly from: Millis | null;
  readonly until: Millis | null;
  readonly receivedAt: Millis;
  readonly gagUntil: Millis | null;
  readonly openedBy: string;
  readonly openedAt: Millis;
  readonly defect: Defect | null;
  /** Who disclosed, refused or withdrew it, and when. */
  readonly decidedBy: string | null;
  readonly decidedAt: Millis | null;
}

/** A request with what stands beside it. */
export interface LegalCase extends LegalRequest {
  readonly people: readonly LegalPerson[];
  readonly approvals: readonly Approval[];
  /** Null: everybody whom it was about is erased. */
  readonly texts: LegalTexts | null;
}

export interface NewLegalRequest {
  readonly authority: string | null;
  readonly instrument: Instrument | null;
  readonly reference: string;
  readonly subjectIds: readonly string[];
  readonly fields: readonly PersonField[];
  readonly from: Millis | null;
  readonly until: Millis | null;
  readonly receivedAt: Millis;
  readonly gag: { readonly until: Millis; readonly reason: string } | null;
}
