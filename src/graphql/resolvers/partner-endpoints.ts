import { DEFAULT_OVERLAP_HOURS, endpointsOfPartners } from '../../delivery/index.ts';
import type {
  Endpoint,
  EndpointDesk,
  EndpointWish,
  EndpointWithSecret,
  Sandbox,
  SandboxContact,
  WebhookEvent,
} from '../../delivery/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import type {
  CreateWebhookEndpointInput,
  Resolvers,
  UpdateWebhookEndpointInput,
  WebhookEvent as SdlEvent,
} from '../generated/partner.ts';
import { lower, upper } from '../shapes.ts';
import { partnerPayload as payload } from './partner-payload.ts';

/** `contact.released` is CONTACT_RELEASED. */
export const eventName = (event: WebhookEvent): SdlEvent => upper(event).replace('.', '_') as SdlEvent;
export const eventOf = (name: SdlEvent): WebhookEvent => name.toLowerCase().replace('_', '.') as WebhookEvent;

type Options = Omit<CreateWebhookEndpointInput | UpdateWebhookEndpointInput, 'url' | 'idempotencyKey'>;

/** What was given. Null resets what can be reset, and is as good as left out where nothing can. */
function wishOf(input: Options): EndpointWish {
  const { events, thin, encryptionKey, maxPerSecond, headers, clientCertificate } = input;
  return {
    events: events == null ? events : events.map(eventOf),
    thin: thin ?? undefined,
    encryptionKey,
    maxPerSecond,
    headers: headers === null ? [] : headers,
    clientCertificate,
  };
}

const ofEndpoint = (result: Endpoint | Refusal) => payload(result, (endpoint) => ({ endpoint }));

const withSecret = (result: EndpointWithSecret | Refusal) =>
  payload(result, ({ endpoint, secret }) => ({ endpoint, secret }));

const ofContact = (result: SandboxContact | Refusal) => payload(result, (contact) => ({ contact }));

/** Where a partner's messages go, and trying it out with made-up people. */
export function createEndpointResolvers(services: {
  readonly db: Database;
  readonly endpoints: EndpointDesk;
  readonly sandbox: Sandbox;
}) {
  const { db, endpoints, sandbox } = services;
  return {
    Query: {
      webhookEndpoints: async (_, __, context) => [
        ...(await db.read((r) => endpointsOfPartners(r, [context.partnerId()]))),
      ],
    },
    Mutation: {
      createWebhookEndpoint: async (_, { input }, context) => {
        const { url, sandbox = false, idempotencyKey: key } = input;
        const wish = { ...wishOf(input), url, sandbox };
        return withSecret(await endpoints.create(context.partnerId(), key, wish));
      },
      verifyWebhookEndpoint: async (_, { input }, context) =>
        ofEndpoint(await endpoints.verify(context.partnerId(), input.endpointId)),
      updateWebhookEndpoint: async (_, { input }, context) => {
        const { endpointId, url, idempotencyKey: key } = input;
        const wish = { ...wishOf(input), endpointId, url: url ?? undefined };
        return ofEndpoint(await endpoints.update(context.partnerId(), key, wish));
      },
      pauseWebhookEndpoint: async (_, { input }, context) =>
        ofEndpoint(await endpoints.pause(context.partnerId(), input.idempotencyKey, input.endpointId)),
      resumeWebhookEndpoint: async (_, { input }, context) =>
        ofEndpoint(await endpoints.resume(context.partnerId(), input.idempotencyKey, input.endpointId)),
      deleteWebhookEndpoint: async (_, { input }, context) =>
        ofEndpoint(await endpoints.remove(context.partnerId(), input.idempotencyKey, input.endpointId)),
      rotateWebhookSecret: async (_, { input }, context) => {
        const { endpointId, overlapHours = DEFAULT_OVERLAP_HOURS, idempotencyKey: key } = input;
        return withSecret(
          await endpoints.rotateSecret(context.partnerId(), key, { endpointId, overlapHours }),
        );
      },
      sendTestEvent: async (_, { input }, context) => {
        const { endpointId, appId = null, event = 'CONTACT_RELEASED', idempotencyKey: key } = input;
        const test = { endpointId, appId, event: eventOf(event) };
        const sent = await sandbox.sendTestEvent(context.partnerId(), key, test);
        return payload(sent, (delivery) => ({ delivery }));
      },
      createSandboxContact: async (_, { input }, context) => {
        const { appId, install = true, idempotencyKey: key } = input;
        const basis = install ? 'install' : 'offer';
        const made = await sandbox.create(context.partnerId(), key, appId, basis);
        return ofContact(made);
      },
      endSandboxContact: async (_, { input }, context) => {
        const { contactId, reason = 'WITHDRAWN', idempotencyKey: key } = input;
        return ofContact(await sandbox.end(context.partnerId(), key, contactId, lower(reason)));
      },
    },
    WebhookEndpoint: {
      status: (endpoint) => upper(endpoint.status),
      disabledReason: ({ disabledReason }) => (disabledReason === null ? null : upper(disabledReason)),
      events: ({ events }) => events?.map(eventName) ?? null,
      headerNames: ({ headerNames }) => [...headerNames],
      restsUntil: ({ circuitUntil }) => circuitUntil,
    },
  } satisfies Resolvers;
}
