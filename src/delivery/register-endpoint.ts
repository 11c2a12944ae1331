import { addEndpoint, endpointsOfPartners, endpointsWithSecrets } from '../catalog/index.ts';
import type { Endpoint } from '../catalog/index.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { Database } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes, KeyRing } from '../platform/key-ring.ts';
import { problemOfUrl } from '../platform/safe-fetch/index.ts';
import type { FetchRules } from '../platform/safe-fetch/index.ts';
import { adoptHeld } from './outbox.ts';
import { newSecret } from './sign.ts';

const MAX_ENDPOINTS = 10;

/** Registers where a partner's messages go. Messages that waited for want of an endpoint go to its first one. */
export function createEndpointDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly keyRing: KeyRing;
  readonly random: Random;
  readonly rules: FetchRules;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, keyRing, random, rules, onCommitted } = parts;

  return async function registerEndpoint(
    partnerId: string,
    idempotencyKey: string,
    url: string,
  ): Promise<{ readonly endpoint: Endpoint; readonly secret: string } | Refusal> {
    const request = idempotentRequest(hashes, {
      principal: `partner:${partnerId}`,
      mutation: 'createWebhookEndpoint',
      key: idempotencyKey,
      body: { url },
    });
    const made = await onceForKey<Endpoint>(db, request, {
      async make(tx) {
        const problem = problemOfUrl(url, rules);
        if (problem !== null) return refuse('URL_NOT_ALLOWED', ['input', 'url'], `url wants ${problem}.`);
        const own = await endpointsOfPartners(tx, [partnerId]);
        if (own.length >= MAX_ENDPOINTS) {
          return refuse('INVALID_INPUT', [], `A partner has at most ${MAX_ENDPOINTS} endpoints.`);
        }
        const endpoint = await addEndpoint(tx, keyRing, { partnerId, url, secret: newSecret(random) });
        await adoptHeld(tx, partnerId, endpoint.id);
        return endpoint;
      },
      async reload(tx, id) {
        const endpoint = (await endpointsOfPartners(tx, [partnerId])).find((one) => one.id === id);
        if (endpoint === undefined) throw new Error('an endpoint that was made is there');
        return endpoint;
      },
    });
    if (isRefusal(made)) return made;
    onCommitted();
    const secrets = await db.read((reader) => endpointsWithSecrets(reader, keyRing, [made.id]));
    const secret = secrets.get(made.id)?.secret;
    if (secret === undefined) throw new Error('an endpoint that was made has a secret');
    return { endpoint: made, secret };
  };
}
