import { DAY, HOUR, MINUTE } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';

/**
 * How long somebody who leaves can come back. Two weeks: longer than a holiday during which somebody else may have
 * pressed the button, and half of the month that the law gives for an erasure (GDPR art. 12 (3)). Nothing goes out
 * meanwhile.
 */
export const GRACE: Millis = 14 * DAY;

/** When an erasure that something has to wait for is looked at again. */
export const HELD_FOR: Millis = HOUR;

/** When an erasure that failed is tried again. */
export const RETRY_AFTER: Millis = 5 * MINUTE;

/** How it was found out that somebody is under age. A closed set: words of staff could name the person. */
export const minorReasons = [
  'told_by_person',
  'told_by_guardian',
  'told_by_others',
  'found_out',
  'corrected_birth_date',
] as const;
export type MinorReason = (typeof minorReasons)[number];

/** Why a person is erased: they asked, or they are under age. */
export type ErasureCause = 'asked' | MinorReason;

/** An erasure, from the moment it was asked for. It refers to a person and holds nothing of them. */
export interface Erasure {
  readonly id: string;
  readonly subjectId: string;
  readonly cause: ErasureCause;
  /** Staff who decided it; null: nobody of the company did. */
  readonly decidedBy: string | null;
  readonly state: 'pending' | 'cancelled' | 'done';
  readonly requestedAt: Millis;
  /** The earliest moment. */
  readonly erasesAt: Millis;
  readonly finishedAt: Millis | null;
  /** The entry of the ledger that records it; null until it is done. */
  readonly entryId: string | null;
}
