import { agreementsOf } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  changesBetween,
  currentPolicy,
  findPolicy,
  listPolicies,
  nextPolicy,
  supersededVersions,
} from '../../policies/index.ts';
import type { Policy } from '../../policies/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
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
  async function named(version: string): Promise<Policy> {
    const policy = await db.read((r) => findPolicy(r, version));
    if (policy === null) throw new Error('a version that was agreed to is there');
    return policy;
  }
  return {
    Query: {
      policy: async () => {
        const policy = await db.read((r) => currentPolicy(r, clock.now()));
        if (policy === null) throw new AppError('UNAVAILABLE', 'No policy is in force yet.');
        return policy;
      },
      nextPolicy: () => db.read((r) => nextPolicy(r, clock.now())),
      policies: async (_, page) => connection(await db.read((r) => listPolicies(r, page))),
      policyChanges: (_, { from, to }) =>
        db.read(async (r) => {
          const [before, after] = await Promise.all([findPolicy(r, from), findPolicy(r, to)]);
          return before === null || after === null ? null : [...changesBetween(before.text, after.text)];
        }),
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
      agreedAt: async ({ id, createdAt }) =>
        (await db.read((r) => agreementsOf(r, id))).at(-1)?.agreedAt ?? createdAt,
      required: async ({ policyVersion }) =>
        (await db.read((r) => supersededVersions(r, clock.now()))).has(policyVersion),
      history: async ({ id }) => [...(await db.read((r) => agreementsOf(r, id)))].reverse(),
    },
    PastAgreement: { policy: ({ version }) => named(version) },
  } satisfies Resolvers;
}
