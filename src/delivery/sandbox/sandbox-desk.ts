import { appsById, appsOfPartner } from '../../catalog/index.ts';
import type { App } from '../../catalog/index.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import { isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import { lockEndpoint } from '../endpoints/store.ts';
import { enqueue, enqueueTest } from '../outbox/enqueue.ts';
import { deliveriesById } from '../outbox/listing.ts';
import { isUnderGrant } from '../types.ts';
import type { Delivery, WebhookEvent } from '../types.ts';
import { contactsById, endContact, findSandboxContact, insertContact } from './contacts.ts';
import type { SandboxContact, SandboxEnd } from './contacts.ts';

const FIRST = ['ada', 'björn', 'chloé', 'dmitri', 'élodie', 'farah', 'giōji', 'hana', 'iñigo', 'jürgen'];
const LAST = ['abel', 'brandt', 'costa', 'duval', 'eriksen', 'fischer', 'garcía', 'horvát', 'ito', 'novák'];

const eventOf = {
  withdrawn: 'consent.withdrawn',
  uninstalled: 'app.uninstalled',
  erased: 'contact.erased',
} as const satisfies Record<SandboxEnd, WebhookEvent>;

const endBefore: Partial<Record<WebhookEvent, SandboxEnd>> = {
  'consent.withdrawn': 'withdrawn',
  'app.uninstalled': 'uninstalled',
  'contact.erased': 'erased',
};

const about = ({ id, partnerId, appId }: SandboxContact, event: WebhookEvent) => ({
  ...{ event, partnerId, appId },
  ...{ subjectId: id, grantId: id },
});

/** What a partner tries out with made-up people, before its app is listed or after. */
export function createSandbox(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, random, onCommitted } = parts;
  const pick = (names: readonly string[]): string =>
    names[Math.floor(random.fraction() * names.length)] as string;

  async function once<Made extends { readonly id: string }>(
    request: { partnerId: string; mutation: string; key: string; body: JsonValue },
    steps: Parameters<typeof onceForKey<Made>>[2],
  ): Promise<Made | Refusal> {
    const { partnerId, ...asked } = request;
    const made = await onceForKey<Made>(db, partnerRequest(hashes, partnerId, asked), steps);
    if (!isRefusal(made)) onCommitted();
    return made;
  }

  const reloadContact = async (tx: Tx, id: string): Promise<SandboxContact> =>
    (await contactsById(tx, [id])).get(id) as SandboxContact;

  async function findApp(tx: Tx, partnerId: string, appId: string | null): Promise<App | Refusal> {
    const app =
      appId === null
        ? (await appsOfPartner(tx, partnerId, { first: 1 })).edges[0]?.node
        : (await appsById(tx, [appId])).get(appId);
    if (app?.partnerId === partnerId) return app;
    return refuse('NOT_FOUND', ['input', 'appId'], 'You have no such app. Make one first (createApp).');
  }

  async function makeUp(tx: Tx, app: App, basis: SandboxContact['basis']): Promise<SandboxContact> {
    const id = newId('sandboxContact', tx.now);
    const number = Math.floor(random.fraction() * 10_000);
    const contact: SandboxContact = {
      id,
      partnerId: app.partnerId,
      appId: app.id,
      contactId: hashes.pairwiseId(app.partnerId, id),
      email: `${pick(FIRST)}.${pick(LAST)}.${number}@sandbox.example`,
      basis,
      endReason: null,
      createdAt: tx.now,
      endedAt: null,
      attestedAt: null,
    };
    await insertContact(tx, contact);
    return contact;
  }

  return {
    /** A made-up person accepts an offer of the app, or installs it. */
    create: (partnerId: string, key: string, appId: string, basis: SandboxContact['basis']) =>
      once<SandboxContact>(
        { partnerId, mutation: 'createSandboxContact', key, body: { appId, basis } },
        {
          async make(tx) {
            const app = await findApp(tx, partnerId, appId);
            if (isRefusal(app)) return app;
            const contact = await makeUp(tx, app, basis);
            const events: WebhookEvent[] =
              basis === 'install' ? ['contact.released', 'app.installed'] : ['contact.released'];
            await enqueue(
              tx,
              events.map((event) => ({ ...about(contact, event), releaseId: null, sandbox: true })),
            );
            return contact;
          },
          reload: reloadContact,
        },
      ),

    /** The made-up person takes the yes back, uninstalls, or is erased. */
    end: (partnerId: string, key: string, contactId: string, reason: SandboxEnd) =>
      once<SandboxContact>(
        { partnerId, mutation: 'endSandboxContact', key, body: { contactId, reason } },
        {
          async make(tx) {
            const field = ['input', 'contactId'];
            const contact = await findSandboxContact(tx, partnerId, contactId);
            if (contact === null) {
              return refuse('NOT_FOUND', field, 'You have no made-up contact with this id.');
            }
            if (contact.endedAt !== null) {
              return refuse('GRANT_ENDED', field, 'The yes of this made-up person is over.');
            }
            const ended = await endContact(tx, contact, reason);
            await enqueue(tx, [{ ...about(ended, eventOf[reason]), releaseId: null, sandbox: true }]);
            return ended;
          },
          reload: reloadContact,
        },
      ),

    /** One message of any kind about a made-up person, to one endpoint. */
    sendTestEvent: (
      partnerId: string,
      key: string,
      input: { readonly endpointId: string; readonly appId: string | null; readonly event: WebhookEvent },
    ) =>
      once<Delivery>(
        { partnerId, mutation: 'sendTestEvent', key, body: input },
        {
          async make(tx) {
            const { endpointId, appId, event } = input;
            const endpoint = await lockEndpoint(tx, partnerId, endpointId);
            if (endpoint === null) {
              return refuse('NOT_FOUND', ['input', 'endpointId'], 'You have no endpoint with this id.');
            }
            const app = await findApp(tx, partnerId, appId);
            if (isRefusal(app)) return app;
            const contact = await makeUp(tx, app, event.startsWith('app.') ? 'install' : 'offer');
            const end = isUnderGrant(event) ? undefined : endBefore[event];
            if (end !== undefined) await endContact(tx, contact, end);
            return enqueueTest(tx, endpointId, about(contact, event));
          },
          reload: async (tx, id) => (await deliveriesById(tx, [id])).get(id) as Delivery,
        },
      ),
  };
}

export type Sandbox = ReturnType<typeof createSandbox>;
