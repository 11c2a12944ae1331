import type { CorrectionDesk } from '../../profile/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { given, payloads } from '../shapes.ts';

/** Why this door refuses a correction. */
const payload = payloads({
  AGE_RESTRICTED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface CorrectionServices {
  readonly corrections: Pick<CorrectionDesk, 'correctPerson'>;
}

/** The privacy door's field for whoever wrote to the company instead of correcting it themselves. */
export const createCorrectionResolvers = ({ corrections }: CorrectionServices) =>
  ({
    Mutation: {
      correctPerson: async (_, { input }, context) => {
        const { subjectId, reason, idempotencyKey, ...wishes } = input;
        const request = { subjectId, reason, wishes: given(wishes) };
        const corrected = await corrections.correctPerson(context.staff(), idempotencyKey, request);
        return payload(corrected, ({ id }) => ({ subjectId: id }));
      },
    },
  }) satisfies Resolvers;
