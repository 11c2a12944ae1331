import type { Millis } from '../kernel/clock.ts';
import { lockingRows } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { openRecords, sealRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { PaymentMethod, Plan, Subscription } from './types.ts';

interface Row {
  subject_id: string;
  plan: Plan;
  started_at: Millis;
  cancelled_at: Millis | null;
  method: Buffer | null;
  method_version: number;
}

const TABLE = 'billing_subscriptions';

/** What a ciphertext is bound to beside its person. */
const boundTo = (version: number): string => `payment-method/${version}`;

/** What a person pays with, as it is shown: the processor's token stays where it is. */
async function methodOf(
  at: Queryable,
  parts: Pick<VaultParts, 'keyRing'>,
  { subject_id: subjectId, method, method_version: version }: Row,
): Promise<Subscription['method']> {
  if (method === null) return null;
  const entryId = boundTo(version);
  const opened = (await openRecords(at, parts, [{ subjectId, entryId, sealed: method }])).get(entryId);
  if (opened === undefined) return null;
  const { brand, lastFour, expires } = JSON.parse(opened.toString()) as PaymentMethod;
  return { brand, lastFour, expires };
}

export async function subscriptionOf(
  at: Queryable,
  parts: Pick<VaultParts, 'keyRing'>,
  subjectId: string,
): Promise<Subscription | null> {
  const row = (await at.q(TABLE).where('subject_id', subjectId).first()) as Row | undefined;
  if (row === undefined) return null;
  return {
    id: subjectId,
    plan: row.plan,
    method: await methodOf(at, parts, row),
    startedAt: row.started_at,
    cancelledAt: row.cancelled_at,
  };
}

/** Starts a person's subscription, or changes what it is and is paid with. */
export async function saveSubscription(
  tx: Tx,
  vault: VaultParts,
  subjectId: string,
  { plan, ...method }: PaymentMethod & { readonly plan: Plan },
): Promise<void> {
  const [before] = (await lockingRows(tx, tx.q(TABLE).where('subject_id', subjectId))) as Row[];
  const version = (before?.method_version ?? 0) + 1;
  const [sealed] = await sealRecords(tx, vault, [
    { subjectId, entryId: boundTo(version), plaintext: Buffer.from(JSON.stringify(method)) },
  ]);
  const isUnderWay = before !== undefined && before.cancelled_at === null;
  await deleteSubscription(tx, subjectId);
  await tx.q(TABLE).insert({
    subject_id: subjectId,
    plan,
    started_at: isUnderWay ? before.started_at : tx.now,
    cancelled_at: null,
    method: sealed,
    method_version: version,
  });
}

/** Ends a person's subscription and forgets what it was paid with; false: none is under way. */
export async function cancelSubscription(tx: Tx, subjectId: string): Promise<boolean> {
  const ended = await tx
    .q(TABLE)
    .where('subject_id', subjectId)
    .whereNull('cancelled_at')
    .update({ cancelled_at: tx.now, method: null });
  return ended > 0;
}

/** Forgets a person's subscription. */
export async function deleteSubscription(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(TABLE).where('subject_id', subjectId).delete();
}
