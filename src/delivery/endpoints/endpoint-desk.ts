import type { JsonValue } from '../../kernel/canonical-json.ts';
import { HOUR } from '../../kernel/clock.ts';
import { isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../../platform/idempotency.ts';
import type { KeyedHashes, KeyRing } from '../../platform/key-ring.ts';
import { problemOfUrl } from '../../platform/safe-fetch/index.ts';
import type { FetchRules } from '../../platform/safe-fetch/index.ts';
import { abandonLane, adoptHeld } from '../outbox/held.ts';
import { newSecret } from '../sending/sign.ts';
import type { Challenge } from './challenge.ts';
import { readWish } from './endpoint-wish.ts';
import type { EndpointWish } from './endpoint-wish.ts';
import { healthy } from './health.ts';
import { createOwnershipProof, noEndpoint } from './prove-ownership.ts';
import { deleteSecrets, openPrivate, putPrivate, putSecret, secretsOf } from './secrets.ts';
import {
  changeEndpoint,
  endpointRows,
  endpointsById,
  endpointsOfPartners,
  insertEndpoint,
  lockEndpoint,
} from './store.ts';
import type { Endpoint, EndpointPrivate } from './types.ts';

const MAX_ENDPOINTS = 10;
export const DEFAULT_OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 7 * 24;

export interface EndpointWithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** All that a partner does with its endpoints. */
export function createEndpointDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly keyRing: KeyRing;
  readonly random: Random;
  readonly rules: FetchRules;
  readonly challenge: Challenge;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, keyRing, random, rules, challenge, onCommitted } = parts;

  const prove = createOwnershipProof({ db, keyRing, challenge });

  const requestOf = (partnerId: string, mutation: string, key: string, body: object) =>
    partnerRequest(hashes, partnerId, {
      mutation,
      key,
      body: JSON.parse(JSON.stringify(body)) as JsonValue,
    });

  const refuseUrl = (url: string): Refusal | null => {
    const problem = problemOfUrl(url, rules);
    return problem === null ? null : refuse('URL_NOT_ALLOWED', ['input', 'url'], `url wants ${problem}.`);
  };

  /** Runs a change of one endpoint, once for its key. */
  async function change(
    partnerId: string,
    mutation: string,
    request: { readonly key: string; readonly endpointId: string; readonly body: object },
    make: (tx: Tx, endpoint: Endpoint) => Promise<Refusal | null>,
  ): Promise<Endpoint | Refusal> {
    const { endpointId } = request;
    const reload = async (tx: Tx): Promise<Endpoint> => {
      const endpoint = (await endpointsById(tx, [endpointId])).get(endpointId);
      if (endpoint === undefined) throw new Error('an endpoint that was changed is there');
      return endpoint;
    };
    const body = { endpointId, ...request.body };
    const changed = await onceForKey<Endpoint>(db, requestOf(partnerId, mutation, request.key, body), {
      async make(tx) {
        const endpoint = await lockEndpoint(tx, partnerId, endpointId);
        if (endpoint === null) return noEndpoint();
        return (await make(tx, endpoint)) ?? reload(tx);
      },
      reload,
    });
    onCommitted();
    return changed;
  }

  async function mergePrivate(tx: Tx, endpointId: string, kept: Partial<EndpointPrivate>): Promise<void> {
    if (Object.keys(kept).length === 0) return;
    const row = (await endpointRows(tx, [endpointId])).get(endpointId);
    if (row === undefined) throw new Error('an endpoint that is locked is there');
    await putPrivate(tx, keyRing, endpointId, { ...openPrivate(keyRing, row), ...kept });
  }

  async function create(
    partnerId: string,
    key: string,
    input: EndpointWish & { readonly url: string; readonly sandbox: boolean },
  ): Promise<EndpointWithSecret | Refusal> {
    const { url, sandbox } = input;
    const made = await onceForKey<Endpoint>(db, requestOf(partnerId, 'createWebhookEndpoint', key, input), {
      async make(tx) {
        const wish = readWish(input);
        const refusal = isRefusal(wish) ? wish : refuseUrl(url);
        if (isRefusal(wish) || refusal !== null) return refusal as Refusal;
        const own = await endpointsOfPartners(tx, [partnerId]);
        if (own.length >= MAX_ENDPOINTS) {
          return refuse('LIMIT_REACHED', [], `A partner has at most ${MAX_ENDPOINTS} endpoints.`);
        }
        const defaults = { events: null, thin: false, encryptionKey: null, maxPerSecond: null };
        const { id } = await insertEndpoint(tx, { ...defaults, ...wish.options, partnerId, url, sandbox });
        await putSecret(tx, keyRing, id, newSecret(random), tx.now);
        await mergePrivate(tx, id, wish.kept);
        return (await endpointsById(tx, [id])).get(id) as Endpoint;
      },
      reload: async (tx, id) => (await endpointsById(tx, [id])).get(id) as Endpoint,
    });
    return isRefusal(made) ? made : { endpoint: made, secret: await currentSecret(made.id) };
  }

  async function currentSecret(endpointId: string): Promise<string> {
    const secrets = await db.transact((tx) => secretsOf(tx, keyRing, [endpointId], tx.now));
    const [secret] = secrets.get(endpointId) ?? [];
    if (secret === undefined) throw new Error('an endpoint has a secret');
    return secret;
  }

  /** Opens a lane whose owner was just proven; what waited for want of an endpoint goes into the first one. */
  async function activate(tx: Tx, endpoint: Endpoint): Promise<void> {
    await changeEndpoint(tx, endpoint.id, {
      // Whoever paused it says when it goes on.
      status: endpoint.status === 'paused' ? 'paused' : 'active',
      disabledReason: null,
      verifiedAt: tx.now,
      health: healthy,
    });
    await adoptHeld(tx, endpoint);
  }

  async function verify(partnerId: string, endpointId: string): Promise<Endpoint | Refusal> {
    const refusal = await prove(partnerId, endpointId);
    if (refusal !== null) return refusal;
    const verified = await db.transact(async (tx) => {
      const endpoint = await lockEndpoint(tx, partnerId, endpointId);
      if (endpoint === null) return noEndpoint();
      await activate(tx, endpoint);
      return (await endpointsById(tx, [endpointId])).get(endpointId) as Endpoint;
    });
    onCommitted();
    return verified;
  }

  return {
    create,
    /** Sends the challenge; an endpoint that answers it is active from then on. */
    verify,

    /** Changes what is given. Another URL has to answer the challenge before anything else goes there. */
    async update(
      partnerId: string,
      key: string,
      input: EndpointWish & { readonly endpointId: string; readonly url?: string | undefined },
    ): Promise<Endpoint | Refusal> {
      const { endpointId, url, ...wished } = input;
      const wish = readWish(wished);
      if (isRefusal(wish)) return wish;
      const before = (await db.read((reader) => endpointsById(reader, [endpointId]))).get(endpointId);
      const moves = url !== undefined && url !== before?.url;
      if (moves) {
        const refusal = refuseUrl(url) ?? (await prove(partnerId, endpointId, { url, kept: wish.kept }));
        if (refusal !== null) return refusal;
      }
      const request = { key, endpointId, body: { url: url ?? null, ...wished } };
      return change(partnerId, 'updateWebhookEndpoint', request, async (tx, endpoint) => {
        if (moves) await changeEndpoint(tx, endpointId, { url, verifiedAt: tx.now });
        if (moves && endpoint.status === 'unverified') await activate(tx, endpoint);
        await changeEndpoint(tx, endpointId, wish.options);
        await mergePrivate(tx, endpointId, wish.kept);
        return null;
      });
    },

    /** Messages are held in the endpoint's lane until it is resumed. */
    pause: (partnerId: string, key: string, endpointId: string) =>
      change(partnerId, 'pauseWebhookEndpoint', { key, endpointId, body: {} }, async (tx, { status }) => {
        if (status !== 'active' && status !== 'paused') {
          return refuse('INVALID_INPUT', ['input', 'endpointId'], 'Only an active endpoint can be paused.');
        }
        await changeEndpoint(tx, endpointId, { status: 'paused' });
        return null;
      }),

    /** Lets a paused endpoint go on at once; one that was disabled has to answer the challenge first. */
    async resume(partnerId: string, key: string, endpointId: string): Promise<Endpoint | Refusal> {
      const before = (await db.read((reader) => endpointsById(reader, [endpointId]))).get(endpointId);
      if (before?.partnerId !== partnerId) return noEndpoint();
      if (before.status !== 'paused') return verify(partnerId, endpointId);
      return change(partnerId, 'resumeWebhookEndpoint', { key, endpointId, body: {} }, async (tx, own) => {
        if (own.status === 'paused') await changeEndpoint(tx, endpointId, { status: 'active' });
        return null;
      });
    },

    /** A new signing secret. The old one signs too for `overlapHours`, so that the partner changes over in peace. */
    async rotateSecret(
      partnerId: string,
      key: string,
      input: { readonly endpointId: string; readonly overlapHours: number },
    ): Promise<EndpointWithSecret | Refusal> {
      const { endpointId, overlapHours } = input;
      if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS) {
        return refuse(
          'INVALID_INPUT',
          ['input', 'overlapHours'],
          `overlapHours wants 0 to ${MAX_OVERLAP_HOURS}.`,
        );
      }
      const request = { key, endpointId, body: { overlapHours } };
      const endpoint = await change(partnerId, 'rotateWebhookSecret', request, async (tx) => {
        await putSecret(tx, keyRing, endpointId, newSecret(random), tx.now + overlapHours * HOUR);
        return null;
      });
      return isRefusal(endpoint) ? endpoint : { endpoint, secret: await currentSecret(endpointId) };
    },

    /** Removes an endpoint and its secrets, and finds another place for what waits in its lane. */
    remove: (partnerId: string, key: string, endpointId: string) =>
      change(partnerId, 'deleteWebhookEndpoint', { key, endpointId, body: {} }, async (tx, endpoint) => {
        await changeEndpoint(tx, endpointId, { status: 'removed' });
        await putPrivate(tx, keyRing, endpointId, { headers: [], client: null });
        await deleteSecrets(tx, endpointId);
        await abandonLane(tx, endpoint);
        return null;
      }),
  };
}

export type EndpointDesk = ReturnType<typeof createEndpointDesk>;
