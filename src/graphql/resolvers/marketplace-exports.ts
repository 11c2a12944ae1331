import { exportsPage } from '../../exports/index.ts';
import type { ExportDesk } from '../../exports/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
import { connection, payloads, upper } from '../shapes.ts';

/** Why this door refuses a copy. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  IDEMPOTENCY_CONFLICT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface ExportServices {
  readonly db: Database;
  readonly exports: ExportDesk;
  /** Where a link's page is. */
  readonly exportUrl: (token: string) => string;
}

/** The marketplace door's fields for people's copies of what is held about them. */
export function createExportResolvers({ db, exports, exportUrl }: ExportServices) {
  return {
    Mutation: {
      exportMyData: async (_, { input: { idempotencyKey } }, context) =>
        payload(await exports.request(await context.subject(), idempotencyKey), (made) => ({ export: made })),
      createExportLink: async (_, { input: { exportId, idempotencyKey } }, context) => {
        const made = await exports.createLink(await context.subject(), idempotencyKey, exportId);
        return payload(made, ({ token, expiresAt }) => ({
          ...{ url: token === null ? null : exportUrl(token), expiresAt },
        }));
      },
    },
    Viewer: {
      exports: async ({ id }, page) => connection(await db.read((r) => exportsPage(r, id, page))),
    },
    DataExport: { state: ({ state }) => upper(state) },
  } satisfies Resolvers;
}
