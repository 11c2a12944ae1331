import { appsOfPartner, endpointsOfPartners } from '../../catalog/index.ts';
import type { Endpoint } from '../../catalog/index.ts';
import { partnerDeliveries } from '../../delivery/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { Resolvers, UserErrorCode, WebhookEvent } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { connection, payloads, upper } from '../shapes.ts';
import { createOnboardingResolvers } from './partner-onboarding.ts';
import type { OnboardingServices } from './partner-onboarding.ts';

/** Why this door refuses. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  URL_NOT_ALLOWED: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface PartnerServices extends OnboardingServices {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly registerEndpoint: (
    partnerId: string,
    idempotencyKey: string,
    url: string,
  ) => Promise<{ readonly endpoint: Endpoint; readonly secret: string } | Refusal>;
}

export function createPartnerResolvers(services: PartnerServices): Resolvers {
  const { db, hashes } = services;
  const onboarding = createOnboardingResolvers(services);
  return {
    ...onboarding,
    Query: {
      ...onboarding.Query,
      me: (_, __, context) => existing(context.loaders.partners, context.partnerId()),
      apps: async (_, page, context) =>
        connection(await db.read((r) => appsOfPartner(r, context.partnerId(), page))),
      webhookEndpoints: async (_, __, context) => [
        ...(await db.read((r) => endpointsOfPartners(r, [context.partnerId()]))),
      ],
      deliveries: async (_, page, context) =>
        connection(await db.read((r) => partnerDeliveries(r, context.partnerId(), page))),
    },
    Mutation: {
      ...onboarding.Mutation,
      createWebhookEndpoint: async (_, { input }, context) => {
        const { url, idempotencyKey } = input;
        const made = await services.registerEndpoint(context.partnerId(), idempotencyKey, url);
        return payload(made, ({ endpoint, secret }) => ({ endpoint, secret }));
      },
    },
    WebhookEndpoint: { status: (endpoint) => upper(endpoint.status) },
    Delivery: {
      event: (delivery) => upper(delivery.event).replace('.', '_') as WebhookEvent,
      app: (delivery, _, { loaders }) => existing(loaders.apps, delivery.appId),
      contactId: (delivery) => hashes.pairwiseId(delivery.partnerId, delivery.subjectId),
      state: (delivery) => upper(delivery.state),
      attempts: async (delivery, _, { loaders }) => [...(await loaders.attempts.load(delivery.id))],
    },
    DeliveryAttempt: {
      outcome: (attempt) => (attempt.outcome === null ? null : upper(attempt.outcome)),
    },
  };
}
