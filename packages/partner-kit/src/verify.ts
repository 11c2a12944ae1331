import { createHmac, timingSafeEqual, verify as verifyEd25519 } from 'node:crypto';
import type { ReceivedEvent } from './events.ts';
import { readHeaders } from './headers.ts';
import type { WebhookHeaders } from './headers.ts';
import { parseEvent } from './parse-event.ts';
import { readKeys } from './trusted-keys.ts';
import type { KeyOptions, TrustedKeys } from './trusted-keys.ts';
import { WebhookError } from './webhook-error.ts';

export interface VerifyOptions extends KeyOptions {
  /** How far `webhook-timestamp` may be from now, either way, in seconds; 300 unless you say otherwise. */
  readonly toleranceSeconds?: number | undefined;
  /** The time, in milliseconds since the Unix epoch; the system's unless you say otherwise. */
  readonly now?: (() => number) | undefined;
}

export interface VerifiedMessage {
  /** The same over all attempts to deliver one message. */
  readonly id: string;
  /** When this attempt was signed; when the thing happened is the event's own `timestamp`. */
  readonly timestamp: Date;
}

export interface VerifiedEvent extends VerifiedMessage {
  /** Of a type that this version does not know, too, if the marketplace sent one: give a `switch` a `default`. */
  readonly event: ReceivedEvent;
}

/** The body exactly as it came over the wire: JSON that was parsed and printed again has other bytes. */
export type RawBody = string | Uint8Array;

const V1 = /^v1,([A-Za-z0-9+/]{43}=)$/;
const V1A = /^v1a,([A-Za-z0-9+/]{86}==)$/;

/** What the sender signs (Standard Webhooks 1.0.0): id, timestamp and body, with full stops between. */
const signedContent = (id: string, timestamp: string, body: RawBody): Buffer =>
  Buffer.concat([Buffer.from(`${id}.${timestamp}.`), typeof body === 'string' ? Buffer.from(body) : body]);

function matches(keys: TrustedKeys, signatures: readonly string[], content: Buffer): boolean {
  const expected = keys.secrets.map((secret) =>
    Buffer.from(createHmac('sha256', secret).update(content).digest('base64')),
  );
  return signatures.some((signature) => {
    const symmetric = V1.exec(signature)?.[1];
    if (symmetric !== undefined) {
      return expected.some((one) => timingSafeEqual(one, Buffer.from(symmetric)));
    }
    const asymmetric = V1A.exec(signature)?.[1];
    if (asymmetric === undefined) return false;
    const bytes = Buffer.from(asymmetric, 'base64');
    return keys.publicKeys.some((key) => verifyEd25519(null, content, key, bytes));
  });
}

/** Both at once, for those who verify many messages: keys are read, and refused, here and not at every message. */
export function createVerifier(options: VerifyOptions) {
  if (typeof options !== 'object' || options === null) {
    throw new WebhookError('INVALID_OPTIONS', 'Verifying wants options with keys.');
  }
  const keys = readKeys(options);
  const { toleranceSeconds = 300, now = Date.now } = options;
  if (!(toleranceSeconds >= 0)) {
    throw new WebhookError('INVALID_OPTIONS', 'toleranceSeconds is a number of seconds, 0 or more.');
  }

  function verifySignature(body: RawBody, headers: WebhookHeaders): VerifiedMessage {
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
      throw new WebhookError('INVALID_BODY', 'The body is wanted as it came: a string or bytes, not parsed.');
    }
    const { id, timestamp, signatures } = readHeaders(headers);
    const age = Math.floor(now() / 1_000) - Number(timestamp);
    if (age > toleranceSeconds) throw new WebhookError('TIMESTAMP_TOO_OLD', 'It was signed too long ago.');
    // Also where the clock gave no number.
    if (!(age >= -toleranceSeconds))
      throw new WebhookError('TIMESTAMP_TOO_NEW', 'It was signed in the future.');
    if (!matches(keys, signatures, signedContent(id, timestamp, body))) {
      throw new WebhookError('NO_MATCHING_SIGNATURE', 'No signature is by a key that is trusted here.');
    }
    return { id, timestamp: new Date(Number(timestamp) * 1_000) };
  }

  return {
    verifySignature,
    verify: (body: RawBody, headers: WebhookHeaders): VerifiedEvent => ({
      ...verifySignature(body, headers),
      event: parseEvent(body),
    }),
  };
}

/**
 * Who sent it, and that it is fresh and unchanged (Standard Webhooks 1.0.0): any one signature by any one of the keys
 * is enough. Throws `WebhookError` and nothing else.
 */
export function verifySignature(
  body: RawBody,
  headers: WebhookHeaders,
  options: VerifyOptions,
): VerifiedMessage {
  return createVerifier(options).verifySignature(body, headers);
}

/** `verifySignature`, and the event that the body is. Throws `WebhookError` and nothing else. */
export function verify(body: RawBody, headers: WebhookHeaders, options: VerifyOptions): VerifiedEvent {
  return createVerifier(options).verify(body, headers);
}
