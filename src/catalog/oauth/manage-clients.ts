import { HOUR } from '../../kernel/clock.ts';
import { isRefusal, refuse, refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import { lockPartner } from '../partner-changes.ts';
import { MAX_OAUTH_CLIENTS } from '../rules.ts';
import type { OAuthClient } from '../types.ts';
import * as words from '../words.ts';
import { readClientKey } from './client-key.ts';
import { markOfSecret, newClientSecret } from './client-secret.ts';
import type { SecretHasher } from './client-secret.ts';
import { addClient, clientById, liveClients, putCredential, revokeClient } from './store.ts';
import type { NewCredential } from './store.ts';

/** A client, with its new secret the first time only. */
export interface MadeClient extends OAuthClient {
  readonly secret: string | null;
}

/** A new credential, and the secret to show where it is one. */
interface Made {
  readonly credential: NewCredential;
  readonly secret: string | null;
}

const MAX_OVERLAP_HOURS = 168;

const notYours = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'clientId'], 'There is no client of yours in force with this id.');

function refuseOverlap(hours: number): Refusal | null {
  return Number.isInteger(hours) && hours >= 0 && hours <= MAX_OVERLAP_HOURS
    ? null
    : refuseField('overlapHours', `0 to ${MAX_OVERLAP_HOURS}`);
}

/** What a partner does with its OAuth clients; a suspended one too, for a secret that leaked is no less leaked then. */
export function createOAuthClientDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly hasher: SecretHasher;
}) {
  const { db, hashes, random, hasher } = parts;

  async function reload(tx: Tx, id: string): Promise<OAuthClient> {
    const client = await clientById(tx, id, tx.now);
    if (client === null) throw new Error('a client that was made is there');
    return client;
  }

  const withoutSecret = async (tx: Tx, id: string): Promise<MadeClient> => ({
    ...(await reload(tx, id)),
    secret: null,
  });

  /** Before the transaction: others wait for that one, and hashing is slow on purpose. */
  async function newSecret(): Promise<Made> {
    const secret = newClientSecret(random);
    const hash = await hasher.hash(secret);
    return { credential: { kind: 'secret', mark: markOfSecret(secret), hash }, secret };
  }

  const ofKey = (publicKey: string): Made => ({ credential: { kind: 'key', publicKey }, secret: null });

  async function isOwn(tx: Tx, partnerId: string, clientId: string): Promise<boolean> {
    await lockPartner(tx, partnerId);
    return (await liveClients(tx, partnerId, tx.now)).some(({ id }) => id === clientId);
  }

  /** Puts a credential in the place of the current one, which stays good for a while. */
  function replace(
    partnerId: string,
    request: {
      readonly mutation: string;
      readonly key: string;
      readonly body: Record<string, string | number>;
    },
    input: { readonly clientId: string; readonly overlapHours: number },
    made: Made,
  ): Promise<MadeClient | Refusal> {
    const { clientId, overlapHours } = input;
    return onceForKey<MadeClient>(db, partnerRequest(hashes, partnerId, request), {
      async make(tx) {
        if (!(await isOwn(tx, partnerId, clientId))) return notYours();
        await putCredential(tx, clientId, made.credential, tx.now + overlapHours * HOUR);
        return { ...(await reload(tx, clientId)), secret: made.secret };
      },
      reload: withoutSecret,
    });
  }

  return {
    /** With a key the client proves itself by that, and has no secret. */
    async createOAuthClient(
      partnerId: string,
      key: string,
      input: { readonly name: string; readonly jwk: string | null },
    ): Promise<MadeClient | Refusal> {
      const { name } = input;
      const refusal = words.refuseFields({ name: words.problemOfLine(name, words.limits.keyName) });
      if (refusal !== null) return refusal;
      const publicKey = input.jwk === null ? null : readClientKey(input.jwk);
      if (isRefusal(publicKey)) return publicKey;
      const made = publicKey === null ? await newSecret() : ofKey(publicKey);
      const body = { name, jwk: publicKey };
      const request = partnerRequest(hashes, partnerId, { mutation: 'createOAuthClient', key, body });
      return onceForKey<MadeClient>(db, request, {
        async make(tx) {
          await lockPartner(tx, partnerId);
          if ((await liveClients(tx, partnerId, tx.now)).length >= MAX_OAUTH_CLIENTS) {
            const most = `At most ${MAX_OAUTH_CLIENTS} clients are in force. Revoke one first.`;
            return refuse('LIMIT_REACHED', [], most);
          }
          const id = await addClient(tx, { partnerId, name });
          await putCredential(tx, id, made.credential, tx.now);
          return { ...(await reload(tx, id)), secret: made.secret };
        },
        reload: withoutSecret,
      });
    },

    async rotateClientSecret(
      partnerId: string,
      key: string,
      input: { readonly clientId: string; readonly overlapHours: number },
    ): Promise<MadeClient | Refusal> {
      const refusal = refuseOverlap(input.overlapHours);
      if (refusal !== null) return refusal;
      const { clientId, overlapHours } = input;
      const request = { mutation: 'rotateClientSecret', key, body: { clientId, overlapHours } };
      return replace(partnerId, request, input, await newSecret());
    },

    async setClientKey(
      partnerId: string,
      key: string,
      input: { readonly clientId: string; readonly jwk: string; readonly overlapHours: number },
    ): Promise<OAuthClient | Refusal> {
      const { clientId, overlapHours } = input;
      const publicKey = readClientKey(input.jwk);
      if (isRefusal(publicKey)) return publicKey;
      const refusal = refuseOverlap(overlapHours);
      if (refusal !== null) return refusal;
      const request = { mutation: 'setClientKey', key, body: { clientId, overlapHours, jwk: publicKey } };
      return replace(partnerId, request, input, ofKey(publicKey));
    },

    revokeOAuthClient(partnerId: string, key: string, clientId: string): Promise<OAuthClient | Refusal> {
      const body = { clientId };
      const request = partnerRequest(hashes, partnerId, { mutation: 'revokeOAuthClient', key, body });
      return onceForKey<OAuthClient>(db, request, {
        async make(tx) {
          if (!(await isOwn(tx, partnerId, clientId))) return notYours();
          await revokeClient(tx, clientId);
          return reload(tx, clientId);
        },
        reload,
      });
    },
  };
}
