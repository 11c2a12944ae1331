import { appsToReview, listPartners } from '../../catalog/index.ts';
import type {
  Partner,
  createInvitationDesk,
  createReviewDesk,
  createStandingDesk,
} from '../../catalog/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketing.ts';
import { existing } from '../loaders.ts';
import { connection, payloads, upper } from '../shapes.ts';

/** Why staff of the catalogue are refused. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
  SLUG_TAKEN: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface CatalogStaffServices {
  readonly db: Database;
  readonly invitations: ReturnType<typeof createInvitationDesk>;
  readonly reviewApp: ReturnType<typeof createReviewDesk>;
  readonly standing: ReturnType<typeof createStandingDesk>;
}

type Invited = Exclude<Awaited<ReturnType<CatalogStaffServices['invitations']['invitePartner']>>, Refusal>;

const ofInvitation = (result: Invited | Refusal) =>
  payload(result, ({ partner, code, expiresAt }) => ({
    partner,
    invitation: code,
    invitationExpiresAt: expiresAt,
  }));

const ofPartner = (result: Partner | Refusal) => payload(result, (partner) => ({ partner }));

/** The marketing door's fields for the role `catalog`. */
export function createCatalogStaffResolvers(services: CatalogStaffServices) {
  const { db, invitations, reviewApp, standing } = services;
  return {
    Query: {
      appsToReview: async (_, page) => connection(await db.read((r) => appsToReview(r, page))),
      partners: async (_, page) => connection(await db.read((r) => listPartners(r, page))),
    },
    Mutation: {
      invitePartner: async (_, { input: { idempotencyKey, ...partner } }, context) =>
        ofInvitation(await invitations.invitePartner(context.staff(), idempotencyKey, partner)),
      renewInvitation: async (_, { input }, context) =>
        ofInvitation(
          await invitations.renewInvitation(context.staff(), input.idempotencyKey, input.partnerId),
        ),
      reviewApp: async (_, { input: { idempotencyKey, reason = null, ...decision } }, context) => {
        const reviewed = await reviewApp(context.staff(), idempotencyKey, { ...decision, reason });
        return payload(reviewed, (app) => ({ app }));
      },
      suspendPartner: async (_, { input: { idempotencyKey, ...decision } }, context) =>
        ofPartner(await standing.suspendPartner(context.staff(), idempotencyKey, decision)),
      reinstatePartner: async (_, { input: { idempotencyKey, ...decision } }, context) =>
        ofPartner(await standing.reinstatePartner(context.staff(), idempotencyKey, decision)),
    },
    App: { status: (app) => upper(app.status) },
    AppReview: {
      id: ({ revision }) => revision.id,
      app: ({ revision }, _, { loaders }) => existing(loaders.apps, revision.appId),
      partner: async ({ revision }, _, { loaders }) =>
        existing(loaders.partners, (await existing(loaders.apps, revision.appId)).partnerId),
      submittedAt: ({ revision }) => revision.submittedAt ?? revision.createdAt,
      submitted: ({ revision }) => revision,
    },
    AppWords: {
      category: async (words, _, { loaders }) => (await existing(loaders.categories, words.categoryId)).slug,
    },
    Partner: {
      status: (partner) => upper(partner.status),
      contactEmail: (partner, _, { loaders }) => loaders.contactEmails.load(partner.id),
      privacyPolicyUrl: (partner) => partner.policy?.url ?? null,
      suspensionReason: async (partner, _, { loaders }) =>
        (await loaders.suspensions.load(partner.id))?.reason ?? null,
      suspendedAt: async (partner, _, { loaders }) =>
        (await loaders.suspensions.load(partner.id))?.at ?? null,
    },
  } satisfies Resolvers;
}
