export { contactContent, noticeContent } from './contents.ts';
export type { ContentFacts } from './contents.ts';
export { createChallenge } from './endpoints/challenge.ts';
export { DEFAULT_OVERLAP_HOURS, createEndpointDesk } from './endpoints/endpoint-desk.ts';
export type { EndpointDesk, EndpointWithSecret } from './endpoints/endpoint-desk.ts';
export type { EndpointWish } from './endpoints/endpoint-wish.ts';
export { CIRCUIT_THRESHOLD, FAILING_LIMIT, healthy, observe } from './endpoints/health.ts';
export {
  readEncryptionKey,
  readEvents,
  refuseClient,
  refuseHeaders,
  refuseRate,
} from './endpoints/options.ts';
export { allowance, spend } from './endpoints/rate.ts';
export { rewrapEndpointSecrets, secretsOf } from './endpoints/secrets.ts';
export { endpointsById, endpointsOfPartners } from './endpoints/store.ts';
export type { DisabledReason, Endpoint, EndpointStatus, Header } from './endpoints/types.ts';
export { deliveryMigrations } from './migrations.ts';
export { readBacklog } from './outbox/backlog.ts';
export type { Backlog } from './outbox/backlog.ts';
export { enqueue } from './outbox/enqueue.ts';
export type { NewMessage } from './outbox/enqueue.ts';
export { partnersWithHeld, rehomeStrays, reopenHeld } from './outbox/held.ts';
export { attemptsOf, deliveriesById, deliveriesOfReleases, partnerDeliveries } from './outbox/listing.ts';
export type { DeliveryFilter } from './outbox/listing.ts';
export type { Admit, Content, NotifyDisabled, Received, Unseal, Verdict } from './ports.ts';
export { createRecoveryDesk, stepRecovery } from './recovery/recover.ts';
export { isRecoveryRunning, listRecoveries, recoveriesById } from './recovery/recoveries.ts';
export type { Recovery } from './recovery/recoveries.ts';
export { RECOVERY_LIMIT, createReplay } from './recovery/replay.ts';
export { KEPT_FOR, SWEEP_AT_ONCE, sweepDeliveries } from './retention.ts';
export { attestSandbox } from './sandbox/contacts.ts';
export type { SandboxContact, SandboxEnd } from './sandbox/contacts.ts';
export { sandboxContents } from './sandbox/contents.ts';
export { createSandbox } from './sandbox/sandbox-desk.ts';
export type { Sandbox } from './sandbox/sandbox-desk.ts';
export { messageBody } from './sending/envelope.ts';
export {
  MAX_RETRY_AFTER,
  RETRY_WAITS,
  afterFailure,
  parseRetryAfter,
  stepsOf,
  waitAfter,
} from './sending/retry.ts';
export { newSecret, signedHeaders, signingKey } from './sending/sign.ts';
export { createSigningKeys } from './sending/signing-keys.ts';
export type { PublicSigningKey, SigningKeys } from './sending/signing-keys.ts';
export { Windows } from './sending/windows.ts';
export { createWorker, workerDefaults } from './sending/worker.ts';
export type { Worker, WorkerParts, WorkerSettings } from './sending/worker.ts';
export { LEASE, carriesEmail, isUnderGrant, webhookEvents } from './types.ts';
export type {
  Attempt,
  AttemptOutcome,
  AttemptResult,
  Delivery,
  DeliveryState,
  StartedAttempt,
  WebhookEvent,
} from './types.ts';
