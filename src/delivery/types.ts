import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** What a message is about, in the words of its `type`. `schema/events/` says what each carries. */
export const webhookEvents = [
  'contact.released',
  'contact.corrected',
  'app.installed',
  'consent.withdrawn',
  'app.uninstalled',
  'contact.erased',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Events that carry a person's email. */
export const carriesEmail = (event: WebhookEvent): boolean =>
  event === 'contact.released' || event === 'contact.corrected';

/** Events that rest on a yes that is in force; the others say that one is over. */
export const isUnderGrant = (event: WebhookEvent): boolean =>
  carriesEmail(event) || event === 'app.installed';

/**
 * pending: waits in its endpoint's lane for `nextAt`; sending: an attempt has started (`nextAt`: when it counts as
 * lost); held: there is no endpoint for it, or the partner may get no releases now; cancelled: the grant ended before
 * it went; exhausted: all attempts failed, which is visible and can be taken up again.
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
  /** A person; in the sandbox a made-up one. */
  readonly subjectId: string;
  /** The grant; in the sandbox the made-up contact again. */
  readonly grantId: string;
  /** The release that a `contact.released` carries out, or a `contact.corrected` follows. */
  readonly releaseId: string | null;
  readonly sandbox: boolean;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** How far down the schedule of retries it is; attempts that lapsed or left no result do not count. */
  readonly failures: number;
  readonly nextAt: Millis;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
}

/** How long after its grant was checked an email may still set out; what did not has to ask again. */
export const LEASE: Millis = SECOND;

/**
 * lapsed: not begun in time, nothing was sent; gone: there was nothing to send; internal: a surprise of ours on the way,
 * after which nobody can say whether something was sent.
 */
export type AttemptOutcome =
  'delivered' | 'status' | 'redirect' | 'timeout' | 'connection' | 'blocked' | 'lapsed' | 'gone' | 'internal';

/** An attempt whose `started` row is committed. */
export interface StartedAttempt {
  readonly id: string;
  readonly number: number;
  readonly startedAt: Millis;
  readonly delivery: Delivery;
  /** Whether the endpoint wants an id to fetch the contact by instead of the contact. */
  readonly thin: boolean;
}

export interface AttemptResult {
  readonly attempt: StartedAttempt;
  readonly outcome: AttemptOutcome;
  readonly status: number | null;
  /** How long the partner asked to be left alone, by `Retry-After`. */
  readonly retryAfter: Millis | null;
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
