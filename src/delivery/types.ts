import type { Millis } from '../kernel/clock.ts';

export type WebhookEvent = 'contact.released' | 'consent.withdrawn' | 'contact.erased' | 'app.uninstalled';

/**
 * pending: waits for `nextAt`; sending: an attempt has started (`nextAt`: when it counts as lost); held: the partner
 * cannot receive now; cancelled: the grant ended before it went; exhausted: all attempts failed.
 */
export type DeliveryState = 'pending' | 'sending' | 'delivered' | 'held' | 'cancelled' | 'exhausted';

/** A message to a partner: references only, never what they refer to. */
export interface Delivery {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly partnerId: string;
  readonly appId: string;
  /** Null: the partner had no endpoint. */
  readonly endpointId: string | null;
  readonly subjectId: string;
  readonly grantId: string;
  /** The release that a `contact.released` carries out. */
  readonly releaseId: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Attempts that the partner's side failed; those lost on ours do not count. */
  readonly failures: number;
  readonly nextAt: Millis;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
}

export type AttemptOutcome =
  'delivered' | 'status' | 'redirect' | 'timeout' | 'connection' | 'blocked' | 'lapsed' | 'gone';

/** An attempt whose `started` row is committed. */
export interface StartedAttempt {
  readonly id: string;
  readonly number: number;
  readonly startedAt: Millis;
  readonly delivery: Delivery;
}

export interface AttemptResult {
  readonly attempt: StartedAttempt;
  readonly outcome: AttemptOutcome;
  readonly status: number | null;
  readonly durationMs: number;
}

/** An attempt as it is shown to the partner and to the privacy office. */
export interface Attempt {
  readonly messageId: string;
  readonly number: number;
  readonly startedAt: Millis;
  readonly outcome: AttemptOutcome | null;
  readonly status: number | null;
  readonly durationMs: number | null;
}
