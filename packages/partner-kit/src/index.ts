export { decrypt } from './decrypt.ts';
export type { DecryptionKey } from './decrypt.ts';
export { createDeduplicator } from './deduplicator.ts';
export type { OnceOutcome } from './deduplicator.ts';
export type * from './events.ts';
export { createWebhookHandler } from './handler.ts';
export type {
  EventHandlers,
  EventOf,
  HandledType,
  RefusedMessage,
  WebhookHandler,
  WebhookHandlerOptions,
} from './handler.ts';
export type { HeaderGetter, WebhookHeaders } from './headers.ts';
export { isKnownType } from './parse-event.ts';
export { MAX_BODY_BYTES } from './read-body.ts';
export type { WebhookRequest } from './read-body.ts';
export { createMemorySeenStore } from './seen-store.ts';
export type { SeenStore } from './seen-store.ts';
export type { JwkSet, KeyOptions } from './trusted-keys.ts';
export { createVerifier, verify, verifySignature } from './verify.ts';
export type { RawBody, VerifiedEvent, VerifiedMessage, VerifyOptions } from './verify.ts';
export { WebhookError, webhookErrorCodes } from './webhook-error.ts';
export type { WebhookErrorCode } from './webhook-error.ts';
