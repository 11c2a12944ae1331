import type { Database } from '../../platform/db/index.ts';
import { listHolds, listRuns } from '../../privacy/index.ts';
import type { HoldDesk, Retention } from '../../privacy/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { connection, payloads } from '../shapes.ts';

/** Why this door refuses a hold. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface RetentionServices {
  readonly db: Database;
  readonly retention: Pick<Retention, 'schedule'>;
  readonly holds: HoldDesk;
}

/** The privacy door's fields for how long data is kept. */
export function createRetentionResolvers({ db, retention, holds }: RetentionServices) {
  return {
    Query: {
      retentionSchedule: () => [...retention.schedule],
      retentionRuns: async (_, { data, ...page }) =>
        connection(await db.read((r) => listRuns(r, data ?? null, page))),
      retentionHolds: async (_, page) => connection(await db.read((r) => listHolds(r, page))),
    },
    Mutation: {
      placeHold: async (_, { input }, context) => {
        const { idempotencyKey, subjectId, reason } = input;
        const placed = await holds.place(context.staff(), idempotencyKey, { subjectId, reason });
        return payload(placed, (hold) => ({ hold }));
      },
      liftHold: async (_, { input }, context) => {
        const lifted = await holds.lift(context.staff(), input.idempotencyKey, input.holdId);
        return payload(lifted, (hold) => ({ hold }));
      },
    },
  } satisfies Pick<Resolvers, 'Query' | 'Mutation'>;
}
