import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { VaultParts } from '../vault/index.ts';
import { refuseMethod } from './rules.ts';
import { cancelSubscription, saveSubscription, subscriptionOf } from './store.ts';
import type { PaymentMethod, Plan, Subscription } from './types.ts';

export type PaymentWish = PaymentMethod & { readonly plan: Plan };

/** What a person does about paying. What is told here is used for payment alone: no other slice knows of it. */
export function createBillingDesk({ db, vault }: { readonly db: Database; readonly vault: VaultParts }) {
  async function reload(tx: Tx, subjectId: string): Promise<Subscription> {
    const subscription = await subscriptionOf(tx, vault, subjectId);
    if (subscription === null) throw new Error('a subscription that was saved is there');
    return subscription;
  }

  async function once(
    subject: Subject | null,
    request: { readonly mutation: string; readonly key: string; readonly body: JsonValue },
    change: (tx: Tx, subjectId: string) => Promise<Refusal | null>,
  ): Promise<Subscription | Refusal> {
    if (subject === null) return accountRequired();
    const { id } = subject;
    return onceForKey(db, idempotentRequest(vault.hashes, { principal: `subject:${id}`, ...request }), {
      async make(tx) {
        if (!(await lockSubjects(tx, [id])).has(id)) return accountRequired();
        return (await change(tx, id)) ?? reload(tx, id);
      },
      reload,
    });
  }

  return {
    setPaymentMethod: (subject: Subject | null, key: string, wish: PaymentWish) =>
      once(subject, { mutation: 'setPaymentMethod', key, body: { ...wish } }, async (tx, subjectId) => {
        const refusal = refuseMethod(wish, tx.now);
        if (refusal === null) await saveSubscription(tx, vault, subjectId, wish);
        return refusal;
      }),

    cancelSubscription: (subject: Subject | null, key: string) =>
      once(subject, { mutation: 'cancelSubscription', key, body: {} }, async (tx, subjectId) =>
        (await cancelSubscription(tx, subjectId))
          ? null
          : refuse('NOT_FOUND', [], 'There is no subscription to cancel.'),
      ),

    subscriptionOf: (subjectId: string) => db.read((reader) => subscriptionOf(reader, vault, subjectId)),
  };
}

export type BillingDesk = ReturnType<typeof createBillingDesk>;
