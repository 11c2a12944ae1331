import type { BillingDesk, Subscription } from '../../billing/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
import { lower, payloads, upper } from '../shapes.ts';

/** Why this door refuses to be paid. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface BillingServices {
  readonly billing: BillingDesk;
}

const ofSubscription = (result: Subscription | Refusal) =>
  payload(result, (subscription) => ({ subscription }));

/** The marketplace door's fields for what a person pays for. */
export function createBillingResolvers({ billing }: BillingServices) {
  return {
    Viewer: { subscription: ({ id }) => billing.subscriptionOf(id) },
    Mutation: {
      setPaymentMethod: async (_, { input }, context) => {
        const { idempotencyKey, plan, brand, ...card } = input;
        const wish = { ...card, plan: lower(plan), brand: lower(brand) };
        return ofSubscription(await billing.setPaymentMethod(await context.subject(), idempotencyKey, wish));
      },
      cancelSubscription: async (_, { input }, context) =>
        ofSubscription(await billing.cancelSubscription(await context.subject(), input.idempotencyKey)),
    },
    PaidSubscription: { plan: ({ plan }) => upper(plan) },
    SubscriptionMethod: { brand: ({ brand }) => upper(brand) },
  } satisfies Resolvers;
}
