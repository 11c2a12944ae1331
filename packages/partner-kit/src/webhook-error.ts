/**
 * Why a message was not taken. The list is closed: a `switch` over it can be complete.
 *
 * - `INVALID_OPTIONS`: your own side: no key at all, one of the wrong form, or a tolerance that is no number.
 * - `MISSING_HEADER`, `INVALID_HEADER`: one of the three `webhook-` headers is absent, doubled or of the wrong form.
 * - `TIMESTAMP_TOO_OLD`, `TIMESTAMP_TOO_NEW`: it was signed too long ago (a replay), or a clock is wrong.
 * - `NO_MATCHING_SIGNATURE`: none of the signatures is by a key that you trust.
 * - `INVALID_BODY`: what was signed is no event.
 * - `BODY_TOO_LARGE`, `BODY_LOST`: more than 256 kB; or something before the handler used the bytes up.
 * - `NO_DECRYPTION_KEY`, `DECRYPTION_FAILED`: it is encrypted, and no key of yours opens it.
 */
export const webhookErrorCodes = [
  'INVALID_OPTIONS',
  'MISSING_HEADER',
  'INVALID_HEADER',
  'TIMESTAMP_TOO_OLD',
  'TIMESTAMP_TOO_NEW',
  'NO_MATCHING_SIGNATURE',
  'INVALID_BODY',
  'BODY_TOO_LARGE',
  'BODY_LOST',
  'NO_DECRYPTION_KEY',
  'DECRYPTION_FAILED',
] as const;

export type WebhookErrorCode = (typeof webhookErrorCodes)[number];

/** The one error that this package throws. Its message repeats nothing of the message's body, so it may be logged. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WebhookError';
    this.code = code;
  }
}
