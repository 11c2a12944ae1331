import type { Millis } from '../kernel/clock.ts';
import type { Wrapped } from '../platform/key-ring.ts';

export type CaseKind = 'complaint' | 'request';

/** What somebody can ask for of what is held about them. */
export const rights = ['access', 'correction', 'deletion'] as const;
export type Right = (typeof rights)[number];

/** The only two reasons for which a right is refused; the policy names no other. */
export const exceptions = ['disproportionate_burden', 'rights_of_others'] as const;
export type Exception = (typeof exceptions)[number];

/**
 * open: the office has it. A complaint is answered, and escalated to the body outside. A request is granted or
 * refused; a refusal is appealed, which grants it or refuses it for good. erased: nothing of its words is left.
 */
export type CaseState =
  'open' | 'answered' | 'escalated' | 'granted' | 'refused' | 'appealed' | 'refused_on_appeal' | 'erased';

/** Words of a case, each sealed on its own. */
export const sealedFields = ['details', 'answer', 'appeal', 'appealAnswer'] as const;
export type SealedField = (typeof sealedFields)[number];

/** A complaint about how personal information was handled, or a request of a right. Nothing here says who or what. */
export interface OfficeCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Null: it was filed without an account, and has a key and a secret of its own. */
  readonly subjectId: string | null;
  readonly wrapped: Wrapped | null;
  /** Whom a complaint is about; null: this company. */
  readonly partnerId: string | null;
  /** Whether a complaint's words may be shown to the partner that it is about. */
  readonly share: boolean;
  readonly right: Right | null;
  readonly filedAt: Millis;
  /** Null: a request, which is answered without. */
  readonly acknowledgeBy: Millis | null;
  readonly acknowledgedAt: Millis | null;
  readonly answerBy: Millis;
  readonly answeredAt: Millis | null;
  /** Which officer did. */
  readonly answeredBy: string | null;
  readonly exception: Exception | null;
  readonly escalatedAt: Millis | null;
  readonly appealBy: Millis | null;
  readonly appealedAt: Millis | null;
  readonly appealAnswerBy: Millis | null;
  readonly appealAnsweredAt: Millis | null;
  readonly appealAnsweredBy: string | null;
  /** Why it was refused again. */
  readonly appealException: Exception | null;
  /** What the office owes next, and has not done; null: nothing. */
  readonly dueAt: Millis | null;
  /** The next deadline that the office is to be told of when it passes. */
  readonly tellAt: Millis | null;
  readonly sealed: Readonly<Record<SealedField, Buffer | null>>;
}

/** What somebody says who files a case. */
export interface Details {
  /** How to reach them; null: the account. */
  readonly contact: string | null;
  readonly text: string;
}

/** A case's words, opened. What was erased, or not said yet, is null. */
export interface CaseWords {
  readonly contact: string | null;
  readonly text: string | null;
  readonly answer: string | null;
  readonly appeal: string | null;
  readonly appealAnswer: string | null;
}

export type OpenedCase = OfficeCase & { readonly words: CaseWords };
