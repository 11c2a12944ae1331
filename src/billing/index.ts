export { subscriptionSection } from './export-section.ts';
export { billingMigrations } from './migrations.ts';
export { deleteSubscription } from './store.ts';
export { createBillingDesk } from './subscribe.ts';
export type { BillingDesk, PaymentWish } from './subscribe.ts';
export type { ShownMethod, Subscription } from './types.ts';
