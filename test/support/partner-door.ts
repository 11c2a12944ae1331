import { mutationText, newKey } from './marketplace.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';

export interface EndpointView {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly disabledReason: string | null;
  readonly sandbox: boolean;
  readonly events: readonly string[] | null;
  readonly thin: boolean;
  readonly encryptionKey: string | null;
  readonly maxPerSecond: number | null;
  readonly headerNames: readonly string[];
  readonly hasClientCertificate: boolean;
  readonly consecutiveFailures: number;
  readonly failingSince: string | null;
  readonly restsUntil: string | null;
}

export interface DeliveryView {
  readonly id: string;
  readonly endpointId: string | null;
  readonly event: string;
  readonly contactId: string;
  readonly state: string;
  readonly sandbox: boolean;
  readonly attempts: readonly {
    readonly number: number;
    readonly outcome: string | null;
    readonly status: number | null;
    readonly durationMs: number | null;
  }[];
}

export interface ContactView {
  readonly contactId: string;
  readonly app: { readonly id: string };
  readonly state: string;
  readonly email: string | null;
  readonly purposes: readonly string[];
  readonly endedAt: string | null;
}

export interface SandboxView {
  readonly contactId: string;
  readonly appId: string;
  readonly email: string;
  readonly endedAt: string | null;
  readonly attestedAt: string | null;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const ENDPOINT =
  'id url status disabledReason sandbox events thin encryptionKey maxPerSecond headerNames hasClientCertificate consecutiveFailures failingSince restsUntil';
const DELIVERY = 'id endpointId event contactId state sandbox attempts { number outcome status durationMs }';
const CONTACT = 'contactId app { id } state email purposes endedAt';
const SANDBOX = 'contactId appId email endedAt attestedAt';

type OfEndpoint = { readonly endpoint: EndpointView | null } & UserErrors;
type OfSecret = { readonly secret: string | null } & OfEndpoint;

/** What a partner does about its messages and contacts, in the words of its door. */
export function partnerDoor(marketplace: Marketplace, slug: string) {
  const bearer = marketplace.partnerToken(slug);

  async function query<Data>(text: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await marketplace.ask<Data>('partner', bearer, text, variables);
    if (errors.length > 0) throw new Error(`${errors[0]?.extensions.code} ${errors[0]?.message}`);
    return data;
  }

  /** A mutation, with an idempotency key of its own unless one is given. */
  async function mutate<Fields>(
    name: string,
    fields: string,
    input: object,
    type?: string,
  ): Promise<Fields & UserErrors> {
    const text = mutationText(name, fields, type);
    const data = await query<Record<string, Fields & UserErrors>>(text, { input });
    return data[name] as Fields & UserErrors;
  }

  const keyed = (input: object) => ({ idempotencyKey: newKey(), ...input });
  const ofEndpoint = (name: string, input: object, type?: string) =>
    mutate<OfEndpoint>(name, `endpoint { ${ENDPOINT} }`, input, type);
  const simple =
    (name: string) =>
    (endpointId: string, more: object = {}) =>
      ofEndpoint(name, keyed({ endpointId, ...more }), 'WebhookEndpointInput');
  const withSecret = (name: string, input: object) =>
    mutate<OfSecret>(name, `endpoint { ${ENDPOINT} } secret`, keyed(input));

  const create = (input: object) => withSecret('createWebhookEndpoint', input);
  const verify = (endpointId: string) => ofEndpoint('verifyWebhookEndpoint', { endpointId });

  return {
    query,
    mutate,
    create,
    verify,
    /** An endpoint whose challenge was answered. */
    async connect(url: string, wish: object = {}): Promise<{ readonly id: string; readonly secret: string }> {
      const { endpoint, secret, userErrors } = await create({ url, ...wish });
      if (endpoint === null || secret === null) throw new Error(`connect: ${userErrors[0]?.message}`);
      const [refusal] = (await verify(endpoint.id)).userErrors;
      if (refusal) throw new Error(`connect: ${refusal.message}`);
      return { id: endpoint.id, secret };
    },
    update: (endpointId: string, change: object) =>
      ofEndpoint('updateWebhookEndpoint', keyed({ endpointId, ...change })),
    pause: simple('pauseWebhookEndpoint'),
    resume: simple('resumeWebhookEndpoint'),
    remove: simple('deleteWebhookEndpoint'),
    rotate: (endpointId: string, more: object = {}) =>
      withSecret('rotateWebhookSecret', { endpointId, ...more }),
    endpoints: async () =>
      (await query<{ webhookEndpoints: EndpointView[] }>(`{ webhookEndpoints { ${ENDPOINT} } }`))
        .webhookEndpoints,
    async endpoint(id: string): Promise<EndpointView> {
      const found = (await this.endpoints()).find((one) => one.id === id);
      if (found === undefined) throw new Error(`there is no endpoint ${id}`);
      return found;
    },
    /** The newest messages; `filter` as the door has it. */
    deliveries: async (filter: object = {}) =>
      (
        await query<{ deliveries: { nodes: DeliveryView[] } }>(
          `query ($filter: DeliveryFilter) { deliveries(first: 100, filter: $filter) { nodes { ${DELIVERY} } } }`,
          { filter },
        )
      ).deliveries.nodes,
    replay: (deliveryId: string, more: object = {}) =>
      mutate<{ delivery: DeliveryView | null }>(
        'replayDelivery',
        `delivery { ${DELIVERY} }`,
        keyed({ deliveryId, ...more }),
      ),
    recover: (endpointId: string, since: number, more: object = {}) =>
      mutate<{ recovery: { id: string; state: string } | null }>(
        'recoverDeliveries',
        'recovery { id state }',
        keyed({ endpointId, since: new Date(since).toISOString(), ...more }),
      ),
    recoveries: async () =>
      (
        await query<{ recoveries: { nodes: { id: string; state: string; queued: number }[] } }>(
          '{ recoveries(first: 20) { nodes { id state queued } } }',
        )
      ).recoveries.nodes,
    /** A page of contacts, each email read. */
    contacts: async (first: number, after: string | null = null) =>
      (
        await query<{ contacts: { nodes: ContactView[]; pageInfo: PageInfo } }>(
          `query ($first: Int, $after: String) { contacts(first: $first, after: $after) {
             nodes { ${CONTACT} } pageInfo { hasNextPage endCursor } } }`,
          { first, after },
        )
      ).contacts,
    contact: async (contactId: string, appId: string, fields = CONTACT) =>
      (
        await query<{ contact: ContactView | null }>(
          `query ($contactId: String!, $appId: ID!) { contact(contactId: $contactId, appId: $appId) { ${fields} } }`,
          { contactId, appId },
        )
      ).contact,
    deletions: async (state: string | null = null) =>
      (
        await query<{
          deletions: { nodes: { contactId: string; state: string; attestedAt: string | null }[] };
        }>(
          'query ($state: DeletionState) { deletions(first: 50, state: $state) { nodes { contactId state attestedAt } } }',
          { state },
        )
      ).deletions.nodes,
    attest: (contactId: string, appId: string, more: object = {}) =>
      mutate<{ attestedAt: string | null }>(
        'attestDeletion',
        'attestedAt',
        keyed({ contactId, appId, ...more }),
      ),
    testEvent: (endpointId: string, more: object = {}) =>
      mutate<{ delivery: DeliveryView | null }>(
        'sendTestEvent',
        `delivery { ${DELIVERY} }`,
        keyed({ endpointId, ...more }),
      ),
    makeUp: (appId: string, more: object = {}) =>
      mutate<{ contact: SandboxView | null }>(
        'createSandboxContact',
        `contact { ${SANDBOX} }`,
        keyed({ appId, ...more }),
      ),
    endMadeUp: (contactId: string, more: object = {}) =>
      mutate<{ contact: SandboxView | null }>(
        'endSandboxContact',
        `contact { ${SANDBOX} }`,
        keyed({ contactId, ...more }),
      ),
  };
}

export type PartnerDoor = ReturnType<typeof partnerDoor>;

/** The first refusal as `CODE field.field`, or null. */
export const refusalOf = ({ userErrors }: UserErrors): string | null => {
  const [first] = userErrors;
  return first === undefined ? null : `${first.code} ${first.field.join('.')}`.trim();
};
