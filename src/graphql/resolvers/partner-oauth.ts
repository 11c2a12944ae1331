import { liveClients } from '../../catalog/index.ts';
import type { createOAuthClientDesk } from '../../catalog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/partner.ts';
import { payloads, upper } from '../shapes.ts';

/** Why a partner is refused what it does with its OAuth clients. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

/** As the SDL says. */
const DEFAULT_OVERLAP_HOURS = 24;

/** The partner door's fields about the programs that get themselves access tokens. */
export function createOAuthResolvers(services: {
  readonly db: Database;
  readonly clock: Clock;
  readonly oauthClients: ReturnType<typeof createOAuthClientDesk>;
}) {
  const { db, clock, oauthClients } = services;
  return {
    Query: {
      oauthClients: async (_, __, context) => [
        ...(await db.read((reader) => liveClients(reader, context.partnerId(), clock.now()))),
      ],
    },
    Mutation: {
      createOAuthClient: async (_, { input: { idempotencyKey, name, key: jwk = null } }, context) => {
        const partnerId = context.partnerId();
        const made = await oauthClients.createOAuthClient(partnerId, idempotencyKey, { name, jwk });
        return payload(made, (client) => ({ client, clientSecret: client.secret }));
      },
      rotateClientSecret: async (_, { input }, context) => {
        const { idempotencyKey, clientId, overlapHours = DEFAULT_OVERLAP_HOURS } = input;
        const rotation = { clientId, overlapHours };
        const made = await oauthClients.rotateClientSecret(context.partnerId(), idempotencyKey, rotation);
        return payload(made, (client) => ({ client, clientSecret: client.secret }));
      },
      setClientKey: async (_, { input }, context) => {
        const { idempotencyKey, clientId, key: jwk, overlapHours = DEFAULT_OVERLAP_HOURS } = input;
        const change = { clientId, jwk, overlapHours };
        const changed = await oauthClients.setClientKey(context.partnerId(), idempotencyKey, change);
        return payload(changed, (client) => ({ client }));
      },
      revokeOAuthClient: async (_, { input: { idempotencyKey, clientId } }, context) => {
        const revoked = await oauthClients.revokeOAuthClient(context.partnerId(), idempotencyKey, clientId);
        return payload(revoked, (client) => ({ client }));
      },
    },
    OAuthClient: { credentials: (client) => [...client.credentials] },
    OAuthCredential: { kind: (credential) => upper(credential.kind) },
  } satisfies Resolvers;
}
