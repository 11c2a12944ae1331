import type { Millis } from '../../kernel/clock.ts';
import type { WebhookEvent } from '../types.ts';

/**
 * unverified: its owner has not answered the challenge, nothing goes there; active; paused: by the partner; disabled:
 * by us; removed: by the partner, for good. Messages wait in the lane of an endpoint that is not active.
 */
export type EndpointStatus = 'unverified' | 'active' | 'paused' | 'disabled' | 'removed';

/** failing: nothing but failures for days; gone: it answered 410. */
export type DisabledReason = 'failing' | 'gone';

/** How an endpoint does: what failed since it last worked, and until when it is left alone. */
export interface Health {
  readonly consecutiveFailures: number;
  /** Since when nothing but failures came; null: the last one worked. */
  readonly failingSince: Millis | null;
  /** The circuit is open until then; after it one message at a time probes. */
  readonly circuitUntil: Millis | null;
}

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What an endpoint's partner chose. */
export interface EndpointOptions {
  /** Null: all events. */
  readonly events: readonly WebhookEvent[] | null;
  /** Whether contacts are fetched by the partner instead of being sent. */
  readonly thin: boolean;
  /** A public JWK, JSON; data is encrypted to it (JWE). */
  readonly encryptionKey: string | null;
  /** The most attempts a second; null: as fast as it answers. */
  readonly maxPerSecond: number | null;
}

export interface Endpoint extends EndpointOptions, Health {
  readonly id: string;
  readonly partnerId: string;
  readonly url: string;
  /** Gets made-up people only; the others get real ones only. */
  readonly sandbox: boolean;
  readonly status: EndpointStatus;
  readonly disabledReason: DisabledReason | null;
  readonly verifiedAt: Millis | null;
  readonly createdAt: Millis;
  /** Names of its own headers; their values are secrets. */
  readonly headerNames: readonly string[];
  /** Whether we show a client certificate of its own (mutual TLS). */
  readonly hasClientCertificate: boolean;
}

/** What is kept of an endpoint under seal. */
export interface EndpointPrivate {
  readonly headers: readonly Header[];
  /** PEM. */
  readonly client: { readonly certificate: string; readonly privateKey: string } | null;
}
