export type { Admit } from './claim.ts';
export { deliveryMigrations } from './migrations.ts';
export {
  adoptHeld,
  attemptsOf,
  deliveriesOfReleases,
  enqueue,
  grantsWithStartedRelease,
  partnerDeliveries,
} from './outbox.ts';
export type { NewMessage } from './outbox.ts';
export { createEndpointDesk } from './register-endpoint.ts';
export { RETRY_WAITS, waitAfter } from './retry.ts';
export { newSecret, signedHeaders } from './sign.ts';
export type { Attempt, Delivery, DeliveryState, StartedAttempt, WebhookEvent } from './types.ts';
export { createWorker, workerDefaults } from './worker.ts';
export type { Unseal, Worker, WorkerSettings } from './worker.ts';
