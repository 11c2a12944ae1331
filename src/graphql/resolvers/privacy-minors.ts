import type { MinorDesk } from '../../privacy/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { lower, payloads } from '../shapes.ts';

/** Why this door refuses to erase somebody. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface MinorServices {
  readonly minors: Pick<MinorDesk, 'erase'>;
}

/** The privacy door's fields for people who turn out to be under age. */
export const createMinorResolvers = ({ minors }: MinorServices) =>
  ({
    Mutation: {
      eraseMinor: async (_, { input: { subjectId, reason, idempotencyKey } }, context) => {
        const wish = { subjectId, reason: lower(reason) };
        const erasure = await minors.erase(context.staff(), idempotencyKey, wish);
        return payload(erasure, ({ state, finishedAt }) => ({
          erasedAt: state === 'done' ? finishedAt : null,
        }));
      },
    },
  }) satisfies Resolvers;
