import type { Subject } from '../../accounts/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Login } from '../../kernel/principal.ts';
import type { Database } from '../../platform/db/index.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import { pendingErasureOf } from '../../privacy/index.ts';
import type { AskedErasure } from '../../privacy/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
import { payloads } from '../shapes.ts';

/** Why this door refuses to erase, or to stop it. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  ERASURE_NOT_PENDING: true,
  ERASURE_PENDING: true,
  IDEMPOTENCY_CONFLICT: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface LeavingServices {
  readonly db: Database;
  readonly hashes: Pick<KeyedHashes, 'erasureReference'>;
  readonly erasures: {
    erase(
      login: Pick<Login, 'issuer' | 'sub'>,
      subject: Subject | null,
      wish: { readonly immediately: boolean; readonly idempotencyKey: string },
    ): Promise<AskedErasure | Refusal>;
    cancel(subject: Subject | null, key: string): Promise<Subject | Refusal>;
  };
}

/** The marketplace door's fields for whoever wants to be erased. */
export function createLeavingResolvers({ db, hashes, erasures }: LeavingServices) {
  return {
    Mutation: {
      eraseAccount: async (_, { input: { immediately = false, idempotencyKey } }, context) =>
        payload(
          await erasures.erase(context.login(), await context.subject(), { immediately, idempotencyKey }),
          (told) => ({
            ...told,
          }),
        ),
      cancelErasure: async (_, { input }, context) =>
        payload(await erasures.cancel(await context.subject(), input.idempotencyKey), (viewer) => ({
          viewer,
        })),
    },
    Viewer: {
      erasure: ({ id, erasesAt }) =>
        erasesAt === null ? null : db.read((reader) => pendingErasureOf(reader, id)),
    },
    PendingErasure: { reference: ({ id }) => hashes.erasureReference(id) },
  } satisfies Resolvers;
}
