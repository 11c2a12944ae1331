import { liveApiKeys, listCategories } from '../../catalog/index.ts';
import type {
  createAcceptance,
  createApiKeyDesk,
  createAppDesk,
  createProfileDesk,
} from '../../catalog/index.ts';
import type { App } from '../../catalog/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { given, payloads, upper } from '../shapes.ts';

/** Why a partner is refused while it sets itself up. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  INVITATION_UNKNOWN: true,
  LAST_API_KEY: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
  PARTNER_POLICY_MISSING: true,
  PARTNER_SUSPENDED: true,
  SLUG_TAKEN: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface OnboardingServices {
  readonly db: Database;
  readonly acceptInvitation: ReturnType<typeof createAcceptance>;
  readonly apiKeys: ReturnType<typeof createApiKeyDesk>;
  readonly profile: ReturnType<typeof createProfileDesk>;
  readonly apps: ReturnType<typeof createAppDesk>;
}

const usedKey = (principal: Principal): string | null =>
  principal.kind === 'partner' ? principal.apiKeyId : null;

const ofApp = (result: App | Refusal) => payload(result, (app) => ({ app }));

/** The partner door's fields from an invitation to a listed app. */
export function createOnboardingResolvers(services: OnboardingServices) {
  const { db, apiKeys, profile, apps } = services;
  return {
    Query: {
      apiKeys: async (_, __, context) => [...(await db.read((r) => liveApiKeys(r, context.partnerId())))],
      categories: () => db.read((r) => listCategories(r)),
    },
    Mutation: {
      acceptInvitation: async (_, { input }) => {
        const { code, keyName = null, idempotencyKey = null } = input;
        const accepted = await services.acceptInvitation({ code, keyName, idempotencyKey });
        return payload(accepted, ({ partnerSlug, secret }) => ({ partnerSlug, apiKey: secret }));
      },
      createApiKey: async (_, { input }, context) => {
        const made = await apiKeys.createApiKey(context.partnerId(), input.idempotencyKey, input.name);
        return payload(made, (key) => ({ key, apiKey: key.secret }));
      },
      revokeApiKey: async (_, { input }, context) => {
        const { apiKeyId, idempotencyKey } = input;
        const used = usedKey(context.principal);
        const revoked = await apiKeys.revokeApiKey(context.partnerId(), idempotencyKey, apiKeyId, used);
        return payload(revoked, (key) => ({ key }));
      },
      updatePartner: async (_, { input: { idempotencyKey, ...changes } }, context) => {
        const updated = await profile.updatePartner(context.partnerId(), idempotencyKey, given(changes));
        return payload(updated, (partner) => ({ partner }));
      },
      publishPrivacyPolicy: async (_, { input: { idempotencyKey, ...policy } }, context) => {
        const published = await profile.publishPrivacyPolicy(context.partnerId(), idempotencyKey, policy);
        return payload(published, (policy) => ({ policy }));
      },
      createApp: async (_, { input: { idempotencyKey, ...app } }, context) =>
        ofApp(await apps.createApp(context.partnerId(), idempotencyKey, app)),
      updateApp: async (_, { input: { idempotencyKey, appId, ...changes } }, context) =>
        ofApp(await apps.updateApp(context.partnerId(), idempotencyKey, appId, given(changes))),
      submitApp: async (_, { input }, context) =>
        ofApp(await apps.submitApp(context.partnerId(), input.idempotencyKey, input.appId)),
      unlistApp: async (_, { input }, context) =>
        ofApp(await apps.unlistApp(context.partnerId(), input.idempotencyKey, input.appId)),
    },
    Partner: {
      status: (partner) => upper(partner.status),
      contactEmail: (partner, _, { loaders }) => loaders.contactEmails.load(partner.id),
      suspensionReason: async (partner, _, { loaders }) =>
        (await loaders.suspensions.load(partner.id))?.reason ?? null,
      privacyPolicyUrl: (partner) => partner.policy?.url ?? null,
      privacyPolicy: (partner) => partner.policy,
    },
    App: {
      status: (app) => upper(app.status),
      category: (app, _, { loaders }) => existing(loaders.categories, app.categoryId),
      revision: async (app, _, { loaders }) => {
        const latest = await existing(loaders.latestRevisions, app.id);
        return latest.state === 'approved' ? null : latest;
      },
    },
    AppRevision: {
      state: (revision) => upper(revision.state),
      category: (revision, _, { loaders }) => existing(loaders.categories, revision.categoryId),
    },
  } satisfies Resolvers;
}
