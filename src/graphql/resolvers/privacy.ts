import type { Database } from '../../platform/db/index.ts';
import { listPolicies } from '../../policies/index.ts';
import { searchReleases } from '../../privacy/index.ts';
import type { createPolicyDesk } from '../../privacy/index.ts';
import type { Release } from '../../release/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import type { DoorContext } from '../context.ts';
import type { Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { existing } from '../loaders.ts';
import { connection, payloads, upper } from '../shapes.ts';

/** Why this door refuses. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
} satisfies Record<UserErrorCode, true>);

export interface PrivacyServices {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly publishPolicy: ReturnType<typeof createPolicyDesk>;
}

const grantOf = (release: Release, { loaders }: DoorContext) => existing(loaders.grants, release.grantId);

export function createPrivacyResolvers({ db, vault, publishPolicy }: PrivacyServices): Resolvers {
  return {
    Query: {
      releases: async (_, { filter, ...page }) => {
        const search = {
          subjectId: filter?.subjectId ?? undefined,
          email: filter?.email ?? undefined,
          partnerId: filter?.partnerId ?? undefined,
          appId: filter?.appId ?? undefined,
          since: filter?.since ?? undefined,
          until: filter?.until ?? undefined,
        };
        return connection(await db.read((r) => searchReleases(r, vault, search, page)));
      },
      policies: async (_, page) => connection(await db.read((r) => listPolicies(r, page))),
    },
    Mutation: {
      publishPolicy: async (_, { input }, context) => {
        const { idempotencyKey, version, text, material, effectiveAt = null } = input;
        const policy = { version, text, material, effectiveAt };
        const published = await publishPolicy(context.staff(), idempotencyKey, policy);
        return payload(published, (policy) => ({ policy }));
      },
    },
    Release: {
      partner: (release, _, { loaders }) => existing(loaders.partners, release.partnerId),
      app: (release, _, { loaders }) => existing(loaders.apps, release.appId),
      purposes: async (release, _, context) => (await grantOf(release, context)).purposes.map(upper),
      disclosureHash: async (release, _, context) => (await grantOf(release, context)).disclosureHash,
      textVersion: async (release, _, context) => (await grantOf(release, context)).textVersion,
      policyVersion: async (release, _, context) => {
        const { policyId } = await grantOf(release, context);
        return (await existing(context.loaders.policies, policyId)).version;
      },
      grantState: async (release, _, context) => upper((await grantOf(release, context)).state),
      grantedAt: async (release, _, context) => (await grantOf(release, context)).grantedAt,
      deliveries: async (release, _, { loaders }) => [...(await loaders.deliveries.load(release.id))],
    },
    ReleaseDelivery: { state: (delivery) => upper(delivery.state) },
  };
}
