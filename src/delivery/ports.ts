import type { Reader, Tx } from '../platform/db/index.ts';
import type { Delivery, StartedAttempt } from './types.ts';

/** `later`: it is asked about again in a while. */
export type Verdict = 'go' | 'cancel' | 'hold' | 'later';

/**
 * Whether messages about people may go now, by id; `release/` says so, in the transaction in which their attempts
 * start. What it does not name is held.
 */
export type Admit = (tx: Tx, deliveries: readonly Delivery[]) => Promise<ReadonlyMap<string, Verdict>>;

/** What a message says: its head, and its data as JSON. */
export interface Content {
  readonly type: string;
  /** When it happened, RFC 3339. */
  readonly timestamp: string;
  readonly test: boolean;
  readonly data: string;
}

/**
 * Makes the contents of started attempts, by attempt id. What is missing has nothing left to send. Contents live in
 * memory for the moment of sending.
 */
export type Unseal = (
  reader: Reader,
  attempts: readonly StartedAttempt[],
) => Promise<ReadonlyMap<string, Content>>;

/** Told in the transaction in which attempts are recorded: the partner confirmed that it got these. */
export type Received = (tx: Tx, attempts: readonly StartedAttempt[]) => Promise<void>;

/** Asks for a notice to the partner on another channel than its webhooks, in the transaction of what it is about. */
export type NotifyDisabled = (
  tx: Tx,
  endpoint: { readonly partnerId: string; readonly endpointId: string; readonly reason: 'failing' | 'gone' },
) => Promise<void>;
