import { listRecoveries, partnerDeliveries } from '../../delivery/index.ts';
import type { Delivery, DeliveryState, Recovery } from '../../delivery/index.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { DoorContext } from '../context.ts';
import type { Resolvers } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { connection, lower, upper } from '../shapes.ts';
import { eventName, eventOf } from './partner-endpoints.ts';
import { partnerPayload as payload } from './partner-payload.ts';

/** What waits in a closed lane is held, as what has no lane is. */
async function shownState(delivery: Delivery, { loaders }: DoorContext): Promise<DeliveryState> {
  if (delivery.state !== 'pending' || delivery.endpointId === null) return delivery.state;
  const endpoint = await existing(loaders.endpoints, delivery.endpointId);
  const partner = await existing(loaders.partners, delivery.partnerId);
  return endpoint.status === 'active' && partner.status === 'active' ? 'pending' : 'held';
}

/** Messages to a partner, their attempts, and sending them again. */
export function createDeliveryResolvers(services: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly replayDelivery: (
    partnerId: string,
    key: string,
    deliveryId: string,
  ) => Promise<Delivery | Refusal>;
  readonly recoverDeliveries: (
    partnerId: string,
    key: string,
    input: { readonly endpointId: string; readonly since: Millis; readonly everything: boolean },
  ) => Promise<Recovery | Refusal>;
}) {
  const { db, hashes } = services;
  return {
    Query: {
      deliveries: async (_, { filter, ...page }, context) => {
        const { endpointId, event, state, sandbox } = filter ?? {};
        const wanted = {
          endpointId: endpointId ?? undefined,
          event: event == null ? undefined : eventOf(event),
          state: state == null ? undefined : lower(state),
          sandbox: sandbox ?? undefined,
        };
        return connection(await db.read((r) => partnerDeliveries(r, context.partnerId(), wanted, page)));
      },
      recoveries: async (_, page, context) =>
        connection(await db.read((r) => listRecoveries(r, context.partnerId(), page))),
    },
    Mutation: {
      replayDelivery: async (_, { input }, context) => {
        const { deliveryId, idempotencyKey: key } = input;
        const replayed = await services.replayDelivery(context.partnerId(), key, deliveryId);
        return payload(replayed, (delivery) => ({ delivery }));
      },
      recoverDeliveries: async (_, { input }, context) => {
        const { idempotencyKey: key, endpointId, since, everything = false } = input;
        const wanted = { endpointId, since, everything };
        const recovery = await services.recoverDeliveries(context.partnerId(), key, wanted);
        return payload(recovery, (recovery) => ({ recovery }));
      },
    },
    Delivery: {
      event: (delivery) => eventName(delivery.event),
      app: (delivery, _, { loaders }) => existing(loaders.apps, delivery.appId),
      contactId: (delivery) => hashes.pairwiseId(delivery.partnerId, delivery.subjectId),
      state: async (delivery, _, context) => upper(await shownState(delivery, context)),
      attempts: async (delivery, _, { loaders }) => [...(await loaders.attempts.load(delivery.id))],
    },
    DeliveryAttempt: {
      outcome: (attempt) => (attempt.outcome === null ? null : upper(attempt.outcome)),
    },
    Recovery: { state: (recovery) => upper(recovery.state) },
  } satisfies Resolvers;
}
