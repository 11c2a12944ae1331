import type { Subject } from '../../accounts/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  changesBetween,
  currentPolicy,
  listPolicies,
  nextPolicy,
  supersededVersions,
} from '../../policies/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
import { existing } from '../loaders.ts';
import { connection, payloads, upper } from '../shapes.ts';

/** Why this door refuses an agreement to the policy. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  IDEMPOTENCY_CONFLICT: true,
  POLICY_VERSION_STALE: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface PolicyServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly agreeToPolicy: (
    subject: Subject | null,
    key: string,
    version: string,
  ) => Promise<Subject | Refusal>;
}

/** The marketplace door's fields for the company's policy, and for what a person agreed to. */
export function createPolicyResolvers({ db, clock, agreeToPolicy }: PolicyServices) {
  return {
    Query: {
      policy: async () => {
        const policy = await db.read((r) => currentPolicy(r, clock.now()));
        if (policy === null) throw new AppError('UNAVAILABLE', 'No policy is in force yet.');
        return policy;
      },
      nextPolicy: () => db.read((r) => nextPolicy(r, clock.now())),
      policies: async (_, page) => connection(await db.read((r) => listPolicies(r, page))),
      policyChanges: async (_, { from, to }, { loaders }) => {
        const [before, after] = await Promise.all([from, to].map((one) => loaders.policyVersions.load(one)));
        return before && after ? [...changesBetween(before.text, after.text)] : null;
      },
    },
    Mutation: {
      agreeToPolicy: async (_, { input: { policyVersion, idempotencyKey } }, context) =>
        payload(await agreeToPolicy(await context.subject(), idempotencyKey, policyVersion), (viewer) => ({
          viewer,
        })),
    },
    PolicyLines: { change: ({ change }) => upper(change) },
    PolicyAgreement: {
      version: ({ policyVersion }) => policyVersion,
      agreedAt: async ({ id, createdAt }, _, { loaders }) =>
        (await loaders.agreements.load(id)).at(-1)?.agreedAt ?? createdAt,
      required: async ({ policyVersion }) =>
        (await db.read((r) => supersededVersions(r, clock.now()))).has(policyVersion),
      history: async ({ id }, _, { loaders }) => [...(await loaders.agreements.load(id))].reverse(),
    },
    PastAgreement: { policy: ({ version }, _, { loaders }) => existing(loaders.policyVersions, version) },
  } satisfies Resolvers;
}
