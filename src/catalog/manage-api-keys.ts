import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { addApiKey, apiKeyById, liveApiKeys, revokeKey } from './api-keys.ts';
import { newApiKey } from './one-time-secrets.ts';
import { lockPartner } from './partner-changes.ts';
import { MAX_API_KEYS, refuseRevocation } from './rules.ts';
import type { ApiKey } from './types.ts';
import * as words from './words.ts';

/** A key, with its secret the first time only. */
export interface MadeApiKey extends ApiKey {
  readonly secret: string | null;
}

/** What a partner does with its keys; a suspended one too, for a key that leaked is no less leaked then. */
export function createApiKeyDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
}) {
  const { db, hashes, random } = parts;

  async function reload(tx: Tx, id: string): Promise<ApiKey> {
    const key = await apiKeyById(tx, id);
    if (key === null) throw new Error('a key that was made is there');
    return key;
  }

  return {
    createApiKey(partnerId: string, key: string, name: string): Promise<MadeApiKey | Refusal> {
      const request = partnerRequest(hashes, partnerId, { mutation: 'createApiKey', key, body: { name } });
      return onceForKey<MadeApiKey>(db, request, {
        async make(tx) {
          const refusal = words.refuseFields({ name: words.problemOfLine(name, words.limits.keyName) });
          if (refusal !== null) return refusal;
          await lockPartner(tx, partnerId);
          if ((await liveApiKeys(tx, partnerId)).length >= MAX_API_KEYS) {
            return refuse(
              'LIMIT_REACHED',
              [],
              `At most ${MAX_API_KEYS} keys are in force. Revoke one first.`,
            );
          }
          const secret = newApiKey(random);
          return { ...(await addApiKey(tx, { partnerId, name, secret })), secret };
        },
        reload: async (tx, id) => ({ ...(await reload(tx, id)), secret: null }),
      });
    },

    /** `usedKeyId`: the key with which the partner asks; null: a token. */
    revokeApiKey(
      partnerId: string,
      key: string,
      apiKeyId: string,
      usedKeyId: string | null,
    ): Promise<ApiKey | Refusal> {
      const request = partnerRequest(hashes, partnerId, {
        mutation: 'revokeApiKey',
        key,
        body: { apiKeyId },
      });
      return onceForKey<ApiKey>(db, request, {
        async make(tx) {
          await lockPartner(tx, partnerId);
          const refusal = refuseRevocation(await liveApiKeys(tx, partnerId), apiKeyId, usedKeyId);
          if (refusal !== null) return refusal;
          await revokeKey(tx, apiKeyId);
          return reload(tx, apiKeyId);
        },
        reload,
      });
    },
  };
}
