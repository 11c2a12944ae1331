import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import {
  LOCKED_CLAUSE,
  NOTICE_OF_CHANGE,
  currentPolicy,
  findPolicy,
  insertPolicy,
  keepsClause,
  policiesById,
  textHash,
} from '../policies/index.ts';
import type { Policy } from '../policies/index.ts';

export interface NewPolicy {
  readonly version: string;
  readonly text: string;
  readonly material: boolean;
  /** Null: at once. */
  readonly effectiveAt: Millis | null;
}

const VERSION = /^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/;
const TEXT = 200_000;

/** People hear of a change of what they were promised in time; of the first promise there is nothing to hear. */
async function refuseHaste(tx: Tx, { material, effectiveAt }: NewPolicy): Promise<Refusal | null> {
  if (!material || (await currentPolicy(tx, tx.now)) === null) return null;
  const days = NOTICE_OF_CHANGE / DAY;
  return (effectiveAt ?? tx.now) < tx.now + NOTICE_OF_CHANGE
    ? refuseField('effectiveAt', `a time at least ${days} days ahead: what people were promised changes`)
    : null;
}

/** Publishes a version of the policy; a leaf in the ledger says so for everyone to read. */
export async function publishPolicy(
  tx: Tx,
  ledger: LedgerPorts,
  input: NewPolicy,
): Promise<Policy | Refusal> {
  if (!VERSION.test(input.version)) return refuseField('version', '1 to 32 letters, digits, dots or dashes');
  if (input.text.trim() === '' || input.text.length > TEXT)
    return refuseField('text', `1 to ${TEXT} characters`);
  if (!keepsClause(input.text)) return refuseField('text', `this sentence, word for word: ${LOCKED_CLAUSE}`);
  if (input.effectiveAt !== null && input.effectiveAt < tx.now) {
    return refuseField('effectiveAt', 'a time that has not passed');
  }
  if ((await findPolicy(tx, input.version)) !== null) {
    return refuseField('version', 'one that was not published before: versions never change');
  }
  const policy: Policy = {
    ...input,
    id: newId('policy', tx.now),
    textHash: textHash(input.text),
    effectiveAt: input.effectiveAt ?? tx.now,
    publishedAt: tx.now,
  };
  await insertPolicy(tx, policy);
  await append(tx, ledger, [
    {
      subjectId: null,
      about: policy.id,
      record: {
        event: 'policy',
        version: policy.version,
        textHash: policy.textHash,
        material: policy.material,
        effectiveAt: policy.effectiveAt,
        publishedAt: policy.publishedAt,
      },
    },
  ]);
  return policy;
}

export function createPolicyDesk(db: Database, hashes: KeyedHashes, ledger: LedgerPorts) {
  return (principal: string, key: string, input: NewPolicy): Promise<Policy | Refusal> => {
    const request = idempotentRequest(hashes, {
      principal,
      mutation: 'publishPolicy',
      key,
      body: { ...input },
    });
    return onceForKey(db, request, {
      make: async (tx) => (await refuseHaste(tx, input)) ?? publishPolicy(tx, ledger, input),
      async reload(tx, id) {
        const policy = (await policiesById(tx, [id])).get(id);
        if (policy === undefined) throw new Error('a policy that was published is there');
        return policy;
      },
    });
  };
}
